"""What stands on a wall, as plain values: tiles of items, items of lines, lines of pieces."""

import msgspec

from console.domain.orders import Addressee


class Piece(msgspec.Struct, frozen=True):
    """Some words, with the lamps of an addressee or a mark before them."""

    text: str
    hue: str = "t2"
    strong: bool = False
    one: Addressee | None = None
    lit: str = "t2"  # the hue of the lamps
    struck: bool = False
    mark: str = ""  # the name of an icon


class Line(msgspec.Struct, frozen=True):
    """Pieces that flow over as many lines as they need; `lead` stands before them and indents them."""

    pieces: tuple[Piece, ...]
    lead: Piece | None = None
    large: bool = False
    right: Piece | None = None
    most: int = 3  # rows over which one piece may run
    counted: bool = False  # of a piece that is longer than its rows stand whole words, and how many rows more
    begun: int = 0  # rows of one that is longer than that, so that it leaves others their room; 0: as many


class Item(msgspec.Struct, frozen=True):
    """One thing of a list. What is not shown is counted."""

    lines: tuple[Line, ...]
    severity: str = ""
    waiting: bool = False
    grave: str = ""  # why it is counted apart where it is dropped: one of `counts.GRAVE`
    brief: bool = False  # its first lines will do where others would be left out
    least: int = 0  # its first lines that will do where all of them do not fit; 0: none of them may lack
    named: tuple[Line, ...] = ()  # all that is told of it where its lines would leave others out


class Tile(msgspec.Struct, frozen=True):
    """A list with its head, and how many it holds; `empty` is said where there is nothing.

    `endless`: nobody expects to see all of it; what is not shown is in the count of its head alone.
    """

    head: str
    items: tuple[Item, ...] = ()
    empty: str = ""
    count: str = ""
    endless: bool = False


class Told(msgspec.Struct, frozen=True):
    """A value of the head of the wall, under its name; where that is too much, behind a short one or none.

    `rank`: the highest is dropped first.
    """

    name: str
    value: str
    short: str = ""
    hue: str = "t1"
    rank: int = 0
    large: bool = False  # behind its short name, too
    brief: str = ""  # the value in fewer words
