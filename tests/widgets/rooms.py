"""A room without processes: a real picture, mirrored to a window as its seat would."""

import os
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from console.domain.agencies import agency_view, code_of
from console.domain.command_state import Grant
from console.domain.command_view import CommandView, command
from console.domain.conflicts import open_conflicts
from console.domain.facts import Intent, Refused
from console.domain.history import Past, history
from console.domain.log_view import line_view
from console.domain.logs import key_log
from console.domain.needs import needs
from console.domain.picture import Picture
from console.domain.room import CodeView, PersonView, RoomView, SeatView, StatusView
from console.drill.scenario import load
from console.link.client import (
    Answered,
    Back,
    Changed,
    Event,
    Gone,
    LogWindow,
    Paged,
    RefusedAnswer,
    SessionChanged,
    SessionState,
    Silent,
)
from console.link.mirror import Key, Mirrored
from console.link.pages import FactView
from console.link.protocol import Changes
from console.paths import resource
from console.seat.reference import reference
from tests.console.domain.seats import Seat

LIVE = ("operation", "incident", "order", "request", "agenda", "board")
MINUTE = 60_000
DAY = 24 * 60 * MINUTE
NUMBER = 7  # of the seat at which everything is played
CODE = "7K4Q-9XWM"
PASSPHRASE = "five words that nobody guesses"


class Room:
    """The people of a scenario at one picture, played until `until` seconds, which is now."""

    def __init__(self, scenario: str = "vergote", until: int = 45 * 60, *, exercise: bool = False) -> None:
        played = load(resource("scenarios", f"{scenario}.toml"))
        self.seat = Seat(NUMBER, "SIAMU")
        self.seat.label = "SIAMU desk"
        held = self.seat.events
        self.seat.picture = Picture(lambda thing: [e for e in held.values() if thing in e.about], reference())
        self.people = {
            p.name: PersonView(f"{n:032x}", p.name, p.agency, p.roles) for n, p in enumerate(played.people, 1)
        }
        self.seat.picture.people = {p.id: p for p in self.people.values()}
        self.known: dict[str, str] = {}
        start = time.time_ns() // 1_000_000 - until * 1000
        for step in (step for step in played.steps if step.at <= until):
            self.seat.now = max(self.seat.now if self.known else 0, start + step.at * 1000)
            made = self.seat.tell(step.intent(self.known, self.seat.now), self.people[step.person])
            if step.name:
                self.known[step.name] = made
        self.seat.now = start + until * 1000
        self.room = RoomView("aa" * 16, played.room, exercise, "f7" * 16, self.seat.label, NUMBER, "SIAMU")
        self.code: CodeView | None = None
        self.seats = {s.id: s for s in self._seats()}
        complete = {s.agency: s.complete for s in self.seats.values()}
        self.status = StatusView(31, 32, 31, 0, 4812, 0, "ab" * 32, 31, complete=complete)
        self.contested: tuple[Grant, ...] = ()
        self.replicated = 31  # other seats that hold each entry

    def change(self, name: str, **fields: Any) -> PersonView:
        """Let a person be another: their roles, their passphrase."""
        self.people[name] = msgspec.structs.replace(self.people[name], **fields)
        self.seat.picture.people = {p.id: p for p in self.people.values()}
        return self.people[name]

    def contest(self, *names: str) -> None:
        """Let these people all hold command, as a cut can leave it."""
        self.contested = tuple(
            Grant(n, 2, self.people[n].id, n, self.people[n].agency, "emergency", "", self.seat.now, n, "")
            for n in names
        )

    def _command(self, operation: str) -> CommandView:
        if not self.contested:
            return command(self.seat.picture, operation)
        return CommandView(operation, "contested", 2, contested=self.contested, grants=self.contested)

    def _seats(self) -> list[SeatView]:
        long_ago = self.seat.now - 3 * MINUTE
        agencies = list(dict.fromkeys(p.agency for p in self.people.values()))
        here = agencies.index("SIAMU")
        agencies[here], agencies[NUMBER - 1] = agencies[NUMBER - 1], agencies[here]
        found = []
        for n, agency in enumerate(agencies, 1):
            people = tuple(p.name for p in self.people.values() if p.agency == agency)
            link = "here" if agency == "SIAMU" else "gone" if agency == "STIB" else "linked"
            upto = long_ago if link == "gone" else self.seat.now + DAY  # they go on being heard
            seat = SeatView(f"{n:032x}", n, f"{agency} desk", agency, "desk", link, long_ago, people=people)
            found.append(msgspec.structs.replace(seat, complete=upto))
        return found

    def views(self, me: str) -> dict[Key, msgspec.Struct]:
        """Everything that a face sees at which this person is signed in."""
        picture = self.seat.picture
        found: dict[Key, msgspec.Struct | None] = {("room", ""): self.room, ("status", ""): self.status}
        found["code", ""] = self.code
        found |= {("seat", key): seat for key, seat in self.seats.items()}
        found |= {("person", p.id): p for p in self.people.values()}
        found |= {(kind, t.id): picture.view(t) for kind in LIVE for t in picture.all(kind)}
        found |= {("command", t.id): self._command(t.id) for t in picture.all("operation")}
        listed = {code_of(t, picture.reference) for t in picture.all("agency")}
        codes = listed | picture.reference.agencies.keys()
        found |= {("agency", code): agency_view(picture, code) for code in codes}
        found |= {("conflict", f"{c.thing}:{c.field}"): c for c in open_conflicts(picture)}
        if me:
            owed = needs(picture, self.seat.author(self.people[me]), self.seat.now)
            found["needs", self.people[me].id] = owed
        return {key: view for key, view in found.items() if view is not None}


