"""Displayed: said only where the whole order stood before somebody signed in, who was there."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from console.domain.orders import DisplayOrder, IssueOrder
from tests.widgets.conftest import Window
from widgets.desk import DeskWindow
from widgets.displayed import PRESENT, Displayed, displayed
from widgets.presence import presence

Desk = Callable[..., tuple[DeskWindow, Window]]


@pytest.fixture
def watched(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> tuple[DeskWindow, Window, Displayed, str]:
    """A desk of the addressee, where the order stands in full view for long enough at once."""
    monkeypatch.setattr("widgets.displayed.LONG_ENOUGH", 0)
    made, window = desk(me="STIB liaison", until=45 * 60)
    director = window.room.people["SIAMU liaison"]
    order = window.room.seat.tell(IssueOrder(to=("STIB",), text="Close the road"), director)
    made.command.hide()  # nothing shows it but what the test says
    watch = displayed(made.face)
    watch._timer.stop()
    window.show_again()
    watch._timer.stop()
    return made, window, watch, order


def told(window: Window) -> list[DisplayOrder]:
    return [intent for intent in window.link.told if isinstance(intent, DisplayOrder)]


Watched = tuple[DeskWindow, Window, Displayed, str]


def test_what_no_pane_shows_is_not_displayed(watched: Watched) -> None:
    _, window, watch, _ = watched
    watch.look()
    assert told(window) == []


def test_it_is_said_once_for_each_person(watched: Watched) -> None:
    made, window, watch, order = watched
    watch.look_in(made, lambda: (order,))
    for _ in range(3):
        watch.look()
        QGuiApplication.processEvents()
    assert told(window) == [DisplayOrder(order=order)]


def test_behind_a_lock_nothing_is_displayed(watched: Watched) -> None:
    made, window, watch, order = watched
    watch.look_in(made, lambda: (order,))
    window.link.lock()
    window.bridge.drain()
    watch.look()
    assert told(window) == []


def test_before_an_empty_chair_nothing_is_displayed_until_a_key_is_struck(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, window, watch, order = watched
    state = Qt.ApplicationState.ApplicationInactive
    monkeypatch.setattr("widgets.displayed.QGuiApplication.applicationState", lambda: state)
    watch.look_in(made, lambda: (order,))
    watch._active = watch._clock.elapsed() - PRESENT
    presence()._felt.invalidate()
    watch.look()
    assert told(window) == []
    QTest.keyClick(made.windowHandle(), Qt.Key.Key_Shift)
    watch.look()
    QGuiApplication.processEvents()
    assert told(window) == [DisplayOrder(order=order)]
