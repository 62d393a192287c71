"""The log's order: what every operation and incident was told, newest last, cheap to add to."""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable
from operator import attrgetter

import msgspec

from console.domain.facts import Event
from console.domain.subjects import TOLD
from console.domain.things import Thing

AHEAD = 60_000  # ms: a clock further ahead on receipt does not decide where its entry is listed
DOUBTFUL = 2_000  # ms
ROOM = ""  # the room's own log
OF_OPERATION = ("operation.", "command.")  # kinds about an operation alone


def key_log(operation: str) -> str:
    """The log of an operation's lines that were ever marked as key facts; each says if it still is."""
    return f"key:{operation}"


class Told(msgspec.Struct, frozen=True):
    """A fact, other than a written line, that the log tells of."""

    row: int
    id: str  # its line is known by its entry
    thing: Thing
    keys: tuple[str, ...]  # the logs that hold it

    @property
    def event(self) -> Event:
        """The fact itself."""
        return next(event for event in self.thing.events if event.id == self.id)


Row = Thing | Told
Look = Callable[[str, int], Thing]  # the line at rest of this id, listed by this clock


# Where a row is listed; the same as its line's `order`. A page of all logs asks for it thousands of times.
order: Callable[[Row], tuple[int, str]] = attrgetter("row", "id")


def is_late(event: Event) -> bool:
    """Whether its clock was too far ahead on receipt to be believed."""
    return bool(event.received) and event.at > event.received + AHEAD


def doubt(event: Event) -> int:
    """Ms by which its clock was ahead when it came here; 0 where that is nothing to speak of."""
    ahead = event.at - event.received if event.received else 0
    return ahead if ahead >= DOUBTFUL else 0


def listed(event: Event) -> int:
    """The clock by which an event is listed: its own, or that of its local receipt."""
    return event.received << 16 if is_late(event) else event.hlc


class Lines:
    """One log: rows newest last. Of a line at rest it holds no more than its id."""

    __slots__ = ("_clocks", "_look", "_rows", "moved")

    def __init__(self, look: Look) -> None:
        self._look = look
        self._rows: list[Row | bytes] = []
        self._clocks = array("Q")  # by which the rows are listed
        self.moved = 0  # how often a row came elsewhere than at the end, went, or is another

    def __len__(self) -> int:
        return len(self._rows)

    def latest(self, limit: int, before: tuple[int, str] | None = None) -> list[Row]:
        """The newest `limit` rows, newest last; only those listed before `before`, where it is given."""
        end = len(self._rows) if before is None else self._place(*before)
        return [self._row(place) for place in range(max(0, end - limit), end)]

    def _row(self, place: int) -> Row:
        row = self._rows[place]
        if isinstance(row, bytes):
            return self._look(row.hex(), self._clocks[place])
        return row

    def add(self, clock: int, row: Row | bytes) -> None:
        """List a row, a line at rest by its id; in place of what goes by the same id."""
        if not self._clocks or clock > self._clocks[-1]:
            self._rows.append(row)
            self._clocks.append(clock)
            return
        place = self._place(clock, _id(row))
        if self._holds(place, clock, _id(row)):
            self._rows[place] = row
            self.moved += not isinstance(row, bytes)  # who has a line that goes to rest may keep it
            return
        self.moved += place < len(self._rows)
        self._rows.insert(place, row)
        self._clocks.insert(place, clock)

    def remove(self, clock: int, id_: str) -> None:
        """Take a row out, if it is there."""
        place = self._place(clock, id_)
        if self._holds(place, clock, id_):
            del self._rows[place], self._clocks[place]
            self.moved += 1

    def _holds(self, place: int, clock: int, id_: str) -> bool:
        return place < len(self._rows) and self._clocks[place] == clock and _id(self._rows[place]) == id_

    def _place(self, clock: int, id_: str) -> int:
        """Where a row is, or would be."""
        place = bisect_left(self._clocks, clock)
        while place < len(self._rows) and self._clocks[place] == clock and _id(self._rows[place]) < id_:
            place += 1
        return place


def _id(row: Row | bytes) -> str:
    return row.hex() if isinstance(row, bytes) else row.id


