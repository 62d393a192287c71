"""A wall older than its seat begins again by itself, once the newer program is here: nobody stands there."""

import os
import subprocess
import sys
import time
from contextlib import suppress
from typing import Final

from PySide6.QtCore import QObject

from console.link.protocol import VERSION
from widgets.face import Face

AGAIN: Final = 60.0  # seconds: the program may come to this machine later than the seat did
LONGEST: Final = 60.0  # that the program may take to say its version
NEVER: Final = float("inf")
ASKED: Final = "from console.link.protocol import VERSION; print(VERSION)"


def installed() -> int:
    """The version of the link that the program on this machine speaks now; 0 where it does not run."""
    with suppress(OSError, subprocess.SubprocessError, ValueError):
        told = subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-c", ASKED],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=LONGEST,
            check=True,
        )
        return int(told.stdout)
    return 0


class Upgrading(QObject):
    """Looks whenever ages move on. A program that would be refused again is not begun."""

    def __init__(self, face: Face, parent: QObject) -> None:
        super().__init__(parent)
        self._face, self._due = face, NEVER
        face.bridge.gone.connect(self._gone)
        face.bridge.back.connect(self._back)
        face.ages.aged.connect(self._look)

    def _gone(self, reason: str) -> None:
        self._due = time.monotonic() if reason == "link.too_old" else NEVER

    def _back(self) -> None:
        self._due = NEVER

    def _look(self) -> None:
        if time.monotonic() >= self._due:
            self._due = NEVER
            self._face.bridge.start(self._begin())

    async def _begin(self) -> None:
        newer = await self._face.bridge.aside(installed) > VERSION
        if newer and self._face.bridge.lost == "link.too_old":
            self._face.bridge.close()
            os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 - the same command
        self._due = time.monotonic() + AGAIN
