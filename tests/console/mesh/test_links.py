"""What goes over a link, in which order, and which link stays when there are two."""

from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.mesh import messages as m
from console.mesh.core import A_SEAT
from console.mesh.effects import Close, Priority, Send
from console.trust.issuing import Account
from console.trust.keys import new_signing_key
from db.errors import Damaged, StorageFailed
from tests.console.mesh.simulated import WALL, SimNetwork, SimSeat, joined, losing
from tests.console.trust.rooms import Room

Seats = Callable[[str], SimSeat]


def kinds(network: SimNetwork, origin: str) -> list[str]:
    return [type(m.decode(frame)).__name__ for name, _, frame in network.sent if name == origin]


def certified(room: Room, name: str) -> bytes:
    return room.issuer().person(Account(name, "SAFE", ("operator",)), bytes(new_signing_key().verify_key))


def test_statements_go_before_any_entries(seat: Seats, room: Room) -> None:
    a, b = seat("a"), seat("b")
    a.trust.add(certified(room, "Bart Claes"))
    a.mesh.statements_changed()
    a.write(0, 20)
    network = joined(a, b)
    assert network.settle()
    said = kinds(network, "a")
    assert b.trust.digest() == a.trust.digest()
    assert said.index("Items") < said.index("Entries")


def test_entries_wait_for_a_peer_that_has_not_our_statements(seat: Seats, room: Room) -> None:
    a, b = seat("a"), seat("b")
    a.trust.add(certified(room, "Bart Claes"))
    a.mesh.statements_changed()
    network = SimNetwork()
    network.tamper["b"] = losing(m.Holding)
    network.join(a, b)
    a.write(0, 3)
    network.carry(a)
    network.run(2_000)
    assert "Entries" not in kinds(network, "a")


def test_a_new_statement_is_everywhere_at_once(seat: Seats, room: Room) -> None:
    seats = [seat(name) for name in "abcd"]
    network = joined(*seats, ms=500)
    seats[0].trust.add(certified(room, "Chloé Maes"))
    seats[0].mesh.statements_changed()
    network.carry(seats[0])
    network.run(200)
    assert len({one.trust.digest() for one in seats}) == 1


@pytest.mark.parametrize("ms", range(1, 14, 2))
@pytest.mark.parametrize("who", ["dialled", "was dialled"])
def test_what_is_written_while_a_link_begins_is_at_its_other_end_at_once(
    seat: Seats, who: str, ms: int
) -> None:
    writes, reads = (seat("a"), seat("b")) if who == "dialled" else (seat("b"), seat("a"))
    network = joined(*sorted((writes, reads), key=lambda one: one.name))

    def write() -> None:
        writes.write(network.now)
        network.carry(writes)

    network._at(ms, write)
    network.run(1_000)
    assert reads.record.count == 1


@pytest.mark.parametrize("ms", range(1, 14, 2))
def test_a_statement_made_while_a_link_begins_is_at_its_other_end_at_once(
    seat: Seats, room: Room, ms: int
) -> None:
    a, b = seat("a"), seat("b")
    network = joined(a, b)
    raw = certified(room, "Chloé Maes")
    network._at(ms, lambda: network._learn(a, [raw]))
    network.run(400)
    assert b.trust.digest() == a.trust.digest()


def test_quiet_seats_tell_digests_only(seat: Seats) -> None:
    a, b = seat("a"), seat("b")
    a.write(0, 50)
    network = joined(a, b)
    assert network.settle()
    network.run(10_000)
    network.sent.clear()
    network.run(30_000)
    told = [m.decode(frame) for _, _, frame in network.sent]
    haves = [message for message in told if isinstance(message, m.Have)]
    assert len(haves) == 12
    assert not any(have.feeds or have.full for have in haves)
    assert max(len(frame) for _, _, frame in network.sent) < 200


def test_seats_that_hold_the_same_exchange_no_lists_when_they_link(seat: Seats) -> None:
    a, b = seat("a"), seat("b")
    a.write(0, 50)
    network = joined(a, b)
    assert network.settle()
    network.unlink(a, b)
    network.sent.clear()
    network.link(a, b)
    network.run(3_000)
    assert all(len(frame) < 250 for _, _, frame in network.sent)
    assert a.mesh.reach.reached(a.feed.id, 50) == 1
    assert all(a.mesh.in_step(link, network.now) for link in a.mesh.links.met())


def all_in_step(network: SimNetwork, *seats: SimSeat) -> bool:
    return all(one.mesh.in_step(link, network.now) for one in seats for link in one.mesh.links.met())


def write_on(network: SimNetwork, *seats: SimSeat, ms: int = 100) -> None:
    """Each of these writes a line, and a moment passes."""
    for one in seats:
        one.write(network.now)
        network.carry(one)
    network.run(ms)


def test_seats_that_write_without_a_pause_are_in_step_all_the_while(seat: Seats) -> None:
    a, b, *_ = seats = [seat(name) for name in "abc"]
    network = joined(*seats, ms=3_000)
    for _ in range(80):
        write_on(network, a, b)
        assert all_in_step(network, *seats)


