"""The loop of an application, and what all its windows share: ages, language, and one link each."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from console.link.client import Link
from widgets.ages import Ages
from widgets.application import Application, Start
from widgets.bridge import Bridge
from widgets.face import Face

if TYPE_CHECKING:
    import asyncio


class Faces:
    """The loop of an application, and what all its windows share."""

    def __init__(self, app: Application) -> None:
        self.app = app
        self.ages = Ages()
        self._bridges: list[Bridge] = []

    @cached_property
    def loop(self) -> "asyncio.AbstractEventLoop":
        """Runs coroutines beside Qt's events. Made when there is the first one: it takes long to load."""
        import asyncio  # noqa: PLC0415

        import qasync  # noqa: PLC0415

        made: asyncio.AbstractEventLoop = qasync.QEventLoop(self.app.qt, already_running=True)
        asyncio.set_event_loop(made)
        return made

    def run(self, begin: Callable[[], object]) -> int:
        """Call `begin` once the loop turns; until the last window is closed, or Ctrl+C or SIGTERM comes."""
        with _ended_by_signals(self.app.qt):
            QTimer.singleShot(0, self.app.qt, begin)
            self.app.qt.exec()
            for bridge in self._bridges:
                bridge.close()
        if "loop" in vars(self):
            self.loop.stop()
            self.loop.close()
        return 0

    def link(self, home: Path, kind: str, start: Start) -> "asyncio.Future[Link]":
        """A link to the seat in `home`, which `start` starts. Gives NotStarted, SeatGone or TooOld."""
        link = Link(home, face=kind, lang=self.app.speech.lang)

        def opened() -> Link:
            start()
            link.open(whole=False)
            return link

        future: asyncio.Future[Link] = self.loop.run_in_executor(None, opened)
        return future

    def face(self, link: Link, start: Start) -> Face:
        """What the panes of one window share."""
        bridge = Bridge(link, lambda: self.loop)
        self._bridges.append(bridge)
        face = Face(bridge, self.app.speech, self.ages)
        face.restart = start
        return face


@contextmanager
def _ended_by_signals(qt: QApplication) -> Iterator[None]:
    """Close the windows as somebody would, their forms with them, once what runs now is done. Python's own
    way raises in some slot, where Qt swallows it.
    """

    def close() -> None:
        for window in qt.topLevelWidgets():
            if isValid(window) and window.parentWidget() is None:
                window.close()
        qt.quit()

    def end(_number: int, _frame: FrameType | None) -> None:
        QTimer.singleShot(0, qt, close)

    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
