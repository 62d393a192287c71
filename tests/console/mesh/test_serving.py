"""Sending entries: to whom at once, how much, in which order, and what waits until there is credit."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from console.mesh.credit import WINDOW
from console.mesh.effects import Priority, Send
from console.mesh.link import Link
from console.mesh.links import Links
from console.mesh.messages import BATCH, BATCH_BYTES, Entries, Held, Tip, Want, decode
from console.mesh.serving import ENOUGH, WAITING_A_PEER, Serving, runs
from db.entry import Stored, decode_header
from db.feed import Feed
from db.record import Record

ROOM = b"R" * 16


class Sender:
    """A seat that writes, and those it is linked with."""

    def __init__(self, record: Record) -> None:
        self.links, self.record, self.feed = Links(), record, Feed.fresh(ROOM)
        self.serving = Serving(self.links, record)

    def link(self, peer: int, credit: int = WINDOW, *, open_: bool = True) -> Link:
        link = Link(peer, bytes([peer]) * 16, dialled=True, since=0, heard=0, open=open_)
        link.sending.limit = credit
        self.links.all[peer] = link
        return link

    def write(self, count: int = 1, kind: str = "log.written", size: int = 10) -> list[Stored]:
        entries = [
            self.feed.write(kind, (b"T" * 16,), bytes(size), hlc=(self.feed.seq + 1) << 16)
            for _ in range(count)
        ]
        return list(self.record.append(entries, 1).stored)

    def sent(self) -> list[tuple[int, Priority, list[int], bool]]:
        """To whom, how urgent, which numbers, and whether as an answer."""
        found = []
        for each in self.links.take():
            assert isinstance(each, Send)
            frame = decode(each.frame)
            assert isinstance(frame, Entries)
            seqs = [decode_header(one.header).seq for one in frame.run]
            found.append((each.peer, each.priority, seqs, frame.answer))
        return found


@pytest.fixture
def sender(tmp_path: Path) -> Iterator[Sender]:
    with closing(Record.open(tmp_path, ROOM)) as record:
        made = Sender(record)
        yield made
        made.feed.close()


def test_what_is_written_goes_at_once_to_all_who_hold_what_precedes_it(sender: Sender) -> None:
    up_to_date, behind, shut = sender.link(1), sender.link(2), sender.link(3, open_=False)
    first = sender.write(2)
    up_to_date.tell([Held(sender.feed.id, (Tip(2, bytes(8)),))], whole=False)
    behind.tell([Held(sender.feed.id, (Tip(1, bytes(8)),))], whole=False)
    for link in (up_to_date, behind):
        link.cursors[sender.feed.id] = 0
    sender.serving.push(sender.write(2))
    assert sender.sent() == [(1, Priority.PUSH, [3, 4], False)]
    assert (up_to_date.prompt, behind.prompt, shut.prompt) == (False, False, True), (
        "who knows of no such feed"
    )
    sender.serving.push(sender.write())
    assert sender.sent() == [(1, Priority.PUSH, [5], False)], "it was just sent what precedes it"
    assert len(first) == 2
    new = sender.link(4)
    sender.feed, mine = Feed.fresh(ROOM), sender.feed
    sender.write()
    new.cursors[mine.id] = up_to_date.cursors[mine.id] = 99
    sender.serving.push([*sender.write(), *first])
    assert sender.sent() == [], "nobody holds the first of that feed"
    assert new.prompt, "though it knows of the other"
    mine.close()


def test_who_has_no_credit_is_sent_nothing_and_is_not_counted_as_if(sender: Sender) -> None:
    poor = sender.link(1, credit=10)
    sender.serving.push(sender.write())
    assert sender.sent() == []
    assert sender.feed.id not in poor.cursors
    assert poor.prompt


def test_a_want_is_answered_and_what_is_written_next_follows_at_once(sender: Sender) -> None:
    link = sender.link(1)
    sender.write(5)
    sender.serving.want(link, Want(sender.feed.id, 2))
    assert sender.sent() == [(1, Priority.ANSWER, [3, 4, 5], True)]
    assert link.waiting == {}
    sender.serving.push(sender.write())
    assert sender.sent() == [(1, Priority.PUSH, [6], False)]
    sender.serving.want(link, Want(sender.feed.id, 0))
    sender.sent()
    sender.serving.push(sender.write())
    assert sender.sent() == [(1, Priority.PUSH, [7], False)], "an earlier part again takes nothing back"
    sender.serving.want(link, Want(b"x" * 32, 0))
    assert sender.sent() == [(1, Priority.ANSWER, [], True)], "there is none"
    assert b"x" * 32 not in link.cursors


@pytest.mark.parametrize("kind", ["command.granted", "order.issued", "feed.opened", "sitting.opened"])
def test_what_people_act_on_goes_before_other_answers(sender: Sender, kind: str) -> None:
    link = sender.link(1)
    sender.write(2)
    sender.write(kind=kind)
    sender.serving.want(link, Want(sender.feed.id, 0))
    ((_, priority, _, _),) = sender.sent()
    assert priority == Priority.URGENT


def test_a_want_waits_for_credit_and_the_oldest_has_it_first(sender: Sender) -> None:
    link = sender.link(1, credit=ENOUGH - 1)
    sender.write(3)
    for after in (2, 1):
        sender.serving.want(link, Want(sender.feed.id, after))
    other = Want(b"x" * 32, 0)
    sender.serving.want(link, other)
    assert sender.sent() == []
    sender.serving.credited(link)
    assert len(link.waiting) == 2
    link.sending.limit = ENOUGH
    sender.serving.credited(link)
    assert sender.sent() == [(1, Priority.ANSWER, [2, 3], True)], "asked anew, in its old place"
    assert list(link.waiting.values()) == [other]
    link.sending.limit = WINDOW
    link.open = False
    sender.serving.credited(link)
    assert sender.sent() == []
    link.open = True
    sender.serving.credited(link)
    assert (len(sender.sent()), link.waiting) == (1, {})


def test_who_takes_nothing_of_what_was_sent_is_sent_no_more_whatever_he_grants(sender: Sender) -> None:
    link = sender.link(1)
    sender.write(3)
    sender.links.waiting = lambda _: WINDOW + 1
    sender.serving.want(link, Want(sender.feed.id, 0))
    assert (sender.sent(), len(link.waiting), link.cursors) == ([], 1, {})


def test_of_a_fork_the_branch_is_sent_that_was_asked_for(sender: Sender) -> None:
    link, feed = sender.link(1), sender.feed
    shared = sender.write(2)
    longer = sender.write(3)
    feed.rewind(2, shared[-1].id)
    entry = feed.write("log.written", (b"T" * 16,), b"beside", hlc=99 << 16)
    (beside,) = sender.record.admit([entry], received=2).stored
    sender.record.verify_pending(10)
    for tip, numbers in ((beside.id[:8], [3]), (longer[-1].id[:8], [3, 4, 5]), (b"", [3, 4, 5])):
        sender.serving.want(link, Want(feed.id, 2, tip))
        assert [seqs for _, _, seqs, _ in sender.sent()] == [numbers]


def test_so_many_wants_of_a_peer_wait(sender: Sender) -> None:
    link = sender.link(1, open_=False)
    for n in range(WAITING_A_PEER + 5):
        sender.serving.want(link, Want(n.to_bytes(32), 0))
    assert len(link.waiting) == WAITING_A_PEER
    assert sender.sent() == []


def test_an_answer_takes_half_of_the_credit_at_most(sender: Sender) -> None:
    link = sender.link(1, credit=ENOUGH)
    sender.write(4, size=30_000)
    sender.serving.want(link, Want(sender.feed.id, 0))
    ((_, _, seqs, _),) = sender.sent()
    assert seqs == [1, 2]


def test_entries_are_cut_into_runs_of_one_feed_that_fit_a_frame(sender: Sender) -> None:
    mine = sender.write(BATCH + 1)
    sender.feed, first = Feed.fresh(ROOM), sender.feed
    others = sender.write(1)
    assert [len(run) for run in runs([*mine, *others, *mine[:1]])] == [BATCH, 1, 1, 1]
    erased = [
        msgspec.structs.replace(one, entry=msgspec.structs.replace(one.entry, salt=None, payload=None))
        for one in mine[:3]
    ]
    assert [len(run) for run in runs(erased)] == [3]
    large = sender.write(9, size=60_000)
    cut = runs(large)
    assert [len(run) for run in cut] == [4, 4, 1]
    for run in cut:
        assert sum(len(one.entry.header) + len(one.entry.payload or b"") + 128 for one in run) <= BATCH_BYTES
    first.close()
