"""Whoever reads the log keeps their place; new lines are counted, and come when they are wanted."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console.domain.log import WriteLog
from tests.widgets.conftest import Window
from widgets import hand
from widgets.face import MAIN_LOG
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


def test_of_a_long_log_what_is_in_sight_comes_first_and_the_rest_once_it_is_painted(
    window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("widgets.panes.log.SCREEN", 5)
    opened = window(me="SIAMU liaison")
    log = LogPane(opened.face)
    qtbot.addWidget(log)
    qtbot.wait(150)
    assert len(log.model.rows) == 5
    log.resize(1000, 600)
    log.show()
    qtbot.waitUntil(lambda: len(log.model.rows) == len(opened.face.picture.log(MAIN_LOG)) > 5)


def test_another_log_begins_with_its_newest_line_though_a_line_of_the_one_before_was_chosen(
    window: Open, qtbot: QtBot
) -> None:
    log, opened = pane(window, qtbot, 45 * 60)
    incident = next(i for i in opened.face.of_operation("incident") if i.lines > 3)
    opened.face.look_at(incident=incident.id)
    opened.bridge.drain()
    log.view.setFocus()
    log.view.selectRow(0)
    opened.face.look_at()
    opened.bridge.drain()
    assert log.view.verticalScrollBar().value() == 0
    assert log.view.rowAt(2) == 0
    assert log.chip.isHidden()


def test_no_line_of_the_log_before_stands_under_the_name_of_the_next(window: Open, qtbot: QtBot) -> None:
    log, opened = pane(window, qtbot, 45 * 60)
    assert log.model.rows
    opened.face.look_at(incident=opened.face.of_operation("incident")[0].id)
    assert log.model.rows == []
    assert log.empty.isHidden()  # nor is it said to be empty
    opened.bridge.drain()
    assert log.model.rows


def test_home_and_end_go_to_the_newest_and_the_oldest_line(window: Open, qtbot: QtBot) -> None:
    log, _ = pane(window, qtbot, 22 * 60)
    log.view.setFocus()
    log.view.selectRow(3)
    QTest.keyClick(log.view, Qt.Key.Key_End)
    assert log.view.current() is log.model.rows[-1]
    QTest.keyClick(log.view, Qt.Key.Key_Home)
    assert log.view.current() is log.model.rows[0]


def test_in_a_log_too_short_to_scroll_new_lines_wait(window: Open, qtbot: QtBot) -> None:
    log, opened = pane(window, qtbot, 20)
    log.view.selectRow(0)
    before = top(log)
    tell(opened, "first")
    assert top(log) == before
    assert log.chip.text() == "1 new"
    log.chip.click()
    assert top(log) == "first"


def test_new_lines_fill_the_room_below_a_short_log_and_move_nothing(
    window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    log, opened = pane(window, qtbot, 20)
    log.view.selectRow(0)
    read, before = len(log.model.rows), top(log)
    for n in range(60):
        tell(opened, f"line {n}")
    assert top(log) == before
    assert [row.text for row in log.model.rows[read : read + 2]] == ["line 0", "line 1"]
    assert log.model.rows[read].since
    assert log.view.viewport().height() - log.view.height_of(log.model.rows) < log.view.rowHeight(read)
    assert log.view.verticalScrollBar().maximum() == 0
    assert log.chip.text() == "60 new"
    monkeypatch.setattr(hand, "GONE", 0)
    monkeypatch.setattr(hand, "RESTS", 0)
    log.view.hand.look()
    assert top(log) == "line 59"
    assert log.chip.isHidden()


def test_a_long_log_goes_back_to_the_newest_when_nobody_reads_it(
    window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    log, opened = pane(window, qtbot, 22 * 60)
    log.view.selectRow(0)
    tell(opened, "first")
    tell(opened, "second")
    assert log.view.verticalScrollBar().value() > 0
    monkeypatch.setattr(hand, "GONE", 0)
    monkeypatch.setattr(hand, "RESTS", 0)
    log.view.hand.look()
    assert top(log) == "second"
    assert log.chip.isHidden()


def test_who_writes_sees_their_line_stand_there(window: Open, qtbot: QtBot) -> None:
    log, _ = pane(window, qtbot, 22 * 60)
    log.view.selectRow(3)
    QTest.keyClicks(log.entry, "mine")
    QTest.keyClick(log.entry, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: top(log) == "mine")
