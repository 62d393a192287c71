"""Ids of things: UUIDv7 as hex, made from an injected clock and randomness."""

import secrets


def new_id(now: int) -> str:
    """A fresh UUIDv7 for `now` (ms): sorts by time, never reused."""
    random = secrets.randbits(74)
    value = (now & (1 << 48) - 1) << 80 | 7 << 76 | (random >> 62) << 64 | 2 << 62 | random & (1 << 62) - 1
    return f"{value:032x}"


def letters(thing: str) -> str:
    """Two letters of an id, shown where two things share a number."""
    value = int(thing[-4:], 16)
    return "ABCDEFGHJKLMNPRSTUVWXYZ"[value % 23] + "ABCDEFGHJKLMNPRSTUVWXYZ"[value // 23 % 23]
