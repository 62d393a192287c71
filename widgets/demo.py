"""The demo room's windows: a desk and a wall that follow a scenario, with pictures at its marked steps."""

import json
import subprocess
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from console.templates import LANGUAGES
from widgets.application import Application
from widgets.desk import DeskWindow
from widgets.face import Face
from widgets.faces import Faces
from widgets.opening import place
from widgets.shots import shoot
from widgets.wall.window import WallWindow

SETTLE_MS = 1500  # for a step to reach the other seats and be painted


class Show(msgspec.Struct, frozen=True):
    """What is shown, where, for how long. `seconds` 0: until the windows are closed. `start` has the seat in
    a folder run.
    """

    desk: Path
    wall: Path
    person: str
    passphrase: str
    start: Callable[[Path], None]
    seconds: float = 0.0
    shots: Path | None = None


class Followed(QObject):
    """Reads what the player prints, in a thread that only waits, and tells it in Qt's."""

    played = Signal(dict)
    ended = Signal()

    def __init__(self, player: "subprocess.Popen[str]") -> None:
        super().__init__()
        self._player = player
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in self._player.stdout or ():
            self.played.emit(json.loads(line))
        self.ended.emit()


class Demo:
    """Opens the windows, signs the desk in, takes the pictures, ends when it is time."""

    def __init__(self, show: Show, faces: Faces, player: "subprocess.Popen[str]") -> None:
        self._show, self._faces, self._player = show, faces, player
        self.windows: list[QWidget] = []
        self._followed = Followed(player)
        self._followed.played.connect(self._played)
        self._followed.ended.connect(self._ended)
        if show.seconds:
            QTimer.singleShot(int(show.seconds * 1000), self._finish)

    async def open(self) -> None:
        """The desk on the first screen, the wall on the last."""
        desk = await self._face(self._show.desk, "desk")
        await desk.bridge.sign_in(self._show.person, self._show.passphrase)
        wall = await self._face(self._show.wall, "wall")
        self._place(WallWindow, wall, -1)
        self._place(DeskWindow, desk, 0)  # last, and so on top where there is but one screen

    async def _face(self, home: Path, kind: str) -> Face:
        start = partial(self._show.start, home)
        return self._faces.face(await self._faces.link(home, kind, start), start)

    def _place(self, kind: type[DeskWindow] | type[WallWindow], face: Face, screen: int) -> None:
        self.windows.append(kind(face))
        place(self.windows[-1], QApplication.screens()[screen])

    def _played(self, step: dict[str, object]) -> None:
        moment = str(step.get("shot") or "")
        if moment and self._show.shots is not None:
            QTimer.singleShot(SETTLE_MS, lambda: self._shoot(moment))

    def _shoot(self, moment: str) -> None:
        if self._show.shots is not None:
            shoot(self._show.shots, moment, self._faces.app.speech.lang)

    def _ended(self) -> None:
        if self._show.shots is not None and not self._show.seconds:
            QTimer.singleShot(2 * SETTLE_MS, self._finish)

    def _finish(self) -> None:
        """At the end: every window in every language."""
        if self._show.shots is not None:
            for lang in LANGUAGES:
                self._faces.app.speech.speak(lang)
                _settle()
                shoot(self._show.shots, "last", lang)
        self.close()

    def close(self) -> None:
        """Close the windows, which ends the application."""
        for window in self.windows:
            window.close()
        self._faces.app.qt.quit()


def _settle() -> None:
    """Let every pane say it in the language of now, which they do one after the other, and lay itself out."""
    waiting = QEventLoop()
    QTimer.singleShot(SETTLE_MS, waiting.quit)
    waiting.exec()


def run_demo(show: Show, player: "subprocess.Popen[str]", lang: str) -> int:
    """Show the demo room until its windows are closed, or its time is over; returns the exit status."""
    faces = Faces(Application(lang))
    demo = Demo(show, faces, player)
    try:
        return faces.run(lambda: faces.loop.create_task(demo.open()))
    finally:
        player.terminate()
        player.wait()
