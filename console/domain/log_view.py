"""Lines of the log as faces see them: written ones, and those that tell of every other fact."""

from typing import Any

import msgspec

from console.domain.command import line_of
from console.domain.command_facts import CommandVacated
from console.domain.facts import Event
from console.domain.ids import letters
from console.domain.incident_facts import IncidentLinked
from console.domain.lines import Row, Told, order
from console.domain.listing import doubt, is_late, listed
from console.domain.log import LINE_SUBJECT, UNSHOWN, LineView, LogCorrected, LogWritten, about_of
from console.domain.numbers import called, is_twin
from console.domain.order_loop import WITHOUT_EFFECT
from console.domain.picture import Picture
from console.domain.subjects import TOLD, Thing
from console.domain.text import readable, readable_all

# Not told: what a seat notes by itself about each order (reached, displayed), which the order itself shows.
TOLD.update(
    f"{subject}.{what}"
    for subject, whats in {
        "operation": ("opened", "set", "closed", "reopened", "reviewed", "phase_decided"),
        "threat": ("assessed",),
        "incident": ("opened", "set", "closed", "reopened", "merged", "linked"),
        "casualties": ("counted",),
        "units": ("counted",),
        "agency": ("listed", "directory_set"),
        "engagement": ("state_set", "capacity_set", "reported"),
        "request": ("made", "answered", "decided", "withdrawn"),
        "order": ("drafted", "issued", "acknowledged", "answered", "cancelled", "replaced"),
        "command": (
            *("granted", "appointed", "offered", "declined", "withdrawn", "vacated"),
            *("aide_named", "intent_stated"),
        ),
        "agenda": ("planned", "set"),
    }.items()
    for what in whats
)
_ABOUT_INCIDENT = ("casualties", "units")


def line_view(row: Row, picture: Picture) -> LineView:
    """What a row of a log shows."""
    if isinstance(row, Told):
        return _told(row, row.event, picture)
    line = _written(row)
    waits = bool(line.operation) and not picture.logs.is_open(line.operation)
    return msgspec.structs.replace(line, waits=True) if waits else line


def unshown(row: Row) -> LineView:
    """What stands in the place of a row of which a fault of ours lets nothing be shown."""
    at = row.row >> 16  # ms of the clock by which it is listed
    return LineView(id=row.id, order=order(row), at=at, happened=at, kind=UNSHOWN, unread=True)


def _void(event: Event, thing: Thing) -> str:
    if thing.subject.gives_effect(event):
        return ""
    if event.fact is None:
        return ""
    return event.author.standing if event.author.standing != "good" else "power"


def _view(thing: Thing, _: Picture) -> LineView | None:
    return _written(thing) if thing.known else None


def _ungranted(event: Event, picture: Picture, operation: str) -> str:
    """What somebody did under a grant that was not his, or that nobody knows."""
    grant, epoch = getattr(event.fact, "grant", ""), getattr(event.fact, "epoch", 0)
    if not grant:
        return ""
    fault = line_of(picture, operation).fault(grant, epoch, _holding(event), event.hlc, event.id)
    return "power" if fault in WITHOUT_EFFECT else ""


def _holding(event: Event) -> str:
    """Whose command the fact is about, as far as it says: an administrator ends that of another."""
    fact = event.fact
    return fact.holder if isinstance(fact, CommandVacated) else event.author.person


def _written(thing: Thing) -> LineView:
    opening = next(e for e in thing.events if e.kind in thing.subject.opening)
    void = _void(opening, thing)
    fact = opening.fact
    if fact is None or void:
        return _bare(opening, fact, void, thing.row or listed(opening))
    shown = thing.shown("standing")
    value = shown.value or {}
    return msgspec.structs.replace(
        _bare(opening, fact, "", thing.row or listed(opening)),
        text=value.get("text") or _last_text(thing),
        happened=value.get("happened") or opening.at,
        reliability=value.get("reliability", ""),
        key=value.get("key", False),
        withdrawn=value.get("withdrawn", False),
        reason=value.get("reason", ""),
        corrected=bool(shown.heads) and shown.heads != (opening.id,),
        conflict=shown.conflict,
        heads=shown.heads,
        unread=thing.unread > 0,
    )


