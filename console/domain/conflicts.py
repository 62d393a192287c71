"""Conflicts: fields whose values nobody has settled yet."""

from typing import Any

import msgspec

from console.domain.author import Author
from console.domain.command import line_of
from console.domain.command_view import command
from console.domain.facts import Draft, Intent, Noted, Refused
from console.domain.ids import entry_ids
from console.domain.incident_facts import IncidentMerged
from console.domain.log import about_of
from console.domain.numbers import label
from console.domain.operation_views import in_command
from console.domain.order_view import loop_of
from console.domain.picture import Picture
from console.domain.powers import check
from console.domain.registers import Shown
from console.domain.request_view import asking_of
from console.domain.settling import SETTLERS, Settling
from console.domain.subjects import Thing, rule
from console.domain.text import readable

_IN_COMMAND = {"phase", "level"}  # fields that only somebody in command may write
_TELLING = ("category", "place", "source", "agency", "code", "area")


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
    noted: Noted | None = None


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
    of: dict[str, str] = {}  # what tells it from others of the same label, as the words `conflict_of` want it


def open_conflicts(picture: Picture) -> list[ConflictView]:
    """All conflicts of the room, oldest first."""
    found = (view(picture, thing, name) for thing in picture.conflicted() for name in thing.conflicts())
    return sorted((c for c in found if c is not None), key=lambda c: (c.since, c.thing, c.field))


def view(picture: Picture, thing: Thing, name: str) -> ConflictView | None:
    """One conflict; None where those who may write the field agree."""
    field = thing.subject.field(name)
    shown = _shown(picture, thing, name)
    if not shown.conflict:
        return None
    register = thing.registers[field.number]
    sides = tuple(
        Side(
            entry=head.entry,
            value=head.value,
            by=head.author.name or head.author.seat_label,
            agency=head.author.agency or head.author.seat_agency,
            seat=head.author.seat_label,
            at=head.hlc >> 16,
            stands=head.hlc >> 16 == shown.at and head.value == shown.value,
            noted=head.noted,
        )
        for head in register.standing()
        if head.entry in shown.heads
    )
    named = {t.subject.name: t for t in map(picture.find, reversed(about_of(thing))) if t is not None}
    subject = named.get("incident") or thing
    return ConflictView(
        thing=thing.id,
        subject=thing.subject.name,
        field=name,
        operation=named["operation"].id if "operation" in named else "",
        incident=named["incident"].id if "incident" in named else "",
        label=label(subject) or label(thing),
        safety=field.caution is not None,
        since=sorted(side.at for side in sides)[1] if len(sides) > 1 else shown.at,
        sides=sides,
        of=_of(thing),
    )


def _of(thing: Thing) -> dict[str, str]:
    """Which count, of which agency, for which area."""
    fact = thing.opening.fact if thing.opening is not None else None
    return {name: readable(str(getattr(fact, name))) for name in _TELLING if hasattr(fact, name)}


def _shown(picture: Picture, thing: Thing, name: str) -> Shown:
    """The field, as far as those who wrote it could."""
    match thing.subject.name, name:
        case "order", "state":
            return loop_of(picture, thing).state_shown()
        case "request", "state":
            return asking_of(picture, thing).shown
        case "operation", "intent":
            return command(picture, thing.id).intent
    if name not in _IN_COMMAND:
        return thing.shown(name)
    about = about_of(thing)
    operation = thing.id if thing.subject.name == "operation" else about[1] if len(about) > 1 else ""
    return in_command(line_of(picture, operation), thing, thing.subject.field(name))


def may_settle(picture: Picture, conflict: ConflictView, author: Author) -> bool:
    """Whether `author` could settle it by keeping one of its sides."""
    asked = SettleConflict(thing=conflict.thing, field=conflict.field, head=conflict.sides[0].entry)
    try:
        settle(picture, asked, author, conflict.since)
    except Refused:
        return False
    return True


@rule(SettleConflict)
def settle(picture: Picture, asked: SettleConflict, author: Author, now: int) -> list[Draft]:
    """Whoever may write the field may settle it: one value stands, all that he saw are replaced."""
    thing = picture.find(asked.thing)
    if thing is None:
        raise Refused("conflict.unknown_thing", id=readable(asked.thing[:32]))
    field = thing.subject.field(asked.field)
    register = thing.registers.get(field.number)
    if register is None or not _shown(picture, thing, field.name).conflict:
        raise Refused("conflict.none", field=field.name, subject=thing.subject.name)
    head = next((h for h in register.heads if h.entry == asked.head), None)
    if head is None and (asked.head or asked.value is None):
        raise Refused("conflict.no_such_side")
    settler = SETTLERS.get(thing.subject.name)
    if settler is None:
        raise Refused("conflict.settled_elsewhere", subject=thing.subject.name)
    event = next((e for e in thing.events if head is not None and e.id == head.entry), None)
    value = head.value if head is not None else asked.value
    fact = settler(Settling(picture, thing, field.name, value, event, author, now))
    check(author, fact.power, fact.speaks_for(), fact.note() is not None)
    about = event.about if event is not None and isinstance(fact, IncidentMerged) else about_of(thing)
    return [Draft(fact, about, entry_ids(asked.seen))]
