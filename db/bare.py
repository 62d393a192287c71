"""Entries without what the run that they stand in makes plain: how they travel, a fifth shorter."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from db.entry import KNOWN_FIELDS, MAX_HEADER, MAX_PAYLOAD, Entry, Stored, commitment, entry_id

LEAD = bytes((KNOWN_FIELDS, 1))  # how each header of this version begins
_16, _32 = b"\xc4\x10", b"\xc4\x20"  # before a string of so many bytes
_number = msgspec.msgpack.Encoder().encode


class Bare(Struct, frozen=True, array_like=True, gc=False):
    """`left` of the header: what follows `prev`; without `commit` where the payload tells it."""

    left: Annotated[bytes, Meta(max_length=MAX_HEADER)]
    signature: Annotated[bytes, Meta(min_length=64, max_length=64)]
    salt: Annotated[bytes, Meta(min_length=32, max_length=32)] | None = None
    payload: Annotated[bytes, Meta(max_length=MAX_PAYLOAD)] | None = None


def stripped(run: Sequence[Stored]) -> tuple[Bare, ...] | None:
    """The entries of a run, bare; None where dressing them would not give the very same bytes."""
    bare, lead = [], _lead(run[0].header.room, run[0].header.feed)
    for one in run:
        entry, header = one.entry, one.header
        raw, before = entry.header, b"".join((lead, _number(header.seq), _32, header.prev))
        after = b"" if entry.payload is None else _32 + header.commit
        if not raw.startswith(before) or not raw.endswith(after, len(before)):
            return None
        left = raw[len(before) : len(raw) - len(after)]
        bare.append(Bare(left, entry.signature, entry.salt, entry.payload))
    return tuple(bare)


def dressed(room: bytes, feed: bytes, first: int, prev: bytes, run: Iterable[Bare]) -> Iterator[Entry]:
    """The entries as they were signed, from number `first`, after `prev`: whatever was altered on the way,
    here or in an entry before, gives other bytes than those that were signed.
    """
    lead = _lead(room, feed)
    for seq, one in enumerate(run, first):
        salt, payload = one.salt, one.payload
        after = b"" if salt is None or payload is None else _32 + commitment(salt, payload)
        header = b"".join((lead, _number(seq), _32, prev, one.left, after))
        yield Entry(header, one.signature, salt, payload)
        prev = entry_id(header)


def _lead(room: bytes, feed: bytes) -> bytes:
    """What each header of a feed begins with."""
    return b"".join((LEAD, _16, room, _32, feed))
