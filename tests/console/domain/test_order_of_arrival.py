"""Same facts, same picture: whatever order they come in, however often, whoever's clock is wrong."""

import random
import sys
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.domain.conflicts import open_conflicts
from console.domain.facts import Event
from console.domain.picture import Picture
from console.domain.subjects import SUBJECTS
from console.domain.telling import line_view
from tests.console.domain.seats import Seat
from tests.strategies import histories

MODEST = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


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
