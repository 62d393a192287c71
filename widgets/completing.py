"""Suggestions below a line, as a hand expects them: the key that takes one does nothing else."""

from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QCompleter, QListView

from widgets.keyboard import ENTER
from widgets.look import set_role


class Completer(QCompleter):
    """Offers all of `words`. Enter takes the chosen one; without one it belongs to the line, as typed."""

    taking: ClassVar[frozenset[Qt.Key]] = ENTER

    def __init__(self, words: QStringListModel, parent: QObject) -> None:
        super().__init__(words, parent)
        self.shown = QListView()
        set_role(self.shown, "suggestions")
        self.setPopup(self.shown)
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt gives the key to the line first, which may act on it: here the suggestion comes first."""
        if watched is not self.shown or not self._takes(event):
            return super().eventFilter(watched, event)
        chosen = self.shown.currentIndex()
        self.shown.hide()
        if chosen.isValid():
            self.activated.emit(chosen.data())
        else:
            QApplication.sendEvent(self.widget(), event)
        return True

    def _takes(self, event: QEvent) -> bool:
        pressed = event.type() == QEvent.Type.KeyPress
        return pressed and isinstance(event, QKeyEvent) and event.key() in self.taking
