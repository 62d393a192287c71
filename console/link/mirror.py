"""The picture as a face holds it: immutable views, replaced when they change."""

from typing import Any

import msgspec

from console.domain.agencies import AgencyView
from console.domain.agenda import StepView
from console.domain.board import BoardView
from console.domain.command_view import CommandView
from console.domain.conflicts import ConflictView
from console.domain.incidents import IncidentView
from console.domain.log import LineView
from console.domain.needs import NeedsView
from console.domain.operations import OperationView
from console.domain.orders import OrderView
from console.domain.requests import RequestView
from console.domain.room import CodeView, PersonView, RoomView, SeatView, StatusView
from console.link.protocol import WINDOW, Changes

VIEWS: dict[str, type[msgspec.Struct]] = {
    "room": RoomView,
    "status": StatusView,
    "operation": OperationView,
    "incident": IncidentView,
    "agency": AgencyView,
    "order": OrderView,
    "request": RequestView,
    "command": CommandView,
    "agenda": StepView,
    "board": BoardView,
    "conflict": ConflictView,
    "needs": NeedsView,
    "seat": SeatView,
    "person": PersonView,
    "code": CodeView,
    "line": LineView,
}
LINE, COUNT = "line", "count"
SEPARATOR = ":"  # between window and line in the key of a line

Key = tuple[str, str]
_decoders = {kind: msgspec.msgpack.Decoder(view) for kind, view in VIEWS.items()}
_number = msgspec.msgpack.Decoder(int)


class Mirrored:
    """Everything the seat has shown this face. Read freely; only the link writes."""

    def __init__(self) -> None:
        self._views: dict[str, dict[str, Any]] = {}
        self._logs: dict[str, dict[str, LineView]] = {}
        self._counts: dict[str, int] = {}
        self._sorted: dict[str, list[LineView]] = {}
        self.skipped = 0  # views of kinds this version does not know

    def get(self, kind: str, key: str) -> Any:
        """The view, or None; of a log also its lines (by window and line) and how many there are."""
        if kind == LINE:
            window, _, line = key.partition(SEPARATOR)
            return self._logs.get(window, {}).get(line)
        if kind == COUNT:
            return self._counts.get(key)
        return self._views.get(kind, {}).get(key)

    def all(self, kind: str) -> list[Any]:
        """All views of a kind, in no order that means anything."""
        return list(self._views.get(kind, {}).values())

    def shown(self) -> list[Key]:
        """The keys of all views but those of logs, in one order."""
        return sorted((kind, key) for kind, held in self._views.items() for key in held)

    def log(self, window: str) -> list[LineView]:
        """The latest lines of a window, newest last."""
        lines = self._sorted.get(window)
        if lines is None:
            held = self._logs.get(window, {})
            lines = self._sorted[window] = sorted(held.values(), key=lambda line: line.order)
        return lines

    def count(self, window: str) -> int:
        """How many lines the window has in all."""
        return self._counts.get(window, 0)

    def apply(self, changes: Changes) -> set[Key]:
        """Take a batch in; returns the keys of what is other than before."""
        if changes.reset:
            self._forget()
        changed: set[Key] = set()
        for kind, key, encoded in changes.items:
            if self._take(kind, key, encoded):
                changed.add((kind, key))
        for window in {key.partition(SEPARATOR)[0] for kind, key in changed if kind == LINE}:
            self._trim(window)
        return changed

    def _forget(self) -> None:
        self._views.clear()
        self._logs.clear()
        self._counts.clear()
        self._sorted.clear()

    def _take(self, kind: str, key: str, encoded: bytes | None) -> bool:
        try:
            if kind == COUNT:
                self._take_count(key, encoded)
                return True
            view = None if encoded is None else _decoders[kind].decode(encoded)
        except (KeyError, msgspec.MsgspecError):
            self.skipped += 1
            return False
        if kind == LINE:
            return self._take_line(key, view)
        held = self._views.setdefault(kind, {})
        before = held.pop(key, None) if view is None else held.get(key)
        if view is not None:
            held[key] = view
        return bool(view != before)

    def _take_count(self, window: str, encoded: bytes | None) -> None:
        """Without a count the window is another than before, or none: its lines are not its own."""
        if encoded is not None:
            self._counts[window] = _number.decode(encoded)
            return
        self._counts.pop(window, None)
        self._logs.pop(window, None)
        self._sorted.pop(window, None)

    def _take_line(self, key: str, view: Any) -> bool:
        window, _, line = key.partition(SEPARATOR)
        held = self._logs.setdefault(window, {})
        before = held.pop(line, None) if view is None else held.get(line)
        if view == before:
            return False
        latest = self._sorted.pop(window, None)
        if view is not None:
            held[line] = view
            if latest and before is None and latest[-1].order < view.order:
                self._sorted[window] = [*latest, view]
        return True

    def _trim(self, window: str) -> None:
        """Keep the latest lines; older ones come in pages on demand."""
        held = self._logs.get(window, {})
        if len(held) > WINDOW:
            latest = self.log(window)
            for line in latest[:-WINDOW]:
                del held[line.id]
            self._sorted[window] = latest[-WINDOW:]
