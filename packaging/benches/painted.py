"""A face that tells when its windows were painted, and leaves: benches.painted KIND HOME BEGUN."""

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from benches.measure import resident
from widgets import app

SETTLE_MS = 1500
WITH_PICTURE = ("DeskWindow", "WallWindow")


class Watch(QObject):
    """Sees every event of the application until the window with the picture has painted."""

    def __init__(self, begun: float) -> None:
        super().__init__()
        self._begun = begun
        self._found: dict[str, float] = {}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        if event.type() is QEvent.Type.Paint and isinstance(watched, QWidget):
            self._painting(watched.window())
        return False

    def _painting(self, window: QWidget) -> None:
        """A widget of this window is about to paint: the turn after that it has."""
        if "first" not in self._found:
            self._found["first"] = 0.0
            QTimer.singleShot(0, self, lambda: self._note("first"))
        if type(window).__name__ in WITH_PICTURE and "whole" not in self._found:
            self._found["whole"] = 0.0
            QTimer.singleShot(0, self, lambda: self._note("whole"))
            QTimer.singleShot(SETTLE_MS, self, self._leave)

    def _note(self, what: str) -> None:
        self._found[what] = time.monotonic() - self._begun

    def _leave(self) -> None:
        print(json.dumps({**self._found, "memory": resident()}), flush=True)
        QApplication.closeAllWindows()
        QApplication.quit()


class Watched(app.Application):
    """The application as it is, watched from its first event on."""

    def __init__(self, lang: str) -> None:
        super().__init__(lang)
        self._watch = Watch(float(sys.argv[3]))
        self.qt.installEventFilter(self._watch)


def main() -> int:
    kind, home = sys.argv[1], Path(sys.argv[2])
    app.Application = Watched  # type: ignore[misc]
    run = app.run_desk if kind == "desk" else app.run_wall
    return run(home, "fr", lambda: None)


if __name__ == "__main__":
    sys.exit(main())
