"""What stands on a wall, as plain values: tiles of items, items of lines, lines of pieces."""

import msgspec

from console.domain.orders import Addressee


class Piece(msgspec.Struct, frozen=True):
    """Some words, with the lamps of an addressee before them."""

    text: str
    hue: str = "t2"
    strong: bool = False
    one: Addressee | None = None
    lit: str = "t2"  # the hue of the lamps
    struck: bool = False


class Line(msgspec.Struct, frozen=True):
    """Pieces that flow over as many lines as they need; `lead` stands before them and indents them."""

    pieces: tuple[Piece, ...]
    lead: Piece | None = None
    large: bool = False
    right: Piece | None = None


class Item(msgspec.Struct, frozen=True):
    """One thing of a list. It is shown whole, or counted among those that are not."""

    lines: tuple[Line, ...]
    severity: str = ""
    waiting: bool = False
    grave: bool = False  # counted apart where it is dropped


class Tile(msgspec.Struct, frozen=True):
    """A list with its head; `empty` is said where there is nothing."""

    head: str
    items: tuple[Item, ...] = ()
    empty: str = ""


class Told(msgspec.Struct, frozen=True):
    """A value of the head of the wall, under its name. `rank`: the highest is dropped first."""

    name: str
    value: str
    hue: str = "t1"
    rank: int = 0
