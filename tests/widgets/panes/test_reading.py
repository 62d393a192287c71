"""Whoever reads the log keeps their place; new lines are counted, and come when they are wanted."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console.domain.log import WriteLog
from tests.widgets.conftest import Window
from widgets.panes.log import LogPane

Open = Callable[..., Window]
OTHER = "AMU liaison"


def pane(window: Open, qtbot: QtBot, until: int) -> tuple[LogPane, Window]:
    opened = window(until=until, me="SIAMU liaison")
    made = LogPane(opened.face)
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show()
    qtbot.waitExposed(made)
    made.entry.setFocus()
    return made, opened


def tell(window: Window, text: str) -> None:
    window.room.seat.tell(WriteLog(text=text, operation=window.face.operation_id), window.room.people[OTHER])
    window.show_again()


def top(log: LogPane) -> str:
    row = log.model.at(log.view.rowAt(2))
    return row.text if row is not None else ""


def test_in_a_long_log_the_line_read_stays_and_new_ones_are_counted(window: Open, qtbot: QtBot) -> None:
    log, opened = pane(window, qtbot, 22 * 60)
    log.view.selectRow(0)
    before = top(log)
    tell(opened, "first")
    tell(opened, "second")
    assert top(log) == before
    assert log.chip.text() == "2 new"
    assert not log.view.isAncestorOf(log.chip)  # it covers no line
    height = log.view.y()
    log.chip.click()
    assert top(log) == "second"
    assert log.chip.isHidden()
    assert log.view.y() == height


def test_in_a_log_too_short_to_scroll_new_lines_wait(window: Open, qtbot: QtBot) -> None:
    log, opened = pane(window, qtbot, 20)
    log.view.selectRow(0)
    before = top(log)
    tell(opened, "first")
    assert top(log) == before
    assert log.chip.text() == "1 new"
    log.chip.click()
    assert top(log) == "first"


def test_who_writes_sees_their_line_stand_there(window: Open, qtbot: QtBot) -> None:
    log, _ = pane(window, qtbot, 22 * 60)
    log.view.selectRow(3)
    QTest.keyClicks(log.entry, "mine")
    QTest.keyClick(log.entry, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: top(log) == "mine")
