"""What may look otherwise now that something has happened."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from console.domain.facts import Event
from console.domain.logs import ROOM
from console.domain.subjects import SUBJECT_OF, Thing

if TYPE_CHECKING:
    from console.domain.picture import Picture


def changed(events: Iterable[Event], picture: "Picture") -> set[str]:
    """The ids of all things whose views may have changed by these events, all of them folded, and of logs."""
    found: set[str] = set()
    spread: set[str] = set()  # those that are seen elsewhere too
    for event in events:
        own, subject = {ROOM, *event.about}, SUBJECT_OF.get(event.kind)
        if subject is not None:
            thing = picture.things.get(event.about[0], subject.name)
            if thing is not None and thing.count > 1:
                own.update(*(opening.about for opening in _openings(event, thing)))
            if subject.stirs is not None:
                own.update(subject.stirs(event, picture))
            if not subject.slim:
                spread |= own
        found |= own
    return found.union(*(_further(id_, picture) for id_ in spread))


def _openings(event: Event, thing: Thing) -> list[Event]:
    """What names where the thing is seen; of several openings another may have been the first before."""
    if event.kind in thing.subject.opening and not thing.subject.recurs:
        return [each for each in thing.events if each.kind in thing.subject.opening]
    return [thing.opening] if thing.opening is not None else []


def _further(id_: str, picture: "Picture") -> Iterable[str]:
    """Where else is seen what is about a thing."""
    thing = picture.find(id_)
    return thing.subject.shown_at(thing, picture) if thing is not None and thing.subject.shown_at else ()
