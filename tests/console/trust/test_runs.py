"""All runs of a seat: what is asked of them each second, without a look through a year of starts."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.trust.authorship import Authorship
from console.trust.run import Run
from db.entry import Stored
from tests.console.trust.rooms import NOW, Pen, Room

Found = tuple[bool, int, set[bytes]]


def asked(authorship: Authorship, seat: bytes) -> Found:
    runs = authorship.runs
    return seat in runs.copied_seats, runs.last_of(seat), runs.sitting_at(seat)


def looked_through(authorship: Authorship, seat: bytes) -> Found:
    """The same from all that is known of its runs."""
    runs = [run for run in authorship.runs if run.seat == seat]
    named = {feed for run in runs for feed in run.earlier}
    later = [run for run in runs if run.feed not in named] or runs
    newest = max(later, key=lambda run: (run.opened, run.feed), default=None)
    if newest is None:
        return False, 0, set()
    copied = any(run.ran_on(newest) for run in runs if run is not newest)
    sits = {each.person for n, known in newest.sittings.items() if n not in newest.closings for each in known}
    return copied, max(run.told for run in runs), sits


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False))
def test_in_whatever_order_runs_come_and_are_unlearnt_the_answers_are_those_of_a_look_through_all(
    dice: random.Random,
) -> None:
    room = Room()
    seat = room.seat_key.seat
    written: dict[bytes, list[Stored]] = {}
    before: dict[bytes, tuple[int, bytes]] = {}
    for n in range(4):
        clock = NOW + dice.choice((0, -60_000, 60_000)) + n * 10_000
        pen = Pen(room.seat_key, Authorship(room.trust), hlc=clock << 16)
        made = [pen.start(dict(before)), pen.sit(room.founded.person, room.admin), pen.write()]
        if dice.random() < 0.5:
            made.append(pen.rise(made[1]))
        if dice.random() < 0.7:
            before.update(pen.head)
        written[pen.feed.id] = [*made, pen.write()]
    authorship = Authorship(room.trust)
    waiting = {feed: list(entries) for feed, entries in written.items()}
    while any(waiting.values()):
        feed = dice.choice([feed for feed, entries in waiting.items() if entries])
        authorship.learn(waiting[feed].pop(0))
        if dice.random() < 0.1:
            authorship.unlearn(feed, written[feed][: dice.randrange(3)])
        assert asked(authorship, seat) == looked_through(authorship, seat)


def test_a_clock_that_goes_back_within_a_run_takes_its_word_back() -> None:
    room = Room()
    authorship = Authorship(room.trust)
    liar, later = Pen(room.seat_key, authorship), Pen(room.seat_key, authorship)
    liar.start()
    later.hlc += 60_000 << 16
    later.start()
    liar.hlc += 3_600_000 << 16
    liar.write()
    assert asked(authorship, room.seat_key.seat)[0]
    liar.hlc = NOW << 16
    liar.write()
    assert asked(authorship, room.seat_key.seat) == looked_through(authorship, room.seat_key.seat)
    assert not authorship.runs.copied_seats


def test_nobody_looks_through_earlier_runs_for_what_the_newest_writes_nor_for_a_question(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    room = Room()
    authorship = Authorship(room.trust)
    pen = Pen(room.seat_key, authorship)
    for _ in range(20):
        pen = Pen(room.seat_key, authorship, hlc=pen.hlc)
        pen.start()
    looks: list[Run] = []
    monkeypatch.setattr(Run, "ran_on", lambda run, _: looks.append(run))
    pen.write()
    assert not authorship.runs.copied_seats
    assert authorship.runs.last_of(room.seat_key.seat) == NOW
    assert looks == []


@pytest.mark.parametrize("ahead", [3_600_000, -3_600_000])
def test_what_a_seat_wrote_is_here_up_to_no_later_than_when_it_came_however_its_clock_goes(
    ahead: int,
) -> None:
    room = Room()
    authorship = Authorship(room.trust)
    pen = Pen(room.seat_key, authorship, hlc=NOW + ahead << 16)  # what it writes comes at NOW
    opening, last = pen.start(), pen.write()
    assert authorship.runs.last_of(room.seat_key.seat) == min(last.header.hlc >> 16, last.received)
    resumed = Authorship(room.trust)
    resumed.runs.resume(authorship.runs.so_far())
    resumed.learn(opening)
    assert resumed.runs.last_of(room.seat_key.seat) == authorship.runs.last_of(room.seat_key.seat)


def test_a_seat_that_starts_again_once_its_clock_is_right_is_no_copy_when_that_time_comes() -> None:
    room = Room()
    authorship, seat = Authorship(room.trust), room.seat_key.seat
    ahead = Pen(room.seat_key, authorship, hlc=NOW + 7_200_000 << 16)
    ahead.start()
    ahead.sit(room.founded.person, room.admin)
    right = Pen(room.seat_key, authorship)
    right.start(ahead.head)
    assert not authorship.runs.sitting_at(seat), "nobody sits in the run of now"
    right.hlc = ahead.hlc + (60_000 << 16)  # two hours later
    right.write()
    assert not authorship.runs.copied_seats
    ahead.write()  # but this is one
    assert authorship.runs.copied_seats == {seat}


def test_a_copy_whose_clock_is_behind_is_seen_as_soon_as_the_first_goes_on() -> None:
    room = Room()
    authorship, seat = Authorship(room.trust), room.seat_key.seat
    first = Pen(room.seat_key, authorship)
    first.start()
    copy = Pen(room.seat_key, authorship, hlc=NOW - 7_200_000 << 16)
    copy.start(first.head)
    assert not authorship.runs.copied_seats
    first.write()
    assert authorship.runs.copied_seats == {seat}
