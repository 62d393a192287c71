"""While much is still coming, what is not here is not said to be not there."""

from collections.abc import Callable

import msgspec
from pytestqt.qtbot import QtBot

from tests.widgets.conftest import Window
from tests.widgets.desks import saying
from widgets.desk import DeskWindow

Desk = Callable[..., tuple[DeskWindow, Window]]
NOT_YET = "Not known yet: this seat is catching up."
THIN = "\u202f"


def come(window: Window, coming: int) -> None:
    status = window.room.status
    window.room.status = msgspec.structs.replace(status, catching_up=coming > 0, coming=coming)
    window.show_again()


def test_nobody_is_said_to_be_in_command_only_once_the_record_is_here(desk: Desk) -> None:
    made, window = desk(me="Duty director", until=20)
    come(window, 15_891)
    assert "NOBODY IN COMMAND" not in saying(made)
    assert made.command.holder.name.text() == NOT_YET
    assert made.command.empty.text.text() == NOT_YET
    assert f"Catching up: 15{THIN}891 entries still coming" in saying(made.notices)
    assert "Nobody is in command" not in saying(made.notices)
    come(window, 0)
    assert made.command.holder.name.text() == "NOBODY IN COMMAND"
    assert "Nobody is in command" in saying(made.notices)
    assert "No order" in made.command.empty.text.text()


def test_no_operation_is_offered_to_be_opened_before_the_record_is_here(desk: Desk) -> None:
    made, window = desk(until=-1)
    come(window, 15_891)
    assert made.incident.title.text() == NOT_YET
    assert made.incidents.empty.text.text() == NOT_YET
    assert made.incidents.empty.act.isHidden()
    assert made.log.empty.text.text() == NOT_YET
    come(window, 0)
    assert made.incident.title.text() == "No operation"
    assert not made.incidents.empty.act.isHidden()


def test_how_much_is_coming_is_told_in_one_place(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk()
    come(window, 15_891)
    assert "still coming" not in saying(made.status)
    come(window, 12)
    qtbot.waitUntil(lambda: "12 entries still coming" in saying(made.status))
    assert not [s for s in made.notices.strips if s.isVisible() and "coming" in s.text.text()]
