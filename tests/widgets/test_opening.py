"""How a window comes to its picture, and what it says where it cannot."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.link.client import Link, LogWindow
from tests.widgets.conftest import Window
from tests.widgets.rooms import FakeLink
from widgets import opening
from widgets.application import Application
from widgets.faces import Faces
from widgets.opening import PARTS, Arriving, Opening
from widgets.starting import Starting

NO_SEAT = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from widgets.application import Application
from widgets.faces import Faces
from widgets.opening import Opening
from widgets.starting import NotStarted, Starting

def start():
    raise NotStarted("link.no_seat", {"path": "the folder"})

def look():
    if not waiting.leave.isHidden():
        print(waiting.told.text())
        waiting.leave.click()

faces = Faces(Application("en"))
waiting, opening = Starting(Path(sys.argv[1])), Opening(faces, "wall", "", print)
looking = QTimer()
looking.timeout.connect(look)
looking.start(20)
faces.run(lambda: opening.begin(Path(sys.argv[1]), start, waiting))
"""

TRIED = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from widgets import opening
from widgets.application import Application
from widgets.faces import Faces
from widgets.opening import Opening
from widgets.starting import NotStarted, Starting

opening.AGAIN_MS = 50

def start():
    tried.append("tried")
    raise NotStarted("link.no_seat", {"path": "the folder"})

def look():
    if len(tried) > 2 and not waiting.leave.isHidden():
        print(*tried, "kept", len(wall._kept))
        waiting.leave.click()

tried = []
faces = Faces(Application("en"))
looking = QTimer()
looking.timeout.connect(look)
looking.start(20)
waiting, wall = Starting(Path(sys.argv[1])), Opening(faces, "wall", "", print)
faces.run(lambda: wall.begin(Path(sys.argv[1]), start, waiting))
"""


class Ear:
    """What a window hears of the state that it awaits."""

    def __init__(self, window: Window) -> None:
        self.link = cast(Any, window.link)
        self.link.complete = False
        self.heard: list[str] = []
        self.arriving = Arriving(cast(Link, self.link), window.face)
        self.arriving.whole.connect(lambda: self.heard.append("whole"))
        self.arriving.lost.connect(lambda: self.heard.append("lost"))
        self.silent: list[bool] = []
        self.arriving.silent.connect(lambda: self.silent.append(True))


def test_a_window_opens_once_with_all_that_its_seat_has_to_show(
    window: Callable[..., Window], qtbot: QtBot
) -> None:
    waiting = window()
    ear = Ear(waiting)
    waiting.show_again()
    qtbot.wait(10)
    assert ear.heard == []
    waiting.bridge.gone.emit("link.silent")
    qtbot.wait(10)
    assert ear.heard == [], "a busy seat may still speak"
    assert ear.silent == [True], "and its window says that it does not"
    ear.link.complete = True
    waiting.show_again()
    waiting.show_again()
    qtbot.waitUntil(lambda: bool(ear.heard))
    waiting.bridge.gone.emit("link.gone")
    qtbot.wait(10)
    assert ear.heard == ["whole"]


def test_a_seat_that_goes_while_it_shows_what_it_has_is_told_of_once(
    window: Callable[..., Window], qtbot: QtBot
) -> None:
    waiting = window()
    ear = Ear(waiting)
    waiting.bridge.gone.emit("link.stopping")
    waiting.bridge.gone.emit("link.gone")
    qtbot.waitUntil(lambda: bool(ear.heard))
    qtbot.wait(10)
    assert ear.heard == ["lost"]


@pytest.mark.parametrize("kind", ["desk", "wall"])
def test_the_log_is_asked_for_while_the_window_is_still_being_loaded(
    window: Callable[..., Window],
    dressed: QApplication,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
) -> None:
    played, heard = window(), list[str]()
    link = cast(Any, FakeLink(played.room))
    link.dial, link.complete, mirror = lambda: True, False, link.mirror

    def asked(logs: tuple[LogWindow, ...]) -> int:
        heard.append("the log is asked for")
        return int(mirror(logs))

    link.mirror = asked
    monkeypatch.setattr(opening, "Link", lambda *_, **__: link)
    monkeypatch.setattr(opening, "import_module", heard.append)
    monkeypatch.setattr(opening, "keep", lambda: None)
    stands = {name: lambda: None for name in ("show", "say_silent", "isVisible")}
    waiting = cast(Starting, SimpleNamespace(**stands))
    faces = Faces(cast(Application, SimpleNamespace(qt=dressed, speech=played.face.speech)))
    Opening(faces, kind, "", lambda *_: None).begin(tmp_path, lambda: None, waiting)
    for bridge in faces._bridges:
        bridge.close()
    assert heard.index("the log is asked for") < heard.index(PARTS[kind][-1])


@pytest.mark.parametrize("folder", ["empty", "missing"])
def test_a_window_without_a_seat_says_why(tmp_path: Path, folder: str) -> None:
    (tmp_path / "empty").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", NO_SEAT, str(tmp_path / folder)], capture_output=True, text=True, check=False
    )
    assert done.stdout == "No seat answers in the folder.\n", done.stderr


def test_a_wall_that_finds_no_seat_looks_for_it_again_by_itself(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", TRIED, str(tmp_path)], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stdout.startswith("tried tried tried"), done.stderr
    assert done.stdout.endswith("kept 1\n"), "a wall may look for its seat for days"
