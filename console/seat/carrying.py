"""Carrying a record on a stick: out into a bundle, and in as a peer would bring it."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from itertools import islice
from pathlib import Path

from console.link.pages import CarriedView
from console.seat.growing import Growth
from console.seat.keeping import Keeping
from console.seat.ledger import Ledger
from console.seat.replication import Replication
from console.seat.writer import Pool, Writer
from console.trust.errors import Refusal
from db import bundle
from db.admission import Admission
from db.bundle import Frame, Run, Statements
from db.entry import Entry, parse
from db.errors import StorageFailed
from db.record import Record

EVERY = ("",)  # kind begins with this: each entry's own signature is checked before it counts
FRAMES = 4  # of one commit
LACKING = 10_000

Ended = Callable[[Future[CarriedView]], None]


class Page:
    """Some frames of a bundle, and what the record said to their runs."""

    def __init__(self, frames: Iterable[Frame]) -> None:
        self.frames = list(frames)
        self.admitted: list[Admission] = []
        self.refused = 0
        self.repaired: list[bytes] = []

    def commit(self, record: Record, received: int) -> "Page":
        """To disk, in the writer's thread."""
        runs = [frame.entries for frame in self.frames if isinstance(frame, Run)]
        for run, result in zip(runs, record.admit_all(runs, received, EVERY), strict=True):
            if isinstance(result, Admission):
                self.admitted.append(result)
            else:
                self.refused += len(run)
        with suppress(StorageFailed):  # what was taken in counts; who brings the bundle again mends the rest
            wanted = set(record.lacking(LACKING))
            for name, one in (named for run in runs for named in _named(run)):
                if name in wanted and record.repair(one):
                    self.repaired.append(name)
        return self


def _named(run: Iterable[Entry]) -> Iterator[tuple[bytes, Entry]]:
    for entry in run:
        with suppress(Refusal):
            yield parse(entry)[0], entry


class Carrying:
    """Of one seat. Bundles are read and written beside the engine; what they bring is folded in it."""

    def __init__(
        self,
        ledger: Ledger,
        threads: tuple[Writer, Pool],
        replication: Replication,
        growth: Growth,
        keeping: Keeping,
    ) -> None:
        self._ledger, self._replication, self._growth = ledger, replication, growth
        self._keeping = keeping
        self._writer, self._pool = threads

    def out(self, path: Path, lacking: Path | None) -> CarriedView:
        """Write a bundle: of all, or of what the writer of the bundle `lacking` has not. In any thread.
        Raises a Refusal.
        """
        record = self._ledger.record
        theirs = bundle.preface(lacking, record.room) if lacking is not None else None
        count = bundle.write(path, record, self._ledger.now(), theirs)
        return CarriedView(str(path), count)

    def bring(self, path: Path, ended: Ended) -> None:
        """Take a whole bundle in, page by page; `ended` gets what came of it, or what went wrong."""
        room = self._ledger.record.room
        outcome: Future[CarriedView] = Future()
        outcome.add_done_callback(ended)
        self._pool.slow.submit(
            lambda: bundle.preface(path, room),
            lambda read: self._begin(path, read, outcome),
        )

    def _begin(self, path: Path, read: Future[bundle.Preface], outcome: Future[CarriedView]) -> None:
        if (wrong := read.exception()) is not None:
            outcome.set_exception(wrong)
            return
        self._next(bundle.frames(path), CarriedView(str(path)), outcome)

    def _next(self, frames: Iterator[Frame], so_far: CarriedView, outcome: Future[CarriedView]) -> None:
        """Read on beside the writer: a stick may be slow, or hang, and people go on recording."""

        def read(come: Future[Page]) -> None:
            if (wrong := come.exception()) is not None:
                outcome.set_exception(wrong)
                return
            page, record, received = come.result(), self._ledger.record, self._ledger.now()
            self._writer.submit(
                lambda: page.commit(record, received),
                lambda done: self._took(frames, so_far, done, outcome),
            )

        self._pool.slow.submit(lambda: Page(islice(frames, FRAMES)), read)

    def _took(
        self, frames: Iterator[Frame], so_far: CarriedView, done: Future[Page], outcome: Future[CarriedView]
    ) -> None:
        if (wrong := done.exception()) is not None:
            outcome.set_exception(wrong)
            return
        page = done.result()
        try:
            statements = self._take(page)
        except BaseException as fault:
            outcome.set_exception(fault)
            raise
        told = CarriedView(
            so_far.path,
            so_far.entries + sum(len(frame.entries) for frame in page.frames if isinstance(frame, Run)),
            so_far.new + sum(len(admission.stored) for admission in page.admitted),
            so_far.refused + page.refused,
            so_far.statements + statements,
        )
        if page.frames:
            self._next(frames, told, outcome)
            return
        if told.new:
            self._keeping.tell("carried", told.new, told.refused)
        outcome.set_result(told)

    def _take(self, page: Page) -> int:
        """Take in what is on disk; gives how many statements were new."""
        raw = [one for frame in page.frames if isinstance(frame, Statements) for one in frame.raw]
        statements = self._growth.add(raw)
        self._replication.take(page.admitted)
        self._replication.reread(page.repaired)
        return statements
