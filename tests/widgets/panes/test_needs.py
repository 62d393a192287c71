"""What waits for somebody is one act away, whoever sat here before."""

from collections.abc import Callable

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.domain.command import NameAide
from tests.widgets.conftest import Window
from tests.widgets.desks import form, press
from tests.widgets.test_covering import change_person
from widgets.desk import DeskWindow
from widgets.dialogs.receipt import Receipt

Desk = Callable[..., tuple[DeskWindow, Window]]
LATE = 45 * 60  # seconds into the scenario: an order is late
ONE, OTHER = "SIAMU liaison", "AMU liaison"
KEYS = "F7"  # what waits: the first


def shown() -> int:
    """How many orders stand open."""
    return sum(isinstance(w, Receipt) and w.isVisible() for w in QApplication.topLevelWidgets())


def test_what_waits_is_opened_once_however_often_it_is_asked_for(desk: Desk) -> None:
    made, _ = desk(ONE, LATE)
    press(made, KEYS)
    press(made, KEYS)
    assert shown() == 1
    form(Receipt).reject()
    press(made, KEYS)
    assert shown() == 1


@pytest.mark.parametrize("typed", ["", "no water"])
def test_what_waits_opens_for_who_comes_though_it_stood_open_before_another(
    desk: Desk, qtbot: QtBot, typed: str
) -> None:
    made, window = desk(ONE, LATE)
    aide = NameAide(person=window.room.people[OTHER].id, operation=made.face.operation_id)
    window.room.seat.tell(aide, window.room.people[ONE])  # what waits for one of them waits for both
    press(made, KEYS)
    QTest.keyClicks(form(Receipt).informant, typed)
    change_person(made, window, OTHER, qtbot)
    assert shown() == 0
    press(made, KEYS)
    assert shown() == 1
    assert form(Receipt).informant.text() == ""
    form(Receipt).reject()
    change_person(made, window, ONE, qtbot)
    press(made, KEYS)
    assert shown() == 1
    assert form(Receipt).informant.text() == typed
