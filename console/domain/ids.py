"""Ids of things: UUIDv7 as hex, made from an injected clock and randomness."""

import hashlib
import re
import secrets
from functools import lru_cache

from console.domain.facts import Refused

_THING = re.compile(r"[0-9a-f]{32}\Z")
_ENTRY = re.compile(r"[0-9a-f]{64}\Z")
_ALPHABET = "ABCDEFGHJKLMNPRSTUVWXYZ"  # without what is misheard or misread


def new_id(now: int) -> str:
    """A fresh UUIDv7 for `now` (ms): sorts by time, never reused."""
    random = secrets.randbits(74)
    value = (now & (1 << 48) - 1) << 80 | 7 << 76 | (random >> 62) << 64 | 2 << 62 | random & (1 << 62) - 1
    return f"{value:032x}"


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
