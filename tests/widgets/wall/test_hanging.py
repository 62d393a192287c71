"""A wall fills its own screen, waits hidden while that is gone, keeps it awake, and lets nothing burn in."""

import logging
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.conftest import Window
from widgets.ages import MINUTE, now_ms
from widgets.dialogs.screen import ScreenForm
from widgets.kept import kept
from widgets.look import correct_sight
from widgets.measured import divide, measured
from widgets.wall import awake, window
from widgets.wall.drift import REACH, SIDE, drift
from widgets.wall.hanging import KEY, Hanging, named
from widgets.wall.sayings import head, health
from widgets.wall.window import WallWindow


class Plugged:
    """A screen as far as a wall asks of it."""

    def __init__(self, name: str, serial: str = "") -> None:
        self._name, self._serial = name, serial

    def name(self) -> str:
        return self._name

    def serialNumber(self) -> str:
        return self._serial

    def geometry(self) -> Any:
        return QApplication.primaryScreen().geometry()


class Room(QObject):
    """The screens of the room, plugged and unplugged."""

    screenAdded = Signal(object)  # noqa: N815 - Qt's name
    screenRemoved = Signal(object)  # noqa: N815 - Qt's name

    def __init__(self, *plugged: Plugged) -> None:
        super().__init__()
        self.plugged = list(plugged)

    def screens(self) -> list[Plugged]:
        return self.plugged

    def plug(self, screen: Plugged) -> None:
        self.plugged.append(screen)
        self.screenAdded.emit(screen)

    def unplug(self, screen: Plugged) -> None:
        self.screenRemoved.emit(screen)  # Qt says so while it is still listed
        self.plugged.remove(screen)


@pytest.fixture
def room(dressed: object) -> Room:
    kept().remove(KEY)
    return Room(Plugged("DP-1", "A1"), Plugged("HDMI-1", "W7"))


def test_a_screen_goes_by_name_serial_number_or_place(room: Room) -> None:
    screens: Any = room.plugged
    desk, wall = screens
    assert [named(screens, name) for name in ("dp-1", "w7", "2", "")] == [desk, wall, wall, wall]
    assert [named(screens, name) for name in ("DP-9", "3", "0")] == [None] * 3


def test_the_screens_there_are_can_be_read_out(room: Room, qtbot: QtBot) -> None:
    shown = QWidget()
    qtbot.addWidget(shown)
    size = QApplication.primaryScreen().size()
    there = f"1 DP-1 {size.width()}×{size.height()}, 2 HDMI-1 {size.width()}×{size.height()}"
    assert Hanging(shown, room).there() == there  # type: ignore[arg-type]


def test_a_wall_waits_hidden_while_its_screen_is_gone_and_comes_back_with_it(
    room: Room, qtbot: QtBot
) -> None:
    desk, wall = room.plugged
    shown = QWidget()
    qtbot.addWidget(shown)
    hung = Hanging(shown, room, "HDMI-1")  # type: ignore[arg-type]
    assert hung.hang()
    assert shown.isFullScreen()
    room.unplug(wall)
    assert not shown.isVisible(), "not on the desk's screen"
    room.plug(Plugged("DP-3"))
    assert not shown.isVisible(), "another screen is not the wall"
    room.plug(Plugged("HDMI-1"))
    assert shown.isVisible()
    room.unplug(desk)
    assert shown.isVisible()


def test_a_wall_that_nobody_gave_a_screen_takes_the_last_and_stays_with_it(room: Room, qtbot: QtBot) -> None:
    shown = QWidget()
    qtbot.addWidget(shown)
    assert Hanging(shown, room).hang()  # type: ignore[arg-type]
    room.unplug(room.plugged[1])
    assert not shown.isVisible()


def test_the_screen_of_the_last_time_is_waited_for(room: Room, qtbot: QtBot) -> None:
    shown = QWidget()
    qtbot.addWidget(shown)
    assert not Hanging(shown, room, "DP-7").hang()  # type: ignore[arg-type]
    again = Hanging(shown, room)  # type: ignore[arg-type]
    assert not again.hang()
    assert again.name == "DP-7"
    room.plug(Plugged("DP-7"))
    assert shown.isVisible()


