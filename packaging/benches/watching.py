"""A window that notes when its parts were painted: for `benches.painted`, which loads this with Qt.

It follows one window only. A watch over every event of the application took a tenth of what was measured.
"""

import json
import time
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from widgets import app, starting

SETTLE_MS = 1500
WITH_PICTURE = ("DeskWindow", "WallWindow")


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


class Watch(QObject):
    """Sees a window paint, and notes what stands there in the turn after."""

    def __init__(self, begun: float) -> None:
        super().__init__()
        self._begun, self._window = begun, None
        self._found: dict[str, float] = {}

    def follow(self, window: Any) -> None:
        self._window = window
        for part in {window, getattr(window, "timeline", window)}:
            part.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        if event.type() is QEvent.Type.Paint:
            self.painting(self._window)
        return False

    def painting(self, window: Any) -> None:
        """It is about to paint."""
        for what in moments(window) - self._found.keys():
            self._found[what] = 0.0
            QTimer.singleShot(0, self, partial(self._note, what, window))

    def _listen(self, window: Any) -> None:
        """What can be done at a desk is loaded once it is painted."""
        if window.actions():
            self._found["answers"] = time.monotonic() - self._begun
        else:
            QTimer.singleShot(0, self, partial(self._listen, window))

    def _note(self, what: str, window: Any) -> None:
        self._found[what] = time.monotonic() - self._begun
        if what == "whole" and hasattr(window, "log"):
            self._listen(window)
        self._found[f"{what} cpu"] = time.process_time()
        if what == last_of(window):
            QTimer.singleShot(SETTLE_MS, self, self._leave)

    def _leave(self) -> None:
        from benches.measure import resident  # noqa: PLC0415 - no part of what is measured

        print(json.dumps({**self._found, "memory": resident()}), flush=True)
        QApplication.closeAllWindows()
        QApplication.quit()


def watch(begun: float) -> None:
    """Follow the first window, and from its end on the one with the picture, which is still unpainted."""

    class Watched(starting.Starting):
        """The first window as it is."""

        def __init__(self, home: Path) -> None:
            super().__init__(home)
            self._watch = Watch(begun)
            self.painted.connect(partial(self._watch.painting, self))

        def close(self) -> bool:
            for window in QApplication.topLevelWidgets():
                if type(window).__name__ in WITH_PICTURE:
                    self._watch.follow(window)
            return super().close()

    app.Starting = Watched  # type: ignore[attr-defined]
