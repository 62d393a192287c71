"""What people decide: conflicts settled, command handed over, accounts, keys, and what counts again."""

from collections.abc import Callable, Iterator
from typing import Any

from console.domain.author import AFTER_REVOCATION
from console.domain.conflicts import open_conflicts
from tests.console.domain.seats import FAY, GUS
from tests.rooms.desk import PASSPHRASE
from tests.rooms.seat import Seat
from tests.simulator.room import NEW_PASSPHRASE, Room
from tests.simulator.steps import AtSeat
from tests.simulator.watch import EVERYTHING
from tests.simulator.work import SIGNED_IN

HOUR = 3_600_000
Fields = dict[str, Any]
Doing = tuple[str, Fields]  # an intent and what it says


def _first(seat: Seat, subject: str) -> Iterator[str]:
    """The last thing of its kind that this seat knows, if there is one."""
    yield from sorted(thing.id for thing in seat.picture.all(subject))[-1:]


def _settle(room: Room, seat: Seat) -> Iterator[Doing]:
    for found in open_conflicts(seat.picture)[:1]:
        kept = room.chance.choice(found.sides).entry
        yield "conflict.settle", {"thing": found.thing, "field": found.field, "head": kept}


def _plan(room: Room, _: Seat) -> Iterator[Doing]:
    now = room.network.now
    yield "agenda.plan", {"title": f"Briefing {now}", "time": now + HOUR}


def _of_the_last(subject: str, intent: str, field: str, **said: object) -> Callable[..., Iterator[Doing]]:
    def doing(_: Room, seat: Seat) -> Iterator[Doing]:
        yield from ((intent, {field: thing, **said}) for thing in _first(seat, subject))

    return doing


def _move(room: Room, seat: Seat) -> Iterator[Doing]:
    for step in _first(seat, "agenda"):
        yield "agenda.move", {"step": step, "time": room.network.now + 2 * HOUR}


def _of_an_incident(intent: str, **said: object) -> Callable[..., Iterator[Doing]]:
    def doing(room: Room, _: Seat) -> Iterator[Doing]:
        yield intent, {"incident": room.chance.choice(room.incidents), **said}

    return doing


def _merge(room: Room, _: Seat) -> Iterator[Doing]:
    one, other = room.chance.sample(room.incidents, 2)
    yield "incident.merge", {"incident": one, "into": other, "reason": "the same"}


DEEDS: dict[str, Callable[[Room, Seat], Iterator[Doing]]] = {
    "settle a conflict": _settle,
    "plan": _plan,
    "move what is planned": _move,
    "finish what is planned": _of_the_last("agenda", "agenda.done", "step"),
    "drop what is planned": _of_the_last("agenda", "agenda.drop", "step"),
    "close an incident": _of_an_incident("incident.close", reason="out", despite=True),
    "reopen an incident": _of_an_incident("incident.reopen", reason="it burns again"),
    "merge incidents": _merge,
    "acknowledge an order": _of_the_last("order", "order.acknowledge", "order"),
    "cancel an order": _of_the_last("order", "order.cancel", "order", reason="too late"),
    "withdraw a request": _of_the_last("request", "request.withdraw", "request", reason="not needed"),
}


class Do(AtSeat, frozen=True):
    """Something that people do with what is there."""

    deed: str

    def happen(self, room: Room, seat: Seat) -> None:
        if room.works(seat):
            for intent, said in DEEDS[self.deed](room, seat):
                room.hand(seat).ask(intent, **said)


HANDING: dict[str, Fields] = {
    "command.offer": {"to": ""},
    "command.accept": {},
    "command.decline": {"reason": "not now"},
    "command.resume": {},
    "command.withdraw": {"reason": "relieved"},
    "command.aide": {"person": ""},
    "command.intent": {"text": "People first"},
}


class HandOver(AtSeat, frozen=True):
    """One of those who may command offers, accepts, takes back or lays down, as he sees it at this seat."""

    name: str
    intent: str
    other: str

    def happen(self, room: Room, seat: Seat) -> None:
        if room.works(seat):
            holder = room.hand(seat, self.name)
            room.go_on(SIGNED_IN)
            said = {
                field: self.other if value == "" else value for field, value in HANDING[self.intent].items()
            }
            holder.ask(self.intent, **said)


# Accounts.


class Renew(AtSeat, frozen=True):
    """Somebody takes a new passphrase here, and with it a new key; others still have his box of before."""

    name: str

    def happen(self, room: Room, seat: Seat) -> None:
        if room.works(seat):
            hand = room.hand(seat, self.name)
            room.renewed.add(self.name)
            room.go_on(SIGNED_IN)
            for old, new in ((PASSPHRASE, NEW_PASSPHRASE), (NEW_PASSPHRASE, PASSPHRASE)):
                hand.ask("person.passphrase", passphrase=old, new_passphrase=new)


class Doubt(AtSeat, frozen=True):
    """Gus works here, while an administrator elsewhere makes somebody else of him, or dismisses him."""

    by: int
    roles: tuple[str, ...]  # none: he is dismissed

    def happen(self, room: Room, seat: Seat) -> None:
        other = room.seats[self.by % len(room.seats)]
        if not room.works(seat) or not room.works(other):
            return
        gus, fay = room.hand(seat, GUS.name), room.hand(other, FAY.name)
        room.go_on(SIGNED_IN)
        incident = room.incidents[0]
        gus.ask("incident.set", incident=incident, field="title", value=f"Gus {room.network.now}")
        about: Fields = {"person": GUS.name, "passphrase": PASSPHRASE}
        if self.roles:
            fay.ask("person.change", agency=GUS.agency, roles=self.roles, **about)
        else:
            fay.ask("person.revoke", reason="gone", **about)
        gus.ask("log.write", text=f"Gus goes on at {room.network.now}")


class Release(AtSeat, frozen=True):
    """An administrator lets what was written after a revocation count, as far as this seat holds it."""

    def happen(self, room: Room, seat: Seat) -> None:
        if not room.works(seat):
            return
        fay, author = room.hand(seat, FAY.name), seat.ledger.authorship.author
        room.go_on(SIGNED_IN)
        held = ((stored.id.hex(), author(stored.header)) for stored in seat.record.since(0, EVERYTHING))
        late = [entry for entry, by in held if by is not None and by.standing == AFTER_REVOCATION]
        if late:
            room.watch.released.update(late)
            fay.ask("room.release", entries=late, reason="honest work", passphrase=PASSPHRASE)
