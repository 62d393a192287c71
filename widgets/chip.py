"""A chip in a head: what it offers in full, or in short where the head has no room for that."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from widgets.look import set_role


class Chip(QPushButton):
    """Hidden until there is something to offer."""

    def __init__(self) -> None:
        super().__init__()
        self._full = self._short = ""
        set_role(self, "new")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)  # it may be narrower
        self.hide()

    def say(self, full: str, short: str) -> None:
        """In the language of now."""
        if (full, short) != (self._full, self._short):
            self._full, self._short = full, short
            self._fit()
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return self._sized(self._full)

    def minimumSizeHint(self) -> QSize:
        return self._sized(self._short)

    def _sized(self, text: str) -> QSize:
        """As Qt would have it for this text."""
        usual, measured = super().sizeHint(), self.fontMetrics()
        more = measured.horizontalAdvance(text) - measured.horizontalAdvance(self.text())
        return QSize(usual.width() + more, usual.height())

    def _fit(self) -> None:
        wanted = self._full if self.width() >= self.sizeHint().width() else self._short
        if wanted != self.text():
            self.setText(wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
