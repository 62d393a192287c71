"""The rows of one log, newest last: cheap to add to, and short for what is at rest."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import NamedTuple

import msgspec

from console.domain.facts import Event
from console.domain.thing import NAME, Thing


class Told(msgspec.Struct, frozen=True, weakref=True):
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

OWN = 1 << 31  # the places of a page are below
_NO_PLACES, _NO_CLOCKS = array("I"), array("Q")


def _no_page(place: int) -> Rested:
    raise IndexError(place)


class Lines:
    """One log: rows newest last. Of what is at rest it holds no more than its id, or where a page has it."""

    __slots__ = ("_clocks", "_free", "_look", "_moved", "_own", "_places", "_rested")

    def __init__(
        self,
        look: Look,
        rested: Callable[[int], Rested] = _no_page,
        places: "array[int]" = _NO_PLACES,
        clocks: "array[int]" = _NO_CLOCKS,
    ) -> None:
        """`rested` gives what a page has at a place."""
        self._look, self._rested = look, rested
        self._places = places[:]  # of the rows: on the page, or, from OWN on, among our own
        self._own: list[Row | Rested] = []
        self._free: list[int] = []  # places of our own that no row has
        self._clocks = clocks[:]  # by which the rows are listed
        self._moved = 0

    def __len__(self) -> int:
        return len(self._places)

    @property
    def extent(self) -> Extent:
        return Extent(len(self), self._moved)

    def since(self, seen: Extent, limit: int) -> list[Row]:
        """The newest rows, `limit` at most; of a log that only grew since it was `seen`, what came."""
        return self.latest(min(limit, len(self) - seen.rows) if self._moved == seen.moved else limit)

    def copy(self) -> "Lines":
        """Another with the same rows."""
        other = Lines(self._look, self._rested, self._places, self._clocks)
        other._own, other._free = self._own[:], self._free[:]
        return other

    def rows(self) -> Iterator[tuple[Row | Rested, int]]:
        """The rows as they are held, each with the clock by which it is listed."""
        for at, clock in zip(self._places, self._clocks, strict=True):
            yield self._own[at - OWN] if at >= OWN else self._rested(at), clock

    def join(self, other: "Lines") -> None:
        """List all that another log lists."""
        for row, clock in other.rows():
            self.add(clock, row)

    def latest(self, limit: int, before: tuple[int, str] | None = None) -> list[Row]:
        """The newest `limit` rows, newest last; only those listed before `before`, where it is given."""
        end = len(self) if before is None else self._place(*before)
        return [self._row(place) for place in range(max(0, end - limit), end)]

    def keys(self, after: int, limit: int = 1 << 32) -> list[tuple[int, str]]:
        """The newest rows listed after a clock, each as its own clock and its id; no row is looked at."""
        first = max(bisect_right(self._clocks, after), len(self) - limit)
        return [(self._clocks[place], _id(self._held(place))) for place in range(first, len(self))]

    def at(self, clock: int, id_: str) -> Row:
        """The row that is listed so."""
        return self._row(self._place(clock, id_))

    def _row(self, place: int) -> Row:
        row = self._held(place)
        return self._look(row, self._clocks[place]) if isinstance(row, bytes) else row

    def _held(self, place: int) -> Row | Rested:
        at = self._places[place]
        return self._own[at - OWN] if at >= OWN else self._rested(at)

    def add(self, clock: int, row: Row | Rested) -> None:
        """List a row, a line at rest by its id; in place of what goes by the same id."""
        clocks = self._clocks
        if not clocks or clock > clocks[-1]:
            self._places.append(self._keep(row))
            clocks.append(clock)
            return
        place = self._place(clock, _id(row))
        if self._holds(place, clock, _id(row)):
            self._release(place)
            self._places[place] = self._keep(row)
            self._moved += not isinstance(row, bytes)  # who has a line that goes to rest may keep it
            return
        self._moved += place < len(self)
        self._places.insert(place, self._keep(row))
        self._clocks.insert(place, clock)

    def remove(self, clock: int, id_: str) -> None:
        """Take a row out, if it is there."""
        place = self._place(clock, id_)
        if self._holds(place, clock, id_):
            self._release(place)
            del self._places[place], self._clocks[place]
            self._moved += 1

    def _keep(self, row: Row | Rested) -> int:
        """Where the row is among our own from now on."""
        if not self._free:
            self._own.append(row)
            return OWN + len(self._own) - 1
        at = self._free.pop()
        self._own[at - OWN] = row
        return at

    def _release(self, place: int) -> None:
        """The row is to be another, or none."""
        at = self._places[place]
        if at >= OWN:
            self._own[at - OWN] = b""
            self._free.append(at)

    def _holds(self, place: int, clock: int, id_: str) -> bool:
        return place < len(self) and self._clocks[place] == clock and _id(self._held(place)) == id_

    def _place(self, clock: int, id_: str) -> int:
        """Where a row is, or would be."""
        place = bisect_left(self._clocks, clock)
        while place < len(self) and self._clocks[place] == clock and _id(self._held(place)) < id_:
            place += 1
        return place


def _id(row: Row | Rested) -> str:
    return row[:NAME].hex() if isinstance(row, bytes) else row.id
