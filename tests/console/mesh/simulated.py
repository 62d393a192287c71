"""A room of seats on a simulated network: real records, the real protocol, seeded mishaps, no clock."""

import heapq
import itertools
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import UnionType

from console.mesh import messages as m
from console.mesh.conversation import Me
from console.mesh.core import Mesh
from console.mesh.effects import AddStatements, Admit, Close, Effect, Repair, Send, Violation
from console.mesh.sources import StatementPile
from console.trust.trust import Trust
from db.entry import Stored
from db.errors import Refusal
from db.feed import Feed
from db.record import Record

WALL = 1_750_000_000_000
STEP = 100
Tamper = Callable[[bytes], bytes | None]


@dataclass(order=True)
class Event:
    at: int
    number: int
    do: Callable[[], None] = field(compare=False)


@dataclass
class Mishaps:
    """What a network does to frames, in parts of one."""

    loss: float = 0.0
    duplicates: float = 0.0
    delay: int = 5  # ms at most: frames overtake one another


class SimSeat:
    """One seat: record, trust, mesh and a pen."""

    def __init__(self, name: str, folder: Path, trust: Trust, feed: Feed | None = None) -> None:
        self.name, self.trust, self.room = name, trust, trust.room
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self.id = name.encode().ljust(16, b".")
        self.record = Record.open(folder, trust.room)
        self.feed = feed or Feed.fresh(trust.room)
        self.start(b"1")

    def start(self, run: bytes) -> None:
        me = Me(self.room, self.id, (self.name.encode() + run).ljust(16, b"."))
        self.mesh = Mesh(me, self.record, StatementPile(self.trust))
        self.effects: list[Effect] = []  # those that concern neither network nor record

    def write(self, now: int, count: int = 1, kind: str = "log.written") -> list[Stored]:
        made = [
            self.feed.write(kind, (b"T" * 16,), b"line %d" % n, (WALL + now) << 16 | n) for n in range(count)
        ]
        stored = list(self.record.append(made, WALL + now).stored)
        self.mesh.wrote(stored, now)
        return stored


