"""A choice of words, in which the letters that are typed find the beginning of any word."""

import time
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QComboBox, QListView

from console.catalogue import folded
from widgets.look import look
from widgets.text import tip

WIDEST: Final = 900  # design pixels
SHARE: Final = 0.7  # of the screen, the rest is for names and edges


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


class Choice(QComboBox):
    """As wide as its longest words, but not for words without end: a form must not outgrow its screen."""

    def __init__(self) -> None:
        super().__init__()
        self.setView(AnyWord())
        self.currentTextChanged.connect(self._tell)

    def minimumSizeHint(self) -> QSize:
        return self._bounded(super().minimumSizeHint())

    def sizeHint(self) -> QSize:
        return self._bounded(super().sizeHint())

    def _tell(self, chosen: str) -> None:
        """All of it, where it is cut."""
        tip(self, chosen)

    def _bounded(self, wanted: QSize) -> QSize:
        most = min(look.px(WIDEST), round(self.screen().availableGeometry().width() * SHARE))
        return QSize(min(wanted.width(), most), wanted.height())


def chooser() -> QComboBox:
    """An empty choice."""
    return Choice()
