"""One log that a face mirrors: what it has of it, and what it is still to be shown."""

from collections.abc import Iterable, Sequence
from itertools import islice

from console.domain.lines import UNSEEN, Extent, Row, Told
from console.link.protocol import WINDOW, LogWindow


class Window:
    """One log that a face mirrors: which lines it has, and which of them have changed since."""

    def __init__(self, window: LogWindow) -> None:
        self.window = window
        self.stale = True
        # Oldest first; a fact told of by its row: listed anew, it may say another thing.
        self.sent: dict[str, Row | None] = {}
        self._seen = UNSEEN  # how the log stood when the face had all of it
        self._changed: set[str] = set()

    def touch(self, lines: Iterable[str]) -> None:
        self._changed.update(line for line in lines if line in self.sent)
        self.stale = self.stale or bool(self._changed)

    @property
    def seen(self) -> Extent:
        """How the log stood when all that is to be sent has come since."""
        return UNSEEN if self._changed else self._seen

    def wanted(self, rows: Sequence[Row]) -> list[Row]:
        return [row for row in rows if row.id in self._changed or self._is_other(row)]

    def _is_other(self, row: Row) -> bool:
        return row.id not in self.sent or self.sent[row.id] is not _kept(row)

    def gone(self, rows: Sequence[Row], stands: Extent) -> list[str]:
        """The lines that the face has and should forget: they are listed no more, or far back."""
        if stands.moved == self.seen.moved:
            return []
        listed = {row.id for row in rows}
        return [line for line in self.sent if line not in listed]

    def dropped(self, line: str) -> None:
        """The face has been told to forget it."""
        del self.sent[line]

    def took(self, rows: Sequence[Row], shown: Sequence[Row], stands: Extent, *, whole: bool) -> None:
        """The face has been `shown` these of the rows: on the `whole` all that it lacked."""
        fresh = {row.id: _kept(row) for row in shown}
        grown = stands.moved == self.seen.moved
        self.sent |= fresh
        self._changed -= fresh.keys()
        if grown:
            for id_ in [*islice(self.sent, max(0, len(self.sent) - WINDOW))]:
                del self.sent[id_]
        else:
            kept = {row.id: self.sent[row.id] for row in rows if row.id in self.sent}
            self.sent = {line: row for line, row in self.sent.items() if line not in kept} | kept
        self._changed &= self.sent.keys()
        self._seen, self.stale = stands if whole else UNSEEN, not whole

    def forget(self) -> None:
        self.stale, self.sent, self._seen, self._changed = True, {}, UNSEEN, set()


def _kept(row: Row) -> Row | None:
    """Of a written line its id is enough: what changes in it is said."""
    return row if isinstance(row, Told) else None
