"""The screen that a window stands on: text is sized for it, wherever the window is moved."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QScreen, QShowEvent
from PySide6.QtWidgets import QWidget

from widgets.look import look

SHARE: Final = 0.8  # of the screen at most that is taken by what stands beside the desk


def beside(screen: QScreen, wide: float, high: float) -> QSize:
    """So many design pixels, as far as they leave something of the desk to be seen."""
    return QSize(look.px(wide), look.px(high)).boundedTo(screen.availableSize() * SHARE)


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