def test_what_a_peer_lacks_for_longer_than_it_takes_to_come_is_said_while_all_write_on(seat: Seats) -> None:
    a, b = seats = [seat(name) for name in "ab"]
    network = joined(*seats, ms=3_000)
    network.tamper["a"] = losing(m.Entries)
    write_on(network, a, b)
    assert all_in_step(network, *seats)
    for _ in range(40):
        write_on(network, b, ms=300)
    assert not all_in_step(network, a)
    assert not all_in_step(network, b)
    del network.tamper["a"]
    assert network.settle()
    network.run(6_000)
    assert all_in_step(network, *seats)


def test_what_differs_while_nothing_moves_is_said(seat: Seats) -> None:
    a, b = seats = [seat(name) for name in "ab"]
    network = joined(*seats, ms=3_000)
    a.record.digest = lambda: b"another erasure" + bytes(17)  # type: ignore[method-assign]
    a.mesh.refresh(network.now)
    network.run(15_000)
    assert not all_in_step(network, a)
    assert not all_in_step(network, b)


def test_statements_that_a_peer_does_not_take_are_said_while_all_write_on(seat: Seats, room: Room) -> None:
    a, b = seats = [seat(name) for name in "ab"]
    network = joined(*seats, ms=3_000)
    network.tamper["a"] = losing(m.Items)
    a.trust.add(certified(room, "Bart Claes"))
    a.mesh.statements_changed()
    assert all_in_step(network, *seats)
    for _ in range(40):
        write_on(network, b, ms=300)
    assert not all_in_step(network, a)


def speaking_1(frame: bytes) -> bytes:
    """What a seat of protocol 1 says: of all that it is told, it knows no bare run either."""
    message = m.decode(frame)
    return m.encode(msgspec.structs.replace(message, newest=1)) if isinstance(message, m.Hello) else frame


def test_entries_travel_bare_but_whole_to_a_seat_that_knows_no_other_way(seat: Seats) -> None:
    old, new, newer = seat("old"), seat("new"), seat("newer")
    network = SimNetwork()
    network.tamper["old"] = speaking_1
    new.write(0, 300)
    network.join(new, newer, old)
    assert network.settle()
    new.write(network.now, 2)
    network.run(1_000)
    runs = [(far, frame[1]) for _, far, frame in network.sent if isinstance(m.decode(frame), m.Entries)]
    assert set(runs) == {("newer", 14), ("old", 4)}
    assert len({one.record.digest() for one in (old, new, newer)}) == 1


def test_pushes_leave_before_answers_and_orders_before_the_rest(seat: Seats) -> None:
    a, b = seat("a"), seat("b")
    a.write(0, 2)
    network = joined(a, b, ms=3_000)
    (link,) = a.mesh.links.met()
    a.write(network.now, 1)
    a.mesh.heard(link.peer, m.encode(m.Want(a.feed.id, 0)), network.now)
    a.write(network.now, 1, kind="order.issued")
    a.mesh.heard(link.peer, m.encode(m.Want(a.feed.id, 3)), network.now)
    sent = [effect for effect in a.mesh.take() if isinstance(effect, Send)]
    priorities = [s.priority for s in sent if isinstance(m.decode(s.frame), m.Entries)]
    assert priorities == [Priority.PUSH, Priority.ANSWER, Priority.PUSH, Priority.URGENT]


def test_entries_written_alone_are_counted_as_nowhere_else(seat: Seats) -> None:
    a, b = seat("a"), seat("b")
    a.write(0, 7)
    assert a.mesh.reach.nowhere_else() == 7
    network = joined(a, b)
    assert network.settle()
    network.run(3_000)
    assert a.mesh.reach.nowhere_else() == 0
    network.unlink(a, b)
    a.write(network.now, 2)
    assert a.mesh.reach.nowhere_else() == 2


def test_what_is_on_its_way_to_a_linked_seat_is_not_said_to_be_nowhere_else(seat: Seats) -> None:
    a, b = seat("a"), seat("b")
    network = joined(a, b, ms=3_000)
    for ms in (3_000, 12_000, 20_000) * 3:
        a.write(network.now)
        assert a.mesh.reach.nowhere_else() == 1
        assert a.mesh.reach.lacking(network.now) == 0
        network.carry(a)
        network.run(ms)
        assert a.mesh.reach.nowhere_else() == 0


def test_what_a_linked_seat_does_not_take_for_long_is_said_to_be_nowhere_else(seat: Seats) -> None:
    a, b = seat("a"), seat("b")
    network = joined(a, b, ms=3_000)
    network.tamper["a"] = losing(m.Entries)
    for _ in range(6):
        assert a.mesh.reach.lacking(network.now) == 0
        write_on(network, a, ms=1_500)
    network.run(3_000)
    assert a.mesh.reach.lacking(network.now) == 6


