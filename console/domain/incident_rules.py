"""Who may open, change, close, merge and link incidents, and with what."""

from typing import Any

import msgspec

from console.domain.author import Author
from console.domain.facts import Draft, Refused
from console.domain.ids import entry_ids, id_by
from console.domain.incident_facts import (
    IncidentClosed,
    IncidentLinked,
    IncidentMerged,
    IncidentOpened,
    IncidentReopened,
    IncidentSet,
    link_id,
)
from console.domain.incident_fields import DISCIPLINES, place_given, settable
from console.domain.incidents import (
    INCIDENT,
    CloseIncident,
    LinkIncident,
    MergeIncident,
    OpenIncident,
    ReopenIncident,
    SetIncident,
    operation_with,
)
from console.domain.merging import state_shown
from console.domain.numbers import label, next_number
from console.domain.picture import Picture
from console.domain.powers import check
from console.domain.scope import operation_of
from console.domain.still_open import refuse_while_open
from console.domain.subjects import rule
from console.domain.text import LINE, choice, clean_line, optional


@rule(OpenIncident)
def open_incident(picture: Picture, asked: OpenIncident, author: Author, now: int) -> list[Draft]:
    """What is left out can follow: the title is what people shout across the room."""
    check(author, "incidents")
    operation = operation_of(picture, asked.operation)
    given: dict[str, Any] = {"title": asked.title, "severity": asked.severity}
    if asked.type:
        given["type"] = asked.type
    if asked.place:
        given["place"] = asked.place
    if asked.municipality:
        given["municipality"] = asked.municipality
    for discipline in asked.disciplines:
        given[choice(discipline, DISCIPLINES, "incident.unknown_discipline")] = True
    values = {INCIDENT.field(name).number: _plain(settable(picture, name, v)) for name, v in given.items()}
    values[INCIDENT.field("state").number] = "open"
    opened = IncidentOpened(next_number(picture, "incident", author.seat_number), values)
    return [Draft(opened, (id_by(author.seat, now), operation))]


@rule(SetIncident)
def set_incident(picture: Picture, asked: SetIncident, author: Author, _: int) -> list[Draft]:
    """A closed incident can still be corrected: its report is written afterwards."""
    check(author, "incidents")
    thing = picture.get(asked.incident, "incident")
    field = INCIDENT.field(asked.field)
    is_place = field.name == "place"
    given = place_given(asked.value) if is_place else INCIDENT.valid(field.name, asked.value)
    value = settable(picture, field.name, given)
    changed = IncidentSet({field.number: _plain(value)})
    return [Draft(changed, (thing.id, operation_with(thing)), entry_ids(asked.seen))]


@rule(CloseIncident)
def close_incident(picture: Picture, asked: CloseIncident, author: Author, _: int) -> list[Draft]:
    check(author, "incidents")
    thing = picture.get(asked.incident, "incident")
    reason = clean_line(asked.reason, LINE, "incident.no_reason")
    state = state_shown(picture, thing)
    if state.value != "open" and not state.conflict:
        raise Refused("incident.closed", label=label(thing))
    if not asked.despite:
        refuse_while_open(picture, thing, ("order", "request"))
    return [Draft(IncidentClosed(reason), (thing.id, operation_with(thing)))]


@rule(ReopenIncident)
def reopen_incident(picture: Picture, asked: ReopenIncident, author: Author, _: int) -> list[Draft]:
    check(author, "incidents")
    thing = picture.get(asked.incident, "incident")
    reason = clean_line(asked.reason, LINE, "incident.no_reason")
    state = state_shown(picture, thing)
    if state.value == "open" and not state.conflict:
        raise Refused("incident.open", label=label(thing))
    return [Draft(IncidentReopened(reason), (thing.id, operation_with(thing)))]


@rule(MergeIncident)
def merge_incident(picture: Picture, asked: MergeIncident, author: Author, _: int) -> list[Draft]:
    """Both must be open incidents of one operation."""
    check(author, "incidents")
    thing, into = picture.get(asked.incident, "incident"), picture.get(asked.into, "incident")
    if thing is into:
        raise Refused("incident.same")
    if operation_with(thing) != operation_with(into):
        raise Refused("incident.other_operation")
    for one in (thing, into):
        if state_shown(picture, one).value != "open":
            raise Refused("incident.closed", label=label(one))
    merged = IncidentMerged(optional(asked.reason, LINE))
    return [Draft(merged, (thing.id, into.id, operation_with(thing)))]


@rule(LinkIncident)
def link_incident(picture: Picture, asked: LinkIncident, author: Author, _: int) -> list[Draft]:
    """Incidents of different operations may have to do with each other."""
    check(author, "incidents")
    thing, other = picture.get(asked.incident, "incident"), picture.get(asked.other, "incident")
    if thing is other:
        raise Refused("incident.same")
    first, second = sorted((thing.id, other.id))
    operations = dict.fromkeys((operation_with(thing), operation_with(other)))
    return [Draft(IncidentLinked(asked.linked), (link_id(first, second), first, second, *operations))]


def _plain(value: Any) -> Any:
    return msgspec.to_builtins(value)