class SimNetwork:
    """Carries frames between seats; time passes only in `run`."""

    def __init__(self, seed: int = 1, mishaps: Mishaps | None = None) -> None:
        self.random = random.Random(seed)
        self.mishaps = mishaps or Mishaps()
        self.now = 0
        self.seats: list[SimSeat] = []
        self.cut: set[tuple[str, str]] = set()  # (from, to): frames vanish
        self.deaf: set[str] = set()  # seats that take nothing off their links
        self.tamper: dict[str, Tamper] = {}  # what a seat's outgoing frames are turned into
        self.sent: list[tuple[str, str, bytes]] = []
        self._events: list[Event] = []
        self._numbers = itertools.count(1)
        self._links: dict[tuple[str, int], tuple[SimSeat, int]] = {}

    def join(self, *seats: SimSeat) -> None:
        """Link these seats with all seats of the network."""
        for seat in seats:
            for other in self.seats:
                self.link(other, seat)
            self.seats.append(seat)

    def link(self, one: SimSeat, other: SimSeat) -> None:
        ends = (one, next(self._numbers)), (other, next(self._numbers))
        for (seat, number), (far, far_number) in (ends, ends[::-1]):
            self._links[seat.name, number] = (far, far_number)
            seat.mesh.linked(number, far.id, self.now, dialled=seat is one)
        self.carry(one)
        self.carry(other)

    def unlink(self, one: SimSeat, other: SimSeat) -> None:
        for (name, number), (far, far_number) in list(self._links.items()):
            if name == one.name and far is other:
                one.mesh.unlinked(number, self.now)
                other.mesh.unlinked(far_number, self.now)
                del self._links[name, number], self._links[far.name, far_number]

    def part(self, one: Sequence[SimSeat], other: Sequence[SimSeat]) -> None:
        for a, b in itertools.product(one, other):
            self.unlink(a, b)

    def heal(self, one: Sequence[SimSeat], other: Sequence[SimSeat]) -> None:
        for a, b in itertools.product(one, other):
            self.link(a, b)

    def run(self, ms: int) -> None:
        """Let time pass."""
        end = self.now + ms
        while self.now < end:
            self.now += STEP
            for seat in self.seats:
                seat.mesh.tick(self.now, WALL + self.now)
                self.carry(seat)
            while self._events and self._events[0].at <= self.now:
                heapq.heappop(self._events).do()
            for seat in self.seats:
                if seat.record.verify_pending(1000).count:
                    seat.mesh.refresh(self.now)

    def settle(self, limit: int = 120_000) -> bool:
        """Run until all records are equal, or give up."""
        end = self.now + limit
        while self.now < end and not self.equal:
            self.run(1_000)
        return self.equal

    @property
    def equal(self) -> bool:
        return len({(s.record.digest(), s.trust.digest(), not s.record.lacking(1)) for s in self.seats}) == 1

    def carry(self, seat: SimSeat) -> None:
        """Carry out the effects of a seat's mesh."""
        for effect in seat.mesh.take():
            match effect:
                case Send():
                    self._send(seat, effect)
                case Admit():
                    self._at(1, lambda seat=seat, effect=effect: self._admit(seat, effect))  # type: ignore[misc]
                case Repair():
                    for entry in effect.entries:
                        seat.record.repair(entry)
                    seat.mesh.refresh(self.now)
                case AddStatements():
                    self._learn(seat, effect.raw)
                case Close() | Violation():
                    seat.effects.append(effect)
                    self._hang_up(seat, effect.peer)

    def _learn(self, seat: SimSeat, raw: Sequence[bytes]) -> None:
        before = seat.trust.version
        for one in raw:
            seat.trust.add(one)
        if seat.trust.version > before:
            seat.mesh.statements_changed()
            self.carry(seat)

    def _admit(self, seat: SimSeat, admit: Admit) -> None:
        try:
            seat.mesh.admitted(admit, seat.record.admit(admit.run, WALL + self.now), self.now)
        except Refusal as refusal:
            seat.mesh.admitted(admit, refusal, self.now)
        self.carry(seat)

    def _send(self, seat: SimSeat, send: Send) -> None:
        there = self._links.get((seat.name, send.peer))
        if there is None:
            return
        far, number = there
        frame = self.tamper[seat.name](send.frame) if seat.name in self.tamper else send.frame
        if frame is None or (seat.name, far.name) in self.cut or far.name in self.deaf:
            return
        self.sent.append((seat.name, far.name, frame))
        if self.random.random() < self.mishaps.loss:
            return
        for _ in range(2 if self.random.random() < self.mishaps.duplicates else 1):
            delay = self.random.randint(1, max(1, self.mishaps.delay))
            self._at(delay, lambda: self._hear(far, number, frame))

    def _hear(self, seat: SimSeat, number: int, frame: bytes) -> None:
        if (seat.name, number) in self._links:
            seat.mesh.heard(number, frame, self.now)
            self.carry(seat)

    def _hang_up(self, seat: SimSeat, number: int) -> None:
        far, far_number = self._links.pop((seat.name, number), (None, 0))
        if far is not None:
            self._links.pop((far.name, far_number), None)
            far.mesh.unlinked(far_number, self.now)

    def _at(self, delay: int, do: Callable[[], None]) -> None:
        heapq.heappush(self._events, Event(self.now + delay, next(self._numbers), do))


def joined(*seats: SimSeat, ms: int = 0) -> SimNetwork:
    """A network that has linked these seats for so long."""
    network = SimNetwork()
    network.join(*seats)
    network.run(ms)
    return network


def losing(kind: type[m.Message] | UnionType) -> Tamper:
    """No message of this kind leaves the seat."""
    return lambda frame: None if isinstance(m.decode(frame), kind) else frame
