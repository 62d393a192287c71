"""Same facts, same picture: whatever order they come in, however often, whoever's clock is wrong."""

import random
import sys
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.domain.changing import changed
from console.domain.command import GrantCommand
from console.domain.conflicts import open_conflicts
from console.domain.facts import Event
from console.domain.incidents import CloseIncident, OpenIncident, ReopenIncident
from console.domain.log import CorrectLog, WriteLog
from console.domain.log_view import line_view
from console.domain.orders import AnswerOrder, IssueOrder
from console.domain.picture import Picture
from console.domain.resting import LINGERS, LOOKED_AT
from console.domain.subjects import SUBJECTS
from console.domain.thing import Thing
from tests.console.domain.seats import ANN, BEN, DAN, GUS, START, Seat
from tests.strategies import histories

MODEST = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
AT_THE_END = 1 << 47  # ms, after whatever the wildest clock says


def held(events: list[Event], *, lasting: bool = False) -> Picture:
    seat = Seat(9)
    for event in events:
        seat.picture.fold(event, lasting=lasting)
        seat.events[event.id] = event
    return seat.picture


def everything_shown(picture: Picture) -> dict[tuple[str, str], Any]:
    shown: dict[tuple[str, str], Any] = {
        (subject, thing.id): picture.view(thing) for subject in SUBJECTS for thing in picture.all(subject)
    }
    for operation in ("", *(thing.id for thing in picture.all("operation"))):
        shown["log", operation] = [
            line_view(row, picture) for row in picture.lines(operation).latest(sys.maxsize)
        ]
    shown["conflicts", ""] = open_conflicts(picture)
    shown["waiting", ""] = picture.waiting
    logs = {
        log: [row.id for row in picture.lines(log).latest(sys.maxsize)] for log in picture.waiting_lines()
    }
    shown["waiting lines", ""] = {log: rows for log, rows in logs.items() if rows}
    return shown


@MODEST
@given(histories(), st.integers(0, 2**32))
def test_facts_in_any_order_and_any_number_make_one_picture(events: list[Event], salt: int) -> None:
    shuffled = events + events[::3]
    random.Random(salt).shuffle(shuffled)
    one, other = held(events), held(shuffled, lasting=True)
    assert everything_shown(one) == everything_shown(other)
    assert one.digest() == other.digest()


@MODEST
@given(histories())
def test_folding_again_from_the_record_changes_nothing(events: list[Event]) -> None:
    picture = held(events, lasting=True)
    before, digest = everything_shown(picture), picture.digest()
    for event in events:
        picture.refold(event.about[0])
    assert everything_shown(picture) == before
    assert picture.digest() == digest


@MODEST
@given(histories(), st.integers(0, 2**32))
def test_what_many_facts_change_is_known_once_all_are_folded(events: list[Event], salt: int) -> None:
    random.Random(salt).shuffle(events)
    one, other = Seat(9), Seat(9)
    each = set[str]().union(*(one.picture.fold(event) for event in events))
    assert all(other.picture.take(event) for event in events)
    assert changed(events, other.picture) >= each


@MODEST
@given(histories(), st.randoms(use_true_random=False))
def test_what_went_to_rest_at_any_time_is_shown_the_same(events: list[Event], chance: Any) -> None:
    shuffled = events + events[::5]
    chance.shuffle(shuffled)
    there = Seat(9)
    for event in shuffled:
        there.take(event, lasting=chance.random() < 0.5)
        if chance.random() < 0.3:
            there.picture.settle(AT_THE_END)
    there.picture.settle(AT_THE_END)
    awake = held(events)
    assert everything_shown(there.picture) == everything_shown(awake)
    there.picture.settle(AT_THE_END)
    assert there.picture.digest() == awake.digest()


