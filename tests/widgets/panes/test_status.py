"""The status line says how well this seat stands, and drops rather than elides."""

from collections.abc import Callable

import msgspec
from pytestqt.qtbot import QtBot

from tests.widgets.conftest import Window
from widgets.ages import now_ms
from widgets.panes.status import StatusPane

Open = Callable[..., Window]


def test_a_calm_room_says_in_step_and_names_the_seat_without_link(window: Open, qtbot: QtBot) -> None:
    pane = StatusPane(window().face)
    qtbot.addWidget(pane)
    pane.resize(1900, 32)
    pane.show()
    assert pane.step.words.text() == "In step with 31 of 32 seats"
    assert pane.links.words.text() == "Seat 02 (STIB): no link 3 min"
    assert pane.record.words.text() == "Record 4\u202f812, verified"


def test_alone_and_a_full_disk_stand_however_narrow_the_window(window: Open, qtbot: QtBot) -> None:
    desk = window()
    desk.room.status = msgspec.structs.replace(
        desk.room.status, alone_since=now_ms() - 120_000, nowhere_else=14, storage="full"
    )
    desk.show_again()
    pane = StatusPane(desk.face)
    qtbot.addWidget(pane)
    pane.resize(400, 32)
    pane.show()
    assert pane.step.isVisible()
    assert "2 min" in pane.step.words.text()
    assert pane.storage.isVisible()
    assert not pane.record.isVisible()
    pane.resize(1600, 32)
    assert "14" in pane.nowhere.words.text()
    assert pane.nowhere.isVisible()


def test_in_a_room_of_one_seat_nobody_else_lacks_anything(window: Open, qtbot: QtBot) -> None:
    desk = window()
    desk.room.status = msgspec.structs.replace(
        desk.room.status, seats=0, linked=0, in_step=0, nowhere_else=4812, last_reached=0
    )
    desk.show_again()
    pane = StatusPane(desk.face)
    qtbot.addWidget(pane)
    pane.resize(1900, 32)
    pane.show()
    assert pane.step.words.text() == "The only seat of this room: nobody else holds its record"
    assert not pane.nowhere.told
    assert not pane.reached.told


def test_a_record_that_is_damaged_is_not_called_verified(window: Open, qtbot: QtBot) -> None:
    desk = window()
    desk.room.room = msgspec.structs.replace(desk.room.room, alarms=("storage.damaged",))
    desk.show_again()
    pane = StatusPane(desk.face)
    qtbot.addWidget(pane)
    assert pane.record.words.text() == "Record 4\u202f812, damaged"
