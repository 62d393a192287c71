"""New lines of a short log that a hand is on: below what is read, as far as there is room."""

from itertools import accumulate

import msgspec
from PySide6.QtCore import QCoreApplication

from widgets.listed import Rows
from widgets.panes.log_rows import LogRow
from widgets.rows import RowsView


class Waiting:
    """Places the lines of a log; `count` says how many are not where they belong."""

    def __init__(self, view: RowsView, model: Rows) -> None:
        self._view, self._model = view, model
        self.count = 0

    def placed(self, rows: list[LogRow], *, at_once: bool) -> list[LogRow]:
        """`rows` as to be shown: newest first, unless that would move what a hand is on."""
        self.count = 0 if at_once or not self._model.rows else self._above(rows)
        read, new = rows[self.count :], rows[: self.count][::-1]
        if new:
            told = QCoreApplication.translate("LogPane", "New, in the order they came")
            new[0] = msgspec.structs.replace(new[0], since=told)
        return [*read, *new[: self._room(read, new)]]

    def _above(self, rows: list[LogRow]) -> int:
        """How many came in above what is read; what can scroll keeps its place without waiting."""
        first = self._model.rows[0].id
        above = next((n for n, row in enumerate(rows) if row.id == first), 0)
        held = above and not self._view.verticalScrollBar().maximum() and self._view.hand.holds()
        return above if held else 0

    def _room(self, read: list[LogRow], new: list[LogRow]) -> int:
        """How many of `new` fit below."""
        if not new:
            return 0
        left = self._view.viewport().height() - self._view.height_of(read)
        return sum(high <= left for high in accumulate(self._view.height_of([row]) for row in new))
