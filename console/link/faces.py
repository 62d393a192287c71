"""What each face still has to be shown: a set of dirty subjects and its credit, never a queue."""

from collections.abc import Callable, Iterable

from console.link.mirror import COUNT, LINE, SEPARATOR, Key
from console.link.protocol import WINDOW, Changes, LogWindow

BATCH_SECONDS = 0.05  # at most 20 batches a second
BATCH_ITEMS = 400
BATCH_BYTES = 1_000_000
MAX_DIRTY = 20_000  # beyond that the present state is sent again

Encoded = Callable[[Key], bytes | None]


class Feed:
    """The changes of one face. Its memory is bounded by the subjects there are, however slow the face."""

    def __init__(self, credit: int) -> None:
        self._credit = max(1, min(credit, 64))
        self._number = self._taken = 0
        self._dirty: dict[Key, None] = {}
        self._lines: dict[str, dict[str, None]] = {}
        self._reset = True
        self._last = float("-inf")
        self.windows: tuple[LogWindow, ...] = ()

    def restart(self, keys: Iterable[Key], lines: Callable[[LogWindow], Iterable[str]]) -> None:
        """Begin with the present state: all `keys`, and the latest lines of each window."""
        self._reset = True
        self._dirty = dict.fromkeys(keys)
        self._lines = {window.id: dict.fromkeys(lines(window)) for window in self.windows}
        self._dirty.update(dict.fromkeys((COUNT, window.id) for window in self.windows))

    def touch(self, keys: Iterable[Key]) -> None:
        """These subjects have changed."""
        self._dirty.update(dict.fromkeys(keys))

    def touch_line(self, window: str, line: str) -> None:
        """This line of a window is new or has changed. Of many, the latest stay: the face keeps no more."""
        lines = self._lines.setdefault(window, {})
        lines[line] = None
        if len(lines) > WINDOW:
            del lines[next(iter(lines))]
        self._dirty[COUNT, window] = None

    def credited(self, number: int) -> bool:
        """The face took all batches up to `number` in. False if it speaks of batches never sent."""
        if not self._taken <= number <= self._number:
            return False
        self._taken = number
        return True

    @property
    def overfull(self) -> bool:
        """Whether so much has changed that the present state is less."""
        return len(self._dirty) > MAX_DIRTY

    def due(self, now: float) -> float | None:
        """Seconds until the next batch may go; None while there is nothing to say or no credit."""
        if self._number - self._taken >= self._credit or not (
            self._reset or self._dirty or self._some_line()
        ):
            return None
        return max(0.0, self._last + BATCH_SECONDS - now)

    def _some_line(self) -> bool:
        return any(self._lines.values())

    def batch(self, now: float, encoded: Encoded) -> tuple[Changes, Callable[[], None]]:
        """The next batch, and what to call once it was sent."""
        items: list[tuple[str, str, bytes | None]] = []
        size = 0
        for key in self._keys():
            content = encoded(key)
            items.append((*key, content))
            size += len(content or b"") + len(key[1]) + 16
            if len(items) >= BATCH_ITEMS or size >= BATCH_BYTES:
                break
        left = len(self._dirty) + sum(len(lines) for lines in self._lines.values()) - len(items)
        changes = Changes(self._number + 1, self._reset, tuple(items), left == 0)
        return changes, lambda: self._sent(changes, now)

    def _keys(self) -> Iterable[Key]:
        yield from self._dirty
        for window, lines in self._lines.items():
            yield from ((LINE, f"{window}{SEPARATOR}{line}") for line in lines)

    def _sent(self, changes: Changes, now: float) -> None:
        self._number, self._reset, self._last = changes.number, False, now
        for kind, key, _ in changes.items:
            if kind == LINE:
                window, _, line = key.partition(SEPARATOR)
                self._lines[window].pop(line, None)
            else:
                self._dirty.pop((kind, key), None)
