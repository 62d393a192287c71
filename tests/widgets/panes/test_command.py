"""The pane of orders and requests, at its usual width."""

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from console.domain.orders import IssueOrder
from tests.widgets.conftest import Window
from widgets.desk import DeskWindow

Desk = Callable[..., tuple[DeskWindow, Window]]


def test_the_chip_of_what_is_new_takes_no_room_from_the_buttons(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk(me="Duty director", until=27 * 60)
    made.face.speech.speak("fr")
    pane = made.command
    pane.list.setFocus()
    pane.list.selectRow(1)
    before = [row.key for row in pane._rows.rows]
    window.room.seat.tell(IssueOrder(to=("STIB",), text="Close line 6"), window.room.people["Duty director"])
    window.show_again()
    assert pane._steady.chip.isVisible()
    assert [row.key for row in pane._rows.rows][: len(before)] == before
    qtbot.wait(20)
    for button in (pane.new_order, pane.new_request, pane._steady.chip):
        assert button.width() >= button.sizeHint().width(), button.text()
