"""Ctrl+C and SIGTERM close the windows as somebody would, without a traceback."""

import subprocess
import sys

import pytest

WINDOW = """
import os, signal
from PySide6.QtWidgets import QWidget
from widgets.application import Application
from widgets.faces import Faces
faces = Faces(Application("en"))
window = QWidget()
def begin():
    window.show()
    faces.loop.call_soon(os.kill, os.getpid(), signal.{name})
print(faces.run(begin), window.isVisible())
"""


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_signal_closes_the_windows(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WINDOW.format(name=name)], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("0 False\n", "")


AMID = """
import os, signal
from PySide6.QtWidgets import QWidget
from widgets.application import Application
from widgets.faces import Faces
faces = Faces(Application("en"))
window = QWidget()
def begin():
    window.show()
    os.kill(os.getpid(), signal.SIGTERM)
    print(window.isVisible())
print(faces.run(begin), window.isVisible())
"""


def test_what_a_window_was_doing_when_the_signal_came_is_done_first() -> None:
    done = subprocess.run([sys.executable, "-c", AMID], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("True\n0 False\n", "")