class FakeLink:
    """Speaks as a link does; the rules answer at once."""

    def __init__(self, room: Room, me: str = "") -> None:
        self.room = room
        self.mirrored, self.pending = Mirrored(), False
        self.session: SessionState | None = None
        self.ended: tuple[str, dict[str, Any]] = ("", {})
        self.told: list[Intent] = []
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.acts: list[dict[str, Any]] = []
        self.pages: dict[str, Callable[[dict[str, Any]], tuple[Iterable[Any], bool]]] = {
            "passphrase": lambda _: ([PASSPHRASE], False),
            "refused": lambda _: ([], False),
            "code": lambda _: ([CODE], False),
            "history": lambda asked: (self._history(**asked), False),
            "thing": lambda asked: (self._facts(**asked), False),
        }
        self.cancelled: list[int] = []
        self._unanswered: dict[int, tuple[str, dict[str, Any]]] = {}
        self._events: list[Event] = []
        self._logs: tuple[LogWindow, ...] = ()
        self._number = 0
        self._shown: dict[Key, bytes] = {}
        self._reading, self._writing = os.pipe()
        self._me, self.gone = "", False
        self.enter(me)

    def enter(self, me: str) -> None:
        """Let this person be signed in here; nobody, if empty."""
        self._me, person = me, self.room.people.get(me)
        self.session = SessionState(person.id, me, person.agency, person.roles) if person else None
        self.show()
        self._events.append(SessionChanged())

    def show(self, *, whole: bool = True) -> None:
        """Mirror the picture as it is now; else only what is other than before, as a seat does later on."""
        views = self.room.views(self._me)
        encoded = {key: msgspec.msgpack.encode(view) for key, view in views.items()}
        picture = self.room.seat.picture
        for window in self._logs:
            of = key_log(window.operation) if window.key else window.operation
            log = picture.lines(of, window.incident)
            for row in log.latest(500, None):
                line = line_view(row, picture)
                encoded["line", f"{window.id}:{line.id}"] = msgspec.msgpack.encode(line)
            encoded["count", window.id] = msgspec.msgpack.encode(len(log))
        gone = () if whole else self._shown.keys() - encoded.keys()
        told = encoded if whole else {k: raw for k, raw in encoded.items() if self._shown.get(k) != raw}
        items = (*((*key, raw) for key, raw in told.items()), *((*key, None) for key in gone))
        self._shown = encoded
        keys = self.mirrored.apply(Changes(0, whole, items))
        self._events.append(Changed(keys, whole))

    def fileno(self) -> int:
        return self._reading

    def drain(self, ms: int = 5) -> list[Event]:
        events, self._events = self._events, []
        return events

    def close(self) -> None:
        os.close(self._reading)
        os.close(self._writing)

    def tell(self, intent: Intent | dict[str, Any]) -> int:
        if self.gone:
            return self._answered(RefusedAnswer(self._number + 1, "link.gone", {}))
        if isinstance(intent, dict):
            return self._sign(intent)
        self._number += 1
        self.told.append(intent)
        self.room.seat.now = max(self.room.seat.now, time.time_ns() // 1_000_000)
        try:
            about = self.room.seat.tell(intent, self.room.people.get(self._me))
            self._events.append(Answered(self._number, "", about))
            self.show(whole=False)
        except Refused as refused:
            self._events.append(RefusedAnswer(self._number, refused.code, refused.params))
        return self._number

    def _sign(self, act: dict[str, Any]) -> int:
        """Acts of trust are signed where there are keys; here only their passphrase is looked at."""
        self.acts.append(act)
        if act["passphrase"] != PASSPHRASE:
            return self._answered(RefusedAnswer(self._number + 1, "trust.passphrase.wrong", {}))
        return self._answered()

    def ask(self, what: str, **params: Any) -> int:
        """Answered from `pages`, where there is one for what is asked; else not before `answer`."""
        self._number += 1
        self.asked.append((what, params))
        self._unanswered[self._number] = what, params
        if what in self.pages:
            self.answer()
        return self._number

    def answer(self) -> None:
        """Answer all that waits and has a page by now."""
        for n, (what, params) in [*self._unanswered.items()]:
            if what in self.pages:
                items, more = self.pages[what](params)
                self._events.append(Paged(n, tuple(items), more))
                del self._unanswered[n]

    def refuse(self) -> None:
        """The seat went before it answered what waits."""
        self._events += [RefusedAnswer(n, "link.gone", {}) for n in self._unanswered]
        self._unanswered.clear()

    def _history(self, thing: str, field: str) -> tuple[Past, ...]:
        found = self.room.seat.picture.find(thing)
        return history(found, field) if found is not None else ()

    def _facts(self, thing: str) -> Iterator[FactView]:
        for event in self.room.seat.events.values():
            if thing in event.about:
                known = (event.author.name, event.author.agency, "", "good", event.feed, event.seq)
                yield FactView(
                    event.id, event.kind, event.at, event.at, *known, replicated=self.room.replicated
                )

    def cancel(self, n: int) -> None:
        self.cancelled.append(n)

    def mirror(self, logs: tuple[LogWindow | tuple[str, str, str], ...] = ()) -> int:
        self._logs = tuple(log if isinstance(log, LogWindow) else LogWindow(*log) for log in logs)
        self.show()
        return 0

    def sign_in(self, person: str, passphrase: str) -> int:
        if passphrase != PASSPHRASE:
            return self._answered(RefusedAnswer(self._number + 1, "trust.passphrase.wrong", {}))
        self.enter(next(p.name for p in self.room.people.values() if person in (p.id, p.name)))
        return self._answered()

    def sign_out(self) -> int:
        self.enter("")
        return self._answered()

    def lock(self) -> int:
        return self._locked(locked=True)

    def unlock(self, passphrase: str) -> int:
        if passphrase != PASSPHRASE:
            return self._answered(RefusedAnswer(self._number + 1, "trust.passphrase.wrong", {}))
        return self._locked(locked=False)

    def lose(self, reason: str = "link.gone") -> None:
        """The seat is gone."""
        self.gone = True
        self._events.append(Gone(reason))

    def fall_silent(self) -> None:
        """The seat is there and says nothing."""
        self._events.append(Silent())

    def regain(self) -> None:
        """The seat is there again."""
        self.gone = False
        self._events.append(Back())
        self.show()

    def _locked(self, *, locked: bool) -> int:
        assert self.session is not None
        self.session = msgspec.structs.replace(self.session, locked=locked)
        self._events.append(SessionChanged())
        return self._answered()

    def _answered(self, answer: Event | None = None) -> int:
        self._number += 1
        self._events.append(answer or Answered(self._number))
        return self._number
