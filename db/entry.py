"""The entry: a signed header, and outside it the signature, salt and payload."""

import re
from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256
from typing import Annotated

import msgspec
from msgspec import Meta, Struct
from nacl.bindings import crypto_sign_BYTES, crypto_sign_open
from nacl.exceptions import BadSignatureError

from db.errors import UNREADABLE, Forged, Gap, Malformed

__all__ = [
    "MAX_HEADER",
    "MAX_PAYLOAD",
    "NO_PREV",
    "Entry",
    "Forged",
    "Gap",
    "Header",
    "Malformed",
    "Stored",
    "commitment",
    "encode_header",
    "entry_id",
    "parse",
    "verify",
]

MAX_HEADER = 2048
MAX_PAYLOAD = 65536
NO_PREV = bytes(32)
MAX_NESTING = 16  # containers within containers, in fields of a later version

Bytes16 = Annotated[bytes, Meta(min_length=16, max_length=16)]
Bytes32 = Annotated[bytes, Meta(min_length=32, max_length=32)]
Number = Annotated[int, Meta(ge=0, le=2**63 - 1)]


class Header(Struct, frozen=True, array_like=True, kw_only=True, gc=False):
    """What is signed and kept for ever. Later versions append fields; these twelve never move."""

    version: Annotated[int, Meta(ge=1, le=255)] = 1
    room: Bytes16
    feed: Bytes32
    seq: Annotated[int, Meta(ge=1, le=2**63 - 1)]
    prev: Bytes32
    by: Number = 0
    hlc: Number
    kind: Annotated[str, Meta(min_length=1, max_length=64)]  # of the characters of `_KIND`
    about: Annotated[tuple[Bytes16, ...], Meta(min_length=1, max_length=8)]
    replaces: dict[Number, tuple[Bytes32, ...]] = {}
    seal: tuple[Bytes16, Bytes16] | None = None
    commit: Bytes32


class Entry(Struct, frozen=True, array_like=True, gc=False):
    """The wire form. `header` is the exact signed bytes; salt and payload come and go together."""

    header: Annotated[bytes, Meta(max_length=MAX_HEADER)]
    signature: Annotated[bytes, Meta(min_length=64, max_length=64)]
    salt: Bytes32 | None = None
    payload: Annotated[bytes, Meta(max_length=MAX_PAYLOAD)] | None = None


class Stored(Struct, frozen=True, gc=False):
    """An entry as the record holds it, with what this seat alone knows: when it came, and in which order."""

    id: bytes
    header: Header
    entry: Entry
    received: int
    order: int


KNOWN_FIELDS = 0x90 | len(Header.__struct_fields__)  # the first byte of a header of this version

encode_header: Callable[[Header], bytes] = msgspec.msgpack.Encoder().encode
_decode: Callable[[bytes], Header] = msgspec.msgpack.Decoder(Header).decode
_KIND = re.compile(r"[a-z0-9_.]+")


def decode_header(raw: bytes) -> Header:
    """The header in these bytes. Raises one of `UNREADABLE`."""
    header = _decode(raw)
    if not _is_kind(header.kind):
        raise msgspec.ValidationError("kind")
    return header


@lru_cache(1_000)  # kinds are few, and an expression takes as long as the whole header does
def _is_kind(kind: str) -> bool:
    return _KIND.fullmatch(kind) is not None


def entry_id(header: bytes) -> bytes:
    """The id of the entry with exactly these header bytes."""
    return sha256(header).digest()


def commitment(salt: bytes, payload: bytes) -> bytes:
    """What the header promises of its payload."""
    return sha256(salt + payload).digest()


def parse(entry: Entry) -> tuple[bytes, Header]:
    """Id and header of an entry whose form, sizes and commitment hold; its signature is not looked at."""
    raw = entry.header
    if len(raw) > MAX_HEADER:
        raise Malformed("entry.header_too_large", size=len(raw), limit=MAX_HEADER)
    if len(entry.signature) != crypto_sign_BYTES:
        raise Malformed("entry.signature_size")
    try:
        header = decode_header(raw)
        grown = None if raw[0] == KNOWN_FIELDS else msgspec.msgpack.decode(raw)
    except UNREADABLE as error:
        raise Malformed("entry.header", reason=str(error)) from error
    if grown is not None and is_nested_deeper(grown, MAX_NESTING):
        raise Malformed("entry.header", reason="nested")
    if (header.seq == 1) != (header.prev == NO_PREV):
        raise Malformed("entry.prev")
    check_payload(entry, header)
    return sha256(raw).digest(), header


def is_nested_deeper(value: object, limit: int) -> bool:
    """Whether anything stands inside more containers than that: how deep Python reads differs by version."""
    level = [value]
    for _ in range(limit + 1):
        below: list[object] = []
        for each in level:
            if isinstance(each, list | tuple):
                below += each
            elif isinstance(each, dict):
                below += (*each, *each.values())
        level = below
    return bool(level)


def check_payload(entry: Entry, header: Header) -> None:
    """Refuse a payload that is too large or not the promised one; none at all is allowed."""
    salt, payload = entry.salt, entry.payload
    if salt is None or payload is None:
        if salt is not payload:
            raise Malformed("entry.half_payload")
        return
    if len(salt) != 32:
        raise Malformed("entry.salt_size")
    if len(payload) > MAX_PAYLOAD:
        raise Malformed("entry.payload_too_large", size=len(payload), limit=MAX_PAYLOAD)
    if sha256(salt + payload).digest() != header.commit:
        raise Forged("entry.commitment")


def verify(entry: Entry, header: Header) -> bool:
    """Whether the feed's key signed exactly these header bytes."""
    try:
        crypto_sign_open(entry.signature + entry.header, header.feed)
    except BadSignatureError:
        return False
    return True
