"""The items of the pages that a seat answers with, by what was asked."""

from typing import Any

import msgspec

from console.domain.history import Past
from console.domain.log import LineView
from console.domain.need import Need
from console.domain.room import PersonView


class Hit(msgspec.Struct, frozen=True):
    """Something found: the line of the log that tells of it, or what is known of the entry."""

    entry: str
    kind: str
    thing: str
    at: int
    operation: str = ""
    line: LineView | None = None
    order: int = 0  # admission number here: give the last one as `before` for the next page


class FactView(msgspec.Struct, frozen=True):
    """A recorded fact of a thing, as evidence."""

    entry: str
    kind: str
    at: int
    received: int
    by: str
    agency: str
    seat: str
    standing: str
    feed: str
    seq: int
    fact: dict[str, Any] | None = None  # None: erased, missing, or of a newer version
    replaces: dict[int, tuple[str, ...]] = {}
    replicated: int = 0  # other seats that hold it, as their links tell


class FaultView(msgspec.Struct, frozen=True):
    """Something the integrity walk found."""

    code: str
    params: dict[str, Any] = {}


class StopView(msgspec.Struct, frozen=True):
    """Whether the seat stops now, and how many entries nobody else has yet."""

    stopping: bool
    nowhere_else: int
    alone: bool = False


class BackupView(msgspec.Struct, frozen=True):
    """A backup that was made."""

    path: str
    at: int
    entries: int


class CarriedView(msgspec.Struct, frozen=True):
    """A bundle: entries in it; and of one that was carried in, what was new here and what was refused."""

    path: str
    entries: int = 0
    new: int = 0
    refused: int = 0
    statements: int = 0


class CutView(msgspec.Struct, frozen=True):
    """Of one feed the last entry that a revocation would leave standing."""

    feed: str
    last: int


class RoomKeyView(msgspec.Struct, frozen=True):
    """The line of the log that tells of a word of the room key, and whom or which seat it is about."""

    entry: str
    about: str


class RefusalView(msgspec.Struct, frozen=True):
    """Somebody whom this seat refused, or who refused it."""

    at: int
    inward: bool  # this seat refused
    code: str
    params: dict[str, Any] = {}


ITEMS: dict[str, Any] = {
    "log": LineView,
    "search": Hit,
    "thing": FactView,
    "history": Past,
    "people": PersonView,
    "needs": Need,
    "verify": FaultView,
    "digest": str,
    "stop": StopView,
    "refused": RefusalView,
    "passphrase": str,
    "code": str,
    "backup": BackupView,
    "carry.out": CarriedView,
    "carry.in": CarriedView,
    "cut": CutView,
    "room.key": RoomKeyView,
}


def decoded(what: str, items: tuple[bytes, ...]) -> tuple[Any, ...]:
    """The items of a page. Raises msgspec.MsgspecError for what this version cannot read."""
    return tuple(msgspec.msgpack.decode(item, type=ITEMS.get(what, Any)) for item in items)
