"""Group commit: what a turn of the engine wrote goes to disk together; then it is answered and shown."""

import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager

from console.domain.facts import Refused
from console.seat.ledger import Ledger
from console.seat.writer import Writer
from console.trust.errors import Refusal
from db.admission import Admission
from db.entry import Stored
from db.errors import StorageFailed

No = Refusal | Refused
Published = Callable[[list[Stored], set[str]], None]


class Commits:
    """Nothing is written while a batch is on its way to disk, so whatever is folded then is on disk too."""

    def __init__(
        self, ledger: Ledger, writer: Writer, published: Published, wrote: Callable[[str, float], None]
    ) -> None:
        """`published` gets what came to disk and what it touched; `wrote` the code of a failure, or none,
        and how long it took.
        """
        self._ledger, self._writer, self._published, self._wrote = ledger, writer, published, wrote
        self._waiting: deque[Callable[[], None]] = deque()
        self._promises: list[tuple[Callable[[], None], Callable[[No], None]]] = []
        self._start = ledger.mark
        self._touched: set[str] = set()
        self.busy, self._begun = False, 0.0
        self.sent: Callable[[list[Stored]], None] = lambda _: None  # given what is on disk, before all else

    def when_free(self, call: Callable[[], None]) -> None:
        """Call it now, or as soon as no batch is on its way."""
        if self.busy:
            self._waiting.append(call)
        else:
            call()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Write within this, after `when_free`: whatever raises leaves nothing behind."""
        mark = self._ledger.mark
        if not self._ledger.fresh:
            self._start, self._touched = mark, set()
            self._ledger.received = self._ledger.now()
        try:
            self._ledger.begin()
            yield
        except BaseException:
            self._touched |= self._ledger.undo(mark)
            raise

    def write(
        self,
        kind: str,
        about: tuple[bytes, ...],
        payload: bytes,
        by: int = 0,
        replaces: Mapping[int, tuple[bytes, ...]] | None = None,
    ) -> Stored:
        """Sign and fold the next entry. Raises Malformed where it breaks a limit."""
        stored, touched = self._ledger.write(kind, about, payload, by, replaces)
        self._touched |= touched
        return stored

    def promise(self, done: Callable[[], None], failed: Callable[[No], None]) -> None:
        """Call one of them when the fate of what was written is known."""
        self._promises.append((done, failed))

    def flush(self) -> None:
        """Send what was written to disk."""
        entries = self._ledger.fresh
        if self.busy or not entries:
            return
        self.busy, self._begun = True, time.monotonic()
        record, received = self._ledger.record, self._ledger.received
        self._writer.submit(lambda: record.append(entries, received), self._done)

    def _done(self, outcome: Future[Admission]) -> None:
        with self._ledger.faults.tearing("a commit"):
            self._settle(outcome)

    def _settle(self, outcome: Future[Admission]) -> None:
        self.busy = False
        promises, self._promises = self._promises, []
        kept = self._ledger.faults.kept
        try:
            admission = outcome.result()
        except StorageFailed as refusal:
            self._wrote(refusal.code, 0.0)
            touched = self._touched | self._ledger.undo(self._start)
            for _, failed in promises:
                with kept("a refusal"):
                    failed(refusal)
            self._published([], touched)
        else:
            stored = list(admission.stored)
            with kept("entries that go to others"):
                self.sent(stored)
            self._wrote("", time.monotonic() - self._begun)
            touched = self._touched | self._ledger.committed(admission)
            for done, _ in promises:
                with kept("an answer"):
                    done()
            self._published(stored, touched)
        for _ in range(len(self._waiting)):
            with kept("what waited for a commit"):
                self._waiting.popleft()()
