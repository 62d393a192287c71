"""What the mesh brings: runs of entries, statements, boxes and repairs, taken in and shown."""

import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from contextlib import suppress

from console.domain.facts import Event
from console.mesh.effects import AddBoxes, AddStatements, Admit, Copied, Repair, Trusted
from console.mesh.network import Network, Task
from console.seat.backlog import Backlog
from console.seat.disk import Disk
from console.seat.ledger import Ledger
from console.seat.others import Others
from console.seat.roster import Roster
from console.seat.writer import Pool, Writer
from console.trust.envelope import opened
from console.trust.errors import Refusal
from console.trust.statements import SeatWelcomed
from db.admission import Admission
from db.entry import Forged, Gap, Malformed, parse
from db.errors import StorageFailed
from db.mending import Checked

# Kinds whose own signature is checked on arrival.
AT_ONCE = ("feed.", "sitting.", "order.issued", "order.cancelled", "order.replaced", "command.")
FAR_BEHIND = 1_000  # entries: then what can wait goes one step a second
CHECKED = 1_000  # signatures of one background step
SHARE_SECONDS = 0.25  # that folding waits at most for the disk, and then gets a turn

Outcome = Admission | Malformed | Forged | Gap
Shown = Callable[[Iterable[Event], set[str]], None]


class Replication:
    """Runs go to disk together while the writer is at work on those before."""

    def __init__(
        self,
        ledger: Ledger,
        threads: tuple[Writer, Pool],
        roster: Roster,
        disk: Disk,
        shown: Shown,
        renewed: Callable[[], None],
    ) -> None:
        """`shown` gets what was folded; `renewed` is called when any line may have another author."""
        self._ledger, self._roster, self._disk = ledger, roster, disk
        self._writer, self._pool = threads
        self._shown, self._renewed = shown, renewed
        self.network: Network | None = None
        self.welcomed: Callable[[bytes], None] = lambda _: None  # told the seat that our porch let in
        self.repaired: Callable[[list[bytes]], None] = lambda _: None  # told whose payload is here now
        self._backlog = Backlog(ledger, self.far_behind)
        self._sliced = float("-inf")
        self._waiting: list[Admit] = []
        self._busy = self._checking = False
        self._unkept: list[bytes] = []  # statements that the disk did not take

    def join(self, network: Network) -> None:
        """Work with this mesh from now on."""
        self.network = network
        self._roster.others = Others(network, self._backlog.__len__)
        runs = self._ledger.authorship.cut_of_seat(self._ledger.seat)
        network.mesh.reach.ours.update(feed for feed, _ in runs)

    def deliver(self, task: Task) -> None:
        """Do what the mesh asks."""
        match task:
            case Admit():
                self._waiting.append(task)
                self._send()
            case Repair(entries=entries):
                repair = self._ledger.record.repair
                self._writer.submit(lambda: [parse(e)[0] for e in entries if repair(e)], self._repaired)
            case AddStatements(raw=raw):
                self.add(raw)
            case Trusted(raw=raw):
                self.keep(raw)
                self._welcome(raw)
            case AddBoxes(raw=raw):
                self._take_boxes(raw)
            case Copied(seat=seat):
                self._roster.alarms.add(f"seat.copied:{seat.hex()}")

    def step(self) -> None:
        """Send what waits to disk; fold some of what was put off, if it is time."""
        self._send()
        if self.due == 0.0:
            self._sliced = time.monotonic()
            self._show_folded([self._backlog.page()])

    @property
    def due(self) -> float | None:
        """Seconds until some of what was put off is to be folded."""
        if not self._backlog:
            return None
        waits = self._busy and self.far_behind()
        return max(0.0, self._sliced + SHARE_SECONDS - time.monotonic()) if waits else 0.0

    def _send(self) -> None:
        if not self._waiting or self._busy or self._disk.reserved:
            return
        self._busy = True
        batch, self._waiting = self._waiting, []
        record, received = self._ledger.record, self._ledger.now()
        self._writer.submit(
            lambda: record.admit_all([admit.run for admit in batch], received, AT_ONCE),
            lambda outcome: self._admitted(batch, outcome),
        )

    def _admitted(self, batch: list[Admit], outcome: Future[list[Outcome]]) -> None:
        self._busy = False
        results: list[Outcome] | list[None]
        try:
            results = outcome.result()
            self._disk.wrote()
        except StorageFailed as refusal:
            self._disk.wrote(refusal.code)
            results = [None] * len(batch)
        self._send()  # the next runs go to disk while these are folded
        self.take(result for result in results if isinstance(result, Admission))
        for admit, result in zip(batch, results, strict=True):
            if self.network is not None:
                self.network.admitted(admit, result)
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
        touched: set[str] = set()
        for stored in admission.stored:
            event, changed = self._ledger.take(stored)
            touched |= changed
            events += [event] if event is not None else []
        if admission.forked:
            touched |= self._ledger.forked(admission.stored[0].header.feed, admission.stored[0].header.seq)
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

    def _repaired(self, outcome: Future[list[bytes]]) -> None:
        with suppress(Refusal):
            self.mended(outcome.result())

    def mended(self, ids: list[bytes]) -> None:
        """Fold and show what lacked its payload until now; others may have it of us."""
        self.repaired(ids)
        self._shown((), self._ledger.repaired(ids))
        if self.network is not None:
            self.network.refresh()

    def add(self, raw: Iterable[bytes]) -> int:
        """Take statements that prove themselves, and keep them; gives how many were new."""
        fresh = []
        for each in raw:
            with suppress(Refusal):
                if self._ledger.trust.add(each):
                    fresh.append(each)
        self.keep(fresh)
        return len(fresh)

    def _welcome(self, raw: Iterable[bytes]) -> None:
        """Note the seats that our own porch has let in."""
        ours = self._ledger.key.sign_public
        found = [held.statement for held in map(opened, raw) if held.signer == ours]
        joins = {said.join for said in found if isinstance(said, SeatWelcomed)}
        for seat in self._ledger.trust.seats.values():
            if seat.join in joins:
                self.welcomed(seat.id)

    def keep(self, raw: Iterable[bytes]) -> None:
        """Store statements that the trust has taken, and look again at all that they bear upon."""
        statements = list(raw)
        if statements:
            self._keep(statements)
            self.grown()

    def keep_again(self) -> None:
        """Write what the disk did not take: peers do not offer again what this seat knows."""
        unkept, self._unkept = self._unkept, []
        if unkept:
            self._keep(unkept)

    def _keep(self, statements: list[bytes]) -> None:
        def kept(outcome: Future[None]) -> None:
            if isinstance(outcome.exception(), StorageFailed):
                self._unkept += statements

        self._writer.submit(lambda: self._ledger.record.add_statements(statements), kept)

    def grown(self) -> None:
        """The trust has grown: people, authors and standings may be others."""
        self._ledger.picture.people = self._roster.people()
        self._shown((), self._ledger.trust_changed())
        self._renewed()
        if self.network is not None:
            self.network.statements_changed()

    def _take_boxes(self, raw: Iterable[bytes]) -> None:
        taken = False
        for each in raw:
            with suppress(Refusal):
                taken = self._ledger.boxes.take(each) or taken
        if taken:
            self.boxes_changed()

    def boxes_changed(self) -> None:
        """Somebody can sign in here who could not, or with another passphrase."""
        self._ledger.picture.people = self._roster.people()
        if self.network is not None:
            self.network.boxes_changed()
