"""Incidents that turned out to be one: which stands for which, and what came along."""

from collections.abc import Iterable

import msgspec

from console.domain.facts import Event
from console.domain.incident_facts import IncidentMerged
from console.domain.incidents import INCIDENT
from console.domain.picture import Picture
from console.domain.registers import Shown
from console.domain.subjects import Thing


def state_shown(picture: Picture, incident: Thing) -> Shown:
    """Open, closed or merged. What was merged into nothing that stands for it is still open."""
    shown = incident.shown("state")
    if shown.value != "merged" or merged_into(picture, incident):
        return shown
    return msgspec.structs.replace(shown, value="open")


def merged_into(picture: Picture, incident: Thing) -> str:
    """The incident that stands for this one; empty where it stands for itself.

    Merged into each other at once, on either side of a cut, the first that was opened stands for all.
    """
    ring = [incident]
    while (into := _target(picture, ring[-1])) is not None and into not in ring:
        ring.append(into)
    if into is incident and incident is min(ring, key=_opened):
        return ""
    return ring[1].id if len(ring) > 1 else ""


def _target(picture: Picture, incident: Thing) -> Thing | None:
    """The incident that the last merge named, where the room knows it."""
    event = state_event(incident)
    if event is None or not isinstance(event.fact, IncidentMerged) or len(event.about) < 2:
        return None
    named = picture.find(event.about[1])
    return named if named is not None and named.subject is INCIDENT else None


def _opened(incident: Thing) -> tuple[int, str]:
    return incident.opening.key if incident.opening is not None else (0, incident.id)


def state_event(incident: Thing) -> Event | None:
    """The fact behind the state that is shown."""
    register = incident.registers.get(INCIDENT.field("state").number)
    heads = register.standing() if register is not None else ()
    return next((e for e in incident.events if heads and e.id == heads[-1].entry), None)


def merged_from(picture: Picture, incident: Thing) -> list[Thing]:
    """The incidents for which this one stands, by itself."""
    others = picture.linked(incident.id, "incident")
    return [other for other in others if merged_into(picture, other) == incident.id]


def whole(picture: Picture, thing: Thing) -> list[Thing]:
    """The thing; of an incident also all that were merged into it, through others too."""
    found = [thing]
    if thing.subject is INCIDENT:
        for one in found:
            found += [other for other in merged_from(picture, one) if other not in found]
    return found


def _shown_at(incident: Thing, picture: Picture) -> Iterable[str]:
    """Where else is seen what is about it: at all that stand for it, or stood for it until just now."""
    seen = [incident.id]
    for one in seen:
        thing = picture.find(one)
        events = thing.events if thing is not None and thing.subject is INCIDENT else ()
        named = (e.about[1] for e in events if isinstance(e.fact, IncidentMerged) and len(e.about) > 1)
        seen += [into for into in dict.fromkeys(named) if into not in seen]
    return seen[1:]


INCIDENT.shown_at = _shown_at
