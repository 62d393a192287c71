"""Windows on a room that is played in this process."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import qasync
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.widgets.pseudo import speak_pseudo
from tests.widgets.rooms import FakeLink, Room
from widgets.ages import HOUR, Ages
from widgets.bridge import Bridge
from widgets.collecting import Collector, collect
from widgets.desk import DeskWindow
from widgets.face import Face
from widgets.look import FAMILIES, dress
from widgets.speech import Speech


@pytest.fixture(scope="session", autouse=True)
def apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What windows keep between runs lies apart from what the user of this machine keeps."""
    folder = tmp_path_factory.mktemp("kept")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("widgets.kept.data_dir", lambda: folder)
        yield


@pytest.fixture(scope="session")
def dressed(apart: None, qapp: QApplication) -> QApplication:
    Collector(qapp)
    dress(qapp)
    return qapp


@pytest.fixture
def inter(dressed: QApplication) -> None:
    """How much fits is measured in the font of the design; in another one less may, and more is dropped."""
    if FAMILIES[0] not in QFontDatabase.families():
        pytest.skip("NOT PROVED HERE: what fits in Inter, which this machine lacks (packaging/setup test)")


@pytest.fixture(autouse=True)
def drafts_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is typed and not sent lies apart from what the user of this machine keeps, and between tests."""
    monkeypatch.setattr("widgets.drafts.data_dir", lambda: tmp_path)


@pytest.fixture(autouse=True)
def one_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is shown is shown at once, however busy the machine; turns have tests of their own."""
    monkeypatch.setattr("widgets.turns.TURN_MS", HOUR)


def close_all() -> None:
    for widget in QApplication.topLevelWidgets():
        if isValid(widget):  # some go with those closed before them
            widget.close()


@pytest.fixture(autouse=True)
def swept(apart: None) -> Iterator[None]:
    """No window outlives its test: one left over would be dressed, worded and aged by every later test."""
    yield
    close_all()
    for widget in QApplication.topLevelWidgets():
        if widget.parent() is None and widget.windowType() != Qt.WindowType.Popup:  # a completer has it
            widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    collect()
    assert QApplication.topLevelWidgets() == []


class Window:
    """One face of the room, and what it said to its seat."""

    def __init__(self, app: QApplication, room: Room, me: str) -> None:
        self.room, self.link = room, FakeLink(room, me)
        self.loop = qasync.QEventLoop(app)
        asyncio.set_event_loop(self.loop)  # as the application does
        self.bridge = Bridge(self.link, lambda: self.loop)
        self.face = Face(self.bridge, Speech("en"), Ages())
        self.bridge.drain()
        self.face.settle()
        self.bridge.drain()

    def enter(self, me: str) -> None:
        self.link.enter(me)
        self.bridge.drain()

    def show_again(self) -> None:
        """What was changed in the room becomes visible."""
        self.link.show(whole=False)
        self.bridge.drain()

    def close(self) -> None:
        self.bridge.close()
        self.face.speech.close()
        self.loop.run_until_complete(asyncio.sleep(0))  # what was given up ends
        self.loop.close()
        asyncio.set_event_loop(None)


@pytest.fixture
def window(dressed: QApplication, qtbot: QtBot) -> Iterator[Callable[..., Window]]:
    """Opens a window: at which second of the scenario, and who sits there."""
    opened: list[Window] = []

    def open_one(until: int = 22 * 60, me: str = "", scenario: str = "vergote") -> Window:
        opened.append(Window(dressed, Room(scenario, until), me))
        return opened[-1]

    yield open_one
    close_all()
    for one in opened:
        one.close()


@pytest.fixture
def desk(window: Callable[..., Window], qtbot: QtBot) -> Callable[..., tuple[DeskWindow, Window]]:
    """Opens a desk at which somebody sits: who, and at which second of the scenario."""

    def open_one(me: str = "SIAMU liaison", until: int = 22 * 60) -> tuple[DeskWindow, Window]:
        opened = window(until=until, me=me)
        made = DeskWindow(opened.face)
        made.resize(1920, 1080)
        made.show()
        qtbot.waitExposed(made)
        made.activateWindow()
        qtbot.waitUntil(made.isActiveWindow)
        _ = made.acts  # its keys answer, painted or not
        opened.bridge.drain()
        return made, opened

    return open_one


@pytest.fixture
def longer() -> Iterator[Callable[[Face], None]]:
    """Lets the windows speak a language two fifths longer than ours, until the test is over."""
    spoken = []
    yield lambda face: spoken.append(speak_pseudo(face.speech))
    for translator in spoken:
        QCoreApplication.removeTranslator(translator)
