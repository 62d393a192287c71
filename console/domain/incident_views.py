"""Incidents as faces see them, with their counts, links and merges."""

from console.domain.facts import Event
from console.domain.ids import letters
from console.domain.incident_facts import (
    CasualtiesCounted,
    IncidentMerged,
    UnitsCounted,
)
from console.domain.incidents import INCIDENT, Casualties, IncidentView, Units, operation_with
from console.domain.numbers import is_twin, number_of
from console.domain.picture import Picture
from console.domain.still_open import conflicts, still_open
from console.domain.subjects import Thing
from console.domain.text import readable


def view(thing: Thing, picture: Picture) -> IncidentView | None:
    """An incident as faces see it."""
    opening = thing.opening
    if opening is None:
        return None
    state = _state_event(thing)
    reason = getattr(state.fact, "reason", "") if state is not None else ""
    return IncidentView(
        id=thing.id,
        operation=operation_with(thing),
        number=number_of(thing),
        letters=letters(thing.id),
        opened=opening.at,
        opened_by=opening.author.name,
        opened_agency=opening.author.agency,
        updated=thing.updated,
        fields=thing.fields(),
        casualties=_casualties(picture, thing),
        units=_units(picture, thing),
        links=_links(picture, thing),
        merged_into=_merged_into(thing),
        merged_from=tuple(
            sorted(t.id for t in picture.linked(thing.id, "incident") if _merged_into(t) == thing.id)
        ),
        reason=readable(reason),
        open_orders=len(still_open(picture, thing, "order")),
        open_requests=len(still_open(picture, thing, "request")),
        lines=len(picture.lines("", thing.id)),
        conflicts=conflicts(picture, thing),
        void=len(thing.void),
        unread=picture.unread(thing),
        twin=is_twin(picture, thing),
    )


def _state_event(thing: Thing) -> Event | None:
    """The fact behind the state that is shown."""
    register = thing.registers.get(INCIDENT.field("state").number)
    heads = register.standing() if register is not None else ()
    return next((e for e in thing.events if heads and e.id == heads[-1].entry), None)


def _merged_into(thing: Thing) -> str:
    event = _state_event(thing)
    if event is None or not isinstance(event.fact, IncidentMerged) or len(event.about) < 2:
        return ""
    return event.about[1]


def _casualties(picture: Picture, incident: Thing) -> tuple[Casualties, ...]:
    found = []
    for thing in picture.linked(incident.id, "casualties"):
        fact = thing.opening.fact if thing.opening else None
        if isinstance(fact, CasualtiesCounted):
            place, source, category = map(readable, (fact.place, fact.source, fact.category))
            found.append(Casualties(place, source, category, thing.shown("count")))
    return tuple(sorted(found, key=lambda c: (c.place, c.source, c.category)))


def _units(picture: Picture, incident: Thing) -> tuple[Units, ...]:
    found = []
    for thing in picture.linked(incident.id, "units"):
        fact = thing.opening.fact if thing.opening else None
        if isinstance(fact, UnitsCounted):
            found.append(Units(readable(fact.agency), thing.shown("units")))
    return tuple(sorted(found, key=lambda u: u.agency))


def _links(picture: Picture, incident: Thing) -> tuple[str, ...]:
    linked = (t.opening for t in picture.linked(incident.id, "link") if t.value("linked"))
    return tuple(sorted(o.about[2] if o.about[1] == incident.id else o.about[1] for o in linked if o))


INCIDENT.view = view