def _bare(opening: Event, fact: Any, void: str, row: int) -> LineView:
    """A line as it was written."""
    written = fact if isinstance(fact, LogWritten) else LogWritten("")
    return LineView(
        id=opening.about[0],
        order=(row, opening.about[0]),
        at=opening.at,
        happened=written.happened or opening.at,
        kind=opening.kind,
        operation=written.operation,
        incident=written.incident,
        by=opening.author.name or opening.author.seat_label,
        agency=opening.author.agency or opening.author.seat_agency,
        source=readable(written.source),
        text=readable(written.text),
        reliability=readable(written.reliability),
        key=written.key,
        void=void,
        late=is_late(opening),
        doubt=doubt(opening),
        entry=opening.id,
        references=tuple(a for a in opening.about[1:] if a not in {written.operation, written.incident}),
        unread=fact is None,
    )


def _last_text(thing: Thing) -> str:
    """What a withdrawn line said: it stays legible, struck through."""
    facts = (e.fact for e in reversed(thing.events) if thing.subject.gives_effect(e))
    return next((readable(f.text) for f in facts if isinstance(f, LogWritten | LogCorrected)), "")


def _told(row: Told, event: Event, picture: Picture) -> LineView:
    thing = row.thing
    about = [picture.find(key) for key in row.keys]
    named = {t.subject.name: t.id for t in reversed(about) if t is not None}
    return LineView(
        id=event.id,
        order=order(row),
        at=event.at,
        happened=event.at,
        kind=event.kind,
        operation=named.get("operation", ""),
        incident=named.get("incident", ""),
        by=event.author.name or event.author.seat_label,
        agency=event.author.agency or event.author.seat_agency,
        params=params(event, thing, picture),
        void=_void(event, thing) or _ungranted(event, picture, named.get("operation", "")),
        late=is_late(event),
        doubt=doubt(event),
        entry=event.id,
        about=event.about[0],
        unread=event.fact is None,
    )


def telling(event: Event, picture: Picture) -> LineView | None:
    """The line that tells of one fact; None where the log does not."""
    thing = picture.find(event.about[0])
    if event.kind not in TOLD or thing is None or event.fact is None:
        return None
    return _told(Told(listed(event), event.id, thing, about_of(thing)), event, picture)


def params(event: Event, thing: Thing, picture: Picture) -> dict[str, Any]:
    """What the words of a kind need: the fact's own fields, its thing's label, the fields that changed."""
    fact = msgspec.structs.asdict(event.fact) if event.fact is not None else {}
    values = fact.pop("values", None)
    for unsaid in ("despite", "latest", "since", "seen", "afterwards"):  # for needs, not for words
        fact.pop(unsaid, None)
    found: dict[str, Any] = readable_all(msgspec.to_builtins(fact, enc_hook=str))
    if values is not None:
        found["changes"] = _changes(thing, event)
        found["later"] = bool(values) and thing.subject.by_number.keys().isdisjoint(values)
        found.update((name, value) for name, value in found["changes"].items() if name == "title")
    if found.get("number") and is_twin(picture, thing):
        found["number"] = f"{found['number']} {letters(thing.id)}"
    return {**_labels(event, thing, picture), **_acting(event, picture), **found}


def _acting(event: Event, picture: Picture) -> dict[str, Any]:
    """The holder of command, where an aide acted for him."""
    about = map(picture.find, event.about) if getattr(event.fact, "grant", "") else ()
    operation = next((t.id for t in about if t is not None and t.subject.name == "operation"), "")
    grant = line_of(picture, operation).grants.get(getattr(event.fact, "grant", "")) if operation else None
    if grant is None or grant.holder == _holding(event) or _ungranted(event, picture, operation):
        return {}
    return {"acting_for": grant.name}


def _changes(thing: Thing, event: Event) -> dict[str, Any]:
    changed = {}
    for number, field in thing.subject.by_number.items():
        write = thing.registers[number].writes.get(event.id) if number in thing.registers else None
        if write is not None and write.value is not None:
            changed[field.name] = write.value
    return changed


def _labels(event: Event, thing: Thing, picture: Picture) -> dict[str, Any]:
    subject = thing.subject.name
    of = picture.find(event.about[1]) if subject in _ABOUT_INCIDENT and len(event.about) > 1 else thing
    other = picture.find(event.about[1]) if subject == "incident" and len(event.about) > 2 else None
    if isinstance(event.fact, IncidentLinked) and len(event.about) > 2:
        of, other = picture.find(event.about[1]), picture.find(event.about[2])
    labels = {"label": called(picture, of) if of is not None else "", "by": event.author.name}
    return {**labels, "other": called(picture, other)} if other is not None else labels


LINE_SUBJECT.view = _view
