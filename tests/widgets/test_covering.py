"""While nobody works here, or the screen is locked, no key reaches what lies behind and no form shows it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.conftest import Window
from tests.widgets.desks import form, press
from tests.widgets.rooms import PASSPHRASE
from widgets.desk import DeskWindow
from widgets.dialogs.compose import ComposeOrder

Desk = Callable[..., tuple[DeskWindow, Window]]
Key = Qt.Key


def windows() -> list[QWidget]:
    return [w for w in QApplication.topLevelWidgets() if w.isVisible()]


def lock(window: Window) -> None:
    window.link.lock()
    window.bridge.drain()


def unlock(made: DeskWindow, qtbot: QtBot) -> None:
    made.veil.passphrase.setText(PASSPHRASE)
    made.veil.enter.click()
    qtbot.waitUntil(made.veil.isHidden)


def test_no_key_opens_anything_behind_the_lock(desk: Desk) -> None:
    made, window = desk()
    looked_at = made.face.incident_id
    lock(window)
    for name in made.acts.registry.commands:
        made.acts.registry.run(name)
    assert windows() == [made]
    assert made.face.incident_id == looked_at
    assert not made.veil.isHidden()


@pytest.mark.parametrize("signed_in", [True, False])
def test_tab_stays_with_the_passphrase(desk: Desk, signed_in: bool) -> None:
    made, window = desk()
    if signed_in:
        lock(window)
    else:
        window.enter("")
    for key in [Key.Key_Tab] * 12 + [Key.Key_Backtab] * 12:
        QTest.keyClick(made.windowHandle(), key)
        focused = QApplication.focusWidget()
        assert focused is not None
        assert made.veil.isAncestorOf(focused)


def test_a_form_is_hidden_by_the_lock_and_there_again_for_who_typed_in_it(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk()
    press(made, "Ctrl+O")
    order = form(ComposeOrder)
    order.what.setPlainText("Close the road")
    lock(window)
    assert windows() == [made]
    unlock(made, qtbot)
    assert order.isVisible()
    assert order.what.toPlainText() == "Close the road"


def test_a_form_is_gone_when_somebody_else_signs_in(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk()
    press(made, "Ctrl+O")
    lock(window)
    window.enter("")
    window.enter("AMU liaison")
    qtbot.waitUntil(made.veil.isHidden)
    assert windows() == [made]
    assert not any(isinstance(w, ComposeOrder) for w in QApplication.topLevelWidgets() if w.isVisible())
