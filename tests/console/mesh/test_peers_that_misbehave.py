"""A peer that stalls, lies, strips or forges harms nobody but its own link."""

from collections.abc import Callable, Sequence

import msgspec
import pytest

from console.mesh import link as link_module
from console.mesh import messages as m
from console.mesh.credit import WINDOW
from console.mesh.effects import Admit, Close, Priority, Repair, Send, Violation
from console.mesh.inbox import BYTES_IN_ALL, ENTRIES_A_FEED
from console.mesh.link import Link
from db.entry import Entry
from db.feed import Feed
from tests.console.mesh.simulated import SimNetwork, SimSeat, Tamper, joined, losing

Seats = Callable[[str], SimSeat]


@pytest.fixture
def pair(seat: Seats) -> tuple[SimSeat, SimSeat, SimNetwork]:
    a, b = seat("a"), seat("b")
    network = joined(a, b, ms=500)
    return a, b, network


def rewriting(change: Callable[[int, Entry], Entry]) -> Tamper:
    """A relay that changes the entries it passes on."""

    def tamper(frame: bytes) -> bytes:
        message = m.decode(frame)
        if isinstance(message, m.Entries):
            run = tuple(change(n, entry) for n, entry in enumerate(message.run))
            return m.encode(msgspec.structs.replace(message, run=run))
        if isinstance(message, m.Mends):
            return m.encode(m.Mends(()))
        return frame

    return tamper


def stripped(_: int, entry: Entry) -> Entry:
    return Entry(entry.header, entry.signature)


def signed_by_nobody(n: int, entry: Entry) -> Entry:
    return entry if n != 1 else Entry(entry.header, bytes(64), entry.salt, entry.payload)


def relayed(seat: Seats, change: Callable[[int, Entry], Entry]) -> tuple[SimSeat, SimSeat, SimNetwork]:
    """An author, a relay between it and a reader, and the network; the relay changes what it passes on."""
    author, relay, reader = seat("author"), seat("relay"), seat("reader")
    author.write(0, 5)
    network = joined(author, relay, ms=4_000)
    network.tamper["relay"] = rewriting(change)
    network.seats.append(reader)
    network.link(relay, reader)
    network.run(8_000)
    return author, reader, network


def test_a_stripped_payload_is_missed_and_fetched_from_another_peer(seat: Seats) -> None:
    author, reader, network = relayed(seat, stripped)
    assert reader.record.digest() == author.record.digest()
    assert len(reader.record.lacking(10)) == 5
    network.link(author, reader)
    network.run(8_000)
    assert reader.record.lacking(10) == []
    assert all(one.entry.payload is not None for one in reader.record.since(0, 10))


def test_what_nobody_has_whole_any_more_does_not_keep_what_somebody_has_from_being_asked_for(
    seat: Seats,
) -> None:
    lost, kept, reader = seat("lost"), seat("kept"), seat("reader")
    for author, count in ((lost, 3 * m.MENDS_A_FRAME), (kept, 5)):
        run = [Entry(one.entry.header, one.entry.signature) for one in author.write(0, count)]
        reader.record.admit(run, 1)
    joined(kept, reader, ms=30_000)
    assert len(reader.record.lacking(1_000)) == 3 * m.MENDS_A_FRAME


def test_a_signature_altered_in_mid_run_is_found_out_and_mended(seat: Seats) -> None:
    author, reader, network = relayed(seat, signed_by_nobody)
    assert reader.record.count == 5
    assert len(reader.record.lacking(10)) == 1
    assert reader.record.verified_heads()[author.feed.id][0].seq == 1
    network.link(author, reader)
    network.run(8_000)
    assert reader.record.lacking(10) == []
    assert reader.record.verified_heads() == author.record.verified_heads()


def test_what_is_not_proven_is_not_passed_on(seat: Seats) -> None:
    _, reader, network = relayed(seat, signed_by_nobody)
    late = seat("late")
    network.seats.append(late)
    network.link(reader, late)
    network.run(20_000)
    assert late.record.count == 1


