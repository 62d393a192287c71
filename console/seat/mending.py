"""What a walk finds wrong while the seat runs: fetched or written anew, or left for the next start."""

from collections.abc import Callable, Iterable
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path

from console.seat.ledger import Ledger
from console.seat.recovery import mark_damaged
from console.seat.roster import Roster
from console.seat.writer import Writer
from console.trust.errors import Refusal
from db.audit import OF_ENTRIES, OF_FILE, Fault
from db.entry import entry_id, verify
from db.errors import Damaged, StorageFailed

DAMAGED = "storage.damaged"  # an alarm


class Mending:
    """Of one seat's record."""

    def __init__(
        self,
        folder: Path,
        ledger: Ledger,
        writer: Writer,
        roster: Roster,
        tell: Callable[[str, int], None],
    ) -> None:
        """`tell` has the log say what happened to the record, and to how many entries."""
        self._folder, self._ledger, self._writer = folder, ledger, writer
        self._roster, self._tell = roster, tell
        self.doubted: Callable[[list[bytes]], None] = lambda _: None  # told what the record lacks from now on

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

    def _doubt(self, ids: list[bytes]) -> list[bytes]:
        """In the writer: gives those that can be read; of the others nothing can be told before they come."""
        record = self._ledger.record
        record.doubt(ids)
        for entry in self._ledger.openings:
            if entry_id(entry.header) in ids:
                record.repair(entry)
        return [entry for entry in ids if self._is_given(entry)]

    def _is_given(self, entry: bytes) -> bool:
        with suppress(Damaged):
            return self._ledger.record.get(entry) is not None
        return False

    def _tell_doubted(self, ids: list[bytes], outcome: Future[list[bytes]]) -> None:
        with suppress(StorageFailed):  # found again by the next walk
            self.doubted(outcome.result())
            self._tell("doubted", len(ids))
