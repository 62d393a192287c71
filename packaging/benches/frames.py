"""A desk that measures its own frames: benches.frames HOME, until standard input ends."""

import json
import sys
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication, QGraphicsView

from widgets import app, desk

FRAMES = 100
STEP = 40  # pixels that the log is scrolled by


class Frames(QObject):
    """Notes when lines came and when the log was painted after that; at the end scrolls and draws."""

    def __init__(self, shown: desk.DeskWindow) -> None:
        super().__init__(shown)
        self._desk, self._came = shown, 0.0
        self._painted: list[tuple[float, float]] = []  # when lines came, when they stood there
        shown.face.bridge.changed.connect(self._changed)
        shown.log.view.viewport().installEventFilter(self)
        self._end = QSocketNotifier(0, QSocketNotifier.Type.Read, self)
        self._end.activated.connect(self._leave)

    def _changed(self, keys: set[tuple[str, str]]) -> None:
        if not self._came and any(kind == "line" for kind, _ in keys):
            self._came = time.monotonic()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """It is about to paint: the turn after that it has."""
        if event.type() is QEvent.Type.Paint and self._came:
            came, self._came = self._came, 0.0
            QTimer.singleShot(0, self, lambda: self._painted.append((came, time.monotonic())))
        return False

    def _leave(self) -> None:
        self._end.setEnabled(False)
        told = {"painted": self._painted, "scroll": self._scroll(), "timeline": self._timeline()}
        print(json.dumps(told), flush=True)
        QApplication.closeAllWindows()
        QApplication.quit()

    def _scroll(self) -> list[float]:
        view = self._desk.log.view
        return [_frame(lambda n=n: view.verticalScrollBar().setValue(n * STEP), view) for n in range(FRAMES)]

    def _timeline(self) -> list[float]:
        """Of a desk that is too low for it: nothing."""
        graph = self._desk.timeline.findChild(QGraphicsView)
        if graph is None:
            return []
        return [_frame(self._desk.timeline.refresh, graph) for _ in range(FRAMES)]


def _frame(change: Any, widget: Any) -> float:
    """Seconds that a change and its painting take."""
    begun = time.perf_counter()
    change()
    getattr(widget, "viewport", lambda: widget)().repaint()
    return time.perf_counter() - begun


class Watched(desk.DeskWindow):
    """The desk as it is, watched from its first showing on."""

    def showEvent(self, event: Any) -> None:  # noqa: N802 - Qt's own name
        super().showEvent(event)
        if not self.findChildren(Frames):
            Frames(self)


if __name__ == "__main__":
    desk.DeskWindow = Watched  # type: ignore[misc]
    sys.exit(app.run_desk(Path(sys.argv[1]), "fr", lambda: None))
