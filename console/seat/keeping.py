"""Keeps the seat's record: backups, the walk in the background, the word about a record that was mended."""

import logging
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from pathlib import Path

from console.domain.facts import encode
from console.domain.membership import SeatRecovered
from console.seat.apart import NICE, Apart
from console.seat.commits import Commits
from console.seat.home import OpenHome
from console.seat.ledger import Ledger
from console.seat.loading import lasting, load
from console.seat.mending import Mending
from console.seat.recovery import note, noted
from console.seat.rest_file import Ground, RestPage
from console.seat.roster import Roster
from console.seat.writer import Pool, Writer
from console.trust.errors import Refusal
from console.trust.verifying import judged
from db.audit import Fault
from db.backup import Backup, back_up
from db.errors import StorageFailed

BACKUP_SECONDS = 15 * 60.0
FEW = 20_000  # entries that may be folded again at a start before a page is written between two backups
PAGE_SECONDS = 60.0  # between two rest pages, at least
FIRST_WALK_SECONDS, WALK_SECONDS = 120.0, 6 * 3600.0
LONGEST_REST = 0.5  # seconds between two pages of a walk, which rests as long as it worked
NO_BACKUP = "storage.no_backup"  # an alarm

log = logging.getLogger(__name__)


class Stopped(Exception):
    """The seat stops: no more walking."""


class Keeping:
    """Called by the engine; what takes its time is done in the pool."""

    def __init__(
        self,
        home: OpenHome,
        ledger: Ledger,
        commits: Commits,
        threads: tuple[Writer, Pool],
        roster: Roster,
    ) -> None:
        self._folder = home.home.folder
        self._ledger, self._commits, self._roster = ledger, commits, roster
        self._writer, self._pool = threads
        self.mending = Mending(self._folder, ledger, self._writer, roster, self.tell)
        self._backed_up = ledger.record.digest()
        self._backup_at = time.monotonic() + BACKUP_SECONDS
        self._walk_at = time.monotonic() + FIRST_WALK_SECONDS
        self.page, self._apart = RestPage(home, ledger), Apart(home.home)
        self._page_at, self._tried = float("-inf"), 0  # and how many entries there were then
        self._begun = self._busy = self._stopping = False

    def load(self) -> None:
        """Fold the record, but for what lies on a rest page. Where none holds, and there is much to fold, one
        is laid first: a seat that has folded all holds twice the memory.
        """
        with lasting():
            if not self._begun_from_page() and self.page.lacks >= FEW:
                self._tried = self._ledger.record.count
                with suppress(StorageFailed), self._ledger.faults.kept("a rest page", alarming=False):
                    if self._apart.lay_down(nice=0) is not None:
                        self._begun_from_page()
            load(self._ledger)

    def _begun_from_page(self) -> bool:
        taken, looked = False, False
        with self._ledger.faults.kept("the rest page", alarming=False):
            taken, looked = self.page.begin(), True
        if not looked:
            self._ledger.loaded = 0  # all is folded; to fold twice what was awake changes nothing
        return taken

    def begin(self) -> None:
        """Tell what the start had to mend."""
        self._begun = True
        record = self._ledger.record
        found = noted(record)
        if found is not None:
            forget = partial(self._writer.submit, lambda: note(record, None), lambda _: None)
            self._commits.when_free(lambda: self._write(found.how, found.entries, found.lost, forget))

    def tell(self, how: str, entries: int, lost: int = 0) -> None:
        """Have the log tell what happened to this seat's record."""
        self._commits.when_free(lambda: self._write(how, entries, lost, lambda: None))

    def _write(self, how: str, entries: int, lost: int, told: Callable[[], None]) -> None:
        trust, here = self._ledger.trust, self._ledger.seat
        seat = trust.seats.get(here, trust.joining.get(here))
        fact = SeatRecovered(seat.label if seat else "", how, entries, lost)
        try:
            with self._commits.writing():
                self._commits.write(fact.kind, (here,), encode(fact))
        except Refusal:
            return  # the status line shows that nothing can be written
        self._commits.promise(told, lambda _: None)

    def step(self) -> None:
        """Begin what is due."""
        now = time.monotonic()
        if self._busy:
            return
        if now > self._backup_at:
            self._backup_at = now + BACKUP_SECONDS
            if self._ledger.record.digest() != self._backed_up:
                self._busy = True
                self._pool.slow.submit(self.back_up, self._made)
        elif self._to_come >= FEW and now > self._page_at:
            self.lay_down()
        elif now > self._walk_at:
            self._walk_at = now + WALK_SECONDS
            self._busy = True
            self._pool.slow.submit(self._walk, self._walked)

    def back_up(self, target: Path | None = None) -> Backup:
        """Make a backup now. In any thread. Raises a StorageFailed."""
        digest = self._ledger.record.digest()
        made = back_up(self._folder, self._ledger.trust.room, self._ledger.now(), target)
        if target is None:
            self._backed_up = digest
        return made

    def _made(self, outcome: Future[Backup]) -> None:
        self._busy = False
        alarms = self._roster.alarms
        alarms -= {alarm for alarm in alarms if alarm.startswith(NO_BACKUP)}
        try:
            outcome.result()
        except Refusal as refusal:
            alarms.add(f"{NO_BACKUP}:{refusal.code.removeprefix('storage.')}")
        self.lay_down()

    @property
    def _to_come(self) -> int:
        """How many entries have come since a rest page was last written, or could not be."""
        return min(self.page.lacks, self._ledger.record.count - self._tried)

    def lay_down(self) -> None:
        """Have a rest page written now, if it would tell more; not while the seat catches up."""
        if self._to_come and not self._ledger.unfolded:
            self._page_at, self._tried = time.monotonic() + PAGE_SECONDS, self._ledger.record.count
            self._busy = True
            self._pool.slow.submit(lambda: self._apart.lay_down(nice=NICE), self._laid)

    def _laid(self, outcome: Future[Ground | None]) -> None:
        self._busy = False
        failed = outcome.exception()
        if failed is not None:
            fault = None if isinstance(failed, StorageFailed) else failed
            log.error("no rest page is written, a later start folds more: %s", failed, exc_info=fault)
        elif (ground := outcome.result()) is not None:
            self.page.wrote(ground)

    def _walk(self) -> list[Fault]:
        """Every fault of the record, found without hurry."""
        worked_from = time.monotonic()

        def rest(_done: int, _all: int) -> None:
            nonlocal worked_from
            time.sleep(min(LONGEST_REST, time.monotonic() - worked_from))
            if self._stopping:
                raise Stopped
            worked_from = time.monotonic()

        try:
            faults = list(self._ledger.record.walk(rest))
        except Stopped:
            return []
        return faults + judged(self._ledger.trust.room, self._ledger.record.statements())[1]

    def _walked(self, outcome: Future[list[Fault]]) -> None:
        self._busy = False
        with suppress(Refusal):  # the disk would not be read: the next walk looks again
            self.mending.heed(outcome.result())

    def stop(self) -> None:
        """No more walking, nor laying down: the pool is about to close."""
        self._stopping = True
        self._apart.stop()

    def close(self) -> None:
        """A last backup and rest page, once nothing is written any more."""
        if self._ledger.record.digest() != self._backed_up:
            with suppress(Refusal):  # nobody is there to be told; the next run will back up again
                self.back_up()
        # The picture does not know of a mend, nor lies on a page what a fault of ours left out of it.
        if self._begun and self._writer.idle and not self._ledger.faults.met:
            self.page.close()
