"""Seats with real sockets on loopback, all driven by the test's one thread."""

import time
from collections.abc import Callable
from pathlib import Path

from console.link.poller import Poller
from console.mesh.effects import AddBoxes, AddStatements, Admit, Repair, Trusted
from console.mesh.network import Network, Options, Task
from console.trust.boxes import Boxes
from console.trust.keys import SeatKey
from console.trust.trust import Trust
from db.admission import Admission
from db.errors import Refusal
from db.feed import Feed
from db.record import Record

PATIENCE = 20.0


class LiveSeat:
    """A seat as far as the mesh sees it."""

    def __init__(
        self,
        folder: Path,
        key: SeatKey,
        trust: Trust,
        *peers: "LiveSeat",
        options: Options | None = None,
    ) -> None:
        folder.mkdir(exist_ok=True)
        self.key, self.trust = key, trust
        self.record = Record.open(folder, trust.room)
        self.boxes = Boxes(folder / "boxes", trust, key.room_secret)
        self.feed = Feed.fresh(trust.room)
        self.poller = Poller()
        self._tasks: list[Task] = []
        places = tuple(("127.0.0.1", peer.network.port) for peer in peers)
        options = options or Options(
            "127.0.0.1", 0, places, mdns=False, logs=folder / "logs", remembered=folder / "peers"
        )
        self.network: Network = Network(
            key, trust, self.boxes, self.record, self.poller, self._tasks.append, options
        )

    def write(self, count: int = 1) -> None:
        at = time.time_ns() // 1_000_000
        made = [self.feed.write("log.written", (b"T" * 16,), b"line", at << 16) for _ in range(count)]
        self.network.wrote(self.record.append(made, at).stored)

    def learn(self, *raw: bytes) -> None:
        """Take statements that were issued here."""
        if [one for one in raw if self.trust.add(one)]:
            self.network.statements_changed()

    def turn(self) -> None:
        """One turn of the engine."""
        self.poller.wait(0.001)
        self.network.tick()
        while self._tasks:
            self._do(self._tasks.pop(0))
        if self.record.verify_pending(1000).count:
            self.network.refresh()

    def linked(self, *others: "LiveSeat") -> bool:
        return {link.seat for link in self.network.links()} == {other.key.seat for other in others}

    def close(self) -> None:
        self.network.close()
        self.poller.close()
        self.record.close()

    def _do(self, task: Task) -> None:
        match task:
            case Admit():
                self.network.admitted(task, self._admit(task))
            case Repair():
                for entry in task.entries:
                    self.record.repair(entry)
                self.network.refresh()
            case AddStatements():
                self.learn(*task.raw)
            case Trusted():
                self.record.add_statements(task.raw)
            case AddBoxes():
                for raw in task.raw:
                    self.boxes.take(raw)
                self.network.boxes_changed()

    def _admit(self, admit: Admit) -> Admission | Refusal:
        try:
            return self.record.admit(admit.run, 1)
        except Refusal as refusal:
            return refusal


def until(done: Callable[[], bool], *seats: LiveSeat, seconds: float = PATIENCE) -> bool:
    """Let the seats work until something is so."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if done():
            return True
        for seat in seats:
            seat.turn()
    return done()
