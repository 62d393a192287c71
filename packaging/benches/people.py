"""An exercise room with many seats and people, each with keys and certificates of its own."""

import time
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from console import catalogue
from console.domain.author import Author
from console.seat.create import create_room
from console.seat.events import UNKNOWN
from console.seat.home import Home, OpenHome
from console.trust.authorship import Authorship
from console.trust.boxes import unlock
from console.trust.issuing import Account, Issuer, Place
from console.trust.keys import SeatKey, SigningKey, new_signing_key
from console.trust.openings import FEED_OPENED, SITTING_OPENED, open_feed, open_sitting
from console.trust.trust import Trust
from db.clock import HybridClock
from db.entry import Header, Stored, parse
from db.feed import Feed
from db.record import Record

SEATS = 20
GUEST = "guest"
PASSPHRASE = "quay lantern orbit mustard fallow"  # noqa: S105 - of a room that lives as long as the bench
DIRECTOR = "Duty director"


class Person(Struct, frozen=True):
    """Somebody of the room, with the key to sit down with."""

    id: bytes
    name: str
    agency: str
    key: SigningKey


class Seat:
    """A seat's run: its pen, and who sits there."""

    def __init__(self, key: SeatKey, agency: str, now: Callable[[], int]) -> None:
        self.key, self.agency = key, agency
        self.feed = Feed.fresh(key.room)
        self.clock = HybridClock(now)
        self._now, self._sittings = now, dict[bytes, int]()

    def open(self) -> Stored:
        payload = open_feed(self.key.signing, self.key.room, self.feed.id)
        return self.write(FEED_OPENED, (self.key.seat,), payload)

    def sit(self, person: Person) -> Stored:
        payload = open_sitting(person.id, person.key, self.key.room, self.feed.id, self.feed.head, "desk")
        stored = self.write(SITTING_OPENED, (person.id,), payload)
        self._sittings[person.id] = stored.header.seq
        return stored

    def sitting(self, person: Person | None) -> int:
        return self._sittings[person.id] if person is not None else 0

    def write(
        self,
        kind: str,
        about: tuple[bytes, ...],
        payload: bytes,
        by: int = 0,
        replaces: dict[int, tuple[bytes, ...]] | None = None,
    ) -> Stored:
        entry = self.feed.write(kind, about, payload, self.clock.tick(), by, replaces)
        return Stored(*parse(entry), entry, self._now(), 0)

    def author(self, authorship: Authorship, person: Person | None) -> Author:
        """Who would stand behind the next entry."""
        here = Header(
            room=self.key.room,
            feed=self.feed.id,
            seq=self.feed.seq + 1,
            prev=self.feed.head,
            by=self.sitting(person),
            hlc=0,
            kind="next",
            about=(self.key.seat,),
            commit=bytes(32),
        )
        return authorship.author(here) or UNKNOWN


class Room(Struct, frozen=True):
    """The room as whoever founds it knows it. The first seat is the one in `home`."""

    home: Path
    trust: Trust
    seats: list[Seat]
    people: list[Person]


def found_room(home: Path, now: Callable[[], int]) -> Room:
    """Found the room in `home`: a seat and a liaison for each agency, until there are enough seats; and
    beside it the home of a guest, a further seat that holds nothing.
    """
    create_room(
        home, "Bench", ("SAFE 1", "SAFE"), DIRECTOR, PASSPHRASE, home.with_name("room.key"), exercise=True
    )
    opened = OpenHome(Home(home))
    try:
        trust = opened.trust
        first = next(iter(trust.people.values()))
        key = unlock(opened.boxes.of(first.id), PASSPHRASE)
        issuer = Issuer.of(trust, key, int(time.time() * 1000))
        seats = [Seat(opened.key, "SAFE", now)]
        people = [Person(first.id, first.name, first.agency, key)]
        agencies = [row.code for row in catalogue.agencies().all() if row.in_room]
        for n in range(2, SEATS + 1):
            agency = agencies[n % len(agencies)]
            seats.append(_seat(trust, issuer, n, agency, opened.key.room_secret, now))
            people.append(_person(trust, issuer, n, agency))
        guest = _seat(trust, issuer, SEATS + 1, "SAFE", opened.key.room_secret, now)
        opened.record.add_statements(trust.raw())
    finally:
        opened.close()
    settle(Home(home.with_name(GUEST)), guest.key, trust)
    return Room(home, trust, seats, people)


def settle(home: Home, key: SeatKey, trust: Trust) -> None:
    """A seat that has joined, and holds no entry yet."""
    home.make()
    record = Record.open(home.folder, key.room)
    record.add_statements(trust.raw())
    record.close()
    key.save(home.key)


def _seat(trust: Trust, issuer: Issuer, n: int, agency: str, secret: bytes, now: Callable[[], int]) -> Seat:
    key = SeatKey.fresh(trust.room, secret)
    place = Place(f"{agency} {n}", agency, number=n)
    trust.add(issuer.seat(place, key.seat, (key.sign_public, key.curve_public)))
    return Seat(key, agency, now)


def _person(trust: Trust, issuer: Issuer, n: int, agency: str) -> Person:
    key, name = new_signing_key(), f"Liaison {agency} {n}"
    roles = ("operator", "liaison", "commander") if n % 5 == 0 else ("operator", "liaison")
    trust.add(issuer.person(Account(name, agency, roles), bytes(key.verify_key)))
    (found,) = trust.owners(bytes(key.verify_key))
    return Person(found.id, name, agency, key)