def test_a_forged_last_signature_costs_the_link_and_nothing_is_kept(
    pair: tuple[SimSeat, SimSeat, SimNetwork],
) -> None:
    a, b, network = pair

    def forged(_: int, entry: Entry) -> Entry:
        return Entry(entry.header, bytes(64), entry.salt, entry.payload)

    network.tamper["a"] = rewriting(forged)
    a.write(network.now, 3)
    network.carry(a)
    network.run(1_000)
    assert [effect.code for effect in b.effects if isinstance(effect, Violation)] == ["entry.signature"]
    assert b.record.count == 0
    assert b.mesh.links.all == {}


def test_who_tells_of_entries_and_sends_none_is_not_waited_for(seat: Seats) -> None:
    author, liar, reader = seat("author"), seat("liar"), seat("reader")
    author.write(0, 40)
    network = joined(author, liar, ms=6_000)
    network.seats.append(reader)
    network.link(liar, reader)
    network.run(500)
    network.tamper["liar"] = losing(m.Entries)
    author.write(network.now, 10)
    network.carry(author)
    network.run(12_000)
    assert reader.record.count < 50
    assert reader.mesh.coming() > 0
    network.link(author, reader)
    network.run(7_000)
    assert reader.record.count == 50
    assert reader.mesh.coming() == 0


def test_a_tip_that_nobody_can_send_does_not_hold_up_others(
    pair: tuple[SimSeat, SimSeat, SimNetwork],
) -> None:
    a, b, network = pair
    (link,) = b.mesh.links.met()
    made_up = [m.Held(bytes([n]) * 32, (m.Tip(9, bytes(8)),), 2**62) for n in range(200)]
    b.mesh.heard(link.peer, m.encode(m.Have(bytes(32), b"", b"", feeds=tuple(made_up))), network.now)
    network.carry(b)
    network.run(20_000)
    a.write(network.now, 300)
    network.carry(a)
    network.run(6_000)
    assert b.record.count == 300


def test_who_tells_of_an_end_and_sends_another_is_not_asked_without_a_pause(
    pair: tuple[SimSeat, SimSeat, SimNetwork],
) -> None:
    a, b, network = pair
    a.write(network.now, 3)
    network.carry(a)
    assert network.settle()
    (link,) = b.mesh.links.met()
    garbled = m.Held(a.feed.id, (m.Tip(3, bytes(8)),))
    b.mesh.heard(link.peer, m.encode(m.Have(bytes(32), b"", b"", feeds=(garbled,))), network.now)
    network.carry(b)
    network.sent.clear()
    network.run(4_000)
    assert len([frame for _, _, frame in network.sent if isinstance(m.decode(frame), m.Want)]) <= 1


def test_an_answer_that_comes_again_is_no_answer_to_what_was_asked_since(seat: Seats) -> None:
    author, reader = seat("author"), seat("reader")
    author.write(0, 12 * m.BATCH)
    network = SimNetwork()
    network.seats += [author, reader]
    network.link(author, reader)
    network.mishaps.duplicates = 1.0
    network.run(4_000)
    assert reader.record.count == 12 * m.BATCH
    sent = [m.decode(frame) for name, _, frame in network.sent if name == "reader"]
    asked = [(one.after, one.tip) for one in sent if isinstance(one, m.Want)]
    assert len(asked) == len(set(asked)) == 12


def test_a_seat_that_waits_in_vain_still_tells_what_others_missed(
    pair: tuple[SimSeat, SimSeat, SimNetwork],
) -> None:
    a, b, network = pair
    (link,) = a.mesh.links.met()
    made_up = m.Held(bytes(32), (m.Tip(9, bytes(8)),))
    a.mesh.heard(link.peer, m.encode(m.Have(bytes(32), b"", b"", feeds=(made_up,))), network.now)
    network.cut = {("a", "b")}
    a.write(network.now, 1)
    network.carry(a)
    network.run(4_000)
    network.cut.clear()
    network.run(20_000)
    assert b.record.count == 1


def test_a_peer_that_reads_nothing_costs_a_bounded_window(
    pair: tuple[SimSeat, SimSeat, SimNetwork],
) -> None:
    a, b, network = pair
    (link,) = a.mesh.links.met()
    sent = 0
    for _ in range(40):
        a.write(network.now, 100)
        sent += sum(len(e.frame) for e in a.mesh.take() if isinstance(e, Send))
    assert sent <= 1 << 20
    assert link.waiting == {}
    network.run(3_000)
    network.unlink(a, b)
    network.link(a, b)
    assert network.settle()
    assert b.record.count == 4000


