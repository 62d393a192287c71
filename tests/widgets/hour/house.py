"""The workstations of a room: their seats as processes, their windows here."""

import asyncio
import subprocess
import sys
from pathlib import Path

import qasync
from PySide6.QtWidgets import QApplication

from console.cli.faces import _beginnings
from console.link.client import Link
from widgets.ages import Ages
from widgets.bridge import Bridge
from widgets.desk import DeskWindow
from widgets.face import Face
from widgets.first import FirstStart
from widgets.speech import Speech


class House:
    """The workstations: their seats as processes, their windows here."""

    def __init__(self, folder: Path, app: QApplication) -> None:
        self.folder, self.loop = folder, qasync.QEventLoop(app)
        asyncio.set_event_loop(self.loop)
        self.speech, self.ages = Speech("fr"), Ages()
        self._seats: list[subprocess.Popen[str]] = []
        self._bridges: list[Bridge] = []

    def first_start(self, name: str) -> FirstStart:
        made = FirstStart(_beginnings(self.folder / name), self.speech, self.loop)
        made.show()
        return made

    def desk(self, name: str) -> DeskWindow:
        """Run the seat of a workstation and open its desk."""
        home = self.folder / name
        command = [
            sys.executable,
            "-m",
            "console",
            "seat",
            "run",
            str(home),
            "--listen",
            "127.0.0.1:0",
            "--no-mdns",
        ]
        with (self.folder / f"{name}.err").open("w") as errors:
            seat = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True)
        self._seats.append(seat)
        assert seat.stdout is not None
        assert seat.stdout.readline().startswith("ready"), (self.folder / f"{name}.err").read_text()
        link = Link(home, lang="fr")
        link.open()
        self._bridges.append(Bridge(link, lambda: self.loop))
        made = DeskWindow(Face(self._bridges[-1], self.speech, self.ages))
        made.resize(1920, 1080)
        made.show()
        return made

    def close(self) -> None:
        for bridge in self._bridges:
            bridge.close()
        for seat in self._seats:
            seat.terminate()
        for seat in self._seats:
            seat.communicate(timeout=20)
        self.speech.close()
        asyncio.set_event_loop(None)
        self.loop.close()
