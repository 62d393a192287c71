"""The agenda: planned steps with a time and an owner."""

from typing import Any

import msgspec

from console.domain.author import Author
from console.domain.facts import Draft, Fact, Intent, Refused, fact
from console.domain.fields import Field
from console.domain.ids import entry_ids, id_by
from console.domain.noting import agency_known
from console.domain.people import person_known
from console.domain.picture import Picture
from console.domain.powers import check
from console.domain.registers import Shown
from console.domain.scope import operation_of
from console.domain.subjects import Subject, Thing, rule
from console.domain.text import TITLE, choice, clean_line, optional, readable, time

SORTS = ("briefing", "deadline", "event")
STATES = ("planned", "done", "dropped")

FIELDS = (
    Field(1, "title", str),
    Field(2, "time", int),  # ms
    Field(3, "owner", str),  # agency code, or person id
    Field(4, "state", str),  # one of STATES
)


@fact("agenda.planned", power="agenda")
class StepPlanned(Fact, frozen=True, array_like=True):
    """about: (step, operation)."""

    title: str
    time: int
    sort: str
    owner: str = ""
    operation: str = ""

    def changes(self) -> dict[int, Any]:
        return {1: self.title, 2: self.time, 3: self.owner, 4: "planned"}


@fact("agenda.set", power="agenda")
class StepSet(Fact, frozen=True, array_like=True):
    """Fields of a step take new values: moved, done, dropped. about: (step, operation)."""

    values: dict[int, Any]

    def changes(self) -> dict[int, Any]:
        return self.values


class PlanStep(Intent, frozen=True, kw_only=True, tag="agenda.plan"):
    """A briefing, a deadline or an event; `owner` is an agency code, or a person by id or name."""

    title: str
    time: int
    operation: str = ""
    sort: str = "event"
    owner: str = ""


class MoveStep(Intent, frozen=True, kw_only=True, tag="agenda.move"):
    """It takes place at another time."""

    step: str
    time: int
    seen: tuple[str, ...] = ()


class FinishStep(Intent, frozen=True, kw_only=True, tag="agenda.done"):
    """It took place, or was met."""

    step: str


class DropStep(Intent, frozen=True, kw_only=True, tag="agenda.drop"):
    """It will not take place."""

    step: str


class StepView(msgspec.Struct, frozen=True):
    """Mirrored as ("agenda", id)."""

    id: str
    operation: str
    sort: str
    fields: dict[str, Shown] = {}
    state: str = "planned"
    open: bool = True
    owned_by: str = ""  # name, where a person owns it


@rule(PlanStep)
def plan(picture: Picture, asked: PlanStep, author: Author, now: int) -> list[Draft]:
    check(author, "agenda")
    operation = operation_of(picture, asked.operation)
    planned = StepPlanned(
        title=clean_line(asked.title, TITLE, "agenda.no_title"),
        time=time(asked.time, now),
        sort=choice(asked.sort, SORTS, "agenda.unknown_sort"),
        owner=_owner(picture, optional(asked.owner, TITLE), author),
        operation=operation,
    )
    return [Draft(planned, (id_by(author.seat, now), operation))]


def _owner(picture: Picture, given: str, author: Author) -> str:
    """An agency's code or a person's id, so that somebody is reminded. Raises Refused where it is neither."""
    try:
        return agency_known(picture, given) if given else ""
    except Refused:
        try:
            return person_known(picture, given, author).id
        except Refused as nobody:
            if nobody.code != "person.unknown":
                raise
            raise Refused("agenda.unknown_owner", owner=readable(given[:80])) from nobody


@rule(MoveStep)
def move(picture: Picture, asked: MoveStep, author: Author, now: int) -> list[Draft]:
    """Several may move a step at once; then both times stand until one is chosen. To move it says that it is
    planned: where another dropped it meanwhile, somebody has to decide.
    """
    return _changed(picture, asked.step, author, {2: time(asked.time, now), 4: "planned"}, asked.seen)


@rule(FinishStep)
def finish(picture: Picture, asked: FinishStep, author: Author, _: int) -> list[Draft]:
    return _changed(picture, asked.step, author, {4: "done"})


@rule(DropStep)
def drop(picture: Picture, asked: DropStep, author: Author, _: int) -> list[Draft]:
    return _changed(picture, asked.step, author, {4: "dropped"})


def _changed(
    picture: Picture, step: str, author: Author, values: dict[int, Any], seen: tuple[str, ...] = ()
) -> list[Draft]:
    check(author, "agenda")
    thing = picture.get(step, "agenda")
    state = thing.shown("state")
    if state.value != "planned" and not state.conflict:
        raise Refused("agenda.not_planned", id=thing.id)
    about = thing.opening.about if thing.opening is not None else (thing.id,)
    return [Draft(StepSet(values), about, entry_ids(seen))]


def settable(field: str, value: Any, now: int) -> Any:
    """A value, already of the field's type, that a person may write to it. Raises Refused."""
    match field:
        case "title":
            return clean_line(value, TITLE, "agenda.no_title")
        case "time":
            return time(value, now)
        case "owner":
            return optional(value, TITLE)
    return choice(value, STATES, "agenda.unknown_state")


def view(thing: Thing, picture: Picture) -> StepView | None:
    """A step as faces see it."""
    planned = thing.opening.fact if thing.opening is not None else None
    if not isinstance(planned, StepPlanned):
        return None
    state, person = thing.shown("state"), picture.people.get(str(thing.value("owner")))
    return StepView(
        id=thing.id,
        operation=planned.operation,
        sort=readable(planned.sort),
        fields=thing.fields(),
        state=state.value or "planned",
        open=state.value == "planned" or state.conflict,
        owned_by=person.name if person is not None else "",
    )


AGENDA = Subject("agenda", facts=(StepPlanned, StepSet), opens=StepPlanned, fields=FIELDS, view=view)
