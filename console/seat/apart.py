"""Lays a rest page down apart: a process reads the record beside the seat, writes the page, and ends.

What that takes, of processor and of memory, the seat has no part in; nor does a fault in it harm the seat.
"""

import gc
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import msgspec

from console.domain import everything  # noqa: F401 - fills the tables of facts and views
from console.seat.home import Home, ReadHome
from console.seat.ledger import Ledger
from console.seat.loading import load
from console.seat.rest_file import Ground, RestPage
from console.trust.errors import Refusal
from db.files import system_errors
from db.mending import MENDED

NICE = 10
log = logging.getLogger(__name__)


class Apart:
    """That process, as the seat has it: one at a time."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def lay_down(self, *, nice: int) -> Ground | None:
        """Have the page written of what is on disk; gives on what it stands, or None where the log says why
        not. `nice`: how far it gives way to others. In any thread. Raises a StorageFailed.
        """
        command = (sys.executable, "-m", __name__, str(self._home.folder), str(nice))
        with system_errors():
            process = subprocess.Popen(  # noqa: S603 - our own command
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
        with process:
            self._process = process
            if self._stopped:
                self.stop()
            said = process.stdout.read() if process.stdout is not None else b""
        if process.returncode and not self._stopped:
            log.error("no rest page is written: the process that lays it down has failed")
        return msgspec.msgpack.decode(said, type=Ground) if said and not process.returncode else None

    def stop(self) -> None:
        """End it, from any thread: no page is wanted any more."""
        self._stopped = True
        if self._process is not None:
            self._process.kill()


def lay_down(home: Home, now: Callable[[], int]) -> Ground | None:
    """What the process does. Raises a Refusal."""
    with closing(ReadHome(home)) as held:
        mended = held.record.meta(MENDED)
        ledger = Ledger(held, now)
        page = RestPage(held, ledger)
        page.begin()
        load(ledger)
        draft = page.draft()
        if draft is None or held.record.meta(MENDED) != mended:  # some of it was read before, some after
            return None
        return draft.ground if page.write(draft) else None


def _end_with_the_seat() -> None:
    """Who started this process holds the other end for as long as it runs."""
    os.read(0, 1)
    os._exit(1)


def main(folder: str, nice: str) -> int:
    """The process: says on what the page stands that it has written, or nothing."""
    gc.disable()  # what is loaded stays
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # meant for the seat
    threading.Thread(target=_end_with_the_seat, name="seat", daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(int(nice))
    try:
        ground = lay_down(Home(Path(folder)), lambda: int(time.time() * 1000))
    except Refusal as refusal:
        log.warning("no rest page is written, a later start folds more: %s", refusal)
        return 0
    if ground is not None:
        sys.stdout.buffer.write(msgspec.msgpack.encode(ground))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
