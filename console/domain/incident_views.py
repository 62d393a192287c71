"""Incidents as faces see them, with their counts, links and merges."""

from console.domain.ids import letters
from console.domain.incident_facts import CasualtiesCounted, UnitsCounted
from console.domain.incidents import INCIDENT, Casualties, IncidentView, Units, operation_with
from console.domain.merging import merged_from, merged_into, state_event, state_shown, whole
from console.domain.numbers import is_twin, number_of
from console.domain.picture import Picture
from console.domain.still_open import conflicts, still_open
from console.domain.subjects import Thing
from console.domain.text import readable

COUNTED = ("casualties", "units")


def view(thing: Thing, picture: Picture) -> IncidentView | None:
    """An incident as faces see it."""
    counted = (other for subject in COUNTED for other in picture.linked(thing.id, subject))
    with picture.awake.together((thing, *counted)):
        return _view(thing, picture)


def _view(thing: Thing, picture: Picture) -> IncidentView | None:
    opening = thing.opening
    if opening is None:
        return None
    state = state_event(thing)
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
        fields={**thing.fields(), "state": state_shown(picture, thing)},
        casualties=_casualties(picture, thing),
        units=_units(picture, thing),
        links=_links(picture, thing),
        merged_into=merged_into(picture, thing),
        merged_from=tuple(sorted(other.id for other in merged_from(picture, thing))),
        reason=readable(reason),
        open_orders=len(still_open(picture, thing, "order")),
        open_requests=len(still_open(picture, thing, "request")),
        lines=len(picture.lines("", thing.id)),
        conflicts=conflicts(picture, thing),
        void=len(thing.void),
        unread=picture.unread(thing),
        twin=is_twin(picture, thing),
    )


def _casualties(picture: Picture, incident: Thing) -> tuple[Casualties, ...]:
    """Each register for itself: what was counted at a merged incident is not taken for the same count."""
    found = []
    for one in whole(picture, incident):
        merged = one.id if one is not incident else ""
        for thing in picture.linked(one.id, "casualties"):
            fact = thing.opening.fact if thing.opening else None
            if isinstance(fact, CasualtiesCounted):
                place, source, category = map(readable, (fact.place, fact.source, fact.category))
                found.append(Casualties(place, source, category, thing.shown("count"), merged))
    return tuple(sorted(found, key=lambda c: (c.place, c.source, c.category, c.incident)))


def _units(picture: Picture, incident: Thing) -> tuple[Units, ...]:
    """What each agency counts at the incident itself; where it does not, at one that was merged into it."""
    found: dict[str, Units] = {}
    for one in whole(picture, incident):
        merged = one.id if one is not incident else ""
        for thing in picture.linked(one.id, "units"):
            fact = thing.opening.fact if thing.opening else None
            if isinstance(fact, UnitsCounted):
                agency = readable(fact.agency)
                found.setdefault(agency, Units(agency, thing.shown("units"), merged))
    return tuple(sorted(found.values(), key=lambda u: u.agency))


def _links(picture: Picture, incident: Thing) -> tuple[str, ...]:
    linked = (t.opening for t in picture.linked(incident.id, "link") if t.value("linked"))
    return tuple(sorted(o.about[2] if o.about[1] == incident.id else o.about[1] for o in linked if o))


INCIDENT.view = view
