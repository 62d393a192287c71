"""All pictures of one size: windows are opened on a played room, and what they show is written."""

import importlib
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from shooting import crowd
from shooting.__main__ import DESKS, WALLS
from shooting.lean import lean
from shooting.states import STATES
from shooting.walls import STATES as WALL_STATES
from shooting.walls import hung, with_bezels
from tests.widgets.conftest import Window
from tests.widgets.pseudo import speak_pseudo
from tests.widgets.rooms import Room
from widgets.desk import DeskWindow
from widgets.look import dress
from widgets.unhurried import BETWEEN
from widgets.wall.window import WallWindow

UNTIL = 27 * 60  # seconds of the scenario
STATES_AT, WALL_STATES_AT = "1366", "1920"
SETTLE, DRAWN = 250, 900  # ms: for events in flight; for a timeline to be built and drawn


def wait(ms: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


class Shooting:
    """One application, windows one after the other."""

    def __init__(self, to: Path, folder: Path) -> None:
        self._app = QApplication([])
        importlib.import_module("pyqtgraph")  # or the first picture is taken before its timeline can be drawn
        dress(self._app)
        self._to, self._folder = to, folder

    def room(self, scenario: str, until: int, me: str, *, exercise: bool = False) -> Window:
        """A face of a room that was played so far."""
        file = str(crowd.written(self._folder)) if scenario == "crowd" else scenario
        return Window(self._app, Room(file, until, exercise=exercise), me)

    def desk(self, window: Window, until: int) -> DeskWindow:
        """A desk that fills the screen."""
        desk = DeskWindow(window.face)
        self.open(desk, window)
        if until > 10 * 60:
            desk.incidents.step(1)
        wait(DRAWN)
        return desk

    def open(self, shown: QWidget, window: Window) -> None:
        shown.setGeometry(self._app.primaryScreen().geometry())
        shown.show()
        window.bridge.drain()

    def take(self, shown: QWidget, window: Window, name: str) -> None:
        """Write the picture and close what it shows."""
        wait(SETTLE)
        window.bridge.drain()
        wait(SETTLE)
        image = shown.grab().toImage()
        if isinstance(shown, WallWindow):
            image = with_bezels(image, shown.grid)
        if name.endswith("grey"):
            image = image.convertToFormat(QImage.Format.Format_Grayscale8)
        lean(image).save(str(self._to / f"{name}.png"))
        if isinstance(shown, DeskWindow):
            shown.log.entry.clear()  # a draft would be there again in the next picture
        shown.close()
        window.close()

    def take_in(self, lang: str, shown: QWidget, window: Window, name: str) -> None:
        """Write the picture in a language."""
        if lang == "pseudo":
            spoken = speak_pseudo(window.face.speech)
            self.take(shown, window, name)
            self._app.removeTranslator(spoken)
        else:
            window.face.speech.speak(lang)
            self.take(shown, window, name)

    def shoot_desk(self, name: str, lang: str, scenario: str) -> None:
        window = self.room(scenario, UNTIL, "Duty director", exercise=name.startswith("exercise"))
        self.take_in(lang, self.desk(window, UNTIL), window, name)

    def shoot_wall(self, name: str, lang: str, scenario: str, page: str) -> None:
        window = self.room(scenario, UNTIL, "", exercise=name.endswith("exercise"))
        wall = hung(window, name, page)
        self.open(wall, window)
        self.take_in(lang, wall, window, name)

    def shoot_wall_state(self, name: str) -> None:
        """A wall in an empty or broken state."""
        until, happen = WALL_STATES[name]
        window = self.room("vergote", until, "")
        wall = hung(window, f"wall-state-{name}")
        self.open(wall, window)
        happen(wall, window)
        wait(BETWEEN)
        self.take(wall, window, f"wall-state-{name}")

    def shoot_state(self, name: str) -> None:
        """An empty or broken state."""
        until, me, happen = STATES[name]
        window = self.room("vergote", until, me)
        desk = self.desk(window, until)
        happen(desk, window)
        wait(BETWEEN)  # numbers are told no faster
        self.take(desk, window, f"state-{name}")


def main(size: str, to: str, names: list[str]) -> None:
    """Take what is wanted of this size."""
    with tempfile.TemporaryDirectory(prefix="belfry-shots-") as folder:
        shooting = Shooting(Path(to), Path(folder))
        for name, (wide, lang, scenario) in DESKS.items():
            if wide == size and _wanted(name, names):
                shooting.shoot_desk(name, lang, scenario)
        for name, (wide, *what) in WALLS.items():
            if wide == size and _wanted(name, names):
                shooting.shoot_wall(name, *what)
        for name in WALL_STATES if size == WALL_STATES_AT else ():
            if _wanted(f"wall-state-{name}", names):
                shooting.shoot_wall_state(name)
        for name in STATES if size == STATES_AT else ():
            if _wanted(f"state-{name}", names):
                shooting.shoot_state(name)


def _wanted(name: str, names: list[str]) -> bool:
    return not names or any(name.startswith(wanted) for wanted in names)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
