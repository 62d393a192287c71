"""The walls that are pictured: how each is read, on how many panels; and its empty and broken states."""

from collections.abc import Callable
from typing import Any, Final

import msgspec
from PySide6.QtGui import QColor, QImage, QPainter

from console.domain.board import SetBoard
from shooting.states import alone, contested, status
from tests.widgets.conftest import Window
from widgets.geometry import Sight, of_diagonal, of_height
from widgets.wall.window import WallWindow


class Wall(msgspec.Struct, frozen=True):
    """A kind of wall."""

    sight: Sight
    columns: int = 1
    rows: int = 1


PANEL: Final = 0.685  # metres: how high one of 55 inches is
BEZEL: Final = 2  # pixels on either side of a seam, as a picture shows them
State = Callable[[WallWindow, Window], None]

# by the beginning of a picture's name
KINDS: Final = {
    "wall-panels": Wall(of_height(2160, 4 * PANEL, 8.0), 4, 4),
    "wall-98": Wall(of_diagonal(3840, 2160, 98, 8.0)),
    "wall-55": Wall(of_diagonal(1920, 1080, 55, 6.0)),
    "wall-32": Wall(of_diagonal(1366, 768, 32, 3.0)),
    "wall-two": Wall(of_height(1080, PANEL, 6.0), 2, 1),
    "wall-upright": Wall(of_diagonal(1080, 1920, 55, 6.0)),
    "wall-six": Wall(of_height(1080, 2 * PANEL, 8.0), 3, 2),
    "wall-state": Wall(of_height(1080, 4 * PANEL, 8.0), 4, 4),
}


def hung(window: Window, name: str, page: str = "overview") -> WallWindow:
    """The wall of this name at a page that an operator chose."""
    kind = next(wall for beginning, wall in KINDS.items() if name.startswith(beginning))
    made = WallWindow(window.face)
    made.read_as(kind.sight, kind.columns, kind.rows)
    tell(window, page=page)
    return made


def tell(window: Window, **board: Any) -> None:
    """What an operator chooses for all walls."""
    room = window.room
    operator = next(person for person in room.people.values() if "operator" in person.roles)
    room.seat.tell(SetBoard(**board), operator)
    window.show_again()


def with_bezels(image: QImage, grid: tuple[int, int]) -> QImage:
    """What stands before the eye where the panels meet."""
    painter, (columns, rows) = QPainter(image), grid
    for n in range(1, columns):
        x = image.width() * n // columns
        painter.fillRect(x - BEZEL, 0, 2 * BEZEL, image.height(), QColor("black"))
    for n in range(1, rows):
        y = image.height() * n // rows
        painter.fillRect(0, y - BEZEL, image.width(), 2 * BEZEL, QColor("black"))
    painter.end()
    return image


def as_it_hangs(_wall: WallWindow, _window: Window) -> None:
    """Nothing happened yet."""


def gone(_wall: WallWindow, window: Window) -> None:
    """The seat of the wall has stopped."""
    window.link.lose()
    window.bridge.drain()


def dark(_wall: WallWindow, window: Window) -> None:
    """An operator made all walls dark."""
    tell(window, blank=True)


def blank(wall: WallWindow, _window: Window) -> None:
    """Somebody pressed B at the wall."""
    wall.blank = True


# name → what is played until which second, and what happens then
STATES: dict[str, tuple[int, State]] = {
    "no-operation": (-1, as_it_hangs),
    "nobody-in-command": (20, as_it_hangs),
    "alone": (22 * 60, alone),
    "catching-up": (22 * 60, status(catching_up=True, coming=4812, in_step=3)),
    "gone": (27 * 60, gone),
    "contested": (27 * 60, contested),
    "dark": (27 * 60, dark),
    "blank": (27 * 60, blank),
}
