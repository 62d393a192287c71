"""Healing a cut: two seats that wrote apart are linked again; protocol and records, without a network."""

from collections import deque
from collections.abc import Iterator
from pathlib import Path

from benches import floors
from benches.measure import Row, S, once
from console.mesh.conversation import Me
from console.mesh.core import Mesh
from console.mesh.effects import Admit, Repair, Send
from console.mesh.sources import StatementPile
from console.trust.founding import found
from console.trust.issuing import Account, Place
from console.trust.keys import new_signing_key
from console.trust.trust import Trust
from db.errors import Refusal
from db.feed import Feed
from db.record import Record

TICK = 100  # ms of the protocol's clock
LONGEST = 60_000
WALL = 1_750_000_000_000
TEXT = b"Bridge on the north road closed to lorries; diversion by the mill, marshals posted, review at %d"


class Half:
    """A seat on one side of the cut."""

    def __init__(self, number: int, folder: Path, trust: Trust) -> None:
        target = folder / f"half-{number}"
        target.mkdir()
        self.number, self.id = number, bytes([number]) * 16
        self.record = Record.open(target, trust.room)
        self.mesh = Mesh(Me(trust.room, self.id, bytes([number]) * 16), self.record, StatementPile(trust))
        self.inbox: deque[bytes] = deque()
        self._feed = Feed.fresh(trust.room)

    def write(self, count: int) -> None:
        """What happened on this side while nobody heard."""
        for at in range(0, count, 500):
            numbers = range(at, min(at + 500, count))
            run = [
                self._feed.write("log.written", (bytes([self.number]) * 16,), TEXT % n, (WALL + n) << 16)
                for n in numbers
            ]
            self.record.append(run, WALL)

    def step(self, now: int, other: "Half") -> bool:
        """Hear what has come and do what the protocol asks; False where there was nothing to do."""
        while self.inbox:
            self.mesh.heard(1, self.inbox.popleft(), now)
        effects = [*self.mesh.take()]
        for effect in effects:
            match effect:
                case Send():
                    other.inbox.append(effect.frame)
                case Admit():
                    self._admit(effect, now)
                case Repair():
                    for entry in effect.entries:
                        self.record.repair(entry)
        return bool(effects or self.inbox)

    def _admit(self, admit: Admit, now: int) -> None:
        try:
            self.mesh.admitted(admit, self.record.admit(admit.run, WALL), now)
        except Refusal as refusal:
            self.mesh.admitted(admit, refusal, now)


def rows(entries: int, folder: Path) -> Iterator[Row]:
    """Two halves of so many entries each."""
    key = new_signing_key()
    begun = found(
        "Heal", Account("Ann", "SAFE"), bytes(key.verify_key), Place("One", "SAFE"), WALL, exercise=True
    )
    trust = Trust.of(begun.statements)
    one, other = Half(1, folder, trust), Half(2, folder, trust)
    try:
        for half in (one, other):
            half.write(entries)
        held = one.record.since(0, entries)
        floor = 2 * floors.bulk(folder, held)
        taken = once(lambda: _heal(one, other))
    finally:
        one.record.close()
        other.record.close()
    yield Row(
        name=f"heal 2 x {entries:,}", unit=S, measured=taken, floor=floor,
        floor_of="the same bytes into one table of sqlite3 at either seat", absolute=0.2 * entries / 5_000,
        note="both seats in one thread, frames in memory without CURVE; each run admitted and committed",
    )  # fmt: skip


def _heal(one: Half, other: Half) -> None:
    for half, far in ((one, other), (other, one)):
        half.mesh.linked(1, far.id, 0, dialled=half is one)
    now = 0
    while one.record.digest() != other.record.digest() and now < LONGEST:
        moved = [one.step(now, other), other.step(now, one)]
        if not any(moved):
            now += TICK
            for half in (one, other):
                half.mesh.tick(now, WALL + now)
    if now >= LONGEST:
        raise TimeoutError
