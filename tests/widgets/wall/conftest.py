"""A wall on a played room, and what is written on it."""

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint
from PySide6.QtGui import QFont, QPainter
from pytestqt.qtbot import QtBot

from console.domain.facts import Intent
from tests.widgets.conftest import Window
from tests.widgets.rooms import FakeLink
from widgets.geometry import of_height
from widgets.marks import metrics
from widgets.wall import band, head, tiles, window
from widgets.wall import pages as pages_of
from widgets.wall.window import WallWindow

HIGH = 2.74  # metres: four panels of 55 inches one above the other
WRITING = (tiles, head, pages_of, window, band)  # what writes on a wall


class Text(NamedTuple):
    """Words on the wall: from where to where, and the line on which they stand."""

    font: QFont
    text: str
    begins: int
    ends: int
    base: int

    @property
    def top(self) -> int:
        """Of a letter with an accent."""
        return self.base - metrics(self.font).ascent()

    @property
    def foot(self) -> int:
        """Of a letter that goes below the line."""
        return self.base + metrics(self.font).descent()


Written = list[Text]


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Written:
    """Every text that was painted since."""
    told: Written = []
    for module in WRITING:
        real = module.write

        def write(painter: QPainter, at: QPoint, font: QFont, token: str, text: str, real: Any = real) -> int:
            ends: int = real(painter, at, font, token, text)
            told.append(Text(font, text, at.x(), ends, at.y()))
            return ends

        monkeypatch.setattr(module, "write", write)
    return told


@pytest.fixture
def wall(window: Callable[..., Window], qtbot: QtBot) -> Callable[..., WallWindow]:
    """Hangs a wall of 3840 × 2160 pixels, 2.74 m high, so many metres before the farthest seat."""

    def hang(metres: float = 8.0, until: int = 45 * 60, *, exercise: bool = False) -> WallWindow:
        opened = window(until)
        opened.room.room = replace(opened.room.room, exercise=exercise)
        opened.show_again()
        made = WallWindow(opened.face)
        made.read_as(of_height(2160, HIGH, metres))
        made.resize(3840, 2160)
        qtbot.addWidget(made)
        return made

    return hang


def link_of(hung: WallWindow) -> FakeLink:
    link = hung.face.bridge._link
    assert isinstance(link, FakeLink)
    return link


def tell(hung: WallWindow, *intents: Intent) -> str:
    """What an operator tells the seat at a desk; the wall is shown it."""
    room = link_of(hung).room
    operator = next(person for person in room.people.values() if "operator" in person.roles)
    about = [room.seat.tell(intent, operator) for intent in intents]
    link_of(hung).show()
    hung.face.bridge.drain()
    return about[-1]
