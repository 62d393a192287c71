"""Ids of things: UUIDv7 as hex, made from an injected clock and randomness; `docs/record.md`, section 4."""

import hashlib
import re
import secrets
from functools import lru_cache

from console.domain.facts import Refused

_THING = re.compile(r"[0-9a-f]{32}\Z")
_ENTRY = re.compile(r"[0-9a-f]{64}\Z")
_CONTEXT = b"belfry id 1\0"
_FREE = 20  # digits of an id that its seat does not determine
_ALPHABET = "ABCDEFGHJKLMNPRSTUVWXYZ"  # without what is misheard or misread


def new_id(now: int) -> str:
    """A fresh UUIDv7 for `now` (ms): sorts by time, never reused."""
    random = secrets.randbits(74)
    value = (now & (1 << 48) - 1) << 80 | 7 << 76 | (random >> 62) << 64 | 2 << 62 | random & (1 << 62) - 1
    return f"{value:032x}"


def id_by(seat: str, now: int) -> str:
    """A fresh id that shows which seat made it: its last 48 bits follow from the seat's id and the others."""
    made = new_id(now)[:_FREE]
    return made + _seal(seat, made)


def is_by(seat: str, thing: str) -> bool:
    """Whether the id shows that this seat made it; one that somebody else made, or nobody, shows nothing."""
    return len(seat) == len(thing) and thing[_FREE:] == _seal(seat, thing[:_FREE])


def _seal(seat: str, made: str) -> str:
    return hashlib.sha256(_CONTEXT + bytes.fromhex(seat + made)).hexdigest()[: 32 - _FREE]


def letters(thing: str) -> str:
    """Two letters of an id, shown where two things share a number."""
    value = int(thing[-4:], 16)
    return _ALPHABET[value % len(_ALPHABET)] + _ALPHABET[value // len(_ALPHABET) % len(_ALPHABET)]


def thing_id(text: str, code: str) -> str:
    """`text`, which must be an id of a thing. Raises Refused(code)."""
    if not _THING.match(text):
        raise Refused(code, id=text[:32] if text.isprintable() else "")
    return text


def entry_ids(texts: tuple[str, ...]) -> tuple[str, ...]:
    """`texts`, which must be ids of entries. Raises Refused."""
    if len(texts) > 64 or not all(_ENTRY.match(text) for text in texts):
        raise Refused("entry.unknown")
    return texts


@lru_cache(256)  # of what is reported again and again
def derived_id(*parts: str) -> str:
    """The id of a thing that its name determines, such as an agency or a casualty register."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]