def test_what_is_over_for_some_time_is_left_to_the_record_until_somebody_looks() -> None:
    seat = Seat()
    operation = seat.begin()
    seat.tell(GrantCommand(holder="Ann", authority="Mayor"), ANN)
    incident = seat.tell(OpenIncident(title="Fire"), DAN)
    order = seat.tell(IssueOrder(to=("SIAMU",), text="Hold", incident=incident), ANN)
    other = seat.tell(IssueOrder(to=("SIAMU",), text="Fetch foam"), ANN)
    line = seat.tell(WriteLog(text="three hurt"), DAN)
    seat.tell(CorrectLog(line=line, text="two hurt"), DAN)
    seat.tell(AnswerOrder(order=order, answer="done"), BEN)
    seat.tell(CloseIncident(incident=incident, reason="out"), DAN)
    before = everything_shown(seat.picture)
    things = [seat.picture.find(one) for one in (incident, order, line)]
    seat.picture.settle(START + LINGERS)
    assert not any(thing.resting for thing in things if thing is not None), "still shown for some time"
    seat.picture.settle(AT_THE_END)
    assert all(thing is not None and thing.resting and not thing._events for thing in things)
    assert not seat.picture.get(other, "order").resting, "nobody did it yet"
    assert not seat.picture.get(operation, "operation").resting
    assert everything_shown(seat.picture) == before
    seat.picture.settle(AT_THE_END)
    seat.tell(AnswerOrder(order=order, answer="impossible", reason="no water"), GUS)
    assert [need.thing for need in seat.needs(ANN).needs] == [order]


def test_what_was_only_looked_at_goes_back_to_rest_and_what_changed_does_not() -> None:
    seat = Seat()
    seat.begin()
    fires = [seat.tell(OpenIncident(title=f"Fire {n}"), DAN) for n in range(LOOKED_AT + 2)]
    for fire in fires:
        seat.tell(CloseIncident(incident=fire, reason="out"), DAN)
    things = [seat.picture.get(fire, "incident") for fire in fires]
    seat.picture.settle(AT_THE_END)
    for thing in things[1:-1]:
        assert thing.value("state") == "closed"
        seat.picture.awake.doze()
    assert not things[-2].resting, "a few stay at hand"
    seat.tell(ReopenIncident(incident=fires[0], reason="smoke again"), DAN)
    digest = seat.picture.digest()
    assert things[-1].value("state") == "closed"
    seat.picture.awake.doze()
    assert [thing.resting for thing in things] == [False, *[True] * (LOOKED_AT + 1)]
    assert seat.picture.digest() == digest == held(list(seat.events.values())).digest()


def test_the_digest_of_what_rests_is_known_without_a_look_at_its_facts() -> None:
    seat = Seat()
    seat.begin()
    incident = seat.tell(OpenIncident(title="Fire"), DAN)
    seat.tell(CloseIncident(incident=incident, reason="out"), DAN)
    seat.picture.settle(AT_THE_END)
    assert seat.picture.digest() == held(list(seat.events.values())).digest()
    assert seat.picture.get(incident, "incident").resting


@MODEST
@given(histories())
def test_a_picture_that_lacks_a_fact_has_another_digest(events: list[Event]) -> None:
    assert held(events).digest() != held(events[:-1]).digest()


@MODEST
@given(histories())
def test_no_line_is_listed_twice_and_each_stands_in_its_order(events: list[Event]) -> None:
    picture = held(events[::-1], lasting=True)
    for operation in ("", *(thing.id for thing in picture.all("operation"))):
        lines = [line_view(row, picture) for row in picture.lines(operation).latest(sys.maxsize)]
        assert [line.order for line in lines] == sorted({line.order for line in lines})


def test_a_thing_whose_facts_a_disk_fails_to_give_is_looked_at_again() -> None:
    seat, failing = Seat(), [True]
    thing = seat.picture.get(seat.begin(), "operation")
    facts = thing.events

    def source(resting: Thing, entries: Sequence[str]) -> list[Event]:
        assert resting.resting
        assert entries == [event.id for event in facts]
        if failing.pop():
            raise OSError("unreadable")
        return list(facts)

    failing.insert(0, False)
    thing.rest(source)
    with pytest.raises(OSError, match="unreadable"):
        _ = thing.events
    assert thing.resting
    assert thing.events == facts