def test_a_seat_that_is_alone_says_at_once_what_nobody_else_has(seat: Seats) -> None:
    a, b = seat("a"), seat("b")
    network = joined(a, b, ms=3_000)
    network.unlink(a, b)
    a.write(network.now, 2)
    assert a.mesh.reach.lacking(network.now) == 2


def test_a_clock_that_is_ahead_shows(seat: Seats) -> None:
    a, b = seat("a"), seat("b")
    network = joined(a, b, ms=500)
    (link,) = a.mesh.links.met()
    a.mesh.heard(link.peer, m.encode(m.Pong(network.now, WALL + network.now + 90_000)), network.now)
    assert link.skew == 90_000


def test_of_two_links_both_ends_keep_the_same_one(seat: Seats) -> None:
    a, b = seat("a"), seat("b")
    network = joined(a, b)
    network.link(b, a)
    network.run(1_000)
    assert [link.dialled for link in a.mesh.links.met()] == [True]
    assert [link.dialled for link in b.mesh.links.met()] == [False]
    assert {effect.code for one in (a, b) for effect in one.effects if isinstance(effect, Close)} == {
        "link.double"
    }


def test_two_runs_of_one_seat_at_once_raise_the_alarm_and_refuse_nothing(seat: Seats) -> None:
    a, b, twin = seat("a"), seat("b"), seat("twin")
    twin.id = b.id
    twin.start(b"2")
    network = SimNetwork()
    network.seats += [a, b, twin]
    network.link(a, b)
    network.link(a, twin)
    twin.write(0, 3)
    b.write(0, 3)
    network.carry(twin)
    network.carry(b)
    network.run(20_000)
    assert a.mesh.copied == {b.id}
    assert a.record.count == 6
    a.mesh.unlinked(max(a.mesh.links.all), network.now)
    network.run(1_000)
    assert not a.mesh.copied, "one of the two was stopped"


def test_one_key_holds_so_many_links_and_those_that_stand_stay(seat: Seats) -> None:
    a, b, other = seat("a"), seat("b"), seat("other")
    network = joined(a, b)
    network.seats.append(other)
    network.link(a, other)
    (stands,) = (link for link in a.mesh.links.all.values() if link.seat == b.id)
    for n in range(1, 100):  # whoever has the key of a seat may begin as often as he likes
        a.mesh.linked(1_000 + n, b.id, network.now, dialled=False)
    held = [link for link in a.mesh.links.all.values() if link.seat == b.id]
    assert (len(held), stands in held) == (A_SEAT, True)
    refused = {each.peer for each in a.mesh.take() if isinstance(each, Close) and each.code == "link.many"}
    assert len(refused) == 100 - A_SEAT
    assert refused.isdisjoint(link.peer for link in held)
    a.mesh.linked(2_000, other.id, network.now, dialled=False)
    assert 2_000 in a.mesh.links.all, "others are not concerned"


def test_what_only_a_copy_of_a_seat_has_is_nowhere_else(seat: Seats) -> None:
    a, twin = seat("a"), seat("twin")
    twin.id = a.id
    twin.start(b"2")
    network = joined(a, twin, ms=3_000)
    write_on(network, a, ms=6_000)
    a.mesh.reach.heard(twin.id, a.feed.id, 1)  # as its copy has signed
    assert twin.record.count == a.mesh.reach.nowhere_else() == 1
    assert a.mesh.reach.reached(a.feed.id, 1) == 0


def test_a_seat_that_restarts_quickly_is_no_copy(seat: Seats) -> None:
    a, b = seat("a"), seat("b")
    network = joined(a, b, ms=1_000)
    stale = b.mesh
    b.start(b"2")
    stale.take()
    network.link(a, b)
    for _ in range(20):
        network.run(1_000)
        assert not a.mesh.copied


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_message_or_refused(frame: bytes) -> None:
    try:
        message = m.decode(frame)
    except (m.Broken, m.Unknown):
        return
    assert m.decode(m.encode(message)) == message


@pytest.mark.parametrize("asked", ["run", "get", "lacking"])
def test_a_disk_that_does_not_give_what_is_asked_costs_no_link(
    seat: Seats, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    a, b, c = seat("a"), seat("b"), seat("c")
    a.write(0, 50)
    b.write(0, 5)
    a.start(b"2")  # what it wrote in this run it would not read again
    unread: list[StorageFailed] = []
    a.mesh.record.unread = unread.append

    def failing(*_: object) -> None:
        raise Damaged("storage.damaged")

    network = SimNetwork()
    with monkeypatch.context() as broken:
        broken.setattr(a.record, asked, failing)
        network.join(a, b, c)
        network.run(20_000)
        assert {len(each.mesh.links.met()) for each in (a, b, c)} == {2}
        assert unread
        assert len(c.record.heads()[b.feed.id]) == 1, "what others have comes from them"
    assert network.settle()
    assert {each.record.count for each in (a, b, c)} == {55}
