"""Facts of an incident are edited where they stand."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
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
