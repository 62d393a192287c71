"""How a window comes to its picture, and why there is none."""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QApplication, QWidget

from console.link.client import Link, SeatGone, TooOld
from console.link.events import SILENT
from widgets.application import Missing, Start
from widgets.collecting import keep
from widgets.face import Face
from widgets.faces import Faces
from widgets.look import undressed
from widgets.starting import NotStarted, Starting

if TYPE_CHECKING:
    import asyncio

PATIENCE_MS = 60_000  # for a seat that let us in to show everything
AGAIN_MS = 20_000  # until a wall without a seat looks for it again: nobody stands there
# Loaded one after the other: in between the link is looked at, and the seat asked for what shows next.
PARTS: Final = {
    "desk": ("widgets.marks", "widgets.rows", "widgets.panes.fact", "widgets.panes.log", "widgets.desk"),
    "wall": ("widgets.marks", "widgets.lines", "widgets.wall.pages", "widgets.wall.window"),
}


class Arriving(QObject):
    """What a seat that let us in has to show: `whole` once it is here, `lost` if never; `silent`: not yet."""

    whole, lost, silent = Signal(), Signal(), Signal()

    def __init__(self, link: Link, face: Face) -> None:
        super().__init__()
        self._link, self.face, self._over = link, face, False
        face.bridge.changed.connect(self._look, Qt.ConnectionType.QueuedConnection)
        face.bridge.gone.connect(self._gone, Qt.ConnectionType.QueuedConnection)
        QTimer.singleShot(PATIENCE_MS, self, self._lose)

    def _look(self) -> None:
        if self._link.complete:
            self._end(self.whole)

    def _gone(self, why: str) -> None:
        if why == SILENT:  # which may still speak
            self.silent.emit()
        else:
            self._lose()

    def _lose(self) -> None:
        if not self._over:
            self.face.bridge.close()
        self._end(self.lost)

    def _end(self, how: SignalInstance) -> None:
        """Once, whatever is still on its way."""
        if not self._over:
            self._over = True
            self.deleteLater()
            how.emit()


class Opening:
    """Shows that the seat starts, then its window, or why there is none."""

    def __init__(self, faces: Faces, kind: str, screen: str, missing: Missing) -> None:
        """`screen` and `missing`: of a wall, as `run_wall` takes them."""
        self._faces, self._kind, self._screen, self._missing = faces, kind, screen, missing
        self._kept: list[Any] = []
        self._trying: asyncio.Task[None] | None = None

    def begin(self, home: Path, start: Start, waiting: Starting) -> None:
        """Call it once the loop turns; `waiting` stands there until the window does."""
        waiting.show()
        self._kept.append(waiting)
        link = Link(home, face=self._kind, lang=self._faces.app.speech.lang)
        there = link.dial()
        begin_seat = partial(self._begin_seat, home, start, waiting)
        if there:
            arriving = Arriving(link, self._faces.face(link, start))
            arriving.whole.connect(partial(self._show, arriving.face, waiting))
            arriving.lost.connect(begin_seat)
            arriving.silent.connect(waiting.say_silent)
            self._kept.append(arriving)
            self._load(arriving.face.bridge.drain)
        else:
            self._load(lambda: None)
            link.close()
            begin_seat()

    def _load(self, between: Callable[[], None]) -> None:
        """Load the window while the seat answers. Which log it reads follows from what comes first; asked for
        only once all is loaded, the window would wait for its lines.
        """
        for part in PARTS[self._kind]:
            import_module(part)
            between()
        self._window = self._wall() if self._kind == "wall" else self._desk()
        keep()

    def _begin_seat(self, home: Path, start: Start, waiting: Starting) -> None:
        if waiting.isVisible():  # else somebody gave it up
            self._trying = self._faces.loop.create_task(self._started(home, start, waiting))

    async def _started(self, home: Path, start: Start, waiting: Starting) -> None:
        try:
            face = self._faces.face(await self._faces.link(home, self._kind, start), start)
        except (NotStarted, SeatGone, TooOld) as none:
            waiting.fail(self._faces.app.speech.words.refusal(none.code, none.params))
            if self._kind == "wall":
                QTimer.singleShot(AGAIN_MS, waiting, partial(self._begin_seat, home, start, waiting))
            return
        self._show(face, waiting)

    def _show(self, face: Face, waiting: Starting) -> None:
        self._kept.append(self._window(face))
        waiting.close()
        keep()

    def _desk(self) -> Callable[[Face], QWidget]:
        from widgets.desk import DeskWindow  # noqa: PLC0415 - a wall does without it
        from widgets.panes.timeline import drawing  # noqa: PLC0415

        qt = self._faces.app.qt
        drawing.ready.connect(self._all_stands)

        def opened(face: Face) -> QWidget:
            face.settle()
            with undressed(qt):
                made = DeskWindow(face)
            face.bridge.drain()  # the lines of what it looks at, which came meanwhile
            place(made, QApplication.screens()[0])
            return made

        return opened

    def _all_stands(self) -> None:
        """Load what whoever acts would wait for; what came with the drawing stays, too."""
        _ = self._faces.loop
        keep()

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
            keep_awake()
            return made

        return opened


def place(window: QWidget, screen: QScreen) -> None:
    """Fill `screen` with the window."""
    window.setGeometry(screen.geometry())
    window.show()
