"""A line to type in that says what for, as fully as there is room."""

from typing import Final

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame

MARGIN: Final = 2  # which Qt leaves on either side of what is typed
INSIDE: Final = QStyle.SubElement.SE_LineEditContents


class Hinted(QLineEdit):
    """`say` tells it the hints, the fullest first; the last is for where none has room."""

    def __init__(self) -> None:
        super().__init__()
        self._hints: tuple[str, ...] = ()

    def say(self, *hints: str) -> None:
        """In the language of now."""
        if hints != self._hints:
            self._hints = hints
            self._fit()

    def _fit(self) -> None:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        room = self.style().subElementRect(INSIDE, option, self).width() - 2 * MARGIN
        fitting = (one for one in self._hints if self.fontMetrics().horizontalAdvance(one) <= room)
        hint = next(fitting, self._hints[-1] if self._hints else "")
        if hint != self.placeholderText():
            self.setPlaceholderText(hint)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()
