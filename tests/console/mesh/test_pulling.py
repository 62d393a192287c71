"""What a seat lacks, of whom it asks it, and when it asks somebody else: the questions one by one."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pytest
from nacl.signing import SigningKey

from console.mesh.effects import Admit, Send
from console.mesh.inbox import Inbox
from console.mesh.link import FIRST_DOUBT, Link
from console.mesh.links import Links
from console.mesh.messages import Entries, Held, Hello, Tip, Want, decode
from console.mesh.pulling import (
    GAPS,
    LOOK_AGAIN,
    REMEMBERED,
    TIMEOUT,
    WANTS_A_PEER,
    WANTS_IN_ALL,
    Pulling,
)
from db.entry import Entry, Stored, decode_header, entry_id
from db.feed import Feed
from db.heads import Head, Tips
from db.record import Record

ROOM = b"R" * 16


class Shelf:
    """A record as the mesh reads it: what of each feed is held."""

    def __init__(self) -> None:
        self.held: dict[bytes, Tips] = {}

    def heads(self) -> Mapping[bytes, Tips]:
        return dict(self.held)

    def run(self, *_: object) -> list[Stored]:
        return []


class Desk:
    """One seat that asks, and those it is linked with."""

    def __init__(self, record: Record | None = None) -> None:
        self.links, self.shelf, self.inbox = Links(), Shelf(), Inbox()
        store = record or self.shelf
        self.pulling = Pulling(self.links, store, self.inbox)  # type: ignore[arg-type]

    def meet(self, peer: int, rtt: int = 0) -> Link:
        link = Link(peer, bytes([peer]) * 16, dialled=True, since=0, heard=0, rtt=rtt)
        link.hello = Hello(1, 1, ROOM, link.seat, bytes(16), b"", b"", b"", 0)
        self.links.all[peer] = link
        return link

    def told(self, link: Link, feed: bytes, *ends: tuple[int, bytes], at: int = 0) -> None:
        held = Held(feed, tuple(Tip(seq, prefix) for seq, prefix in ends), at)
        link.tell((held,), whole=False)
        self.pulling.told(held)

    def asks(self, now: int) -> list[tuple[int, Want]]:
        """Whom it asks what, at this time."""
        self.pulling.step(now)
        sent = [(each.peer, decode(each.frame)) for each in self.links.take() if isinstance(each, Send)]
        return [(peer, want) for peer, want in sent if isinstance(want, Want)]

    def asked(self, now: int) -> list[int]:
        return [peer for peer, _ in self.asks(now)]

    def holds(self, feed: bytes, *ends: Head) -> None:
        self.shelf.held[feed] = ends
        self.pulling.refresh()


def lines(feed: Feed, count: int) -> list[Entry]:
    return [feed.write("log.written", (b"T" * 16,), b"line %d" % n, hlc=n << 16) for n in range(1, count + 1)]


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def written() -> Iterator[list[Entry]]:
    feed = Feed.fresh(ROOM)
    yield lines(feed, 20)
    feed.close()


def feed_of(written: list[Entry]) -> bytes:
    return decode_header(written[0].header).feed


def end(written: list[Entry], seq: int) -> tuple[int, bytes]:
    return seq, entry_id(written[seq - 1].header)[:8]


def feed(n: int) -> bytes:
    return n.to_bytes(32)


def prefix(n: int) -> bytes:
    return n.to_bytes(8)


def test_of_those_who_have_it_the_one_who_is_asked_least_is_asked_and_of_those_the_nearest(
    desk: Desk,
) -> None:
    far, near, unasked = desk.meet(1, rtt=90), desk.meet(2, rtt=10), desk.meet(3, rtt=500)
    for link in (far, near):
        desk.told(link, feed(1), (5, prefix(1)))
    desk.told(near, feed(2), (5, prefix(2)))
    desk.told(unasked, feed(2), (5, prefix(2)))
    assert [(peer, want.feed) for peer, want in desk.asks(0)] == [(2, feed(1)), (3, feed(2))]


def test_the_most_recent_feeds_are_asked_for_first_eight_of_a_peer_and_thirty_two_in_all(desk: Desk) -> None:
    links = [desk.meet(peer) for peer in range(1, 6)]
    for n in range(20):
        desk.told(links[0], feed(n), (5, prefix(n)), at=n)
    assert [want.feed for _, want in desk.asks(0)] == [feed(19 - n) for n in range(WANTS_A_PEER)]
    for n in range(20):
        for link in links[1:]:
            desk.told(link, feed(100 + n + 20 * link.peer), (5, prefix(n)), at=n)
    assert len(desk.asked(0)) == WANTS_IN_ALL - WANTS_A_PEER
    assert desk.asked(0) == desk.asked(LOOK_AGAIN) == []
    assert desk.pulling.coming() == 100 * 5


def test_who_does_not_answer_in_five_seconds_is_left_alone_for_that_feed_and_another_is_asked(
    desk: Desk,
) -> None:
    first, second = desk.meet(1), desk.meet(2)
    for link in (first, second):
        desk.told(link, feed(1), (5, prefix(1)))
    assert desk.asked(0) == [1]
    assert desk.asked(TIMEOUT - 1) == []
    assert desk.asked(TIMEOUT) == [2]
    assert (first.asked, second.asked) == (0, 1)
    assert desk.asked(2 * TIMEOUT) == [1], "his time is over: now the other is left alone"
    desk.told(second, feed(2), (5, prefix(2)))
    assert desk.asked(2 * TIMEOUT) == [2], "for that feed alone"


def test_who_has_none_of_it_is_left_alone_at_once_and_asked_again_after_a_while(desk: Desk) -> None:
    link = desk.meet(1)
    desk.told(link, feed(1), (5, prefix(1)))
    assert desk.asked(100) == [1]
    desk.pulling.answered(link, Entries(feed(1), (), answer=True, tip=prefix(1)), 200)
    assert link.asked == 0
    assert desk.asked(200) == []
    assert desk.asked(200 + FIRST_DOUBT - LOOK_AGAIN) == []
    assert desk.asked(200 + FIRST_DOUBT) == [1]


def test_only_the_answer_that_was_asked_for_is_one(desk: Desk, written: list[Entry]) -> None:
    first, second, feed = desk.meet(1), desk.meet(2), feed_of(written)
    for link in (first, second):
        desk.told(link, feed, end(written, 8))
    assert desk.asks(0) == [(1, Want(feed, 0, end(written, 8)[1]))]
    for link, run, tip in (
        (second, written[:4], end(written, 8)[1]),  # of another
        (first, written[:4], prefix(77)),  # to another question
        (first, written[4:8], end(written, 8)[1]),  # that begins elsewhere
    ):
        desk.pulling.answered(link, Entries(feed, tuple(run), answer=True, tip=tip), 10)
        assert desk.asked(10) == []
    desk.pulling.answered(first, Entries(feed, tuple(written[:4]), answer=True, tip=end(written, 8)[1]), 10)
    desk.holds(feed, Head(4, entry_id(written[3].header)))
    desk.pulling.stored(feed, end(written, 8)[1], 4)
    assert desk.asks(10) == [(1, Want(feed, 4, end(written, 8)[1]))], "and it is asked for what follows"
    assert desk.pulling.coming() == 4
    desk.pulling.answered(first, Entries(feed, tuple(written[4:8]), answer=True, tip=end(written, 8)[1]), 20)
    desk.holds(feed, Head(8, entry_id(written[7].header)))
    desk.pulling.stored(feed, end(written, 8)[1], 8)
    assert desk.asked(10_000) == []
    assert desk.pulling.coming() == 0
    assert desk.pulling.quiet
    assert desk.pulling.ended(feed, entry_id(written[7].header))
    assert not desk.pulling.ended(feed, entry_id(written[6].header))


@pytest.mark.parametrize(("last", "left_alone"), [(7, False), (8, True), (9, True)])
def test_who_sends_another_end_than_he_told_of_is_left_alone(
    desk: Desk, written: list[Entry], last: int, left_alone: bool
) -> None:
    link, feed = desk.meet(1), feed_of(written)
    desk.told(link, feed, (8, prefix(1)))
    desk.asks(0)
    desk.pulling.answered(link, Entries(feed, tuple(written[:last]), answer=True, tip=prefix(1)), 10)
    assert link.doubted(feed, 10) == left_alone


def test_what_only_he_had_whose_link_ended_is_let_go_and_what_others_have_is_asked_of_them(
    desk: Desk,
) -> None:
    gone, other = desk.meet(1), desk.meet(2, rtt=50)
    for n in (1, 2):
        desk.told(gone, feed(n), (5, prefix(n)), at=n)
    desk.told(other, feed(2), (5, prefix(2)), at=2)
    assert desk.asked(0) == [1, 1]
    assert desk.pulling.coming() == 10
    desk.told(other, feed(3), (5, prefix(3)))
    assert desk.asked(0) == [2]
    del desk.links.all[1]
    desk.pulling.unlinked(1)
    assert [want.feed for _, want in desk.asks(0)] == [feed(2)], "of the other, what it sends goes on"
    assert (desk.pulling.coming(), other.asked) == (10, 2)
    del desk.links.all[2]
    desk.pulling.unlinked(2)
    assert (desk.pulling.coming(), desk.pulling.quiet) == (0, True)


def test_after_a_gap_it_is_asked_from_further_back_and_after_many_he_is_left_alone(
    desk: Desk, written: list[Entry]
) -> None:
    link, feed = desk.meet(1), feed_of(written)
    desk.told(link, feed, (500, prefix(1)))
    after = 0
    for n in range(GAPS):
        assert not link.doubted(feed, n)
        assert desk.asks(n) == [(1, Want(feed, after, prefix(1)))]
        run = tuple(written[after : after + 1])
        desk.pulling.answered(link, Entries(feed, run, answer=True, tip=prefix(1)), n)
        after = GAPS - n
        desk.pulling.gap(link, feed, prefix(1), after)
    assert link.doubted(feed, GAPS)


def test_what_the_record_is_about_to_take_is_not_asked_for_again(desk: Desk, written: list[Entry]) -> None:
    link, feed = desk.meet(1), feed_of(written)
    desk.told(link, feed, end(written, 9))
    desk.inbox.give(Admit(1, feed, tuple(written[:6]), 100), 6)
    assert not desk.pulling.quiet
    assert desk.asks(0) == [(1, Want(feed, 6, end(written, 9)[1]))]


@pytest.fixture
def forked(tmp_path: Path) -> Iterator[tuple[Record, list[Entry], list[Entry]]]:
    """A record that holds the longer branch of a feed, and what each of two clones wrote."""
    key = SigningKey.generate()
    one, other = Feed(ROOM, key), Feed(ROOM, key)
    shared = lines(one, 2)
    other.rewind(one.seq, one.head)
    longer, shorter = shared + lines(one, 6), shared + lines(other, 3)
    with closing(Record.open(tmp_path, ROOM)) as record:
        record.admit(longer, received=1)
        record.verify_pending(100)
        yield record, longer, shorter
    one.close()
    other.close()


def test_of_a_fork_the_branch_that_is_lacking_is_fetched_though_its_end_is_below_ours(
    forked: tuple[Record, list[Entry], list[Entry]],
) -> None:
    record, longer, shorter = forked
    desk = Desk(record)
    link, feed = desk.meet(1), feed_of(longer)
    desk.told(link, feed, end(longer, 8), end(longer, 5))
    assert (desk.asks(0), desk.pulling.coming()) == ([], 0)
    desk.told(link, feed, end(longer, 8), end(shorter, 5), end(shorter, 4))
    wants = [want for _, want in desk.asks(0)]
    assert sorted(want.after for want in wants) == [3, 4]
    assert {want.tip for want in wants} == {end(shorter, 5)[1], end(shorter, 4)[1]}
    assert desk.asks(0) == desk.asks(LOOK_AGAIN) == []
    assert desk.pulling.coming() == 1, "nobody knows how many"
    desk.told(link, feed, (9, prefix(9)), end(shorter, 5), end(shorter, 4))
    assert desk.asks(LOOK_AGAIN) == [(1, Want(feed, 8, prefix(9)))], "and our own goes on beside it"
    desk.told(link, feed, end(longer, 8), end(shorter, 5), end(shorter, 4))
    record.admit(shorter, received=2)
    record.verify_pending(100)
    desk.pulling.refresh()
    for tip in (end(shorter, 5)[1], end(shorter, 4)[1]):
        desk.pulling.stored(feed, tip, 5)
    assert (desk.asks(TIMEOUT), desk.pulling.coming(), link.asked) == ([], 0, 0)
    desk.told(link, feed, end(longer, 8), end(shorter, 5))
    assert desk.asks(TIMEOUT) == []
    assert desk.pulling.held(feed) == 8
    assert [
        desk.pulling.ended(feed, entry_id(each.header)) for each in (longer[7], shorter[4], longer[6])
    ] == [*(True, True, False)]


def test_no_branch_below_is_asked_for_while_the_record_is_about_to_go_on(
    forked: tuple[Record, list[Entry], list[Entry]],
) -> None:
    record, longer, shorter = forked
    desk = Desk(record)
    link, feed = desk.meet(1), feed_of(longer)
    desk.told(link, feed, (20, prefix(20)), end(shorter, 5))
    desk.inbox.give(Admit(1, feed, (longer[0],), 100), 12)
    assert desk.asks(0) == [(1, Want(feed, 12, prefix(20)))]


def test_the_last_of_what_is_not_sent_is_let_go_and_the_credit_it_held_with_it(
    desk: Desk, written: list[Entry]
) -> None:
    link, feed = desk.meet(1), feed_of(written)
    desk.told(link, feed, end(written, 20))
    early = Admit(1, feed, tuple(written[10:12]), 100)
    link.receiving.take(100)
    assert desk.inbox.keep(early, decode_header(written[10].header))
    assert desk.asked(0) == [1]
    desk.asks(TIMEOUT)
    assert (desk.inbox.bytes, link.receiving.waiting) == (0, 0)


def test_what_he_no_longer_tells_of_is_no_longer_asked_for_and_begins_anew_when_he_does(
    desk: Desk, written: list[Entry]
) -> None:
    link, feed = desk.meet(1), feed_of(written)
    desk.told(link, feed, end(written, 20))
    assert desk.asked(0) == [1]
    desk.pulling.gap(link, feed, end(written, 20)[1], 3)
    desk.told(link, feed, end(written, 19))
    assert link.asked == 0
    assert desk.asks(0) == [(1, Want(feed, 0, end(written, 19)[1]))]
    desk.told(link, feed, end(written, 20))
    assert desk.asks(0) == [(1, Want(feed, 0, end(written, 20)[1]))], "not from where the gap was"


def test_of_several_ends_of_a_feed_the_furthest_is_asked_for_then_the_branches_below(desk: Desk) -> None:
    link = desk.meet(1)
    desk.told(link, feed(1), (5, prefix(5)), (9, prefix(9)))
    assert [want.tip for _, want in desk.asks(0)] == [prefix(9)]
    assert desk.asks(LOOK_AGAIN) == [], "it likely brings the nearer with it"
    assert desk.pulling.coming() == 9


def test_where_nobody_sends_the_furthest_end_a_nearer_one_is_asked_for(desk: Desk) -> None:
    boaster, other = desk.meet(1), desk.meet(2)
    desk.told(boaster, feed(1), (9, prefix(9)))
    desk.told(other, feed(1), (5, prefix(5)))
    boaster.doubt(feed(1), 0)
    assert [(peer, want.tip) for peer, want in desk.asks(0)] == [(2, prefix(5))]


def test_where_it_is_to_go_on_after_a_gap_is_remembered_of_so_many_branches(desk: Desk) -> None:
    for n in range(REMEMBERED + 5):
        desk.pulling.gap(None, feed(n), prefix(n), 7)
    assert len(desk.pulling._from) <= REMEMBERED
    for _ in range(GAPS):
        desk.pulling.gap(None, feed(1), prefix(1), 7)


def test_nothing_is_asked_for_of_who_is_not_believed_nor_while_the_record_has_much_to_do(desk: Desk) -> None:
    link = desk.meet(1)
    desk.told(link, feed(1), (5, prefix(1)))
    desk.inbox.underway = 1 << 30
    assert desk.asked(0) == []
    desk.inbox.underway = 0
    for n in range(16):
        link.doubt(feed(100 + n), 0)
    assert not link.believed(0)
    assert desk.asked(LOOK_AGAIN) == []
