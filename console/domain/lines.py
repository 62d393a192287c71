"""The rows of one log, newest last: cheap to add to, and short for what is at rest."""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import NamedTuple

import msgspec

from console.domain.facts import Event
from console.domain.things import NAME, Thing


class Told(msgspec.Struct, frozen=True):
    """A fact, other than a written line, that the log tells of."""

    row: int
    id: str  # its line is known by its entry
    thing: Thing
    keys: tuple[str, ...]  # the logs that hold it

    @property
    def event(self) -> Event:
        """The fact itself."""
        return self.thing.event(self.id)


Row = Thing | Told
Rested = bytes  # the id of a line at rest; or of an entry, and where a rest page has what is told of it
Look = Callable[[Rested, int], Row]  # the row itself, listed by this clock


# Where a row is listed; the same as its line's `order`. A page of all logs asks for it thousands of times.
order: Callable[[Row], tuple[int, str]] = attrgetter("row", "id")


class Extent(NamedTuple):
    """How many rows a log has, and how often one came elsewhere than at the end, went, or is another."""

    rows: int
    moved: int


UNSEEN = Extent(0, -1)  # as no log ever stands


class Lines:
    """One log: rows newest last. Of what is at rest it holds no more than its id."""

    __slots__ = ("_clocks", "_look", "_moved", "_rows")

    def __init__(self, look: Look, rows: Iterable[Row | Rested] = (), clocks: Iterable[int] = ()) -> None:
        self._look = look
        self._rows: list[Row | Rested] = list(rows)
        self._clocks = array("Q", clocks)  # by which the rows are listed
        self._moved = 0

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def extent(self) -> Extent:
        return Extent(len(self._rows), self._moved)

    def since(self, seen: Extent, limit: int) -> list[Row]:
        """The newest rows, `limit` at most; of a log that only grew since it was `seen`, what came."""
        return self.latest(min(limit, len(self) - seen.rows) if self._moved == seen.moved else limit)

    def copy(self) -> tuple[list[Row | Rested], "array[int]"]:
        """The rows as they are held, and the clocks by which they are listed."""
        return self._rows[:], self._clocks[:]

    def join(self, other: "Lines") -> None:
        """List all that another log lists."""
        for row, clock in zip(*other.copy(), strict=True):
            self.add(clock, row)

    def latest(self, limit: int, before: tuple[int, str] | None = None) -> list[Row]:
        """The newest `limit` rows, newest last; only those listed before `before`, where it is given."""
        end = len(self._rows) if before is None else self._place(*before)
        return [self._row(place) for place in range(max(0, end - limit), end)]

    def _row(self, place: int) -> Row:
        row = self._rows[place]
        return self._look(row, self._clocks[place]) if isinstance(row, bytes) else row

    def add(self, clock: int, row: Row | Rested) -> None:
        """List a row, a line at rest by its id; in place of what goes by the same id."""
        if not self._clocks or clock > self._clocks[-1]:
            self._rows.append(row)
            self._clocks.append(clock)
            return
        place = self._place(clock, _id(row))
        if self._holds(place, clock, _id(row)):
            self._rows[place] = row
            self._moved += not isinstance(row, bytes)  # who has a line that goes to rest may keep it
            return
        self._moved += place < len(self._rows)
        self._rows.insert(place, row)
        self._clocks.insert(place, clock)

    def remove(self, clock: int, id_: str) -> None:
        """Take a row out, if it is there."""
        place = self._place(clock, id_)
        if self._holds(place, clock, id_):
            del self._rows[place], self._clocks[place]
            self._moved += 1

    def _holds(self, place: int, clock: int, id_: str) -> bool:
        return place < len(self._rows) and self._clocks[place] == clock and _id(self._rows[place]) == id_

    def _place(self, clock: int, id_: str) -> int:
        """Where a row is, or would be."""
        place = bisect_left(self._clocks, clock)
        while place < len(self._rows) and self._clocks[place] == clock and _id(self._rows[place]) < id_:
            place += 1
        return place


def _id(row: Row | Rested) -> str:
    return row[:NAME].hex() if isinstance(row, bytes) else row.id
