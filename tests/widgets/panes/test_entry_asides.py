"""What the entry line asks and offers beside itself: which day, and what was logged just now."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.domain.log import WriteLog
from console.figures import clock_time
from tests.widgets.conftest import Window
from tests.widgets.entering import enter, log, strike, typed
from widgets.ages import HOUR, MINUTE, now_ms
from widgets.desk import DeskWindow
from widgets.panes.entry_line import EntryLine

Desk = Callable[..., tuple[DeskWindow, Window]]
Key = Qt.Key


def asked_about(made: DeskWindow, text: str) -> EntryLine:
    """Enter with a time of another day in front: a question, and nothing logged."""
    typed(made.log.line, text)
    enter(made.log.line)
    assert not made.log.line.which_day.isHidden()
    return made.log.line


@pytest.mark.parametrize(("key", "back"), [(Key.Key_Up, 13 * HOUR), (Key.Key_Down, -11 * HOUR)])
def test_a_time_of_another_day_is_asked_about_before_anything_is_logged(
    desk: Desk, qtbot: QtBot, key: Key, back: int
) -> None:
    made, window = desk()
    far = clock_time(now_ms() - 13 * HOUR)
    entry = asked_about(made, f"{far} first call")
    assert window.link.told == []
    strike(made, key)
    qtbot.waitUntil(lambda: entry.line.text() == "")
    told = window.link.told[-1]
    assert isinstance(told, WriteLog)
    assert told.text == "first call"
    assert abs(now_ms() - back - told.happened) < 2 * MINUTE


def test_the_question_of_the_day_eats_nothing_and_is_not_answered_by_typing_on(
    desk: Desk, qtbot: QtBot
) -> None:
    made, window = desk()
    far = clock_time(now_ms() - 13 * HOUR)
    entry = asked_about(made, f"{far} first call")
    strike(made, Key.Key_Return, Key.Key_Enter)
    assert not entry.which_day.isHidden()
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, " by 1 man")
    qtbot.wait(50)
    assert entry.line.text() == f"{far} first call by 1 man"
    assert entry.which_day.isHidden()
    assert window.link.told == []


def test_escape_leaves_the_question_of_the_day_and_keeps_the_text(desk: Desk) -> None:
    made, window = desk()
    far = clock_time(now_ms() - 13 * HOUR)
    entry = asked_about(made, f"{far} first call")
    strike(made, Key.Key_Escape)
    assert entry.which_day.isHidden()
    assert entry.line.hasFocus()
    assert entry.line.text() == f"{far} first call"
    assert window.link.told == []


def test_a_click_that_came_too_soon_for_the_offer_leaves_the_keys_with_the_line(
    desk: Desk, qtbot: QtBot
) -> None:
    made, window = desk()
    entry = log(made, qtbot, "one")
    made._still._moved[entry.logged.withdraw].start()  # it came up under the pointer just now
    QTest.mouseClick(entry.logged.withdraw, Qt.MouseButton.LeftButton)
    strike(made, Key.Key_Space)
    assert entry.line.text() == " "
    assert entry.doing.line is None
    assert len(window.link.told) == 1


def test_the_offer_ends_when_somebody_types_on(desk: Desk, qtbot: QtBot) -> None:
    made, _ = desk()
    entry = log(made, qtbot, "one")
    assert entry.logged.isVisible()
    typed(entry, "t")
    assert not entry.logged.isVisible()
