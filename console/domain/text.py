"""What people type, and what peers send as text: bounded, readable, never able to disguise itself."""

import unicodedata
from typing import Any

from console.domain.facts import Refused

TITLE = 200  # characters
LINE = 500
TEXT = 4000

EARLIEST = 946_684_800_000  # 2000-01-01, ms
AHEAD = 2 * 366 * 86_400_000  # how far in the future a time may lie, ms

# They turn the order of what is shown around: a text that holds one may read as its opposite.
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_BREAKS = {"\r\n": "\n", "\r": "\n", "\u2028": "\n", "\u2029": "\n", "\x85": "\n"}


def clean(text: str, limit: int, code: str) -> str:
    """`text` without surrounding blanks and invisible characters; several lines stay several.

    Raises Refused: `code` where nothing is left, text.too_long, or text.control_character for control
    characters and those that turn the direction of writing.
    """
    if len(text) > 4 * limit:  # before any work on it
        raise Refused("text.too_long", limit=limit, length=len(text))
    if not text.isprintable():
        text = _visible(text)
    text = text.strip()
    if not text:
        raise Refused(code)
    if len(text) > limit:
        raise Refused("text.too_long", limit=limit, length=len(text))
    return text


def clean_line(text: str, limit: int, code: str) -> str:
    """Like `clean`, on one line: titles, names, reasons."""
    return " ".join(clean(text, limit, code).split())


def optional(text: str, limit: int) -> str:
    """Like `clean_line`, where nothing is also an answer."""
    return clean_line(text, limit, "text.empty") if text and not text.isspace() else ""


def _visible(text: str) -> str:
    for found, line in _BREAKS.items():
        text = text.replace(found, line)
    kept = []
    for place, character in enumerate(text):
        if character in _TURNS or (_is_control(character) and character not in "\n\t"):
            raise Refused("text.control_character", character=f"U+{ord(character):04X}", place=place + 1)
        if unicodedata.category(character) != "Cf":  # zero-width, soft hyphen, marks of direction, tags
            kept.append(character)
    return "".join(kept)


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs")


def readable(text: str) -> str:
    """A peer's text as it may be shown: what `clean` would refuse or strip is left out."""
    if text.isprintable():
        return text
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs"))


def readable_all(value: Any) -> Any:
    """Plain data with every text in it readable."""
    if isinstance(value, str):
        return readable(value)
    if isinstance(value, dict):
        return {readable_all(key): readable_all(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [readable_all(one) for one in value]
    return value


def time(value: int, now: int) -> int:
    """A time in ms as somebody gave it. Raises Refused for one before 2000 or over two years ahead."""
    if not EARLIEST <= value <= now + AHEAD:
        raise Refused("time.out_of_range", time=str(value)[:30])
    return value


def optional_time(value: int, now: int) -> int:
    """Like `time`; 0 stays 0."""
    return time(value, now) if value else 0


def choice(value: str, allowed: tuple[str, ...], code: str) -> str:
    """`value`, which must be one of `allowed`. Raises Refused."""
    if value not in allowed:
        raise Refused(code, value=readable(value[:40]), allowed=", ".join(a for a in allowed if a))
    return value
