"""One line of text for anything that the picture shows."""

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from console.alarms import alarm_words
from console.domain.agencies import AgencyView
from console.domain.agenda import StepView
from console.domain.command_view import CommandView
from console.domain.conflicts import ConflictView
from console.domain.incidents import IncidentView
from console.domain.need import Need
from console.domain.operations import OperationView
from console.domain.orders import Addressee, OrderView
from console.domain.requests import RequestView
from console.domain.room import RoomView, SeatView, StatusView
from console.figures import day_and_time
from console.words import Words

GAP = "  "


def log_line(view: Any, words: Words) -> str:
    """A line of the log: day and time, agency, who, words."""
    text = (
        words.unread(view.kind) if view.unread else view.text or words.kind(view.kind, view.params, view.at)
    )
    agency = words.agency(view.agency) if view.agency else "—"
    return _joined(day_and_time(view.happened), agency, view.by, text)


def summary(view: msgspec.Struct, words: Words) -> str:
    """What a person needs to recognise it and know how it stands."""
    match view:
        case SeatView():
            return _seat(view, words)
        case AgencyView():
            return _agency(view, words)
        case OrderView():
            state = words.coded("state.order", view.state.value)
            loops = (_loop(one, words) for one in view.addressees)
            number = f"{view.number} {view.letters}" if view.twin else view.number
            invalid = words.refusal(view.invalid, {}) if view.invalid else ""
            return _joined(words.word("order.number", n=number), state, invalid, view.text, *loops)
        case RequestView():
            state = words.coded("state.request", (view.state.value or {}).get("state", ""))
            return _joined(view.number, words.addressee(view.to), state, view.text, view.amount)
        case CommandView():
            state = words.word(f"state.command.{view.state}")
            epoch = words.word("command.epoch", n=view.epoch) if view.epoch else ""
            names = ", ".join(grant.name for grant in view.contested) or view.name
            return _joined(state, names, epoch, view.offered_name, str(view.intent.value or ""))
        case ConflictView():
            sides = (
                words.valued(view.subject, view.field, side.value) + (" *" if side.stands else "")
                for side in view.sides
            )
            about = words.conflicting(view.label, view.subject, view.of)
            return _joined(about, words.field(view.subject, view.field), " | ".join(sides))
        case StepView():
            state = words.word(f"state.agenda.{view.state}")
            return _joined(*_fields(_owned(view), "agenda", words, ("time", "title")), state)
        case Need():
            of = view.params.get("of", {})
            about = words.conflicting(view.label, str(view.params.get("subject", "")), of)
            return _joined(words.word(f"need.{view.sort}"), about)
        case OperationView() | IncidentView():
            kind = "operation" if isinstance(view, OperationView) else "incident"
            return _joined(view.number, *_fields(view.fields, kind, words, ("title",)))
    raise TypeError(view)


def standing(
    room: RoomView, status: StatusView, seat_of: Callable[[str], SeatView | None], words: Words
) -> Iterator[str]:
    """How a seat stands in its room, and each alarm: a line each."""
    exercise = words.word("room.exercise") if room.exercise else ""
    yield _joined(room.name, exercise, str(room.number), room.label)
    if status.alone_since:
        yield words.word("lamp.alone", since=status.alone_since)
    elif status.seats:
        yield words.word("lamp.in_step", n=status.in_step, linked=status.seats)
    if status.catching_up:
        yield words.word("lamp.catching_up", n=status.coming)
    if status.nowhere_else:
        yield words.word("lamp.nowhere_else", n=status.nowhere_else)
    if status.storage:
        yield words.word(f"storage.{status.storage}")
    yield from (alarm_words(alarm, seat_of, words) for alarm in room.alarms)


def _joined(*parts: str) -> str:
    return GAP.join(" ".join(part.split()) for part in parts if part)


def _fields(fields: dict[str, Any], kind: str, words: Words, first: tuple[str, ...]) -> list[str]:
    """The values of the fields `first`, then each other that is set, under its name."""
    shown = {name: words.value(name, field.value) for name, field in fields.items() if field.value}
    shown |= {"state": words.coded(f"state.{kind}", fields["state"].value)} if "state" in shown else {}
    rest = [f"{words.field(kind, name)}: {value}" for name, value in shown.items() if name not in first]
    return [*(shown[name] for name in first if name in shown), *rest]


def _owned(view: StepView) -> dict[str, Any]:
    """The fields, with the name of the person who owns the step."""
    if not view.owned_by:
        return view.fields
    return {**view.fields, "owner": msgspec.structs.replace(view.fields["owner"], value=view.owned_by)}


def _seat(view: SeatView, words: Words) -> str:
    step = words.word("seat.in_step") if view.in_step and view.link == "linked" else ""
    out = words.word("seat.revoked") if view.revoked else ""
    people = ", ".join(view.people)
    agency, link = words.agency(view.agency), words.word(f"link.{view.link}")
    upto = words.word("seat.complete", at=day_and_time(view.complete)) if view.complete else ""
    return _joined(str(view.number), view.label, agency, link, step, out, people, upto)


def _agency(view: AgencyView, words: Words) -> str:
    states = (one.fields["state"].value for one in view.engagements if "state" in one.fields)
    told = ", ".join(dict.fromkeys(words.word(f"state.agency.{state}") for state in states if state))
    values = _fields(view.fields, "agency", words, ())
    name = view.names.get(words.lang, "")
    return _joined(view.code, name, told, *values)


def _loop(one: Addressee, words: Words) -> str:
    steps = [words.word(f"step.{step.step}") for step in one.steps]
    return f"{words.agency(one.agency)}: {steps[-1] if steps else words.word('step.recorded')}"
