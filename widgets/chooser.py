"""A choice of words, in which the letters that are typed find the beginning of any word."""

import time

from PySide6.QtWidgets import QApplication, QComboBox, QListView

from console.catalogue import folded


class AnyWord(QListView):
    """Qt's own list looks at first words only: no "radio" in "par radio"."""

    def __init__(self) -> None:
        super().__init__()
        self._typed, self._until = "", 0.0

    def keyboardSearch(self, search: str) -> None:
        """Letters that follow soon are one word; one letter again goes to the next of its kind."""
        now = time.monotonic()
        self._typed = folded(search) if now > self._until else self._typed + folded(search)
        self._until = now + QApplication.keyboardInputInterval() / 1000
        again = len(set(self._typed)) == 1
        found = self._found(self._typed[0] if again else self._typed, self.currentIndex().row() + again)
        if found is not None:
            self.setCurrentIndex(self.model().index(found, 0))

    def _found(self, typed: str, after: int) -> int | None:
        """The first row from `after` on that begins so, else the first that holds such a word."""
        model = self.model()
        count = model.rowCount()
        rows = [(after + n) % count for n in range(count)] if typed.strip() and count else []
        told = {row: f" {folded(str(model.index(row, 0).data()))}" for row in rows}
        starting = (row for row in rows if told[row].startswith(f" {typed}"))
        return next(starting, next((row for row in rows if f" {typed}" in told[row]), None))


def chooser() -> QComboBox:
    """An empty choice."""
    made = QComboBox()
    made.setView(AnyWord())
    return made
