"""The entry line, driven by keys: what it understands, where it goes, and what it keeps."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.domain.log import WriteLog
from console.figures import clock_time
from tests.widgets.conftest import Window
from tests.widgets.desks import form, press
from tests.widgets.entering import enter, log, typed
from tests.widgets.rooms import PASSPHRASE
from widgets.ages import MINUTE, now_ms
from widgets.desk import DeskWindow
from widgets.dialogs.compose import ComposeOrder
from widgets.dialogs.incident import NewIncident

Desk = Callable[..., tuple[DeskWindow, Window]]
Key = Qt.Key


def test_what_is_understood_stands_beside_the_line_before_enter(desk: Desk) -> None:
    made, _ = desk()
    number = made.face.of_operation("incident")[0].number
    typed(made.log.line, f"-10 !3 T1 to Brugmann @AMU #{number}")
    said = made.log.line.said.text()
    assert clock_time(now_ms() - 10 * MINUTE) in said
    assert "AMU" in said
    assert "key fact" in said
    assert made.log.line.target.text() == f"#{number}"


def test_the_incident_of_the_first_character_stays_the_target(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk()
    press(made, "Alt+Down")
    first = made.face.incident_id
    typed(made.log.line, "smoke thins")
    press(made, "Alt+Home")
    assert made.log.line.target.text().startswith("#")
    enter(made.log.line)
    qtbot.waitUntil(lambda: made.log.entry.text() == "")
    told = window.link.told[-1]
    assert isinstance(told, WriteLog)
    assert told.incident == first


def test_several_incidents_in_one_line_are_one_log_and_its_references(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk(until=40 * 60)
    one, other, *_ = made.face.of_operation("incident")
    log(made, qtbot, f"people walk from #{one.number} to #{other.number}")
    told = window.link.told[-1]
    assert isinstance(told, WriteLog)
    said = f"people walk from #{one.number} to #{other.number}"
    assert (told.text, told.incident, told.references) == (said, one.id, (other.id,))


def test_a_draft_survives_the_crash_of_the_desk_and_comes_back_to_its_writer_only(
    desk: Desk, qtbot: QtBot
) -> None:
    made, _ = desk()
    press(made, "Alt+Down")
    about = made.face.incident_id
    typed(made.log.line, "not yet sent")
    made.log.line._draft.keep()
    other, _ = desk(me="AMU liaison")
    assert other.log.entry.text() == ""
    again, window = desk()
    assert again.log.entry.text() == "not yet sent"
    assert again.face.incident_id == ""
    enter(again.log.line)
    qtbot.waitUntil(lambda: again.log.entry.text() == "")
    assert [t.text for t in window.link.told if isinstance(t, WriteLog)] == ["not yet sent"]
    third, _ = desk()
    assert third.log.entry.text() == ""
    assert about


@pytest.mark.parametrize("key", ["Ctrl+J", "F6"])
def test_going_back_to_the_line_by_key_goes_on_with_what_is_typed(desk: Desk, key: str) -> None:
    made, _ = desk()
    typed(made.log.line, "half a li")
    press(made, "Shift+F6")
    assert not made.log.entry.hasFocus()
    press(made, key)
    if key == "F6":
        QTest.keyClick(made.log.view, Key.Key_Tab)  # the list of the log comes before its line
    assert made.log.entry.hasFocus()
    QTest.keyClicks(made.log.entry, "ne")
    assert made.log.entry.text() == "half a line"


def test_after_the_lock_keys_go_to_the_line(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk()
    typed(made.log.line, "half a li")
    made.incidents.incidents.setFocus()
    window.link.lock()
    window.bridge.drain()
    made.veil.passphrase.setText(PASSPHRASE)
    QTest.keyClick(made.veil.passphrase, Key.Key_Return)
    qtbot.waitUntil(made.veil.isHidden)
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, "ne")
    assert made.log.entry.text() == "half a line"


def test_a_line_becomes_an_order_with_one_key_and_keeps_its_incident(desk: Desk) -> None:
    made, _ = desk()
    made.log.view.setFocus()
    rows = made.log.model.rows
    place = next(n for n, row in enumerate(rows) if row.line.kind == "log.written" and row.line.incident)
    made.log.view.setCurrentIndex(made.log.model.index(place, 0))
    press(made, "Ctrl+O")
    order = form(ComposeOrder)
    assert order.what.toPlainText() == rows[place].text
    assert order.about[1] == rows[place].line.incident


def test_what_is_typed_becomes_an_incident_and_leaves_the_line_once_recorded(
    desk: Desk, qtbot: QtBot
) -> None:
    made, _ = desk()
    typed(made.log.line, "gas smell in Rue Haute")
    press(made, "Ctrl+N")
    opened = form(NewIncident)
    assert opened.title.text() == "gas smell in Rue Haute"
    assert made.log.entry.text() == "gas smell in Rue Haute"
    QTest.keyClick(opened.title, Key.Key_Return)
    qtbot.waitUntil(lambda: made.log.entry.text() == "")
