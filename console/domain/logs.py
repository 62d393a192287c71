"""All logs: what every operation and incident was told, newest last, cheap to add to."""

import sys
from collections.abc import Iterable
from weakref import WeakValueDictionary

from console.domain.facts import Event
from console.domain.lines import Lines, Rested, Row, Told
from console.domain.listing import listed
from console.domain.rest_page import Page
from console.domain.subjects import SUBJECTS, TOLD
from console.domain.thing import NAME, Thing
from console.domain.things import Things

ROOM = ""  # the room's own log
WAITING = "waiting:"
OF_OPERATION = ("operation.", "command.")  # kinds about an operation alone


def key_log(operation: str) -> str:
    """The log of an operation's lines that were ever marked as key facts; each says if it still is."""
    return f"key:{operation}"


def key_waiting(operation: str) -> str:
    """The lines of an operation that nothing with effect has opened; read with the room's own log."""
    return f"{WAITING}{operation}"


class Logs:
    """All logs of the room: by operation, by incident, by whatever a line refers to, and the room's own."""

    def __init__(self, things: Things) -> None:
        self._things = things
        self._logs: dict[str, Lines] = {}
        self._waiting: set[str] = set()
        self._told: dict[Thing, list[Told]] = {}  # its rows
        self._paged: dict[Thing, range] = {}  # where the page has them, of what was asked for since
        # By their place there, those that somebody holds: a face takes another row for other words.
        self._looked: WeakValueDictionary[int, Told] = WeakValueDictionary()

    def open(self, page: Page) -> None:
        """The logs of a page are logs too."""
        self._waiting.update(key for key in page.logs if key.startswith(WAITING))

    @property
    def waiting(self) -> list[str]:
        """The logs of lines whose operation is not open. Asked for with each batch of changes."""
        return list(self._waiting)

    def is_open(self, operation: str) -> bool:
        """Whether anything with effect has opened this operation."""
        thing = self._things.get(operation, "operation")
        return thing is not None and thing.known

    def of(self, key: str) -> Lines:
        """The log of an operation, an incident or another thing; ROOM is what belongs to no operation."""
        held = self._held(key)
        return Lines(self._look) if held is None else held

    def _held(self, key: str) -> Lines | None:
        page = self._things.page
        laid = page.take_log(key) if key in page.logs or key in page.index else None
        if laid is not None:
            log = Lines(self._look, page.rested, *laid)
            if key in self._logs:
                log.join(self._logs[key])
            self._logs[key] = log
        return self._logs.get(key)

    def made(self) -> list[tuple[str, Lines]]:
        """All logs but those that still lie on a page alone, by their keys."""
        return [(key, log.copy()) for key, log in self._logs.items()]

    def told_of(self, thing: Thing) -> tuple[Told, ...] | range:
        """What the log tells of a thing, or where the page tells it."""
        return self._paged.get(thing) or tuple(self._told.get(thing, ()))

    def _rows(self, thing: Thing) -> list[Told]:
        places = self._paged.pop(thing, None)
        if places is not None:
            self._told[thing] = [self._told_at(place, thing) for place in places]
        return self._told.setdefault(thing, [])

    def _told_at(self, place: int, thing: Thing) -> Told:
        each = self._things.page.mention(place)
        return Told(each.row, each.entry.hex(), thing, each.keys)

    def call(self, thing: Thing, told: range) -> None:
        """A thing of the page has been made, of which it tells at these places."""
        if told:
            self._paged[thing] = told

    def _look(self, row: Rested, clock: int) -> Row:
        if len(row) < NAME:
            return self._things.line(row.hex(), clock)
        place = int.from_bytes(row[NAME:])
        told = self._looked.get(place)
        if told is None:
            name, subject = self._things.page.teller(place)
            told = self._looked[place] = self._told_at(place, self._things.make(name, SUBJECTS[subject]))
        return told

    def add(self, thing: Thing, event: Event) -> None:
        """List an event that was folded on top of its thing."""
        if thing.subject.slim:
            if event.kind in thing.subject.opening and not thing.row:
                self._add_line(thing, event)
            else:
                self._mark_key(thing, (event,))
        elif _is_told(thing, event):
            self._add_told(thing, (event,))
        if thing.subject.name == "operation":
            self._gather(thing)

    def tell(self, thing: Thing, event: Event) -> None:
        """List an event that no subject asked to have told: with all it is about, and in the room's log."""
        row = Told(listed(event), event.id, thing, (*dict.fromkeys(event.about), ROOM))
        self._rows(thing).append(row)
        self._enter(row.row, row, row.keys)

    def list_anew(self, thing: Thing) -> None:
        """List a thing again whose facts or whose standing changed."""
        self.forget(thing)
        if thing.subject.slim:
            for opening in _openings(thing)[:1]:
                self._add_line(thing, opening)
            self._mark_key(thing, thing.events)
        else:
            self._add_told(thing, (e for e in thing.events if _is_told(thing, e)))
        if thing.subject.name == "operation":
            self._gather(thing)

    def _gather(self, operation: Thing) -> None:
        """The lines of an operation wait while it is not open."""
        key = key_waiting(operation.id)
        log = self._held(key)
        if operation.known:
            self._logs.pop(key, None)
            self._waiting.discard(key)
        elif log is None:
            lines = [row for row in self.of(operation.id).latest(sys.maxsize) if isinstance(row, Thing)]
            for line in lines:
                if any(key in self._line_keys(opening) for opening in _openings(line)[:1]):
                    self._enter(line.row, line, (key,))

    def forget(self, thing: Thing) -> None:
        """Take a thing out of all logs, while it still holds the facts by which it was listed."""
        if thing.row:
            for key in {key for opening in _openings(thing) for key in _any_keys(opening)}:
                self.of(key).remove(thing.row, thing.id)
            thing.row = 0
        for row in self._rows(thing):
            for key in row.keys:
                self.of(key).remove(row.row, row.id)
        self._told.pop(thing, None)
        self._paged.pop(thing, None)

    def rest(self, line: bytes, opening: Event) -> None:
        """List a line of which its id is enough."""
        self._enter(listed(opening), line, self._line_keys(opening))

    def wake(self, thing: Thing, opening: Event) -> None:
        """List a line itself in place of its id."""
        self._add_line(thing, opening)

    def _add_line(self, thing: Thing, opening: Event) -> None:
        thing.row = listed(opening)
        self._enter(thing.row, thing, self._line_keys(opening))

    def _line_keys(self, event: Event) -> list[str]:
        fact, keys = event.fact, [*event.about[1:]]
        operation = getattr(fact, "operation", "")
        if not operation:
            keys.append(ROOM)
        elif not self.is_open(operation):
            keys.append(key_waiting(operation))
        if getattr(fact, "key", False):
            keys.append(key_log(operation))
        return keys

    def _mark_key(self, line: Thing, events: Iterable[Event]) -> None:
        """A correction may mark a line that was listed before."""
        if line.row and any(getattr(event.fact, "key", False) for event in events):
            self._enter(line.row, line, {_key_log(opening): None for opening in _openings(line)})

    def _add_told(self, thing: Thing, events: Iterable[Event]) -> None:
        opening, rows = thing.opening, self._rows(thing)
        earliest = 0 if opening is None else listed(opening) + 1
        for event in events:
            # Causes first: a thing's own opening is listed before all else about it, whatever the clocks say.
            at = listed(event)
            if at < earliest and opening is not None and event.id != opening.id:
                at = earliest
            keys = _told_keys(event, opening)
            if rows and rows[-1].keys == keys:
                keys = rows[-1].keys  # one copy: most of a thing's rows stand in the same logs
            row = Told(at, event.id, thing, keys)
            rows.append(row)
            self._enter(at, row, keys)

    def _enter(self, clock: int, row: Row | Rested, keys: Iterable[str]) -> None:
        page, logs = self._things.page, self._logs
        for key in keys:
            laid = key in page.index or key in page.logs
            log = self._held(key) if laid else logs.get(key)
            if log is None:
                log = logs[key] = Lines(self._look)
                if key.startswith(WAITING):
                    self._waiting.add(key)
            log.add(clock, row)


def _openings(thing: Thing) -> list[Event]:
    return [event for event in thing.events if event.kind in thing.subject.opening]


def _any_keys(opening: Event) -> tuple[str, ...]:
    """Every log that a line may be in by this opening."""
    named = opening.about[1:]
    return (*named, ROOM, *map(key_log, ("", *named)), *map(key_waiting, named))


def _key_log(opening: Event) -> str:
    return key_log(getattr(opening.fact, "operation", ""))


def _told_keys(event: Event, opening: Event | None) -> tuple[str, ...]:
    about, first = event.about, () if opening is None else opening.about
    named = dict.fromkeys(about if first == about else (*about, *first))
    return (ROOM,) if len(named) == 1 and not event.kind.startswith(OF_OPERATION) else tuple(named)


def _is_told(thing: Thing, event: Event) -> bool:
    """Void facts are shown as such; those that wait for their thing are not."""
    if event.kind not in TOLD or event.fact is None:
        return False
    return thing.known or not thing.subject.gives_effect(event)
