"""The display: tried before Qt starts here, since Qt ends a process that finds none."""

import builtins
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NoReturn

from console.paths import resource

ELSEWHERE = {"win32", "darwin"}  # systems that always have a display
PATIENCE = 30  # seconds for a display to answer
STDERR = 2


class NoDisplay(Exception):
    """There is no display that windows could open on. Its text is Qt's own reason."""


def two_screens() -> None:
    """Choose two virtual screens, which nobody sees."""
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={resource('screen', 'two.json')}"


@contextmanager
def tried() -> Iterator[None]:
    """Try the display beside what is done within. Raises NoDisplay at its end.

    A copy of this process tries it, with Qt as it is loaded here: another one would load Qt again, which
    takes longer than all that is done meanwhile.
    """
    plain = builtins.__import__
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415 - whoever chooses a platform does so before

    # Qt's binding would read the source of each module that is loaded from here on, and keep it in memory.
    builtins.__import__ = plain
    if sys.platform in ELSEWHERE:
        yield
        return
    said, say = os.pipe()
    probe = os.fork()
    if not probe:
        _try(QGuiApplication, say)
    os.close(say)
    try:
        yield
    finally:
        with os.fdopen(said, encoding="utf-8", errors="replace") as words:
            lines = words.read().strip().splitlines()
        _, status = os.waitpid(probe, 0)
    if status:
        raise NoDisplay(lines[0] if lines else f"exit status {status}")


def _try(qt: Callable[[list[str]], object], say: int) -> NoReturn:
    """In the copy: what Qt says goes to whoever asked; nothing else of this process may go on there."""
    try:
        signal.alarm(PATIENCE)
        os.dup2(say, STDERR)
        qt([])
        os._exit(0)
    finally:
        os._exit(1)
