"""One run of a seat: who sat in it when, how far it came, and what of it is older than a fork."""

import pytest

from console.trust.grown import seat_id
from console.trust.openings import FeedOpened, SittingOpened
from console.trust.run import Run, precedes_fork
from db.entry import Header

ROOM, FEED, LATER = b"R" * 16, b"f" * 32, b"l" * 32
KEY = b"k" * 32
ANN, BEN = (SittingOpened(name * 16, name * 32, bytes(64)) for name in (b"a", b"b"))


def header(seq: int, ms: int) -> Header:
    return Header(
        room=ROOM,
        feed=FEED,
        seq=seq,
        prev=bytes(32),
        hlc=ms << 16,
        kind="log.written",
        about=(b"T" * 16,),
        commit=bytes(32),
    )


def opening(earlier: int = 0) -> FeedOpened:
    """Of a run that knows its seat's earlier one up to this number."""
    return FeedOpened(KEY, bytes(64), ((FEED, earlier, bytes(32)),) if earlier else ())


@pytest.fixture
def run() -> Run:
    return Run(FEED)


def test_a_run_is_opened_once(run: Run) -> None:
    assert run.open(header(1, 50), opening(7))
    assert not run.open(header(1, 60), opening())
    assert (run.seat, run.opened, run.earlier) == (seat_id(KEY), 50 << 16, {FEED: 7})


def test_who_sits_there_wrote_what_follows_up_to_his_closing(run: Run) -> None:
    assert run.sitting(2, 3) is None
    assert run.sit(2, ANN)
    assert not run.sit(2, ANN), "he is known"
    assert [run.sitting(2, seq) for seq in (1, 2, 3, 99)] == [None, None, ANN, ANN]
    assert run.close(2, 9)
    assert [run.sitting(2, seq) for seq in (9, 10)] == [ANN, None]
    assert run.everybody() == {ANN}


def test_of_two_closings_the_earlier_counts_whichever_came_first(run: Run) -> None:
    run.sit(2, ANN)
    assert [run.close(2, seq) for seq in (9, 9, 12, 5)] == [True, False, False, True]
    assert [run.sitting(2, seq) for seq in (5, 6)] == [ANN, None]


def test_where_a_fork_has_two_sit_down_at_one_number_nobody_sits_there(run: Run) -> None:
    assert run.sit(2, ANN)
    assert run.sit(2, BEN)
    assert run.sitting(2, 3) is None
    assert run.everybody() == {ANN, BEN}


def test_of_what_is_forgotten_nothing_stays_and_it_can_be_learnt_anew(run: Run) -> None:
    run.open(header(1, 50), opening(7))
    run.sit(2, ANN)
    run.close(2, 5)
    run.forget()
    assert (run.seat, run.opened, run.earlier, run.everybody()) == (None, 0, {}, set())
    assert run.open(header(1, 60), opening())
    run.sit(2, BEN)
    assert run.sitting(2, 6) == BEN


def test_how_far_a_run_came_is_told_by_its_furthest_entry_and_no_later_than_that_came(run: Run) -> None:
    assert run.meet(header(3, 300), 1_000)
    assert (run.last, run.told) == ((3, 300 << 16), 300)
    assert not run.meet(header(3, 400), 1_000)
    assert not run.meet(header(2, 400), 1_000)
    assert run.told == 300
    assert run.meet(header(4, 5_000), 1_100)
    assert run.told == 1_100


@pytest.mark.parametrize(
    ("last", "ms", "known", "on"),
    [(9, 101, 8, True), (9, 101, 9, False), (9, 100, 8, False), (1, 101, 0, True)],
)
def test_a_run_went_on_beside_a_newer_that_opened_before_and_did_not_know_of_it(
    run: Run, last: int, ms: int, known: int, on: bool
) -> None:
    run.meet(header(last, ms), ms)
    newer = Run(LATER)
    newer.open(header(1, 100), opening(known))
    assert run.ran_on(newer) == on


def test_what_a_seat_wrote_before_its_run_forked_is_not_in_doubt(run: Run) -> None:
    other, unknown, forked = Run(b"o" * 32), Run(b"u" * 32), Run(LATER)
    unknown.open(header(1, 50), opening())
    for each in (run, forked):
        each.open(header(1, 50), opening(7))
    other.open(header(1, 50), FeedOpened(b"x" * 32, bytes(64)))
    assert precedes_fork(run, 99, forked), "there is none"
    forked.fork = 4
    assert [precedes_fork(forked, seq, forked) for seq in (3, 4)] == [True, False]
    assert [precedes_fork(run, seq, forked) for seq in (7, 8)] == [True, False]
    assert precedes_fork(other, 99, forked), "another seat"
    assert not precedes_fork(unknown, 1, forked), "a run that it did not know"
