"""What the seat shows: encoded views by key, made when somebody looks and kept until they change."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager

import msgspec

from console.domain.agencies import agency_view
from console.domain.command_view import command
from console.domain.conflicts import open_conflicts
from console.domain.ids import derived_id
from console.domain.lines import Extent, Lines, Row, order
from console.domain.log import LineView
from console.domain.log_view import line_view, unshown
from console.domain.logs import ROOM, key_log
from console.domain.needs import needs
from console.domain.resting import LINGERS
from console.link.faces import Unread
from console.link.mirror import Key
from console.link.protocol import ALL, WINDOW, LogWindow
from console.seat.latest import Latest
from console.seat.ledger import Ledger

LIVE = ("operation", "incident", "order", "request", "agenda", "board")
PASSING = frozenset({"order", "request", "agenda"})  # shown while open, and for some time after

_encode = msgspec.msgpack.Encoder().encode
Views = Iterable[tuple[Key, msgspec.Struct]]


class Shown:
    """The picture as faces see it."""

    def __init__(
        self, ledger: Ledger, sitters: Callable[[], Iterable[int]], roster: Callable[[], Views]
    ) -> None:
        """`sitters` are the sittings open here; `roster` gives the views of room, seats and people."""
        self._ledger, self._picture = ledger, ledger.picture
        self._sitters, self._roster = sitters, roster
        self._codes = {derived_id("agency", code): code for code in self._picture.reference.agencies}
        self._cache: dict[Key, bytes | None] = {}
        self._derived: dict[Key, bytes] = {}
        self._parts: list[dict[Key, bytes]] = [{}, {}, {}]
        self._latest = {window: Latest(WINDOW) for window in (ALL, ROOM)}  # of several logs

    def keys(self) -> Iterable[Key]:
        """All subjects there are, needs of people not among them."""
        yield from (key for key in self._derived if key[0] != "needs")
        for kind in LIVE:
            things = self._picture.at_hand(kind) if kind in PASSING else self._picture.all(kind)
            yield from ((kind, thing.id) for thing in things)
            yield from ((kind, id_) for id_ in self._lately(kind))
        yield from (("command", thing.id) for thing in self._picture.all("operation"))
        yield from (("agency", code) for code in self._codes.values())

    def at_hand(self, key: Key) -> bool:
        return key in self._derived or key in self._cache

    def rests(self, key: Key) -> bool:
        if key[0] not in LIVE or self.at_hand(key):
            return False
        thing = self._picture.things.held(key[1], key[0])
        return thing is not None and thing.known and thing.resting

    def _lately(self, kind: str) -> Sequence[str]:
        """What went to rest, and is still shown."""
        return self._picture.things.lately(kind, self._ledger.now() - LINGERS) if kind in PASSING else ()

    def encoded(self, key: Key) -> bytes | None:
        if key in self._derived or key[0] == "needs":  # of who has just sat down they are not known yet
            return self._derived.get(key)
        if key not in self._cache:
            encoded = None  # which stands where a fault of ours lets nothing be shown
            with self._ledger.faults.making(*key):
                view = self._view(*key)
                encoded = None if view is None else _encode(view)
            self._cache[key] = encoded
            self._picture.awake.doze()  # a face that links has everything looked at, one by one
        return self._cache[key]

    def _view(self, kind: str, key: str) -> msgspec.Struct | None:
        picture = self._picture
        if kind == "agency":
            return agency_view(picture, key)
        thing = picture.things.held(key, "operation" if kind == "command" else kind)
        if thing is None or not thing.known:
            return None
        if kind == "command":
            return command(picture, key)
        if kind in PASSING and thing.resting and key not in self._lately(kind):
            return None
        view: msgspec.Struct | None = picture.view(thing)
        if kind in PASSING and not getattr(view, "open", True):
            return view if thing.updated > self._ledger.now() - LINGERS else None
        return view

    def rows(self, window: LogWindow, seen: Extent) -> tuple[Sequence[Row], Extent]:
        """The latest rows of a log, of one that only grew since it was `seen` those that came; and how it
        stands now. Raises Unread, also where a fault of ours lets none be shown.
        """
        with self._ledger.faults.kept("a log"):
            return self._rows(window, seen)
        raise Unread

    def _rows(self, window: LogWindow, seen: Extent) -> tuple[Sequence[Row], Extent]:
        if not (logs := self._logs(window)):
            lines = self._lines(window)
            return lines.since(seen, WINDOW), lines.extent
        latest = self._latest[window.operation]
        latest.look({log: self._picture.logs.of(log) for log in logs})
        return latest.since(seen), latest.extent

    def page(self, window: LogWindow, limit: int, before: tuple[int, str] | None) -> list[Row]:
        """The rows of a log before a place in it, newest last."""
        if not (logs := self._logs(window)):
            return self._lines(window).latest(limit, before)
        found = {row.id: row for log in logs for row in self._picture.lines(log).latest(limit, before)}
        return sorted(found.values(), key=order)[-limit:]

    def _lines(self, window: LogWindow) -> Lines:
        log = key_log(window.operation) if window.key else window.operation
        return self._picture.lines(log, window.incident)

    def _logs(self, window: LogWindow) -> list[str]:
        """The logs that are read together: all, or the room's own and the lines whose operation nothing has
        opened. None where one is read alone.
        """
        if window.key or window.incident or window.operation not in self._latest:
            return []
        operations = self._picture.all("operation", doubtful=True) if window.operation == ALL else ()
        return [ROOM, *self._picture.waiting_lines(), *(thing.id for thing in operations)]

    def together(self, rows: Sequence[Row]) -> AbstractContextManager[None]:
        """Within this, what is shown of these rows was read by one question."""
        return self._ledger.ahead.shown(rows)

    def line(self, row: Row) -> bytes:
        encoded = [_encode(unshown(row))]  # which stands where a fault of ours lets nothing else be shown
        with self._ledger.faults.kept("a line"):
            encoded.append(_encode(self.line_view(row)))
        return encoded[-1]

    def line_view(self, row: Row) -> LineView:
        return line_view(row, self._picture)

    def touched(self, things: Iterable[str]) -> list[Key]:
        """The subjects whose views may be other than before, now that these things changed."""
        keys: list[Key] = []
        for thing in things:
            if thing in self._codes:
                keys.append(("agency", self._codes[thing]))
            found = {each.subject.name for each in self._picture.things.same(thing) if each.known}
            if not found:  # what opened it counts no more
                keys += [(kind, thing) for kind in (*LIVE, "command") if (kind, thing) in self._cache]
            keys += [(kind, thing) for kind in LIVE if kind in found]
            if "operation" in found:
                keys.append(("command", thing))
            if "agency" in found:
                keys += self._agency(thing)
        for key in keys:
            self._cache.pop(key, None)
        return keys

    def _agency(self, thing: str) -> list[Key]:
        """An agency that the room has added to the catalogue."""
        view = self._picture.view(self._picture.get(thing, "agency"))
        if view is None:
            return []
        self._codes[thing] = view.code
        return [("agency", view.code)]

    def derive(self) -> list[Key]:
        """Work out anew what follows from many things or from time; returns what is other than before."""
        parts = (1, "conflict", self._conflicts), (2, "needs", self._needs), (0, "room", self._roster)
        for n, kind, part in parts:  # last what tells of faults
            made, whole = dict[Key, bytes](), False
            with self._ledger.faults.making(kind):
                for key, view in part():
                    made[key] = _encode(view)
                whole = True
            self._parts[n] = made if whole else self._parts[n] | made
        fresh = {key: encoded for part in self._parts for key, encoded in part.items()}
        changed = [key for key, encoded in fresh.items() if self._derived.get(key) != encoded]
        changed += [key for key in self._derived if key not in fresh]
        self._derived = fresh
        return changed

    def _conflicts(self) -> Views:
        for conflict in open_conflicts(self._picture):
            yield ("conflict", f"{conflict.thing}:{conflict.field}"), conflict

    def _needs(self) -> Views:
        now = self._ledger.now()
        for author in {
            author.person: author for author in map(self._ledger.author, self._sitters())
        }.values():
            yield ("needs", author.person), needs(self._picture, author, now)
