"""Conflicts: fields whose values nobody has settled yet."""

from typing import Any

import msgspec

from console.domain.facts import Intent


class SettleConflict(Intent, frozen=True, kw_only=True, tag="conflict.settle"):
    """Keep the value of one head, or write another; names all heads the person saw as replaced."""

    thing: str
    field: str
    head: str = ""  # entry id of the value to keep
    value: Any = None
    seen: tuple[str, ...] = ()


class Side(msgspec.Struct, frozen=True):
    """One of the values that stand."""

    entry: str
    value: Any
    by: str
    agency: str
    seat: str
    at: int
    stands: bool = False  # the provisional value


class ConflictView(msgspec.Struct, frozen=True):
    """Mirrored as ("conflict", "<thing>:<field>")."""

    thing: str
    subject: str
    field: str
    operation: str
    incident: str
    label: str  # number and title of what it is about
    safety: bool
    since: int
    sides: tuple[Side, ...] = ()
