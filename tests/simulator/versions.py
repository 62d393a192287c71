"""Seats of other versions: one that knows fewer kinds, and what one that knows more writes."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from console.domain.facts import Event, encode
from console.domain.incident_facts import IncidentSet
from console.seat.events import event_of
from console.seat.ledger import Ledger
from db.entry import Stored, parse
from tests.rooms.seat import Seat

if TYPE_CHECKING:
    from tests.simulator.room import Room

OLDER, NOW, NEWER = "older", "now", "newer"
LATER_KINDS = frozenset({"log.corrected", "log.withdrawn"})  # that the older version does not know
FIELD_OF_LATER = 99
UNKNOWN_KIND = "later"


class OlderLedger(Ledger):
    """It cannot read facts of the later kinds, and shows them as such."""

    def _met(self, stored: Stored) -> tuple[Event | None, set[str]]:
        event, touched = super()._met(stored)
        return (None if event is None else as_older([event])[0]), touched

    def _events(self, thing: str) -> list[Event]:
        return as_older(super()._events(thing))


def as_older(events: Iterable[Event]) -> list[Event]:
    """Facts of the later kinds are of no kind that it knows."""
    return [
        msgspec.structs.replace(event, kind=f"{UNKNOWN_KIND}.{event.kind}", fact=None)
        if event.kind in LATER_KINDS
        else event
        for event in events
    ]


def write_as_newer(room: "Room", seat: Seat) -> None:
    """A kind, a field and a compartment that nobody here knows."""
    commits, ledger, about = seat.engine._commits, seat.ledger, bytes.fromhex(room.incidents[0])

    def write() -> None:
        with commits.writing():
            commits.write("weather.measured", (about,), b"\x93\x01\x02\xa5later")
            commits.write(IncidentSet.kind, (about,), encode(IncidentSet({FIELD_OF_LATER: "later"})))
            ciphertext, seal = room.network.chance.randbytes(96), (bytes(16), bytes(16))
            entry = ledger.feed.write("sealed", (about,), ciphertext, ledger.clock.tick(), seal=seal)
            stored = Stored(*parse(entry), entry, ledger.received, 0)
            ledger._fresh.append(stored)
            ledger.picture.fold(event_of(stored, ledger.authorship))

    commits.when_free(write)
