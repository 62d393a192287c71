"""What nobody should wait for in the dark: done once a part of a window has been painted."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget


class _Painting(QObject):
    """Sees a widget paint for the first time from now on."""

    def __init__(self, widget: QWidget, act: Callable[[], object]) -> None:
        super().__init__(widget)
        self._act = act
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):  # its class is known at once, its type takes Python a while
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._painted)
        return False

    def _painted(self) -> None:
        self.deleteLater()
        self._act()


def once_painted(widget: QWidget, act: Callable[[], object]) -> None:
    """Call `act` when this turn of the loop, in which `widget` will be painted next, is over."""
    _Painting(widget, act)
