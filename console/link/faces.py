"""What each face still has to be shown: a set of dirty subjects and its credit, never a queue."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

import msgspec

from console.domain.lines import Extent, Row
from console.link.mirror import COUNT, LINE, SEPARATOR, Key
from console.link.protocol import ALL, Changes, LogWindow
from console.link.window import Window

BATCH_SECONDS = 0.05  # at most 20 batches a second
AGAIN_SECONDS = 1.0
BATCH_ITEMS = 400
BATCH_BYTES = 1_000_000
BATCH_FRESH = 50  # views that are made for a batch: some 50 ms of the seat's turn
MAX_CREDIT = 64
MAX_DIRTY = 20_000  # beyond that the present state is sent again


class Unread(Exception):
    """The disk does not give what the view is made of. It may later."""


class Source(Protocol):
    """What the seat shows. Any of it may be `Unread`, but which subjects there are."""

    def keys(self) -> Iterable[Key]:
        """All subjects that there are."""

    def at_hand(self, key: Key) -> bool:
        """Whether the view is made already."""

    def rests(self, key: Key) -> bool:
        """Whether nobody waits for it: it is at rest, and its view is still to be made."""

    def encoded(self, key: Key) -> bytes | None:
        """The view; None where it is gone."""

    def rows(self, window: LogWindow, seen: Extent) -> tuple[Sequence[Row], Extent]:
        """The latest rows of a log, newest last, and how it stands; of one that only grew since it was
        `seen`, those that came suffice.
        """

    def together(self, rows: Sequence[Row]) -> AbstractContextManager[None]:
        """Within this, what these rows show is read by one question."""

    def line(self, row: Row) -> bytes:
        """The view of a row."""


class Feed:
    """The changes of one face; what cannot be read is left for a later batch. Its memory is bounded by the
    subjects there are, however slow the face.
    """

    def __init__(self, credit: int) -> None:
        self._credit = max(1, min(credit, MAX_CREDIT))
        self._number = self._taken = 0
        self._dirty: dict[Key, None] = {}
        self._resting: dict[Key, None] = {}  # for when all else is shown
        self._windows: dict[str, Window] = {}
        self._left: set[str] = set()  # windows whose lines the face still has, and should forget
        self._reset = True
        self._awaited = True  # whoever waits for what they asked to see need not wait for the next batch
        self._last = float("-inf")

    def choose(self, windows: Iterable[LogWindow], *, again: bool) -> None:
        """Mirror these logs; those that it has, and no longer so, are forgotten. `again`: all else anew."""
        before, self._windows = self._windows, {}
        for window in windows:
            known = before.get(window.id)
            self._windows[window.id] = known if known and known.window == window else Window(window)
        self._left.update(id_ for id_, known in before.items() if self._windows.get(id_) is not known)
        self._reset = self._reset or again
        self._awaited = True

    def touch(self, keys: Iterable[Key]) -> None:
        """These subjects have changed."""
        if self._reset:
            return
        for key in keys:
            self._resting.pop(key, None)
            self._dirty[key] = None
        if len(self._dirty) > MAX_DIRTY:
            self._dirty.clear()
            self._reset = True

    def touch_logs(self, logs: set[str], lines: Iterable[str]) -> None:
        """These logs have other lines, and these lines are other than before."""
        for each in self._windows.values():
            each.touch(lines)
            key = each.window.incident or each.window.operation
            each.stale = each.stale or key in logs or (key == ALL and bool(logs))

    def renew_logs(self) -> None:
        """Any line may be other than before."""
        for each in self._windows.values():
            each.forget()

    def credited(self, number: int) -> None:
        """The face took all batches up to `number` in; of batches never sent it cannot speak."""
        self._taken = max(self._taken, min(number, self._number))

    def due(self, now: float) -> float | None:
        """Seconds until the next batch may go; None while there is nothing to say or no credit."""
        waiting = self._awaited or self._reset or self._dirty or self._resting or self._stale()
        if not waiting or self._number - self._taken >= self._credit:
            return None
        return 0.0 if self._awaited else max(0.0, self._last + BATCH_SECONDS - now)

    def _stale(self) -> bool:
        return any(window.stale for window in self._windows.values())

    def batch(self, now: float, source: Source) -> Changes:
        """The next batch. It counts as sent: when it cannot be, call `lost`."""
        reset, filling = self._reset, _Filling()
        if reset:
            keys = dict.fromkeys(source.keys())
            self._resting = {key: None for key in keys if source.rests(key)}
            self._dirty = {key: None for key in keys if key not in self._resting}
            for window in self._windows.values():
                window.forget()
        else:
            for window_id in self._left:
                filling.add(COUNT, window_id, None)
        self._left.clear()
        _add_views(self._dirty, filling, source)
        for window in self._windows.values():
            if window.stale and not filling.full:
                with filling.reading():
                    _add_lines(window, filling, source)
        complete = not self._dirty and not self._stale()
        if complete:
            _add_views(self._resting, filling, source)
        self._awaited = (self._awaited or reset) and not complete and not filling.unread
        self._number, self._reset = self._number + 1, False
        self._last = now + (AGAIN_SECONDS if filling.unread else 0.0)
        whole = complete and not self._resting
        return Changes(self._number, reset, tuple(filling.items), complete, whole)

    def put_off(self, now: float) -> None:
        """No batch could be made: all is tried again a little later."""
        self._reset, self._last = True, now + AGAIN_SECONDS
        self._awaited = False

    def lost(self) -> None:
        """The last batch never left: the present state has to be sent again."""
        self._number -= 1
        self._reset, self._awaited = True, False


class _Filling:
    """The items of a batch that is being filled."""

    def __init__(self) -> None:
        self.items: list[tuple[str, str, bytes | None]] = []
        self._size = self.fresh = 0
        self.unread = False  # whether some of what belongs into it could not be had

    def add(self, kind: str, key: str, content: bytes | None) -> None:
        self.items.append((kind, key, content))
        self._size += len(content or b"") + len(key)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Go on without what cannot be read."""
        try:
            yield
        except Unread:
            self.unread = True

    @property
    def room(self) -> int:
        """How many small items more it takes."""
        return max(0, BATCH_ITEMS - len(self.items))

    @property
    def full(self) -> bool:
        many = len(self.items) >= BATCH_ITEMS or self.fresh >= BATCH_FRESH
        return many or self._size >= BATCH_BYTES


def _add_views(keys: dict[Key, None], filling: _Filling, source: Source) -> None:
    """Of these subjects as many as the batch takes; they are shown then."""
    for key in list(keys):
        if filling.full:
            break
        with filling.reading():
            fresh, content = not source.at_hand(key), source.encoded(key)
            filling.fresh += fresh and content is not None
            filling.add(*key, content)
            del keys[key]


def _add_lines(window: Window, filling: _Filling, source: Source) -> None:
    rows, stands = source.rows(window.window, window.seen)
    wanted, shown = window.wanted(rows), []
    filling.add(COUNT, window.window.id, msgspec.msgpack.encode(stands.rows))
    for line in window.gone(rows, stands)[: filling.room]:
        filling.add(LINE, f"{window.window.id}{SEPARATOR}{line}", None)
        window.dropped(line)
    some = wanted[: filling.room]
    with source.together(some):
        for row in some:
            if filling.full:
                break
            with filling.reading():
                filling.add(LINE, f"{window.window.id}{SEPARATOR}{row.id}", source.line(row))
                shown.append(row)
    whole = len(shown) == len(wanted) and not window.gone(rows, stands)
    window.took(rows, shown, stands, whole=whole)
