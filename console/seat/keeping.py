"""Keeps the seat's record: backups, the walk in the background, the word about a record that was mended."""

import logging
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from pathlib import Path

from console.domain.facts import encode
from console.domain.membership import SeatRecovered
from console.seat.commits import Commits
from console.seat.home import OpenHome
from console.seat.ledger import Ledger
from console.seat.recovery import mark_damaged, note, noted
from console.seat.resting import RestPage
from console.seat.roster import Roster
from console.seat.writer import Pool, Writer
from console.trust.errors import Refusal
from console.trust.verifying import judged
from db.audit import OF_ENTRIES, OF_FILE, Fault
from db.backup import Backup, back_up
from db.entry import entry_id, verify
from db.errors import StorageFailed

BACKUP_SECONDS = 15 * 60.0
PAGE_SECONDS = 60.0  # between two rest pages, at least
FIRST_WALK_SECONDS, WALK_SECONDS = 120.0, 6 * 3600.0
LONGEST_REST = 0.5  # seconds between two pages of a walk, which rests as long as it worked
DAMAGED, NO_BACKUP = "storage.damaged", "storage.no_backup"  # alarms


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
        self.doubted: Callable[[list[bytes]], None] = lambda _: None  # told what the record lacks from now on
        self._backed_up = ledger.record.digest()
        self._backup_at = time.monotonic() + BACKUP_SECONDS
        self._walk_at = time.monotonic() + FIRST_WALK_SECONDS
        self.page, self._page_at = RestPage(home, ledger), float("-inf")
        self._begun = self._busy = self._stopping = False

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
                self._pool.submit(self.back_up, self._made)
        elif self.page.due and now > self._page_at:
            self.lay_down()
        elif now > self._walk_at:
            self._walk_at = now + WALK_SECONDS
            self._busy = True
            self._pool.submit(self._walk, self._walked)

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

    def lay_down(self) -> None:
        """Write a rest page now, unless anything is under way."""
        self._page_at, draft = time.monotonic() + PAGE_SECONDS, None
        with suppress(StorageFailed):  # a disk that does not read will not write either
            draft = self.page.draft() if self._writer.idle else None
        if draft is not None:
            self._busy = True
            self._pool.submit(lambda: self.page.write(draft), self._laid)

    def _laid(self, outcome: Future[bool]) -> None:
        self._busy = False
        if (failed := outcome.exception()) is not None:
            log.warning("no rest page is written, a later start folds more: %s", failed)

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
            self.heed(outcome.result())

    def heed(self, faults: Iterable[Fault]) -> None:
        """Have mended what was found wrong with the file; what people did is none of it."""
        faults = list(faults)
        if any(fault.code in OF_FILE or self._is_misnamed(fault) for fault in faults):
            self.damaged()
            return
        ids = [fault.id for fault in faults if fault.id is not None and fault.code in OF_ENTRIES]
        bad = [fault.id for fault in faults if fault.id is not None and fault.code == "statement.bad"]
        self._mend(set(ids), set(bad))

    def damaged(self) -> None:
        """What is wrong with the file is mended at the next start."""
        self._roster.alarms.add(DAMAGED)
        mark_damaged(self._folder)

    def _is_misnamed(self, fault: Fault) -> bool:
        """Whether the name of an entry is what the disk garbled: then nobody can send it by that name."""
        if fault.code != "entry.garbled" or fault.id is None:
            return False
        with suppress(Refusal):
            held = self._ledger.record.since(fault.order - 1, 1)
            return any(entry_id(one.entry.header) != one.id and verify(one.entry, one.header) for one in held)
        return False

    def _mend(self, entries: set[bytes], statements: set[bytes]) -> None:
        """Entries are fetched anew; garbled statements, and openings of this run, give way to those that the
        seat has in memory.
        """
        record, trust = self._ledger.record, self._ledger.trust
        if statements:
            raw = trust.raw()
            self._writer.submit(lambda: record.add_statements(raw, statements), self._rewritten)
        if entries:
            ids = list(entries)
            self._writer.submit(lambda: self._doubt(ids), lambda outcome: self._tell_doubted(ids, outcome))

    def _rewritten(self, outcome: Future[None]) -> None:
        with suppress(StorageFailed):  # found again by the next walk
            outcome.result()

    def _doubt(self, ids: list[bytes]) -> None:
        record = self._ledger.record
        record.doubt(ids)
        for entry in self._ledger.openings[:]:
            if entry_id(entry.header) in ids:
                record.repair(entry)

    def _tell_doubted(self, ids: list[bytes], outcome: Future[None]) -> None:
        with suppress(StorageFailed):  # found again by the next walk
            outcome.result()
            self.doubted(ids)
            self.tell("doubted", len(ids))

    def stop(self) -> None:
        """No more walking: the pool is about to close."""
        self._stopping = True

    def close(self) -> None:
        """A last backup and rest page, once nothing is written any more."""
        if self._ledger.record.digest() != self._backed_up:
            with suppress(Refusal):  # nobody is there to be told; the next run will back up again
                self.back_up()
        if self._begun and self._writer.idle:  # else the record was mended, and the picture does not know
            self.page.close()
