"""Windows of a room inside the test: the real widgets, the real picture, no sockets."""

import asyncio
from collections.abc import Callable, Iterator

import pytest
import qasync
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.widgets.rooms import Room, RoomLink
from widgets.ages import Ages
from widgets.bridge import Bridge
from widgets.face import Face
from widgets.look import dress
from widgets.speech import Speech

Faces = Callable[..., tuple[Face, RoomLink]]


@pytest.fixture
def loop(qapp: QApplication) -> Iterator[asyncio.AbstractEventLoop]:
    """The loop that runs the windows' coroutines while Qt turns."""
    dress(qapp)
    loop = qasync.QEventLoop(qapp, set_running_loop=False)
    faults: list[object] = []
    loop.set_exception_handler(lambda _loop, context: faults.append(context))
    yield loop
    loop.close()
    assert faults == []


@pytest.fixture
def open_face(qtbot: QtBot, loop: asyncio.AbstractEventLoop) -> Iterator[Faces]:
    """Opens faces of a room: who sits there, in which language."""
    opened: list[tuple[Bridge, Speech]] = []

    def open_one(room: Room, name: str = "", lang: str = "en") -> tuple[Face, RoomLink]:
        link, speech = RoomLink(room), Speech(lang)
        if name:
            link.enter(room.who(name))
        bridge = Bridge(link, loop)
        opened.append((bridge, speech))
        face = Face(bridge, speech, Ages(bridge))
        bridge.drain()
        return face, link

    yield open_one
    for bridge, speech in opened:
        bridge.close()
        speech.close()
