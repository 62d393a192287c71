"""Runs that came before what precedes them wait, within bounds, and go to the record once they attach."""

import pytest

from console.mesh.effects import Admit
from console.mesh.inbox import BYTES_IN_ALL, ENTRIES_A_FEED, UNDERWAY, Inbox
from db.entry import Entry, Header

FEED, OTHER = b"f" * 32, b"o" * 32


def run(first: int, count: int = 3, size: int = 100, feed: bytes = FEED, peer: int = 1) -> Admit:
    """Entries of a feed from this number on."""
    entries = tuple(Entry(b"%s %d" % (feed, n), bytes(64)) for n in range(first, first + count))
    return Admit(peer, feed, entries, size)


def header(first: int) -> Header:
    return Header(
        room=b"R" * 16,
        feed=FEED,
        seq=first,
        prev=bytes(32),
        hlc=1,
        kind="log.written",
        about=(b"T" * 16,),
        commit=bytes(32),
    )


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


def kept(inbox: Inbox, *runs: Admit) -> list[bool]:
    return [inbox.keep(each, header(int(each.run[0].header.split()[-1]))) for each in runs]


def due(inbox: Inbox, reach: int, feed: bytes = FEED) -> list[Admit]:
    return list(inbox.due(feed, reach))


def test_early_runs_go_on_in_their_order_as_far_as_they_attach(inbox: Inbox) -> None:
    fourth, seventh, twelfth = run(4), run(7), run(12)
    assert kept(inbox, twelfth, seventh, fourth) == [True, True, True]
    assert inbox.bytes == 300
    assert due(inbox, 2) == []
    assert due(inbox, 3) == [fourth, seventh]
    assert inbox.bytes == 100
    assert due(inbox, 10) == []
    assert due(inbox, 11) == [twelfth]
    assert (inbox.bytes, due(inbox, 99)) == (0, [])
    assert (inbox._early, inbox._entries) == ({}, {}), "nothing is left of the feed"


def test_a_run_that_the_record_is_past_already_goes_on_too_and_reaches_no_less_far(inbox: Inbox) -> None:
    short, long, next_ = run(4, 2), run(5, 6), run(11)
    kept(inbox, long, next_, short)
    assert due(inbox, 8) == [short, long, next_]


def test_the_same_run_waits_once_and_of_a_feed_so_many_entries(inbox: Inbox) -> None:
    assert kept(inbox, run(5), run(5, 2)) == [True, False]
    many = run(100, ENTRIES_A_FEED - 3)
    assert kept(inbox, many, run(5_000, 1)) == [True, False]
    assert kept(inbox, run(2, 1, feed=OTHER)) == [True], "another feed"
    assert due(inbox, 4) == [run(5)]
    assert kept(inbox, run(5_000, 3), run(6_000, 1)) == [True, False]
    assert inbox.give_up(OTHER) == [run(2, 1, feed=OTHER)]
    inbox = Inbox()
    assert kept(inbox, run(5, ENTRIES_A_FEED + 1)) == [False]
    assert due(inbox, 99) == []


def test_in_all_so_many_bytes_wait(inbox: Inbox) -> None:
    half = BYTES_IN_ALL // 2
    runs = [run(n, size=half, feed=bytes([n]) * 32) for n in (5, 6)]
    assert kept(inbox, *runs) == [True, True]
    assert kept(inbox, run(7, size=1)) == [False]
    assert inbox.bytes == BYTES_IN_ALL
    assert due(inbox, 4, runs[0].feed) == [runs[0]]
    assert kept(inbox, run(7, size=1)) == [True]


def test_what_came_on_a_link_that_ended_is_let_go_and_what_others_sent_is_not(inbox: Inbox) -> None:
    mine, theirs, far = run(5), run(9, peer=2), run(5, feed=OTHER)
    kept(inbox, mine, theirs, far)
    inbox.drop(1)
    assert inbox.bytes == 100
    assert kept(inbox, run(20, ENTRIES_A_FEED - 3)) == [True], "nor does it count any more"
    assert due(inbox, 8)[0] == theirs
    assert due(inbox, 4, OTHER) == []


def test_what_is_given_up_is_handed_back_with_all_that_it_held(inbox: Inbox) -> None:
    runs = [run(5), run(9)]
    kept(inbox, *runs, run(5, feed=OTHER))
    assert inbox.give_up(FEED) == runs
    assert inbox.bytes == 100
    assert inbox.give_up(FEED) == []
    assert inbox._early.keys() == inbox._entries.keys() == {OTHER}
    assert kept(inbox, run(5, ENTRIES_A_FEED)) == [True]


def test_what_the_record_was_given_counts_as_held_until_it_has_reported(inbox: Inbox) -> None:
    first, second = run(4), run(7)
    assert inbox.reach(FEED, 3) == 3
    inbox.give(first, 6)
    inbox.give(second, 9)
    assert (inbox.underway, inbox.reach(FEED, 3), inbox.reach(FEED, 12), inbox.reach(OTHER, 3)) == (
        *(200, 9, 12, 3),
    )
    assert inbox.given(FEED, second.last)
    assert not inbox.given(FEED, second.run[0].header)
    assert not inbox.given(OTHER, second.last)
    inbox.reported(second)
    assert (inbox.underway, inbox.reach(FEED, 3), inbox.given(FEED, second.last)) == (100, 6, False)
    assert inbox.given(FEED, first.last)
    inbox.reported(first)
    assert (inbox.underway, inbox.reach(FEED, 3)) == (0, 3)


def test_nothing_more_is_asked_for_while_the_record_has_eight_megabytes_to_take(inbox: Inbox) -> None:
    inbox.give(run(4, size=UNDERWAY), 6)
    assert not inbox.busy
    inbox.give(run(7, size=1), 9)
    assert inbox.busy
