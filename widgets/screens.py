"""The screen that a window stands on: text is sized for it, wherever the window is moved."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from widgets.look import look


class Screens(QObject):
    """Sizes text for the screen of a window from the moment it is shown."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QShowEvent):
            self._window.removeEventFilter(self)
            self._window.windowHandle().screenChanged.connect(look.fit)
            look.fit(self._window.screen())
        return False
