"""The display: tried by a child process before Qt starts here, since Qt ends a process that finds none."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from console.paths import resource

PROBE = "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"
PROBE_SECONDS = 30.0


class NoDisplay(Exception):
    """There is no display that windows could open on. Its text is Qt's own reason."""


def two_screens() -> None:
    """Choose two virtual screens, which nobody sees."""
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={resource('screen', 'two.json')}"


@contextmanager
def tried() -> Iterator[None]:
    """Try the display beside what is done within. Raises NoDisplay at its end."""
    command = [sys.executable, "-c", PROBE]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as probe:  # noqa: S603 - our own interpreter
        try:
            yield
        finally:
            _judge(probe)


def _judge(probe: "subprocess.Popen[str]") -> None:
    try:
        _, said = probe.communicate(timeout=PROBE_SECONDS)
    except subprocess.TimeoutExpired as late:
        probe.kill()
        raise NoDisplay(str(late)) from late
    if probe.returncode:
        lines = said.strip().splitlines()
        raise NoDisplay(lines[0] if lines else f"exit status {probe.returncode}")
