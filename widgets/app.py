"""The application: one event loop, one link a window, and what happens when either fails."""

import asyncio
import logging
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

import qasync
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QApplication, QWidget

from console.link.client import Link, SeatGone, TooOld
from widgets.ages import Ages
from widgets.bridge import Bridge
from widgets.desk import DeskWindow
from widgets.face import Face
from widgets.first import Beginnings, FirstStart
from widgets.look import dress
from widgets.speech import Speech
from widgets.starting import NotStarted, Starting
from widgets.wall.window import WallWindow

log = logging.getLogger(__name__)
Start = Callable[[], None]  # makes sure that the seat runs; may take its time


class Application:
    """Qt, its loop, and what all windows share."""

    def __init__(self, lang: str) -> None:
        self.qt = QApplication(sys.argv[:1])
        self.qt.setApplicationName("Belfry")
        dress(self.qt)
        self.loop = qasync.QEventLoop(self.qt)
        asyncio.set_event_loop(self.loop)
        sys.excepthook = _told
        self.speech, self.ages = Speech(lang), Ages()
        self._bridges: list[Bridge] = []

    def run(self, begin: Callable[[], object]) -> int:
        """Call `begin` once the loop turns; until the last window is closed."""
        with self.loop:
            self.loop.call_soon(begin)
            self.loop.run_forever()
            for bridge in self._bridges:
                bridge.close()
        return 0

    async def face(self, home: Path, kind: str, start: Start) -> Face:
        """A face of the seat in `home`, which `start` starts. Raises NotStarted, SeatGone or TooOld."""
        link = Link(home, face=kind, lang=self.speech.lang)

        def opened() -> None:
            start()
            link.open()

        await self.loop.run_in_executor(None, opened)
        bridge = Bridge(link, self.loop)
        self._bridges.append(bridge)
        face = Face(bridge, self.speech, self.ages)
        face.restart = start
        return face


def _told(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A fault of our own: written down, and the window goes on."""
    log.error("a window's fault", exc_info=(kind, error, trace))


def place(window: QWidget, screen: QScreen) -> None:
    """Fill `screen` with the window."""
    window.setGeometry(screen.geometry())
    window.show()


def run_desk(home: Path, lang: str, start: Start) -> int:
    """Open the desk of the seat in `home`; returns the exit status."""
    return _run(home, lang, start, "desk", DeskWindow)


def run_wall(home: Path, lang: str, start: Start) -> int:
    """Open the wall on the last screen."""
    return _run(home, lang, start, "wall", WallWindow)


def run_first(beginnings: Beginnings, lang: str, start: Callable[[Path], Start], demo: Start) -> int:
    """The first start; then the desk of the seat that was begun, or the demo; returns the exit status."""
    app = Application(lang)
    chosen: list[Start] = []
    first = FirstStart(beginnings, app.speech, app.loop)
    opening = Opening(app, "desk", DeskWindow)
    first.begun.connect(lambda home: opening.begin(Path(home), start(Path(home))))

    def attempted() -> None:
        chosen.append(demo)
        first.close()

    first.tried.connect(attempted)
    status = app.run(first.show)
    for act in chosen:
        act()
    return status


def _run(home: Path, lang: str, start: Start, kind: str, window: Callable[[Face], QWidget]) -> int:
    app = Application(lang)
    opening = Opening(app, kind, window)
    return app.run(lambda: opening.begin(home, start))


class Opening:
    """Shows that the seat starts, then its window, or why there is none."""

    def __init__(self, app: Application, kind: str, window: Callable[[Face], QWidget]) -> None:
        self._app, self._kind, self._window = app, kind, window
        self._kept: list[QWidget | asyncio.Task[None]] = []

    def begin(self, home: Path, start: Start) -> None:
        """Call it once the loop turns."""
        waiting = Starting(home)
        waiting.show()
        self._kept += [waiting, self._app.loop.create_task(self._open(home, start, waiting))]

    async def _open(self, home: Path, start: Start, waiting: Starting) -> None:
        try:
            face = await self._app.face(home, self._kind, start)
        except (NotStarted, SeatGone, TooOld) as failure:
            waiting.fail(failure, self._app.speech.words)
            return
        window = self._window(face)
        self._kept.append(window)
        screens = QApplication.screens()
        place(window, screens[-1] if self._kind == "wall" else screens[0])
        waiting.close()
