"""All pictures of one size: windows are opened on a played room, and what they show is written."""

import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from shooting import crowd
from shooting.__main__ import DESKS
from shooting.lean import lean
from shooting.pseudo import speak_pseudo
from shooting.states import STATES
from tests.widgets.conftest import Window
from tests.widgets.rooms import Room
from widgets.desk import DeskWindow
from widgets.look import dress

UNTIL = 27 * 60  # seconds of the scenario
STATES_AT = "1366"
SETTLE, DRAWN = 250, 900  # ms: for events in flight; until pyqtgraph is there for the first time


def wait(ms: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


class Shooting:
    """One application, windows one after the other."""

    def __init__(self, to: Path, folder: Path) -> None:
        self._app = QApplication([])
        dress(self._app)
        self._to, self._folder = to, folder

    def desk(
        self, scenario: str, until: int, me: str, *, exercise: bool = False
    ) -> tuple[DeskWindow, Window]:
        """A desk on a room that was played so far, filling the screen."""
        file = str(crowd.written(self._folder)) if scenario == "crowd" else scenario
        window = Window(self._app, Room(file, until, exercise=exercise), me)
        desk = DeskWindow(window.face)
        desk.setGeometry(self._app.primaryScreen().geometry())
        desk.show()
        window.bridge.drain()
        if until > 10 * 60:
            desk.incidents.step(1)
        wait(DRAWN)
        return desk, window

    def take(self, desk: DeskWindow, window: Window, name: str) -> None:
        """Write the picture and close the desk."""
        wait(SETTLE)
        window.bridge.drain()
        wait(SETTLE)
        image = desk.grab().toImage()
        if name.endswith("grey"):
            image = image.convertToFormat(QImage.Format.Format_Grayscale8)
        lean(image).save(str(self._to / f"{name}.png"))
        desk.log.entry.clear()  # a draft would be there again in the next picture
        desk.close()
        window.close()

    def shoot_desk(self, name: str, lang: str, scenario: str) -> None:
        """The desk in a language."""
        desk, window = self.desk(scenario, UNTIL, "Duty director", exercise=name.startswith("exercise"))
        if lang == "pseudo":
            spoken = speak_pseudo(desk.face.speech)
            self.take(desk, window, name)
            self._app.removeTranslator(spoken)
        else:
            desk.face.speech.speak(lang)
            self.take(desk, window, name)

    def shoot_state(self, name: str) -> None:
        """An empty or broken state."""
        until, me, happen = STATES[name]
        desk, window = self.desk("vergote", until, me)
        happen(desk, window)
        self.take(desk, window, f"state-{name}")


def main(size: str, to: str, names: list[str]) -> None:
    """Take what is wanted of this size."""
    with tempfile.TemporaryDirectory(prefix="belfry-shots-") as folder:
        shooting = Shooting(Path(to), Path(folder))
        for name, (wide, lang, scenario) in DESKS.items():
            if wide == size and _wanted(name, names):
                shooting.shoot_desk(name, lang, scenario)
        for name in STATES if size == STATES_AT else ():
            if _wanted(f"state-{name}", names):
                shooting.shoot_state(name)


def _wanted(name: str, names: list[str]) -> bool:
    return not names or any(name.startswith(wanted) for wanted in names)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
