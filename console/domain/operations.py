"""Operations: what the room is working on; a planned event, an emergency, or one that became the other."""

from typing import Any

import msgspec

from console.domain.author import Author
from console.domain.command import stirred
from console.domain.command_facts import COMMAND_FACTS
from console.domain.command_state import fold_command
from console.domain.facts import Draft, Intent, Refused
from console.domain.fields import Field
from console.domain.ids import entry_ids, id_by
from console.domain.numbers import label, next_number
from console.domain.operation_facts import (
    PHASES,
    SORTS,
    OperationClosed,
    OperationOpened,
    OperationReopened,
    OperationReviewed,
    OperationSet,
    PhaseDecided,
    short,
)
from console.domain.picture import Picture
from console.domain.powers import check
from console.domain.registers import Shown
from console.domain.still_open import refuse_while_open, still_open
from console.domain.subjects import Subject, rule
from console.domain.text import LINE, TITLE, choice, clean_line, optional

__all__ = ["OPERATION", "PHASES", "SORTS"]

_STATE = ("operation.opened", "operation.closed", "operation.reopened")

FIELDS = (
    Field(1, "title", str),
    Field(2, "sort", str),  # one of SORTS
    Field(3, "place", str),
    Field(4, "state", str, writers=_STATE),  # open, closed
    Field(5, "phase", dict[str, str], power="command", writers=("operation.phase_decided",)),
    Field(6, "intent", str, power="command", writers=("command.intent_stated",)),
)
SETTABLE = ("title", "sort", "place")
MOST_KNOWN = 1_000  # open things that a closing names
LATEST = 500  # rows of the log that it names: what a cut hid is seen as far as these reach back

OPERATION = Subject(
    "operation",
    facts=(
        OperationOpened,
        OperationSet,
        OperationClosed,
        OperationReopened,
        OperationReviewed,
        PhaseDecided,
        *COMMAND_FACTS,
    ),
    opens=OperationOpened,
    fields=FIELDS,
    fold=fold_command,
    stirs=stirred,
)
OPERATION.sways = True


class OpenOperation(Intent, frozen=True, kw_only=True, tag="operation.open"):
    """A title is enough."""

    title: str
    sort: str = "emergency"
    place: str = ""


class SetOperation(Intent, frozen=True, kw_only=True, tag="operation.set"):
    """Title, sort (event ↔ emergency) or place."""

    operation: str
    field: str
    value: Any
    seen: tuple[str, ...] = ()


class DecidePhase(Intent, frozen=True, kw_only=True, tag="operation.phase"):
    """The authority is named: nobody decides a phase by pressing a key."""

    phase: str
    authority: str
    territory: str = ""
    operation: str = ""


class AssessThreat(Intent, frozen=True, kw_only=True, tag="operation.threat"):
    """Levels 1 to 4, each area its own."""

    area: str
    level: int
    authority: str
    operation: str = ""


class CloseOperation(Intent, frozen=True, kw_only=True, tag="operation.close"):
    """Refused with what is still open, unless `despite`."""

    operation: str
    reason: str
    despite: bool = False


class ReopenOperation(Intent, frozen=True, kw_only=True, tag="operation.reopen"):
    """It was closed too early."""

    operation: str
    reason: str


class Threat(msgspec.Struct, frozen=True):
    """The level of one area."""

    area: str
    shown: Shown  # value: {"area", "level", "authority"}


class OperationView(msgspec.Struct, frozen=True):
    """Mirrored as ("operation", id)."""

    id: str
    number: str
    letters: str
    opened: int  # ms
    opened_by: str
    fields: dict[str, Shown] = {}
    threats: tuple[Threat, ...] = ()
    open_incidents: int = 0
    open_orders: int = 0
    open_requests: int = 0
    void: int = 0  # facts kept without effect
    unread: int = 0
    twin: bool = False  # another operation has the same number: show the letters
    reason: str = ""  # of the last closing or reopening


@rule(OpenOperation)
def open_operation(picture: Picture, asked: OpenOperation, author: Author, now: int) -> list[Draft]:
    """Several may be open at once."""
    check(author, "operations")
    opened = OperationOpened(
        number=next_number(picture, "operation", author.seat_number),
        title=clean_line(asked.title, TITLE, "operation.no_title"),
        sort=choice(asked.sort, SORTS, "operation.unknown_sort"),
        place=optional(asked.place, LINE),
    )
    return [Draft(opened, (id_by(author.seat, now),))]


@rule(SetOperation)
def set_operation(picture: Picture, asked: SetOperation, author: Author, _: int) -> list[Draft]:
    """An event that becomes an emergency keeps its id, its log and its orders."""
    check(author, "operations")
    thing = picture.get(asked.operation, "operation")
    value = settable(asked.field, OPERATION.valid(asked.field, asked.value))
    changed = OperationSet({OPERATION.field(asked.field).number: value})
    return [Draft(changed, (thing.id,), entry_ids(asked.seen))]


def settable(field: str, value: Any) -> Any:
    """A value that a person may write to a field of an operation. Raises Refused."""
    if field not in SETTABLE:
        raise Refused("field.not_settable", field=field, subject="operation")
    if field == "sort":
        return choice(value, SORTS, "operation.unknown_sort")
    return clean_line(value, TITLE, "operation.no_title") if field == "title" else optional(value, LINE)


@rule(CloseOperation)
def close_operation(picture: Picture, asked: CloseOperation, author: Author, _: int) -> list[Draft]:
    check(author, "operations")
    thing = picture.get(asked.operation, "operation")
    reason = clean_line(asked.reason, LINE, "operation.no_reason")
    if thing.value("state") == "closed" and not thing.shown("state").conflict:
        raise Refused("operation.closed", label=label(thing))
    if not asked.despite:
        refuse_while_open(picture, thing, ("incident", "order", "request"))
    known = [one.id for subject in ("order", "request") for one in still_open(picture, thing, subject)]
    latest = picture.lines(thing.id).keys(0, LATEST)
    since = latest[0][0] - 1 if len(latest) == LATEST else 0
    named = tuple(short(row) for _, row in latest)
    return [Draft(OperationClosed(reason, tuple(known[:MOST_KNOWN]), named, since), (thing.id,))]


@rule(ReopenOperation)
def reopen_operation(picture: Picture, asked: ReopenOperation, author: Author, _: int) -> list[Draft]:
    check(author, "operations")
    thing = picture.get(asked.operation, "operation")
    reason = clean_line(asked.reason, LINE, "operation.no_reason")
    if thing.value("state") == "open" and not thing.shown("state").conflict:
        raise Refused("operation.open", label=label(thing))
    return [Draft(OperationReopened(reason), (thing.id,))]
