"""Nothing moves under the hand: rows keep their place while their list is read, aimed at or used."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Final

from PySide6.QtCore import QElapsedTimer
from PySide6.QtWidgets import QAbstractItemView

SETTLING: Final = 400  # ms after a move in which a click is taken for one that aimed at something else


class Steady:
    """Keeps the order of a list's rows while it is in use, and knows when they last moved."""

    def __init__(self, view: QAbstractItemView, key: Callable[[Any], Hashable]) -> None:
        self._view, self._key = view, key
        self._order: list[Hashable] = []
        self._moved = QElapsedTimer()

    def ordered(self, rows: Sequence[Any]) -> list[Any]:
        """`rows` in the order to show: as given, unless the list is in use; then new ones come last."""
        fresh = {self._key(row): row for row in rows}
        order = list(fresh)
        if self.used():
            held = [key for key in self._order if key in fresh]
            known = set(held)
            order = held + [key for key in order if key not in known]
        if order[: len(self._order)] != self._order:
            self._moved.start()
        self._order = order
        return [fresh[key] for key in order]

    def used(self) -> bool:
        """Whether somebody reads, aims or types there."""
        return self._view.hasFocus() or self._view.underMouse()

    def aimed(self) -> bool:
        """Whether a click now can have been meant for the row under it."""
        return not self._moved.isValid() or self._moved.elapsed() > SETTLING