def runs_of(feed: Feed, count: int, size: int = 10) -> list[Entry]:
    return [feed.write("log.written", (b"T" * 16,), b"x" * size, 1 << 16) for _ in range(count)]


def entries(run: Sequence[Entry], feed: Feed) -> bytes:
    return m.encode(m.Entries(feed.id, tuple(run)))


def test_a_peer_that_grants_without_end_and_takes_nothing_costs_a_bounded_window(
    pair: tuple[SimSeat, SimSeat, SimNetwork],
) -> None:
    one, other, network = pair
    link = next(each for each in one.mesh.links.all.values() if each.seat == other.id)
    network.run(1_000)
    waiting = 0
    one.mesh.links.waiting = lambda _: waiting
    for _ in range(100):
        link.sending.grant(1 << 40)
        frame = m.Entries(bytes(32), (Entry(bytes(2_000), bytes(64), bytes(32), bytes(60_000)),))
        waiting += 62_000 * one.mesh.links.spend(link, m.encode(frame), Priority.ANSWER)
    assert waiting <= WINDOW + 62_000


def test_runs_that_come_too_early_wait_within_bounds(pair: tuple[SimSeat, SimSeat, SimNetwork]) -> None:
    _, b, network = pair
    (link,) = b.mesh.links.met()
    feed = Feed.fresh(b.room)
    run = runs_of(feed, ENTRIES_A_FEED + 500)
    for at in range(len(run) - 1, 0, -1):
        b.mesh.heard(link.peer, entries(run[at : at + 1], feed), network.now)
    assert b.mesh.counts["entry.early"] == ENTRIES_A_FEED
    assert b.mesh.counts["entry.early_dropped"] == 499
    assert not [effect for effect in b.mesh.take() if isinstance(effect, Admit)]
    b.mesh.heard(link.peer, entries(run[:1], feed), network.now)
    assert len([effect for effect in b.mesh.take() if isinstance(effect, Admit)]) == 1


def test_many_early_feeds_together_stay_within_their_bytes(seat: Seats) -> None:
    b, network = seat("b"), SimNetwork()
    feeds = [Feed.fresh(b.room) for _ in range(40)]
    for n, feed in enumerate(feeds):
        b.mesh.linked(n, bytes(15) + bytes([n]), 0, dialled=True)
        b.mesh.links.all[n].hello = m.Hello(1, 1, b.room, bytes(16), bytes(16), b"", b"", b"", 0)
        run = runs_of(feed, 12, 60_000)
        for entry in run[1:]:
            b.mesh.heard(n, entries([entry], feed), network.now)
    assert b.mesh.counts["entry.early_dropped"] > 0
    assert b.mesh._inbox.bytes <= BYTES_IN_ALL


def test_far_more_than_the_credit_is_dropped_and_counted(
    pair: tuple[SimSeat, SimSeat, SimNetwork],
) -> None:
    _, b, network = pair
    (link,) = b.mesh.links.met()
    feed = Feed.fresh(b.room)
    for entry in runs_of(feed, 60, 60_000):
        b.mesh.heard(link.peer, entries([entry], feed), network.now)
    given = [effect for effect in b.mesh.take() if isinstance(effect, Admit)]
    assert sum(effect.size for effect in given) <= 2 << 20
    assert b.mesh.counts["credit.exceeded"] > 0


def test_mends_that_nobody_asked_for_give_the_writer_nothing_to_do(
    pair: tuple[SimSeat, SimSeat, SimNetwork],
) -> None:
    a, b, network = pair
    (link,) = b.mesh.links.met()
    unasked = m.encode(m.Mends(tuple(one.entry for one in a.write(network.now, 5))))
    for _ in range(100):
        b.mesh.heard(link.peer, unasked, network.now)
    assert [effect for effect in b.mesh.take() if isinstance(effect, Repair)] == []


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        (b"", "frame.malformed"),
        (b"GET / HTTP/1.1\r\n\r\n", "frame.malformed"),
        (msgspec.msgpack.encode([3, b"short", 1]), "frame.malformed"),
        (b"\x91" * 5000, "frame.malformed"),
        (bytes(m.MAX_FRAME + 1), "frame.too_large"),
        (m.encode(m.Entries(bytes(32), (Entry(b"no header", bytes(64)),))), "entry.header"),
    ],
)
def test_bad_framing_costs_the_link(
    pair: tuple[SimSeat, SimSeat, SimNetwork], frame: bytes, code: str
) -> None:
    _, b, network = pair
    (link,) = b.mesh.links.met()
    b.mesh.heard(link.peer, frame, network.now)
    assert [effect.code for effect in b.mesh.take() if isinstance(effect, Violation)] == [code]
    assert b.mesh.links.all == {}


