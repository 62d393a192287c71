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
        return Face(bridge, self.speech, self.ages)


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


def _run(home: Path, lang: str, start: Start, kind: str, window: Callable[[Face], QWidget]) -> int:
    app = Application(lang)
    shown: list[QWidget] = []
    waiting = Starting(home)

    async def begin() -> None:
        try:
            face = await app.face(home, kind, start)
        except (NotStarted, SeatGone, TooOld) as failure:
            waiting.fail(failure, app.speech.words)
            return
        shown.append(window(face))
        screens = QApplication.screens()
        place(shown[0], screens[-1] if kind == "wall" else screens[0])
        waiting.close()

    def first() -> None:
        waiting.show()
        app.loop.create_task(begin())

    return app.run(first)
