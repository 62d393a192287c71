"""The history of one field: every value that was written to it, and what became of it."""

from typing import Any

import msgspec

from console.domain.facts import Noted
from console.domain.thing import Thing


class Past(msgspec.Struct, frozen=True):
    """One value of a field."""

    entry: str
    value: Any
    at: int  # ms
    by: str
    agency: str
    seat: str
    noted: Noted | None = None
    replaces: tuple[str, ...] = ()
    stands: bool = False  # nothing has replaced it
    effective: bool = True


def history(thing: Thing, field: str) -> tuple[Past, ...]:
    """All values of the field in the order of the fold. Raises Refused for a field it does not have."""
    events = thing.events  # all of them: registers hold what these wrote
    register = thing.registers.get(thing.subject.field(field).number)
    if register is None:
        return ()
    heads = {head.entry for head in register.heads}
    writes = (register.writes[e.id] for e in events if e.id in register.writes)
    return tuple(
        Past(
            entry=write.entry,
            value=write.value,
            at=write.hlc >> 16,
            by=write.author.name or write.author.seat_label,
            agency=write.author.agency or write.author.seat_agency,
            seat=write.author.seat_label,
            noted=write.noted,
            replaces=write.replaces,
            stands=write.entry in heads,
            effective=write.effective,
        )
        for write in writes
    )
