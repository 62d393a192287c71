"""Commands about the room, the seat and oneself, as the desk offers them."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.link.pages import StopView
from tests.widgets.conftest import Window
from tests.widgets.rooms import PASSPHRASE
from widgets.actions import Actions
from widgets.dialogs.passphrase import OwnPassphrase
from widgets.dialogs.stopping import StopSeat
from widgets.panes.finding import FindLine
from widgets.room.commands import RoomCommands
from widgets.room.window import RoomWindow

Open = Callable[..., Window]
NEW = "saddle winter copper basket lantern"


def commands(window: Window) -> Actions:
    over = QWidget()
    over.show()
    registry = Actions(over)
    RoomCommands(window.face, registry, over, FindLine(window.face))
    return registry


def shown(kind: type[QWidget]) -> list[QWidget]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]


def test_there_is_one_room_window_however_often_it_is_asked_for(window: Open) -> None:
    registry = commands(window(me="SIAMU liaison"))
    registry.run("room")
    registry.run("room")
    assert len(shown(RoomWindow)) == 1


def test_whoever_signs_in_with_a_one_time_passphrase_is_asked_for_their_own(
    window: Open, qtbot: QtBot
) -> None:
    opened = window()
    registry = commands(opened)
    opened.room.change("SIAMU liaison", one_time=True)
    opened.enter("SIAMU liaison")
    (form,) = shown(OwnPassphrase)
    assert isinstance(form, OwnPassphrase)
    QTest.keyClicks(form.new, NEW)
    QTest.keyClicks(form.again, NEW + "s")
    QTest.keyClicks(form.present, PASSPHRASE)
    form.change.click()
    assert opened.link.acts == []
    form.again.setText(NEW)
    form.change.click()
    qtbot.waitUntil(lambda: not shown(OwnPassphrase))
    assert [act["new_passphrase"] for act in opened.link.acts] == [NEW]
    opened.show_again()
    assert not shown(OwnPassphrase)  # asked once a session
    registry.run("passphrase")
    assert shown(OwnPassphrase)


def test_who_puts_their_own_passphrase_off_is_asked_at_the_next_sign_in(window: Open) -> None:
    opened = window()
    commands(opened)
    opened.room.change("SIAMU liaison", one_time=True)
    for _ in range(2):
        opened.enter("SIAMU liaison")
        (form,) = shown(OwnPassphrase)
        QTest.keyClick(form, Qt.Key.Key_Escape)
        assert not shown(OwnPassphrase)
        opened.enter("")


def test_nobody_else_is_asked(window: Open) -> None:
    opened = window()
    commands(opened)
    opened.enter("SIAMU liaison")
    assert not shown(OwnPassphrase)


def test_stopping_says_what_nobody_else_has_before_it_stops(window: Open, qtbot: QtBot) -> None:
    opened = window(me="SIAMU liaison")
    registry = commands(opened)
    lonely = iter((3, 3))

    def stop(params: dict[str, object]) -> tuple[list[StopView], bool]:
        return [StopView(bool(params["sure"]), next(lonely))], False

    opened.link.pages["stop"] = stop
    registry.run("seat.stop")
    (form,) = shown(StopSeat)
    assert isinstance(form, StopSeat)
    assert form.lonely.isHidden()
    form.stop.click()
    qtbot.waitUntil(lambda: not form.lonely.isHidden())
    assert "3 entries that nobody else has yet" in form.lonely.text()
    form.stop.click()
    qtbot.waitUntil(lambda: not shown(StopSeat))
    assert [params["sure"] for what, params in opened.link.asked if what == "stop"] == [False, True]
