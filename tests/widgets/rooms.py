"""A room inside the test: the real picture of the domain behind a link without sockets."""

import os
import time
from collections.abc import Callable
from typing import Any

import msgspec

from console.domain.agencies import agency_view
from console.domain.command import command
from console.domain.conflicts import open_conflicts
from console.domain.facts import Intent, Refused
from console.domain.log import LineView
from console.domain.picture import Picture
from console.domain.room import PersonView, RoomView, SeatView, StatusView
from console.domain.telling import line_view
from console.drill.scenario import Scenario, load
from console.link.client import (
    Answered,
    Changed,
    Event,
    Gone,
    LogWindow,
    Paged,
    RefusedAnswer,
    SessionChanged,
    SessionState,
)
from console.link.mirror import SEPARATOR, Mirrored
from console.link.protocol import Changes
from console.paths import resource
from console.seat.reference import reference
from tests.console.domain.seats import Seat, person

MINUTE = 60_000
PASSPHRASE = "five words that nobody guesses"
encode = msgspec.msgpack.Encoder().encode


class Room:
    """One seat's picture, and what faces may know beside it. Shift `seat.now` to write in the past."""

    def __init__(self, agency: str = "SIAMU", *, exercise: bool = True) -> None:
        self.seat = Seat(7, agency)
        held = self.seat.events
        self.seat.picture = Picture(lambda thing: [e for e in held.values() if thing in e.about], reference())
        self.seat.now = int(time.time() * 1000)
        self.seat.picture.people = {}
        self.view = RoomView(
            "ab" * 16, "Centre de crise régional", exercise, "07" * 16, "SIAMU desk", 7, agency
        )
        self.status = StatusView(linked=31, seats=31, in_step=31, entries=4812, last_reached=31)
        self.seats: list[SeatView] = []
        self.links: list[RoomLink] = []

    def admit(self, n: int, name: str, agency: str, *roles: str) -> PersonView:
        one = person(n, name, agency, *roles)
        self.seat.picture.people[one.id] = one
        return one

    def who(self, name: str) -> PersonView:
        return next(p for p in self.seat.picture.people.values() if p.name == name)

    def tell(self, intent: Intent, who: PersonView) -> str:
        """Somebody else's act; every face hears of it."""
        about = self.seat.tell(intent, who)
        for link in self.links:
            link.show()
        return about

    def views(self) -> dict[tuple[str, str], bytes]:
        """All that a face mirrors, encoded."""
        picture = self.seat.picture
        found: dict[tuple[str, str], Any] = {("room", ""): self.view, ("status", ""): self.status}
        for kind in ("operation", "incident", "order", "request", "agenda"):
            found |= {(kind, thing.id): picture.view(thing) for thing in picture.all(kind)}
        found |= {("command", o.id): command(picture, o.id) for o in picture.all("operation")}
        found |= {("agency", code): agency_view(picture, code) for code in picture.reference.agencies}
        found |= {("conflict", f"{c.thing}:{c.field}"): c for c in open_conflicts(picture)}
        found |= {("person", p.id): p for p in picture.people.values()}
        found |= {("seat", s.id): s for s in self.seats}
        return {key: encode(view) for key, view in found.items() if view is not None}


def played(until: int = 1 << 30, agency: str = "SIAMU") -> tuple[Room, dict[str, str]]:
    """The demo scenario as it stands after `until` seconds, ending now; and what its names stand for."""
    scenario: Scenario = load(resource("scenarios", "vergote.toml"))
    room, known = Room(agency), {}
    for n, player in enumerate(scenario.people, 1):
        room.admit(n, player.name, player.agency, *player.roles)
    steps = [step for step in scenario.steps if step.at <= until]
    end = int(time.time() * 1000)
    for step in steps:
        room.seat.now = end - (steps[-1].at - step.at) * 1000
        about = room.seat.tell(step.intent(known, room.seat.now), room.who(step.person))
        if step.name:
            known[step.name] = about
    room.seat.now = end
    for n, one in enumerate(dict.fromkeys(p.agency for p in scenario.people), 1):
        link = "gone" if one == "STIB" else "here" if one == agency else "linked"
        since = end - 3 * MINUTE
        there = tuple(p.name for p in scenario.people if p.agency == one)
        room.seats.append(
            SeatView(
                f"{n:032x}", n, f"{one} desk", one, "desk", link, since, since, in_step=True, people=there
            )
        )
    return room, known


