"""A wall whose seat is gone has it run again by itself: nobody stands there to press a button."""

import time
from typing import Final

from PySide6.QtCore import QObject, Signal

from widgets.face import Face
from widgets.starting import begin_again

PATIENCE: Final = 10.0  # seconds in which whoever else looks after the seat may bring it back
AGAIN: Final = 60.0  # after an attempt that brought nothing
NEVER: Final = float("inf")


class Reviving(QObject):
    """Looks whenever ages move on; a seat that was stopped on purpose, or is a newer one, is left alone."""

    said = Signal()

    def __init__(self, face: Face, parent: QObject) -> None:
        super().__init__(parent)
        self._face, self._due = face, NEVER
        self.told = ""  # how the last attempt goes, or why it failed
        face.bridge.gone.connect(self._gone)
        face.bridge.back.connect(self._back)
        face.ages.aged.connect(self._look)

    def _gone(self, reason: str) -> None:
        self._due = time.monotonic() + PATIENCE if reason == "link.gone" else NEVER

    def _back(self) -> None:
        self._due, self.told = NEVER, ""

    def _look(self) -> None:
        if time.monotonic() >= self._due:
            self._due = NEVER
            self._face.bridge.start(self._begin())

    async def _begin(self) -> None:
        try:
            await begin_again(self._face, self._say)
        finally:
            if self._face.bridge.lost:
                self._due = time.monotonic() + AGAIN

    def _say(self, told: str) -> None:
        self.told = told
        self.said.emit()
