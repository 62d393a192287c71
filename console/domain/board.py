"""The board: which operation, and which page of it, the walls of the room show."""

from typing import Any

import msgspec

from console.domain.author import Author
from console.domain.facts import Draft, Fact, Intent, Refused, fact
from console.domain.fields import Field
from console.domain.ids import derived_id
from console.domain.picture import Picture
from console.domain.powers import check
from console.domain.registers import Shown
from console.domain.subjects import TOLD, Subject, Thing, rule
from console.domain.text import choice

PAGES = ("overview", "incidents", "orders", "agencies", "facts")
BOARD_ID = derived_id("board")  # the room has one, which all its walls follow
NEWEST = "newest"  # instead of an operation: whichever was opened last


class Showing(msgspec.Struct, frozen=True):
    """The value of the board's one register; without an operation walls show the newest open one."""

    operation: str = ""
    page: str = PAGES[0]
    blank: bool = False


@fact("board.set", power="board")
class BoardSet(Fact, frozen=True, array_like=True):
    """about: (board,)."""

    operation: str
    page: str
    blank: bool = False

    def changes(self) -> dict[int, Any]:
        return {1: {"operation": self.operation, "page": self.page, "blank": self.blank}}

    def fits(self, about: tuple[str, ...]) -> bool:
        return about == (BOARD_ID,)


class SetBoard(Intent, frozen=True, kw_only=True, tag="board.set"):
    """`page` and `operation` (an id, or "newest") stay if not named; without `blank` walls light up."""

    page: str = ""
    operation: str = ""
    blank: bool = False


class BoardView(msgspec.Struct, frozen=True):
    """Mirrored as ("board", id)."""

    operation: str
    page: str
    blank: bool
    shown: Shown


@rule(SetBoard)
def set_board(picture: Picture, asked: SetBoard, author: Author, _: int) -> list[Draft]:
    """Whoever sets it last is followed. Raises Refused."""
    check(author, "board")
    standing = _standing(picture)
    if not (asked.page or asked.operation or asked.blank or standing.blank):
        raise Refused("board.nothing")
    operation = standing.operation
    if asked.operation:
        operation = "" if asked.operation == NEWEST else picture.get(asked.operation, "operation").id
    page = choice(asked.page or standing.page, PAGES, "board.unknown_page")
    return [Draft(BoardSet(operation, page, asked.blank), (BOARD_ID,))]


def _standing(picture: Picture) -> Showing:
    board = picture.things.held(BOARD_ID, BOARD.name)
    return _showing(board.shown("showing")) if board is not None else Showing()


def _showing(shown: Shown) -> Showing:
    """What was set; a page that only a newer version has is shown as the first."""
    stands = msgspec.convert(shown.value or {}, Showing)
    return stands if stands.page in PAGES else msgspec.structs.replace(stands, page=PAGES[0])


def view(thing: Thing, _: Picture) -> BoardView:
    """The board as faces see it."""
    shown = thing.shown("showing")
    stands = _showing(shown)
    return BoardView(stands.operation, stands.page, stands.blank, shown)


BOARD = Subject("board", facts=(BoardSet,), fields=(Field(1, "showing", Showing, gathers=True),), view=view)
TOLD.add("board.set")
