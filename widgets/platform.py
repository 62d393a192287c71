"""The display: tried by a child process before Qt starts here, since Qt ends a process that finds none."""

import os
import subprocess
import sys

from console.paths import resource

PROBE = "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"
PROBE_SECONDS = 30.0


class NoDisplay(Exception):
    """There is no display that windows could open on. Its text is Qt's own reason."""


def prepare(*, offscreen: bool) -> None:
    """Choose two virtual screens, or make sure that there is a real one. Raises NoDisplay."""
    if offscreen:
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={resource('screen', 'two.json')}"
        return
    try:
        tried = subprocess.run(  # noqa: S603 - our own interpreter
            [sys.executable, "-c", PROBE], capture_output=True, text=True, timeout=PROBE_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as late:
        raise NoDisplay(str(late)) from late
    if tried.returncode:
        lines = tried.stderr.strip().splitlines()
        raise NoDisplay(lines[0] if lines else f"exit status {tried.returncode}")
