"""How a window comes to its picture: one event loop, one link a window, and why there is none."""

import asyncio
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import qasync
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QApplication, QWidget

from console.link.client import Link, SeatGone, TooOld
from widgets.ages import Ages
from widgets.app import Application, Missing, Start
from widgets.bridge import Bridge
from widgets.collecting import keep
from widgets.face import Face
from widgets.look import undressed
from widgets.starting import NotStarted, Starting


class Faces:
    """The loop of an application, and what all its windows share."""

    def __init__(self, app: Application) -> None:
        self.app = app
        self.loop = qasync.QEventLoop(app.qt)
        asyncio.set_event_loop(self.loop)
        self.ages = Ages()
        self._bridges: list[Bridge] = []

    def run(self, begin: Callable[[], object]) -> int:
        """Call `begin` once the loop turns; until the last window is closed, or Ctrl+C or SIGTERM comes."""
        with self.loop, _ended_by_signals(self.app.qt):
            self.loop.call_soon(begin)
            self.loop.run_forever()
            for bridge in self._bridges:
                bridge.close()
        return 0

    def link(self, home: Path, kind: str, start: Start) -> "asyncio.Future[Link]":
        """A link to the seat in `home`, which `start` starts. Gives NotStarted, SeatGone or TooOld."""
        link = Link(home, face=kind, lang=self.app.speech.lang)

        def opened() -> Link:
            start()
            link.open()
            return link

        future: asyncio.Future[Link] = self.loop.run_in_executor(None, opened)
        return future

    def face(self, link: Link, start: Start) -> Face:
        """What the panes of one window share."""
        bridge = Bridge(link, self.loop)
        self._bridges.append(bridge)
        face = Face(bridge, self.app.speech, self.ages)
        face.restart = start
        return face


@contextmanager
def _ended_by_signals(qt: QApplication) -> Iterator[None]:
    """Close the windows as somebody would. Python's own way raises in some slot, where Qt swallows it."""

    def end(_number: int, _frame: FrameType | None) -> None:
        qt.closeAllWindows()
        qt.quit()

    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class Opening:
    """Shows that the seat starts, then its window, or why there is none."""

    def __init__(self, faces: Faces, kind: str, screen: str, missing: Missing) -> None:
        """`screen` and `missing`: of a wall, as `run_wall` takes them."""
        self._faces, self._kind, self._screen, self._missing = faces, kind, screen, missing
        self._kept: list[QWidget | asyncio.Task[None]] = []

    def begin(self, home: Path, start: Start, waiting: Starting) -> None:
        """Call it once the loop turns; `waiting` stands there until the window does."""
        waiting.show()
        self._kept += [waiting, self._faces.loop.create_task(self._open(home, start, waiting))]

    async def _open(self, home: Path, start: Start, waiting: Starting) -> None:
        link = self._faces.link(home, self._kind, start)
        window = self._loaded()  # while the seat answers
        keep()
        try:
            face = self._faces.face(await link, start)
        except (NotStarted, SeatGone, TooOld) as none:
            waiting.fail(self._faces.app.speech.words.refusal(none.code, none.params))
            return
        self._kept.append(window(face))
        waiting.close()
        keep()

    def _loaded(self) -> Callable[[Face], QWidget]:
        return self._wall() if self._kind == "wall" else self._desk()

    def _desk(self) -> Callable[[Face], QWidget]:
        from widgets.desk import DeskWindow  # noqa: PLC0415 - a wall does without it
        from widgets.panes.timeline import drawing  # noqa: PLC0415

        qt = self._faces.app.qt
        drawing.ready.connect(keep)  # what came with it stays, too

        def opened(face: Face) -> QWidget:
            face.settle()
            with undressed(qt):
                made = DeskWindow(face)
            face.bridge.drain()  # the lines of what it looks at, which came meanwhile
            place(made, QApplication.screens()[0])
            return made

        return opened

    def _wall(self) -> Callable[[Face], QWidget]:
        from widgets.wall.awake import keep_awake  # noqa: PLC0415 - and a desk without these
        from widgets.wall.hanging import Hanging  # noqa: PLC0415
        from widgets.wall.window import WallWindow  # noqa: PLC0415

        qt = self._faces.app.qt

        def opened(face: Face) -> QWidget:
            made = WallWindow(face)
            qt.setQuitOnLastWindowClosed(False)  # it may be hidden
            made.closed.connect(qt.quit)
            hanging = Hanging(made, qt, self._screen)
            if not hanging.hang():
                self._missing(hanging.name, hanging.there())
            keep_awake("wall")
            return made

        return opened


def place(window: QWidget, screen: QScreen) -> None:
    """Fill `screen` with the window."""
    window.setGeometry(screen.geometry())
    window.show()
