"""Garbage is collected in Qt's own thread only.

A widget in a cycle that another thread happens to collect is destroyed there, and its timers go on without
it: Qt then crashes. Python collects in whichever thread allocates, so it is told not to; Qt's thread does it.
"""

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

OFTEN_MS: Final = 500


class Collector(QObject):
    """From its making on no other thread collects. It looks twice a second whether there is enough to do."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(collect)
        self._timer.start(OFTEN_MS)


def keep() -> None:
    """What is there now stays as long as the process: no collection looks at it again."""
    gc.freeze()


def collect() -> None:
    """Collect the oldest generation that is due, as Python by itself would."""
    due = zip(gc.get_count(), gc.get_threshold(), strict=True)
    oldest = max((n for n, (count, most) in enumerate(due) if count > most), default=None)
    if oldest is not None:
        gc.collect(oldest)
