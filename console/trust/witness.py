"""A seat signs the heads of all feeds that it holds: whoever cuts a tail later is proved wrong by others."""

from collections.abc import Iterable
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from console.trust.statements import Key, Number
from db.errors import UNREADABLE
from db.heads import Tips

HEADS_WITNESSED = "heads.witnessed"
MAX_HEADS = 500

Named = tuple[bytes, int, bytes]  # feed, seq, entry id


class HeadsWitnessed(Struct, frozen=True, array_like=True):
    """These entries, and all before them in their feeds, are held here. Written by the seat."""

    heads: Annotated[tuple[tuple[Key, Number, Key], ...], Meta(max_length=MAX_HEADS)]


def moved(heads: dict[bytes, Tips], witnessed: Iterable[Named], own: bytes) -> list[Named]:
    """The heads that were not witnessed yet. Of the feed itself that says so, its chain is witness enough."""
    told = set(witnessed)
    newest_first = reversed(heads.items())
    named = [(feed, tip.seq, tip.id) for feed, tips in newest_first if feed != own for tip in tips]
    return [each for each in named if each not in told][:MAX_HEADS]


def write_heads(heads: Iterable[Named]) -> bytes:
    """The payload that witnesses these heads."""
    return msgspec.msgpack.encode(HeadsWitnessed(tuple(heads)))


def read_heads(payload: bytes | None) -> tuple[Named, ...]:
    """The heads that a payload names; none where it cannot be read."""
    try:
        return msgspec.msgpack.decode(payload or b"", type=HeadsWitnessed).heads
    except UNREADABLE:
        return ()
