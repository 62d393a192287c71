"""The disk under the record: warned of early, refused visibly, and looked at until it is well again."""

import logging
import shutil
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from pathlib import Path

from console.alarms import DAMAGED
from console.seat.roster import Roster
from console.seat.writer import Writer
from console.trust.errors import Refusal
from db.errors import Damaged, StorageFailed
from db.record import Record

log = logging.getLogger(__name__)
LOOK_SECONDS = 5.0
LOW, RESERVE = 2 << 30, 64 << 20  # bytes free: warn; keep what is left for this seat's own entries
SLOW_SECONDS, SLOW_SHOWN_SECONDS = 2.0, 60.0
UNREAD_SHOWN_SECONDS = 5.0  # whatever was not read is asked for again sooner than that
PROBE = "disk.probe"


def free(folder: Path) -> int:
    """Bytes that are free where the folder lies."""
    return shutil.disk_usage(folder).free


class Disk:
    """Used by the engine; what it finds stands in the status line."""

    def __init__(self, folder: Path, record: Record, writer: Writer, roster: Roster) -> None:
        self._folder, self._record, self._writer, self._roster = folder, record, writer, roster
        self._failure = ""  # code of the last failure to write, until something was written again
        self._free = free(folder)
        self._looked = self._slow = self._unread = float("-inf")
        self._probing = False
        self.damaged: Callable[[], None] = lambda: None  # told that the file itself is

    @property
    def reserved(self) -> bool:
        """Whether there is room only for what this seat's own people write."""
        return self._free < RESERVE

    @property
    def _is_slow(self) -> bool:
        return time.monotonic() < self._slow + SLOW_SHOWN_SECONDS

    def wrote(self, code: str = "", seconds: float = 0.0) -> None:
        """Something was written, in so long; or it was not, with this code."""
        self._failure = code
        if code == DAMAGED:
            self.damaged()
        if seconds > SLOW_SECONDS:
            self._slow = time.monotonic()
        self._show()

    def unread(self, failure: StorageFailed) -> None:
        """Something could not be read: who wanted it asks for it again."""
        log.warning("the disk does not give what it keeps: %s", failure)
        self._unread = time.monotonic()
        if isinstance(failure, Damaged):
            self.damaged()
        self._show()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Whatever cannot be read within this is left for later, and the seat goes on."""
        try:
            yield
        except StorageFailed as failure:
            self.unread(failure)

    def step(self) -> None:
        """Look again, if it is time; where nothing could be written, try. Else tidy up while nobody waits,
        but not where whoever comes then would wait for long.
        """
        now = time.monotonic()
        if now < self._looked + LOOK_SECONDS:
            return
        self._looked = now
        with suppress(OSError):  # the folder itself is out of reach: writing says so
            self._free = free(self._folder)
        if self._failure and not self._probing:
            self._probing = True
            self._writer.submit(self._probe, self._tried)
        elif not self._failure and not self._is_slow:
            self._writer.rest(self._record.tidy, self._tried)
        self._show()

    def _probe(self) -> None:
        self._record.set_meta(PROBE, b"")
        self._record.tidy()

    def _tried(self, outcome: Future[None]) -> None:
        self._probing = False
        try:
            outcome.result()
        except Refusal as refusal:
            self.wrote(refusal.code)
            if isinstance(refusal, Damaged):
                self.damaged()
        else:
            self.wrote()

    def _show(self) -> None:
        if self._failure:
            code = self._failure
        elif time.monotonic() < self._unread + UNREAD_SHOWN_SECONDS:
            code = "storage.unread"
        elif self.reserved:
            code = "storage.reserve"
        elif self._free < LOW:
            code = "storage.low"
        else:
            code = "storage.slow" if self._is_slow else ""
        self._roster.storage = code
