"""What a column of the record must hold: the pages of a damaged file give anything."""

from typing import Any

import msgspec

from db.admission import Parsed
from db.entry import Entry, Header, decode_header, parse
from db.errors import UNREADABLE, Damaged, Refusal

GARBLED = (*UNREADABLE, TypeError)  # what a column may raise that is read as it is


def blob(value: Any) -> bytes:
    """Raises Damaged where these are no bytes."""
    if type(value) is not bytes:
        raise Damaged("storage.damaged")
    return value


def number(value: Any) -> int:
    """Raises Damaged where this is no number."""
    if type(value) is not int:
        raise Damaged("storage.damaged")
    return value


def header_of(raw: Any) -> Header:
    """Raises Damaged where this is no header."""
    try:
        return decode_header(raw)
    except GARBLED as error:
        raise Damaged("storage.damaged") from error


def parsed(*columns: Any) -> Parsed | None:
    """The entry in a header, signature, salt and payload; none where they are no sound one."""
    try:
        found = msgspec.convert(columns, Entry, builtin_types=(bytes,))
        return Parsed(*parse(found), found)
    except (Refusal, msgspec.ValidationError):
        return None
