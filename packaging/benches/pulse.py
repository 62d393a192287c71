"""A desk that says how late a timer of its own thread came: benches.pulse HOME, until standard input ends."""

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QObject, QSocketNotifier, Qt, QTimer
from PySide6.QtWidgets import QApplication

from benches.stall import BEAT
from widgets import app, application


class Pulse(QObject):
    """A timer of the window's own thread: whatever holds that thread up, delays it."""

    def __init__(self) -> None:
        super().__init__()
        # when, seconds since the beat before, and those of them that this thread itself worked
        self._gaps: list[tuple[float, float, float]] = []
        self._worked = time.thread_time()
        self._clock = QElapsedTimer()
        self._clock.start()
        self._timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT)
        self._end = QSocketNotifier(0, QSocketNotifier.Type.Read, self)
        self._end.activated.connect(self._leave)

    def _beat(self) -> None:
        worked = time.thread_time()
        self._gaps.append((time.monotonic(), self._clock.nsecsElapsed() / 1e9, worked - self._worked))
        self._worked = worked
        self._clock.restart()

    def _leave(self) -> None:
        self._end.setEnabled(False)
        print(json.dumps(self._gaps), flush=True)
        QApplication.closeAllWindows()
        QApplication.quit()


class Pulsing(application.Application):
    """The application as it is, with a pulse."""

    def __init__(self, lang: str) -> None:
        super().__init__(lang)
        self._pulse = Pulse()


if __name__ == "__main__":
    app.Application = Pulsing  # type: ignore[attr-defined]
    sys.exit(app.run_desk(Path(sys.argv[1]), "fr", lambda: None))