class RoomLink:
    """A face's end of a link: what a Bridge needs, answered at once by the room."""

    def __init__(self, room: Room) -> None:
        self.room, self.mirrored = room, Mirrored()
        self.session: SessionState | None = None
        self.pending = False
        self.told: list[Intent | dict[str, Any]] = []
        self.gone = False
        self._reading, self._writing = os.pipe()
        self._events: list[Event] = []
        self._windows: tuple[LogWindow, ...] = ()
        self._held: dict[tuple[str, str], bytes] = {}
        self._n = 0
        room.links.append(self)
        self.show()

    def fileno(self) -> int:
        return self._reading

    def drain(self, ms: int = 5) -> list[Event]:
        events, self._events, self.pending = self._events, [], False
        return events

    def close(self) -> None:
        if self in self.room.links:
            self.room.links.remove(self)
            os.close(self._reading)
            os.close(self._writing)

    def enter(self, who: PersonView, *, locked: bool = False) -> None:
        """Somebody signs in without a form."""
        self.session = SessionState(who.id, who.name, who.agency, who.roles, locked)
        self._say(SessionChanged())
        self.show()

    def lose(self, reason: str = "link.gone") -> None:
        """The seat is gone."""
        self.gone = True
        self._say(Gone(reason))

    def sign_in(self, person: str, passphrase: str) -> int:
        if passphrase != PASSPHRASE:
            return self._answer(lambda n: RefusedAnswer(n, "trust.passphrase.wrong", {}))
        self.enter(self.room.seat.picture.people[person])
        return self._answer(Answered)

    def sign_out(self) -> int:
        self.session = None
        self._say(SessionChanged())
        return self._answer(Answered)

    def lock(self) -> int:
        if self.session is not None:
            self.enter(self.room.seat.picture.people[self.session.person], locked=True)
        return self._answer(Answered)

    def unlock(self, passphrase: str) -> int:
        if self.session is None:
            return self._answer(lambda n: RefusedAnswer(n, "power.nobody_signed_in", {}))
        return self.sign_in(self.session.person, passphrase)

    def tell(self, intent: Intent | dict[str, Any]) -> int:
        self.told.append(intent)
        return self._answer(lambda n: self._told(n, intent))

    def ask(self, what: str, **params: Any) -> int:
        return self._answer(lambda n: Paged(n, ()))

    def mirror(self, logs: tuple[LogWindow | tuple[str, str, str], ...] = ()) -> int:
        self._windows = tuple(log if isinstance(log, LogWindow) else LogWindow(*log) for log in logs)
        self.show()
        return self._answer(Answered)

    def show(self) -> None:
        """Let the face see what changed."""
        fresh = self.room.views() | self._lines() | self._needs()
        items = [
            (kind, key, view) for (kind, key), view in fresh.items() if self._held.get((kind, key)) != view
        ]
        gone = [(kind, key, None) for kind, key in self._held if (kind, key) not in fresh]
        self._held = fresh
        keys = self.mirrored.apply(Changes(1, False, (*items, *gone)))
        self._say(Changed(keys))

    def _lines(self) -> dict[tuple[str, str], bytes]:
        found = {}
        for window in self._windows:
            lines = self.room.seat.picture.lines(window.operation, window.incident)
            views: list[LineView] = [line_view(row, self.room.seat.picture) for row in lines.latest(500)]
            found |= {("line", f"{window.id}{SEPARATOR}{line.id}"): encode(line) for line in views}
            found["count", window.id] = encode(len(lines))
        return found

    def _needs(self) -> dict[tuple[str, str], bytes]:
        if self.session is None:
            return {}
        who = self.room.seat.picture.people[self.session.person]
        return {("needs", who.id): encode(self.room.seat.needs(who))}

    def _told(self, n: int, intent: Intent | dict[str, Any]) -> Event:
        if self.gone or self.session is None:
            return RefusedAnswer(n, "link.gone" if self.gone else "power.nobody_signed_in", {})
        who = self.room.seat.picture.people[self.session.person]
        assert isinstance(intent, Intent)
        try:
            return Answered(n, "", self.room.tell(intent, who))
        except Refused as refused:
            return RefusedAnswer(n, refused.code, refused.params)

    def _answer(self, make: Callable[[int], Event]) -> int:
        self._n += 1
        self._say(make(self._n))
        return self._n

    def _say(self, event: Event) -> None:
        self._events.append(event)
        self.pending = True
        os.write(self._writing, b"x") if not self._waiting() else None

    def _waiting(self) -> bool:
        return len(self._events) > 1
