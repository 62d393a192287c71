"""Work in turns: at once while this turn of the loop has time for it, else in the next ones."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QElapsedTimer, QObject, QTimer
from shiboken6 import isValid

TURN_MS: Final = 8  # of work a turn; then keys, clicks and painting come first again


class Turns(QObject):
    """Whatever is asked for twice before its turn came is done once."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: dict[QObject, Callable[[], None]] = {}  # in order
        self._clock = QElapsedTimer()  # since the work of this turn began
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._turn)

    def ask(self, whose: QObject, work: Callable[[], None]) -> None:
        """Do `work`, unless `whose` is destroyed before its turn comes."""
        if not self._clock.isValid():
            self._clock.start()
            self._next.start()
        if not self._waiting and self._clock.elapsed() < TURN_MS:
            work()
        else:
            self._waiting[whose] = work

    def _turn(self) -> None:
        """The loop came round: go on, or be ready to begin at once again."""
        self._clock.invalidate()
        if not self._waiting:
            return
        self._clock.start()
        self._next.start()
        while self._waiting:
            whose = next(iter(self._waiting))
            work = self._waiting.pop(whose)
            if isValid(whose):
                work()
            if self._clock.elapsed() >= TURN_MS:
                break
