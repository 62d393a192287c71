"""The pane of orders and requests, at its usual width."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from console.domain.operations import CloseOperation
from console.domain.orders import IssueOrder
from tests.widgets.conftest import Window
from widgets.desk import DeskWindow
from widgets.dialogs.handover import Handover

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


def test_a_name_in_a_tool_tip_is_no_markup(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("widgets.panes.command.why_not_command", lambda *_: "<b>Bert</b> commands")
    made, _ = desk()
    pane = made.command
    pane.list.selectRow(next(n for n, row in enumerate(pane._rows.rows) if row.number))
    pane.list.customContextMenuRequested.emit(QPoint(5, 5))
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert [a.toolTip() for a in menu.actions() if not a.isEnabled()] == [
        "<p>&lt;b&gt;Bert&lt;/b&gt; commands</p>"
    ]
    menu.close()


def test_in_a_closed_operation_nothing_is_offered_that_is_only_refused(desk: Desk) -> None:
    made, window = desk(me="Duty director")
    pane, commands = made.command, made.acts.registry.commands
    buttons = (pane.new_order, pane.new_request, pane.holder.state_intent)
    begun = ("order.new", "request.new", "incident.new", "agenda.new", "command.intent", "decide")
    assert all(button.isEnabled() for button in buttons)
    assert all(commands[name].may() for name in begun)
    closing = CloseOperation(operation=window.face.operation_id, reason="All handed over", despite=True)
    window.room.seat.tell(closing, window.room.people["SITCEN operator"])
    window.show_again()
    for button in buttons:
        assert not button.isEnabled()
        assert "This operation is closed: All handed over" in button.toolTip()
    assert not any(commands[name].may() for name in begun)
    assert pane.holder.hand_over.isEnabled(), "command may be laid down"
    enabled = {one.text(): one.isEnabled() for one in Handover(made.face).findChildren(QPushButton)}
    assert (enabled["Lay down"], enabled["Offer command"]) == (True, False)
