"""Times as the room says them, whatever a clock that is wrong, or a seat that lies, makes of them."""

import re
import time
from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from PySide6.QtWidgets import QApplication

from console.figures import bare_time, clock_seconds, clock_time
from tests.widgets.conftest import Window
from widgets.ages import DAY, HOUR, MINUTE, age, moment, now_ms, to_the_second, today_at
from widgets.desk import DeskWindow
from widgets.panes.entry import read
from widgets.panes.graph import Times
from widgets.panes.loop_words import order_row

DATED = re.compile(r"\d\d/\d\d \d\d:\d\d")
FARTHEST = 2**48 - 1  # ms, as far as an entry's clock can be ahead
SUMMER_ENDS = (2026, 10, 25, 0, 0)  # that night has 25 hours: 2:00 to 3:00 comes twice
SUMMER_BEGINS = (2026, 3, 29, 0, 0)  # that one has 23: 2:00 to 3:00 never comes


@pytest.fixture
def brussels(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The clock on the wall of the room."""
    monkeypatch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def night(of: tuple[int, int, int, int, int], hours: float) -> int:
    """So long after midnight, in ms."""
    return int(datetime(*of).timestamp() * 1000 + hours * HOUR)  # noqa: DTZ001 - the room's own clock


@pytest.mark.parametrize("said", [age, clock_time, clock_seconds, moment, to_the_second])
@pytest.mark.parametrize("at", [0, FARTHEST])
def test_any_time_that_an_entry_may_bear_is_said(said: Callable[[int], str], at: int) -> None:
    assert said(at)


def test_the_timeline_is_drawn_wherever_somebody_reads(qapp: QApplication) -> None:
    assert Times("top").tickStrings([0.0, float(FARTHEST)], 1.0, 1.0)


@pytest.mark.parametrize("of", [SUMMER_ENDS, SUMMER_BEGINS])
def test_what_is_wanted_by_a_time_is_wanted_when_the_clock_shows_it_also_across_a_change_of_clocks(
    brussels: None, of: tuple[int, int, int, int, int]
) -> None:
    evening = night(of, -1)
    for hours in (0, 1, 4, 22, 23):
        due = today_at(hours, 30, evening)
        assert (clock_time(due), evening <= due < evening + 25 * HOUR) == (f"{hours:02d}:30", True)


def test_a_time_that_comes_twice_is_the_next_to_come_and_the_last_that_was(brussels: None) -> None:
    first, second = night(SUMMER_ENDS, 2.5), night(SUMMER_ENDS, 3.5)
    assert {bare_time(first), bare_time(second)} == {"02:30"}
    assert today_at(2, 30, first - 10 * MINUTE) == first
    assert today_at(2, 30, first + 10 * MINUTE) == second
    assert today_at(2, 30, second + 10 * MINUTE) == second + DAY
    assert read("02:30 first call", now=first + 10 * MINUTE).at == first
    assert read("02:30 first call", now=second + 10 * MINUTE).at == second
    assert read("23:30 first call", now=second).at == night(SUMMER_ENDS, -0.5)


def test_a_time_that_never_comes_is_as_much_later(brussels: None) -> None:
    assert clock_time(today_at(2, 30, night(SUMMER_BEGINS, 1))) == "03:30"


def test_on_the_second_day_of_an_operation_what_is_told_of_the_first_bears_its_date(
    desk: Callable[..., tuple[DeskWindow, Window]],
) -> None:
    made, _ = desk(until=30 * HOUR // 1000)
    face, orders = made.face, made.face.of_operation("order")
    face.look_at(incident=face.of_operation("incident")[0].id)
    told = [made.command.holder.since.text(), made.incident.sub.text()]
    told += [order_row(face, order, now_ms()).when for order in orders if not order.open]
    assert len(told) > 2
    assert [said for said in told if not DATED.search(said)] == []


@pytest.mark.parametrize(
    ("lang", "hours", "days"),
    [("en", "1 h 20", "2 d 3 h"), ("fr", "1 h 20", "2 j 3 h"), ("nl", "1 u 20", "2 d 3 u")],
)
def test_ages_are_said_as_the_language_says_them(
    desk: Callable[..., tuple[DeskWindow, Window]], lang: str, hours: str, days: str
) -> None:
    desk()[0].face.speech.speak(lang)
    assert (age(0, 80 * MINUTE), age(0, 2 * DAY + 3 * HOUR)) == (hours, days)