def test_unknown_messages_and_trailing_fields_are_skipped_and_counted(
    pair: tuple[SimSeat, SimSeat, SimNetwork],
) -> None:
    _, b, network = pair
    (link,) = b.mesh.links.met()
    b.mesh.heard(link.peer, msgspec.msgpack.encode([99, "from", "a later version"]), network.now)
    ping = msgspec.msgpack.encode([10, 123, "trailing", {"field": 1}])
    b.mesh.heard(link.peer, ping, network.now)
    sent = [m.decode(effect.frame) for effect in b.mesh.take() if isinstance(effect, Send)]
    assert b.mesh.counts["frame.unknown"] == 1
    assert [message.at for message in sent if isinstance(message, m.Pong)] == [123]
    assert b.mesh.links.met() == [link]


def hello_of(b: SimSeat, **changes: object) -> bytes:
    hello = m.Hello(1, 1, b.room, b"stranger".ljust(16), b"run".ljust(16), b"", b"", b"", 0)
    return m.encode(msgspec.structs.replace(hello, **changes))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"room": b"another room".ljust(16)}, "hello.other_room"),
        ({"seat": b"somebody else".ljust(16)}, "hello.other_seat"),
        ({"oldest": 7, "newest": 9}, "link.protocol.newer"),
        ({"oldest": 0, "newest": 0}, "link.protocol.older"),
    ],
)
def test_a_wrong_hello_ends_the_link(seat: Seats, changes: dict[str, object], code: str) -> None:
    b = seat("b")
    b.mesh.linked(1, b"stranger".ljust(16), 0, dialled=False)
    b.mesh.heard(1, hello_of(b, **changes), 0)
    ended = [effect.code for effect in b.mesh.take() if isinstance(effect, Close | Violation)]
    assert ended == [code]


def test_nothing_counts_before_hello(seat: Seats) -> None:
    b = seat("b")
    feed = Feed.fresh(b.room)
    b.mesh.linked(1, b"stranger".ljust(16), 0, dialled=False)
    b.mesh.heard(1, entries(runs_of(feed, 1), feed), 0)
    assert b.mesh.counts == {"frame.before_hello": 1}
    assert not [effect for effect in b.mesh.take() if isinstance(effect, Admit)]


def test_a_silent_link_ends(pair: tuple[SimSeat, SimSeat, SimNetwork]) -> None:
    a, b, network = pair
    network.cut = {("b", "a")}
    network.run(16_000)
    assert [effect.code for effect in a.effects if isinstance(effect, Close)] == ["link.silent"]
    assert a.mesh.linked_seats() == set()
    assert b.mesh.linked_seats() == set()


def test_who_gives_up_a_silent_link_says_so_to_whoever_may_wake(
    pair: tuple[SimSeat, SimSeat, SimNetwork],
) -> None:
    *_, network = pair
    network.cut.add(("b", "a"))
    network.run(14_000)
    network.sent.clear()
    network.run(3_000)
    assert [m.decode(frame) for name, _, frame in network.sent if name == "a"][-1] == m.Bye("link.silent")


def test_a_peer_that_boasts_of_ever_other_feeds_is_doubted_within_bounds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(link_module, "FEEDS", 50)
    peer = Link(1, b"seat", dialled=True, since=0, heard=0)
    for n in range(120):
        peer.doubt(n.to_bytes(4), now=n)
    assert len(peer.doubts) == 50
    assert peer.doubted((119).to_bytes(4), now=120)
    assert not peer.doubted((0).to_bytes(4), now=120)