def test_where_nobody_can_be_asked_to_keep_a_screen_awake_the_log_says_so(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    class Deaf:
        @classmethod
        def sessionBus(cls) -> "Deaf":
            return cls()

        def isConnected(self) -> bool:
            return False

    monkeypatch.setattr("widgets.wall.awake.QDBusConnection", Deaf)
    with caplog.at_level(logging.WARNING):
        awake.keep_awake()
    assert "put to sleep" in caplog.text


def test_the_session_is_asked_to_keep_the_screen_awake(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    class Bus:
        @classmethod
        def sessionBus(cls) -> "Bus":
            return cls()

        def isConnected(self) -> bool:
            return True

        def asyncCall(self, message: Any) -> None:
            asked.append((message.member(), message.arguments()))

    monkeypatch.setattr("widgets.wall.awake.QDBusConnection", Bus)
    awake.keep_awake()
    assert asked == [("Inhibit", ["Belfry", "wall"])]


def test_the_picture_drifts_over_a_small_square_a_pixel_a_minute() -> None:
    places = [drift(n * MINUTE) for n in range(2 * SIDE * SIDE)]
    assert {(p.x(), p.y()) for p in places} == {
        (x, y) for x in range(-REACH, REACH + 1) for y in range(-REACH, REACH + 1)
    }
    for one, other in pairwise(places):
        assert (one - other).manhattanLength() <= 1


@pytest.fixture
def wall(window: Callable[..., Window], qtbot: QtBot) -> WallWindow:
    made = WallWindow(window(45 * 60).face)
    made.resize(1920, 1080)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_whole_picture_drifts_with_its_frame_and_reaches_the_edges(
    wall: WallWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def grabbed(x: int, y: int) -> QImage:
        monkeypatch.setattr(window, "drift", lambda _now: QPoint(x, y))
        return wall.grab().toImage()

    now = now_ms()
    monkeypatch.setattr(window, "now_ms", lambda: now)
    still, moved = grabbed(0, 0), grabbed(REACH, -REACH)
    inside = still.rect().adjusted(9, 9, -9, -9)
    assert still.copy(inside.translated(0, 0)) == moved.copy(inside.translated(REACH, -REACH))


def test_the_panels_of_a_wall_are_counted_at_the_wall_and_kept(wall: WallWindow) -> None:
    screen = wall.screen()
    QTest.keyClick(wall, Qt.Key.Key_G)
    form = wall.findChild(ScreenForm)
    assert form is not None
    form.columns.setValue(4)
    form.rows.setValue(2)
    next(b for b in form.findChildren(QPushButton) if b.isDefault()).click()
    try:
        assert wall.grid == (4, 2)
        assert (measured(screen).columns, measured(screen).rows) == (4, 2)
    finally:
        divide(screen, 1, 1)
        correct_sight(screen, 0.0, 0.0)


def test_a_wall_whose_seat_is_gone_greys_its_last_picture_and_says_of_when_it_is(
    wall: WallWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def brightest(image: QImage) -> int:
        rows, columns = range(image.height() // 5, image.height() // 2), range(0, image.width() // 3, 2)
        return max(image.pixelColor(x, y).lightness() for y in rows for x in columns)

    before = brightest(wall.grab().toImage())
    wall.face.bridge._link.lose()  # type: ignore[attr-defined]
    wall.face.bridge.drain()
    assert brightest(wall.grab().toImage()) < 0.7 * before


def test_nothing_on_a_wall_whose_seat_is_gone_shines_but_that_it_is(
    wall: WallWindow,
) -> None:
    told = {one.name: one for one in head(wall.face, 0)}
    assert told["Single command"].hue != "t3"
    wall.face.bridge._link.lose()  # type: ignore[attr-defined]
    wall.face.bridge.drain()
    bright = [one.value for one in head(wall.face, 0) if one.hue != "t3"]
    assert bright == [wall.face.words.word("lamp.gone")]
    (said,) = health(wall.face, wall.face.bridge.lost_at + 12 * MINUTE)
    assert "12 min" in said.text
