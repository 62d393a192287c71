"""Suggestions below a line, as a hand expects them: the key that takes one does nothing else."""

from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QCompleter

ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Completer(QCompleter):
    """Enter takes the suggestion that is chosen; without one it belongs to the line, as it was typed."""

    taking: ClassVar[frozenset[Qt.Key]] = ENTER

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt gives the key to the line first, which may act on it: here the suggestion comes first."""
        popup = self.popup()
        if popup is None or watched is not popup or not self._takes(event):
            return super().eventFilter(watched, event)
        chosen = popup.currentIndex()
        popup.hide()
        if chosen.isValid():
            self.activated.emit(chosen.data())
        else:
            QApplication.sendEvent(self.widget(), event)
        return True

    def _takes(self, event: QEvent) -> bool:
        pressed = event.type() == QEvent.Type.KeyPress
        return pressed and isinstance(event, QKeyEvent) and event.key() in self.taking
