"""No number is redrawn faster than every two seconds: the first time at once, then what came in between."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

BETWEEN: Final = 2000  # ms: a number that changes faster cannot be read


class Unhurried(QObject):
    """Calls `redraw` as often as it is asked to, but never twice within that time."""

    def __init__(self, redraw: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._redraw, self._last = redraw, QElapsedTimer()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._now)

    def ask(self) -> None:
        """Something changed."""
        gone = self._last.elapsed() if self._last.isValid() else BETWEEN
        if gone >= BETWEEN:
            self._now()
        elif not self._later.isActive():
            self._later.start(BETWEEN - gone)

    def hurry(self) -> None:
        """Something else is shown from here on: the next time is a first one."""
        self._last.invalidate()

    def _now(self) -> None:
        self._last.start()
        self._redraw()
