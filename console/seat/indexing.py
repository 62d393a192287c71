"""The search index, kept up in the background: never in the way of a commit."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from typing import Any

import msgspec

from console.domain.facts import Fact, decode
from console.seat.writer import Pool
from db.entry import Stored
from db.errors import Damaged, StorageFailed
from db.record import Record
from db.search import SearchIndex, SearchRow

PAGE = 500


class Indexer:
    """Indexes what the record holds, page by page, one page at a time."""

    def __init__(self, record: Record, view: SearchIndex, pool: Pool, pressed: Callable[[], bool]) -> None:
        """While the seat is `pressed`, one page goes with each step, and no other follows by itself."""
        self._record, self._view, self._pool, self._pressed = record, view, pool, pressed
        self._to: int | None = None  # the last entry that is in it; none until somebody has looked
        self._busy = False
        self._mended: list[bytes] = []  # entries that say something else than when they were looked at

    def _fits(self) -> bool:
        """Whether the index is of this record: one that was damaged or newer had other numbers."""
        last = self._view.last()
        if last is not None and [each.id for each in self._record.since(last[0] - 1, 1)] != [last[1]]:
            return False
        return self._view.indexed_to() <= self._record.count

    def step(self) -> None:
        """Index the next page, if there is one and none is under way."""
        if self._busy:
            return
        if self._to is None or self._view.doubtful:
            self._busy, self._to = True, None
            self._pool.submit(self._looked, self._done)
        elif self._mended:
            self._busy, ids, self._mended = True, self._mended, []
            self._pool.submit(partial(self._again, ids, self._to), partial(self._done_again, ids))
        elif self._to < self._record.count:
            self._busy = True
            self._pool.submit(partial(self._page, self._to), self._done)

    def _looked(self) -> int:
        """What of the index can be gone by: one that is not sound, or not of this record, is begun anew."""
        if not self._view.is_sound() or not self._fits():
            self._view.renew()
        return self._view.indexed_to()

    def again(self, ids: list[bytes]) -> None:
        """These entries have their payload now, or lack it."""
        self._mended += ids
        self.step()

    def _again(self, ids: list[bytes], to: int) -> int:
        """What lies beyond the pages that were indexed waits for its own."""
        self._view.index(row_of(each) for each in self._record.named(ids) if each.order <= to)
        return to

    def _page(self, to: int) -> int:
        page = self._record.since(to, PAGE)
        self._view.index(map(row_of, page))
        return page[-1].order if page else to

    def _done_again(self, ids: list[bytes], outcome: Future[int]) -> None:
        failure = outcome.exception()
        if isinstance(failure, StorageFailed) and not isinstance(failure, Damaged):
            self._mended += ids  # what is garbled by now is mended once more, and then looked at again
        self._done(outcome)

    def _done(self, outcome: Future[int]) -> None:
        self._busy = False
        with suppress(StorageFailed):  # a later step tries again
            self._to = outcome.result()
            if not self._pressed():
                self.step()


def row_of(stored: Stored) -> SearchRow:
    """What search shall know of an entry."""
    header = stored.header
    fact = decode(header.kind, stored.entry.payload)
    text = " ".join(texts(fact)) if fact is not None else ""
    return SearchRow(stored.id, stored.order, b"".join(header.about), header.hlc, text)


def texts(fact: Fact) -> Iterator[str]:
    """All that a fact says in words."""
    todo: list[Any] = list(msgspec.structs.astuple(fact))
    while todo:
        value = todo.pop(0)
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            todo += value.values()
        elif isinstance(value, list | tuple):
            todo += value
