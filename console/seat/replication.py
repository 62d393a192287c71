"""What the mesh brings: runs of entries and repairs, taken in and shown."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import suppress
from functools import partial

from console.domain.changing import changed
from console.domain.facts import Event
from console.mesh.effects import AddBoxes, AddStatements, Admit, Repair, Trusted
from console.mesh.network import Network, Task
from console.seat.backlog import Backlog
from console.seat.disk import Disk
from console.seat.growing import Growth, Shown
from console.seat.ledger import Ledger
from console.seat.others import Others
from console.seat.roster import Roster
from console.seat.witnessing import witnessed
from console.seat.writer import Pool, Writer
from console.trust.errors import Refusal
from console.trust.witness import Named
from db.admission import Admission
from db.entry import Entry, Forged, Gap, Malformed, parse
from db.errors import StorageFailed
from db.mending import Checked

# Kinds whose own signature is checked on arrival.
AT_ONCE = ("feed.", "sitting.", "order.issued", "order.cancelled", "order.replaced", "command.")
FAR_BEHIND = 1_000  # entries: then what can wait goes one step a second
CHECKED = 1_000  # signatures of one background step
SHARE_SECONDS = 0.25  # that folding waits at most for the disk, and then gets a turn
AGAIN_SECONDS = 1.0  # until what the disk did not give is asked for again

Outcome = Admission | Malformed | Forged | Gap


class Replication:
    """Runs go to disk together while the writer is at work on those before."""

    def __init__(
        self,
        ledger: Ledger,
        threads: tuple[Writer, Pool],
        roster: Roster,
        disk: Disk,
        growth: Growth,
        shown: Shown,
    ) -> None:
        """`shown` gets what was folded."""
        self._ledger, self._roster, self._disk = ledger, roster, disk
        self._writer, self._pool = threads
        self._growth, self._shown = growth, shown
        self.network: Network | None = None
        self.reindex: Callable[[list[bytes]], None] = lambda _: None  # told which entries are to be reread
        self._backlog = Backlog(ledger, self.far_behind)
        self._sliced = self._unread = float("-inf")
        self._waiting: list[Admit] = []
        self._busy = self._checking = False

    def join(self, network: Network) -> None:
        """Work with this mesh from now on."""
        self.network = self._growth.network = network
        self._roster.others = Others(network, self._backlog.__len__)
        record, authorship = self._ledger.record, self._ledger.authorship
        ours = {feed for feed, _ in authorship.runs.cut_of_seat(self._ledger.seat)}
        network.mesh.reach.ours |= ours
        openings = sorted(authorship.runs.openings)  # witnesses among them
        self._pool.submit(lambda: witnessed(record, openings, ours), self._witnessed)

    def _witnessed(self, outcome: Future[list[tuple[bytes, Named]]]) -> None:
        """What others signed that they have of ours counts as theirs, although they are not heard yet."""
        with suppress(StorageFailed):
            for by, (feed, last, _) in outcome.result():
                seat = self._ledger.authorship.seat_of(by)
                if seat is not None and seat.id != self._ledger.seat and self.network is not None:
                    self.network.mesh.reach.heard(seat.id, feed, last)

    def deliver(self, task: Task) -> None:
        """Do what the mesh asks."""
        match task:
            case Admit():
                self._waiting.append(task)
                self._send()
            case Repair(entries=entries):
                self._writer.submit(lambda: list(self._repair(entries)), self._repaired)
            case AddStatements(raw=raw):
                self._growth.add(raw)
            case Trusted(raw=raw):
                self._growth.enrolled(raw)
            case AddBoxes(raw=raw):
                self._growth.take_boxes(raw)

    def step(self) -> None:
        """Send what waits to disk; fold some of what was put off, if it is time."""
        self._send()
        if self.due != 0.0:
            return
        self._sliced = time.monotonic()
        try:
            page = self._backlog.page()
        except StorageFailed as failure:
            self._not_read(failure)
        else:
            self._show_folded([page])

    @property
    def due(self) -> float | None:
        """Seconds until some of what was put off is to be folded."""
        if not self._backlog:
            return None
        waits = self._busy and self.far_behind()
        soonest = max(self._unread + AGAIN_SECONDS, self._sliced + SHARE_SECONDS if waits else 0.0)
        return max(0.0, soonest - time.monotonic())

    def _not_read(self, failure: StorageFailed) -> None:
        self._unread = time.monotonic()
        self._disk.unread(failure)

    def _send(self) -> None:
        if not self._waiting or self._busy or self._disk.reserved:
            return
        self._busy = True
        batch, self._waiting = self._waiting, []
        self._submit(batch)

    def _submit(self, batch: list[Admit]) -> None:
        record, received = self._ledger.record, self._ledger.now()
        self._writer.submit(
            lambda: record.admit_all([admit.run for admit in batch], received, AT_ONCE),
            lambda outcome: self._admitted(batch, outcome),
        )

    def _admitted(self, batch: list[Admit], outcome: Future[list[Outcome]]) -> None:
        results: Sequence[Outcome | None] = [Malformed("entry.fault")]  # then who sent it is put off
        with self._ledger.faults.kept("runs of entries"):
            try:
                results = outcome.result()
                if any(isinstance(result, Admission) and result.stored for result in results):
                    self._disk.wrote()
            except StorageFailed as refusal:
                self._disk.wrote(refusal.code)
                results = [None] * len(batch)
        if len(results) < len(batch):  # a fault of ours let none be written: find out in which it lies
            for admit in batch:
                self._submit([admit])
            return
        self._busy = False
        self._send()  # the next runs go to disk while these are folded
        steps = [partial(self.take, [each for each in results if isinstance(each, Admission)])]
        if self.network is not None:
            steps += [partial(self.network.admitted, *each) for each in zip(batch, results, strict=True)]
        self._ledger.faults.each("what runs bring", *steps)
        if not self.far_behind():
            self.check()

    def far_behind(self) -> bool:
        """Whether what comes goes to disk before it is folded, and before signatures are checked."""
        return self.network is not None and self.network.mesh.coming() > FAR_BEHIND

    @property
    def behind(self) -> bool:
        """Whether the picture lacks some of what is on disk."""
        return bool(self._backlog)

    def catching_up(self) -> bool:
        """Whether the picture lacks much of what is coming or has come."""
        return self.far_behind() or self.behind

    def take(self, admissions: Iterable[Admission]) -> None:
        """Fold and show what came to disk, or put it off while much is coming."""
        self._show_folded([each for each in admissions if not self._backlog.puts_off(each)])

    def _show_folded(self, admissions: Iterable[Admission]) -> None:
        events: list[Event] = []
        touched: set[str] = set()
        for admission in admissions:
            touched |= self._take(admission, events)
        self._shown(events, touched)

    def _take(self, admission: Admission, events: list[Event]) -> set[str]:
        """Fold an admission; what the disk does not give the facts for is put off."""
        touched: set[str] = set()
        told: list[Event] = []
        with self._ledger.taking(admission.stored):
            for n, stored in enumerate(admission.stored):
                try:
                    event, again = self._ledger.take(stored)
                except StorageFailed as failure:
                    touched.update(each.hex() for each in stored.header.about)  # half of it may be done
                    self._not_read(failure)
                    self._backlog.put_off(Admission(admission.stored[n:], admission.forked and n == 0))
                    if n == 0:
                        return touched
                    break
                touched |= again
                told += [event] if event is not None else []
        events += told
        with self._ledger.faults.kept("what entries changed"):
            touched |= changed(told, self._ledger.picture)
        if admission.forked:
            with self._ledger.faults.kept("a second branch of a feed"):
                first = admission.stored[0].header
                touched |= self._ledger.forked(first.feed, first.seq)
        return touched

    def check(self) -> None:
        """Check signatures that came in the middle of runs: beside the writer, so that no commit waits."""
        if not self._checking and self._roster.unverified():
            self._checking = True
            record = self._ledger.record
            self._pool.submit(lambda: record.verify_pending(CHECKED), self._checked)

    def _checked(self, outcome: Future[Checked]) -> None:
        self._checking = False
        with suppress(StorageFailed):  # tried again with the next tick
            # What is bad waits for a peer; looking again mends nothing.
            if outcome.result().count and not self.far_behind():
                self.check()
        if self.network is not None and not self._checking:
            self.network.refresh()

    def _repair(self, entries: Iterable[Entry]) -> Iterator[bytes]:
        """In the writer: give the ids of what was mended, whatever comes of the others."""
        for entry in entries:
            with suppress(Refusal):
                if self._ledger.record.repair(entry):
                    yield parse(entry)[0]

    def _repaired(self, outcome: Future[list[bytes]]) -> None:
        self.reread(outcome.result())

    def reread(self, ids: list[bytes]) -> None:
        """Fold and show these entries again: their payload came, and others may have it of us; or it is
        lacking from now on, and others are asked for it.
        """
        self.reindex(ids)
        self._shown((), self._ledger.reread(ids))
        if self.network is not None:
            self.network.refresh()

    def tick(self) -> None:
        """A second has passed: begin again with what could not be done."""
        self.check()
        with self._disk.reading():
            if touched := self._ledger.step():
                self._shown((), touched)
