"""What is to be read first is answered by a deliberate act: Enter that comes too soon answers nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.domain.agenda import FinishStep, PlanStep
from console.domain.command import OfferCommand
from console.domain.requests import MakeRequest
from tests.widgets.conftest import Window
from tests.widgets.desks import form, press
from tests.widgets.every import furnished, made
from widgets.ages import HOUR, now_ms
from widgets.desk import DeskWindow
from widgets.dialogs.afterwards import Afterwards
from widgets.dialogs.asking import HandleRequest
from widgets.dialogs.form import Form
from widgets.dialogs.handover import Handover
from widgets.dialogs.receipt import Receipt
from widgets.dialogs.settle import Settle
from widgets.dialogs.step import StepForm
from widgets.dialogs.stopping import StopSeat

Desk = Callable[..., tuple[DeskWindow, Window]]
Opens = Callable[[Window, DeskWindow], Form]
ME = "SIAMU liaison"
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def struck(opened: Form, qtbot: QtBot) -> None:
    """Enter, where the keys go as the form opens."""
    opened.show()
    opened.activateWindow()
    qtbot.waitUntil(opened.isActiveWindow)
    for key in ENTER:
        QTest.keyClick(opened.focusWidget(), key)
    QApplication.processEvents()


def asked(window: Window) -> None:
    """One request to the agency here, and one step of its own."""
    tell, people, operation = window.room.seat.tell, window.room.people, window.face.operation_id
    tell(MakeRequest(to="SIAMU", text="Two pumps", operation=operation), people["AMU liaison"])
    tell(PlanStep(title="Look at it", time=now_ms() - HOUR, owner="SIAMU", operation=operation), people[ME])
    window.show_again()


def newest(window: Window, kind: str) -> Any:
    return max(window.face.picture.all(kind), key=lambda view: view.id)


def handled(window: Window, desktop: DeskWindow) -> Form:
    asked(window)
    return HandleRequest(window.face, newest(window, "request"), desktop)


def done(window: Window, desktop: DeskWindow) -> Form:
    asked(window)
    return StepForm(window.face, newest(window, "agenda"), desktop)


def sample(kind: type[Form]) -> Opens:
    """One that any may be about."""

    def opens(window: Window, desktop: DeskWindow) -> Form:
        opened = made(kind, furnished(window), desktop)
        assert isinstance(opened, Form)
        return opened

    return opens


OPENED = {"a request": handled, "a step": done} | {
    kind.__name__: sample(kind) for kind in (Afterwards, Receipt, Settle)
}


@pytest.mark.parametrize("about", OPENED)
def test_enter_answers_nothing_and_leaves_the_form_there(desk: Desk, qtbot: QtBot, about: str) -> None:
    desktop, window = desk(me=ME)
    opened = OPENED[about](window, desktop)
    window.link.told.clear()
    struck(opened, qtbot)
    assert window.link.told == []
    assert opened.isVisible()
    opened.act_main()
    qtbot.waitUntil(lambda: window.link.told != [])


def test_the_enter_that_chose_to_stop_the_seat_does_not_stop_it(desk: Desk, qtbot: QtBot) -> None:
    desktop, window = desk(me=ME)
    opened = StopSeat(window.face, parent=desktop)
    struck(opened, qtbot)
    assert "stop" not in [what for what, _ in window.link.asked]
    assert opened.isVisible()
    opened.act_main()
    qtbot.waitUntil(lambda: "stop" in [what for what, _ in window.link.asked])


@pytest.mark.parametrize("to", [ME, "AMU liaison"])
def test_command_changes_hands_by_no_enter(desk: Desk, qtbot: QtBot, to: str) -> None:
    desktop, window = desk(me=ME)
    people = window.room.people
    window.room.change(to, roles=("liaison", "commander"))
    window.room.seat.tell(OfferCommand(to=people[to].id), people["Duty director"])
    window.enter(ME if to == ME else "Duty director")
    window.show_again()
    opened = Handover(window.face, desktop)
    struck(opened, qtbot)
    assert window.link.told == []
    assert opened.isVisible()
    opened.act_main()
    qtbot.waitUntil(lambda: window.link.told != [])


def by_its_key(desktop: DeskWindow) -> None:
    press(desktop, "F7")


def by_enter(desktop: DeskWindow) -> None:
    desktop.needs.list.selectRow(0)
    QTest.keyClick(desktop.needs.list, Qt.Key.Key_Return)


@pytest.mark.parametrize("shown", [by_its_key, by_enter])
def test_no_key_does_a_step_that_waits_before_it_is_shown(
    desk: Desk, qtbot: QtBot, shown: Callable[[DeskWindow], None]
) -> None:
    desktop, window = desk(me=ME)
    asked(window)
    first = desktop.needs._rows.at(0)
    assert first.need.sort == "agenda"
    shown(desktop)
    qtbot.wait(50)
    assert window.link.told == []
    assert form(StepForm).windowTitle() == "Look at it"
    form(StepForm).reject()
    desktop.needs.act(first)  # its own button, which says so
    qtbot.waitUntil(lambda: [type(told) for told in window.link.told] == [FinishStep])
