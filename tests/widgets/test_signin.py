"""Signing in, the lock, and a seat where nobody can sign in yet."""

from collections.abc import Callable

import msgspec
import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.conftest import Window
from tests.widgets.rooms import PASSPHRASE
from widgets.look import colour
from widgets.signin import Veil
from widgets.starting import NotStarted

Open = Callable[..., Window]


def veil_of(window: Window) -> Veil:
    over = QWidget()
    over.resize(1200, 800)
    veil = Veil(window.face, over)
    window.face.setParent(over)  # the window lives as long as its face
    over.show()
    return veil


def test_a_new_seat_says_that_it_knows_nobody_yet(window: Open) -> None:
    opened = window()
    for name in list(opened.room.people):
        opened.room.change(name, box=False)
    opened.show_again()
    veil = veil_of(opened)
    assert veil.person.isHidden()
    assert veil.passphrase.isHidden()
    assert "has not met another seat" in veil.none.text()
    opened.room.change("SIAMU liaison", box=True)
    opened.show_again()
    assert veil.none.isHidden()
    assert not veil.passphrase.isHidden()
    assert veil.focusWidget() is veil.passphrase


def test_a_person_changes_while_the_screen_is_locked(window: Open, qtbot: QtBot) -> None:
    opened = window(me="SIAMU liaison")
    veil = veil_of(opened)
    opened.link.lock()
    opened.bridge.drain()
    assert veil.locked
    veil.look_only.click()  # someone else…
    qtbot.waitUntil(lambda: opened.bridge.session is None)
    veil.person.setCurrentIndex(veil.person.findData(opened.room.people["AMU liaison"].id))
    veil.passphrase.setText(PASSPHRASE)
    veil.enter.click()
    qtbot.waitUntil(lambda: opened.face.me is not None)
    assert opened.face.me is not None
    assert opened.face.me.name == "AMU liaison"
    qtbot.waitUntil(veil.isHidden)  # the link knows before its window does


def test_behind_a_lock_more_is_hidden_than_while_nobody_is_signed_in(window: Open, qtbot: QtBot) -> None:
    opened = window(me="SIAMU liaison")
    veil = veil_of(opened)
    opened.link.lock()
    opened.bridge.drain()
    qtbot.waitExposed(veil.window())
    painted: list[QRegion] = []

    class Painted(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if isinstance(event, QPaintEvent):
                painted.append(event.region())
            return False

    seen = Painted()
    veil.installEventFilter(seen)
    QApplication.processEvents()
    painted.clear()
    veil.look_only.click()  # someone else…
    qtbot.waitUntil(lambda: opened.bridge.session is None)
    qtbot.waitUntil(lambda: QRegion(veil.rect()) in painted)
    qtbot.waitUntil(veil.person.hasFocus)


def test_a_locked_exercise_still_says_that_it_is_one(window: Open) -> None:
    opened = window(me="SIAMU liaison")
    opened.room.room = msgspec.structs.replace(opened.room.room, exercise=True)
    opened.show_again()
    veil = veil_of(opened)
    opened.link.lock()
    opened.bridge.drain()
    picture = veil.grab().toImage()
    edge = {picture.pixelColor(1, y).name() for y in range(100, 200)}
    assert colour("exercise").name() in edge


@pytest.mark.parametrize("locked", [True, False])
def test_while_a_passphrase_is_checked_the_button_says_so(window: Open, qtbot: QtBot, locked: bool) -> None:
    opened = window(me="SIAMU liaison" if locked else "")
    veil = veil_of(opened)
    if locked:
        opened.link.lock()
        opened.bridge.drain()
    before = veil.enter.text()
    veil.passphrase.setText("not this one")
    veil.enter.click()
    assert veil.enter.text() == "Checking…"
    opened.show_again()  # something happens in the room meanwhile
    assert veil.enter.text() == "Checking…"
    qtbot.waitUntil(veil.refusal.isVisible)
    assert veil.enter.text() == before
    veil.passphrase.setText(PASSPHRASE)
    veil.enter.click()
    qtbot.waitUntil(veil.isHidden)
    opened.link.lock()
    opened.bridge.drain()
    assert veil.enter.text() == "Unlock"


def test_a_passphrase_that_is_being_typed_stays_while_the_seat_does_not_answer(window: Open) -> None:
    opened = window()
    veil = veil_of(opened)
    veil.passphrase.setText("harbour lan")
    opened.link.fall_silent()
    opened.bridge.drain()
    assert veil.none.text() == "The seat does not answer."
    assert not veil.none.isHidden()
    assert veil.passphrase.text() == "harbour lan"
    assert not veil.passphrase.isHidden()
    assert veil.enter.text() == "Sign in"
    opened.link.regain()
    opened.bridge.drain()
    assert veil.none.isHidden()


@pytest.mark.parametrize("locked", [True, False])
def test_where_the_seat_is_gone_it_can_be_started_from_the_lock(
    window: Open, qtbot: QtBot, locked: bool
) -> None:
    opened = window(me="SIAMU liaison" if locked else "")
    veil = veil_of(opened)
    if locked:
        opened.link.lock()
        opened.bridge.drain()
    tried: list[bool] = []

    def starts() -> None:
        tried.append(True)
        if len(tried) == 1:
            raise NotStarted("storage.full", {})

    opened.face.restart = starts
    opened.link.lose()
    opened.bridge.drain()
    assert veil.none.text() == "The seat does not answer."
    assert veil.passphrase.isHidden()
    assert veil.focusWidget() is veil.enter
    assert veil.enter.text() == "Start the seat"
    veil.enter.click()
    qtbot.waitUntil(lambda: "disk is full" in veil.none.text() and veil.enter.isEnabled())
    veil.enter.click()
    qtbot.waitUntil(lambda: len(tried) == 2)
    assert "is starting" in veil.none.text()
    opened.link.regain()
    opened.bridge.drain()
    assert veil.none.isHidden()
    assert veil.focusWidget() is veil.passphrase


def test_where_the_seat_is_of_another_version_the_lock_says_to_open_the_window_again(window: Open) -> None:
    opened = window()
    veil = veil_of(opened)
    opened.link.lose("link.too_old")
    opened.bridge.drain()
    assert "another version" in veil.none.text()
    assert veil.enter.text() == "Close"
    veil.enter.click()
    assert veil.window().isHidden()


def test_the_language_may_be_chosen_before_signing_in(window: Open) -> None:
    veil = veil_of(window())
    assert veil.enter.text() == "Sign in"
    next(b for b in veil.tongues.buttons.values() if b.text() == "FR").click()
    assert veil.enter.text() == "S’identifier"
