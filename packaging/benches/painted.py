"""`belfry desk` or `wall` that tells when it was painted, and leaves: benches.painted KIND HOME BEGUN."""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from console.__main__ import main
from widgets import platform

SETTLE_MS = 1500
WITH_PICTURE = ("DeskWindow", "WallWindow")

_tried = platform.tried


def is_whole(window: Any) -> bool:
    """Whether it is a window with the picture, and what it shows of the log has come."""
    lined = not hasattr(window, "log") or bool(window.log.model.rows)
    return lined and type(window).__name__ in WITH_PICTURE


def is_drawn(window: Any) -> bool:
    """Whether the timeline stands there too, which is drawn by what is loaded once the rest was painted."""
    return is_whole(window) and (not hasattr(window, "timeline") or window.timeline.layout().count() > 0)


def last_of(window: Any) -> str:
    """The moment after which nothing more is waited for: a desk may be too low for a timeline."""
    return "drawn" if hasattr(window, "timeline") and window.timeline.isVisible() else "whole"


def moments(window: Any) -> set[str]:
    """What is there once this window has painted."""
    return {"first"} | ({"whole"} if is_whole(window) else set()) | ({"drawn"} if is_drawn(window) else set())


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

    from widgets import app, application  # noqa: PLC0415

    class Watch(QObject):
        """Sees every event until the window with the picture has painted."""

        def __init__(self) -> None:
            super().__init__()
            self._found: dict[str, float] = {}

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
            if event.type() is QEvent.Type.Paint and isinstance(watched, QWidget):
                self._painting(watched.window())
            return False

        def _painting(self, window: QWidget) -> None:
            """A widget of this window is about to paint: the turn after that it has."""
            for what in moments(window) - self._found.keys():
                self._found[what] = 0.0
                QTimer.singleShot(0, self, partial(self._note, what, window))

        def _note(self, what: str, window: Any) -> None:
            self._found[what] = time.monotonic() - float(sys.argv[3])
            self._found[f"{what} cpu"] = time.process_time()
            if what == last_of(window):
                QTimer.singleShot(SETTLE_MS, self, self._leave)

        def _leave(self) -> None:
            from benches.measure import resident  # noqa: PLC0415 - no part of what is measured

            print(json.dumps({**self._found, "memory": resident()}), flush=True)
            QApplication.closeAllWindows()
            QApplication.quit()

    class Watched(application.Application):
        """The application as it is."""

        def __init__(self, lang: str) -> None:
            super().__init__(lang)
            self._watch = Watch()
            self.qt.installEventFilter(self._watch)

    app.Application = Watched  # type: ignore[attr-defined]


if __name__ == "__main__":
    platform.tried = tried
    sys.exit(main([sys.argv[1], sys.argv[2], "--lang", "fr"]))
