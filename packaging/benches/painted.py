"""`belfry desk` or `wall` that tells when it was painted, and leaves: benches.painted KIND HOME BEGUN."""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from console.cli.main import main
from widgets import platform

SETTLE_MS = 1500
WITH_PICTURE = ("DeskWindow", "WallWindow")

_tried = platform.tried


@contextmanager
def tried() -> Iterator[None]:
    """As it is; at its end the command has loaded Qt itself, and its windows may be watched."""
    with _tried():
        yield
    watch()


def watch() -> None:
    """Watch the application from its first event on."""
    from PySide6.QtCore import QEvent, QObject, QTimer  # noqa: PLC0415 - loading Qt is what is measured
    from PySide6.QtWidgets import QApplication, QWidget  # noqa: PLC0415

    from benches.measure import resident  # noqa: PLC0415
    from widgets import app  # noqa: PLC0415

    class Watch(QObject):
        """Sees every event until the window with the picture has painted."""

        def __init__(self) -> None:
            super().__init__()
            self._found: dict[str, float] = {}

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
            if event.type() is QEvent.Type.Paint and isinstance(watched, QWidget):
                self._painting(type(watched.window()).__name__)
            return False

        def _painting(self, window: str) -> None:
            """A widget of this window is about to paint: the turn after that it has."""
            if "first" not in self._found:
                self._found["first"] = 0.0
                QTimer.singleShot(0, self, lambda: self._note("first"))
            if window in WITH_PICTURE and "whole" not in self._found:
                self._found["whole"] = 0.0
                QTimer.singleShot(0, self, lambda: self._note("whole"))
                QTimer.singleShot(SETTLE_MS, self, self._leave)

        def _note(self, what: str) -> None:
            self._found[what] = time.monotonic() - float(sys.argv[3])
            self._found[f"{what} cpu"] = time.process_time()

        def _leave(self) -> None:
            print(json.dumps({**self._found, "memory": resident()}), flush=True)
            QApplication.closeAllWindows()
            QApplication.quit()

    class Watched(app.Application):
        """The application as it is."""

        def __init__(self, lang: str) -> None:
            super().__init__(lang)
            self._watch = Watch()
            self.qt.installEventFilter(self._watch)

    app.Application = Watched  # type: ignore[misc]


if __name__ == "__main__":
    platform.tried = tried
    sys.exit(main([sys.argv[1], sys.argv[2], "--lang", "fr"]))