class Timeline:
    """All logs of the room: by operation, by incident, by whatever a line refers to, and the room's own."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._logs: dict[str, Lines] = {}
        self._told: dict[Thing, tuple[Told, ...]] = {}  # its rows

    def of(self, key: str) -> Lines:
        """The log of an operation, an incident or another thing; ROOM is what belongs to no operation."""
        return self._logs.get(key) or Lines(self._look)

    def add(self, thing: Thing, event: Event) -> None:
        """List an event that was folded on top of its thing."""
        if thing.subject.slim:
            if event.kind in thing.subject.opening and not thing.row:
                self._add_line(thing, event)
            else:
                self._mark_key(thing, (event,))
        elif _is_told(thing, event):
            self._add_told(thing, (event,))

    def tell(self, thing: Thing, event: Event) -> None:
        """List an event that no subject asked to have told."""
        self._add_told(thing, (event,))

    def list_anew(self, thing: Thing) -> None:
        """List a thing again whose facts or whose standing changed."""
        self.forget(thing)
        if thing.subject.slim:
            for opening in _openings(thing)[:1]:
                self._add_line(thing, opening)
            self._mark_key(thing, thing.events)
        else:
            self._add_told(thing, (e for e in thing.events if _is_told(thing, e)))

    def forget(self, thing: Thing) -> None:
        """Take a thing out of all logs, while it still holds the facts by which it was listed."""
        if thing.row:
            for key in {key for opening in _openings(thing) for key in _any_keys(opening)}:
                self.of(key).remove(thing.row, thing.id)
            thing.row = 0
        for row in self._told.pop(thing, ()):
            for key in row.keys:
                self.of(key).remove(row.row, row.id)

    def rest(self, line: bytes, opening: Event) -> None:
        """List a line of which its id is enough."""
        self._enter(listed(opening), line, _line_keys(opening))

    def wake(self, thing: Thing, opening: Event) -> None:
        """List a line itself in place of its id."""
        self._add_line(thing, opening)

    def _add_line(self, thing: Thing, opening: Event) -> None:
        thing.row = listed(opening)
        self._enter(thing.row, thing, _line_keys(opening))

    def _mark_key(self, line: Thing, events: Iterable[Event]) -> None:
        """A correction may mark a line that was listed before."""
        if line.row and any(getattr(event.fact, "key", False) for event in events):
            self._enter(line.row, line, {_key_log(opening): None for opening in _openings(line)})

    def _add_told(self, thing: Thing, events: Iterable[Event]) -> None:
        opening = thing.opening
        for event in events:
            # Causes first: a thing's own opening is listed before all else about it, whatever the clocks say.
            at = listed(event)
            if opening is not None and event.id != opening.id:
                at = max(at, listed(opening) + 1)
            rows, keys = self._told.get(thing, ()), _told_keys(event, opening)
            if rows and rows[-1].keys == keys:
                keys = rows[-1].keys  # one copy: most of a thing's rows stand in the same logs
            row = Told(at, event.id, thing, keys)
            self._told[thing] = (*rows, row)
            self._enter(at, row, row.keys)

    def _enter(self, clock: int, row: Row | bytes, keys: Iterable[str]) -> None:
        for key in keys:
            log = self._logs.get(key)
            if log is None:
                log = self._logs[key] = Lines(self._look)
            log.add(clock, row)


def _openings(thing: Thing) -> list[Event]:
    return [event for event in thing.events if event.kind in thing.subject.opening]


def _line_keys(event: Event) -> dict[str, None]:
    keys = dict.fromkeys(event.about[1:])
    if not getattr(event.fact, "operation", ""):
        keys[ROOM] = None
    if getattr(event.fact, "key", False):
        keys[_key_log(event)] = None
    return keys


def _any_keys(opening: Event) -> tuple[str, ...]:
    """Every log that a line may be in by this opening."""
    return (*opening.about[1:], ROOM, _key_log(opening))


def _key_log(opening: Event) -> str:
    return key_log(getattr(opening.fact, "operation", ""))


def _told_keys(event: Event, opening: Event | None) -> tuple[str, ...]:
    named = dict.fromkeys((*event.about, *(opening.about if opening is not None else ())))
    return (ROOM,) if len(named) == 1 and not event.kind.startswith(OF_OPERATION) else tuple(named)


def _is_told(thing: Thing, event: Event) -> bool:
    """Void facts are shown as such; those that wait for their thing are not."""
    if event.kind not in TOLD or event.fact is None:
        return False
    return thing.known or not thing.subject.gives_effect(event)
