"""Facts of an incident are edited where they stand."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from console.domain.incidents import OpenIncident, SetIncident
from tests.widgets.conftest import Window
from tests.widgets.desks import press
from widgets.desk import DeskWindow

Desk = Callable[..., tuple[DeskWindow, Window]]
Key = Qt.Key


def strike(key: Key) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)


def perimeter(made: DeskWindow, text: str) -> None:
    """Type a perimeter in its cell, and Enter."""
    press(made, "Alt+Down")
    made.incident.facts.cells["perimeter"].edit()
    focused = QApplication.focusWidget()
    assert isinstance(focused, QLineEdit)
    focused.selectAll()
    QTest.keyClicks(focused, text)
    strike(Key.Key_Return)


def test_a_place_that_is_taken_from_what_is_suggested_is_set_by_that_key(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk()
    press(made, "Alt+Down")
    made.incident.facts.cells["place"].edit()
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    line.selectAll()
    QTest.keyClicks(line, "vergotedok")
    for key in (Key.Key_Down, Key.Key_Return):
        popup = QApplication.activePopupWidget()
        assert popup is not None
        QTest.keyClick(popup.windowHandle(), key)
    qtbot.waitUntil(lambda: made.incident.facts.cells["place"]._editor is None)
    assert [told.field for told in window.link.told if isinstance(told, SetIncident)] == ["place"]
    assert made.face.incident is not None
    assert made.face.incident.fields["place"].value["code"]


def test_enter_struck_twice_sets_a_fact_once(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk()
    perimeter(made, "700")
    strike(Key.Key_Return)
    qtbot.waitUntil(made.incident.facts.cells["perimeter"].hasFocus)
    assert [type(told) for told in window.link.told] == [SetIncident]


def test_what_is_typed_elsewhere_before_a_fact_is_recorded_stays_there(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk()
    perimeter(made, "700")
    press(made, "Ctrl+J")
    QTest.keyClicks(made.log.entry, "smoke ")
    qtbot.waitUntil(lambda: made.incident.facts.cells["perimeter"]._editor is None)
    focused = QApplication.focusWidget()
    assert focused is made.log.entry
    assert made.log.entry.text() == "smoke "
    assert [type(told) for told in window.link.told] == [SetIncident]


def test_a_choice_that_nobody_made_is_not_made_by_looking_at_it(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk()
    asked = OpenIncident(title="Smoke", operation=made.face.operation_id)
    opened = window.room.seat.tell(asked, window.room.people["SITCEN operator"])
    window.show_again()
    made.face.look_at(incident=opened)
    press(made, "F2")
    strike(Key.Key_Return)
    qtbot.wait(20)
    assert window.link.told == []
    press(made, "F2")
    strike(Key.Key_Down)
    strike(Key.Key_Return)
    qtbot.waitUntil(lambda: [type(told) for told in window.link.told] == [SetIncident])
