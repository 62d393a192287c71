"""The walls that are pictured: how each is read, and of how many panels it is made."""

from typing import Final

import msgspec

from console.domain.board import SetBoard
from tests.widgets.conftest import Window
from widgets.geometry import Sight, of_diagonal, of_height
from widgets.wall.window import WallWindow


class Wall(msgspec.Struct, frozen=True):
    """A kind of wall."""

    sight: Sight
    columns: int = 1
    rows: int = 1


# by the beginning of a picture's name
KINDS: Final = {
    "wall-panels": Wall(of_height(2160, 2.74, 8.0), 4, 4),
    "wall-98": Wall(of_diagonal(3840, 2160, 98, 8.0)),
    "wall-55": Wall(of_diagonal(1920, 1080, 55, 6.0)),
}


def hung(window: Window, name: str, page: str) -> WallWindow:
    """The wall of this name at a page that an operator chose."""
    kind = next(wall for beginning, wall in KINDS.items() if name.startswith(beginning))
    made = WallWindow(window.face)
    made.read_as(kind.sight, kind.columns, kind.rows)
    room = window.room
    operator = next(person for person in room.people.values() if "operator" in person.roles)
    room.seat.tell(SetBoard(page=page), operator)
    window.show_again()
    return made
