"""The digits of a Belgian and of a French keyboard reach the pinned incidents."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from console.domain.requests import MakeRequest
from tests.widgets.conftest import Window
from tests.widgets.desks import form, press
from tests.widgets.xvfb import needs_a_screen, screen
from widgets.desk import DeskWindow
from widgets.dialogs.asking import NewRequest
from widgets.keyboard import SIX_ELSEWHERE
from widgets.look import look
from widgets.moves import Moves
from widgets.pins import Pins

Desk = Callable[..., tuple[DeskWindow, Window]]
Control = Qt.KeyboardModifier.ControlModifier
KEYPAD_MINUS = 82
BELGIAN, FRENCH = "&é\"'(§è!ç", "&é\"'(-è_ç"
ROOT = Path(__file__).resolve().parents[2]
LISTENER = Path(__file__).with_name("pressing.py")


def pinned(made: DeskWindow) -> list[str]:
    """Two incidents pinned, and neither looked at."""
    ids = []
    for _ in range(2):
        press(made, "Alt+Down")
        press(made, "Ctrl+D")
        ids.append(made.face.incident_id)
    press(made, "Alt+Home")
    return ids


def strike(made: DeskWindow, key: Qt.Key, place: int) -> bool:
    """A key as a keyboard sends it to the window; whether it was taken before any shortcut."""
    window = made.windowHandle()
    override = QKeyEvent(QEvent.Type.ShortcutOverride, key, Control, place, 0, 0)
    override.setAccepted(False)
    QGuiApplication.sendEvent(window, override)
    if override.isAccepted():
        QGuiApplication.sendEvent(window, QKeyEvent(QEvent.Type.KeyPress, key, Control, place, 0, 0))
    return override.isAccepted()


@pytest.mark.parametrize("signs", [BELGIAN, FRENCH, "123456789"])
def test_each_digit_has_the_sign_of_its_key(desk: Desk, signs: str) -> None:
    made, _ = desk()
    for digit, sign in enumerate(signs, 1):
        shortcuts = made.acts.registry.actions[f"pinned.{digit}"].shortcuts()
        assert QKeySequence(f"Ctrl+{sign}") in shortcuts or (digit, sign) == (6, "-")


def test_a_pinned_incident_keeps_its_digit(desk: Desk) -> None:
    made, _ = desk(until=40 * 60)
    first, second = pinned(made)
    for key, incident in (("Ctrl+é", second), ("Ctrl+&", first), ("Ctrl+2", second)):
        press(made, key)
        assert made.face.incident_id == incident
    press(made, "Ctrl+1")
    press(made, "Ctrl+D")  # the first is unpinned: the second stays where it is
    press(made, "Ctrl+2")
    assert made.face.incident_id == second


def test_a_pin_is_there_again_when_the_desk_is_opened_anew(desk: Desk) -> None:
    made, _ = desk(until=40 * 60)
    first, _second = pinned(made)
    again = Pins(made.face, made)
    found = again.incident(1)
    assert found is not None
    assert found.id == first
    again.toggle(first)
    assert Pins(made.face, made).incident(1) is None


def test_keys_reach_the_window_as_typed(desk: Desk) -> None:
    made, _ = desk(until=40 * 60)
    first, _second = pinned(made)
    QTest.keyClick(made.windowHandle(), Qt.Key.Key_Ampersand, Control)
    assert made.face.incident_id == first


def test_the_place_of_the_key_tells_six_from_minus(desk: Desk) -> None:
    made, _ = desk(until=40 * 60)
    incident = made.face.of_operation("incident")[0].id
    made.incidents.pins._here()[6] = incident
    size = look.percent
    assert strike(made, Qt.Key.Key_Minus, SIX_ELSEWHERE)
    assert (made.face.incident_id, look.percent) == (incident, size)
    assert not strike(made, Qt.Key.Key_Minus, KEYPAD_MINUS)
    assert made.findChild(Moves) is not None


def heard(layout: str, wanted: str, folder: Path) -> list[str]:
    """What a desk tells that it hears on a real keyboard."""
    with screen(1280, 800) as env:
        listening = subprocess.run(
            [sys.executable, LISTENER, layout, wanted],
            env={**env, "XDG_DATA_HOME": str(folder), "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert listening.returncode == 0, listening.stderr
    return listening.stdout.splitlines()


@needs_a_screen
@pytest.mark.parametrize("layout", ["be", "fr", "us"])
def test_a_real_keyboard_of_the_region_reaches_every_digit(layout: str, tmp_path: Path) -> None:
    assert heard(layout, "digits", tmp_path) == [f"pinned.{digit}" for digit in range(1, 10)]


@needs_a_screen
@pytest.mark.parametrize("layout", ["be", "fr"])
def test_a_real_keyboard_of_the_region_reaches_every_command(layout: str, tmp_path: Path) -> None:
    commands, *told = heard(layout, "commands", tmp_path)
    assert told == [name for name in commands.split() if name != "withdraw"]  # Del is the text's own there


def test_enter_presses_the_button_that_has_the_focus_and_no_other(desk: Desk) -> None:
    made, window = desk()
    button = made.command.new_request
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    asked = form(NewRequest)
    asked.what.setPlainText("two ambulances")
    cancel = next(b for b in asked.findChildren(QPushButton) if b.text() == "Cancel")
    cancel.setFocus()
    QTest.keyClick(cancel, Qt.Key.Key_Return)
    assert not asked.isVisible()
    assert not any(isinstance(told, MakeRequest) for told in window.link.told)
