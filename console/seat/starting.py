"""Have a seat run, unseen, for whoever needs it. Loads none of what the seat itself is made of."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from console.link.client import Link, SeatGone
from console.link.door import SERVING
from console.seat.folder import Home
from console.trust.errors import Refusal
from db.errors import Locked, why
from db.files import system_errors
from db.lock import Lock, holder

LINGER_SECONDS = 30.0  # that an ordinary seat stays after its last face left
START_SECONDS = 120.0
CONNECT_SECONDS = 0.3
SILENT_SECONDS = 4.0  # in which a seat that serves has answered, unless its disk is very slow
PATIENCE_SECONDS = 11.0  # that one which has not is waited for beyond that
SLOW_SECONDS = 8.0  # after which it is said that a seat still starts, or ends


Say = Callable[[Refusal], None]


class NotStarted(Refusal):
    """The seat that was started ended at once; its log says why."""


class Slow(Refusal):
    """A seat that starts or ends takes its time. Nobody is refused."""


class NotAnswering(Refusal):
    """A process serves this folder, and does not answer: it hangs, or was stopped."""


def answers(home: Path, say: Say = lambda _: None) -> bool:
    """Whether a seat serves this folder. Of one that should answer and has not for some seconds `say` is
    told, and it is waited for a little longer. Raises NotAnswering.
    """
    pid = serving(home)
    if not pid:
        return _reached(home, START_SECONDS, CONNECT_SECONDS)
    if _reached(home, SILENT_SECONDS, SILENT_SECONDS):
        return True
    silent = NotAnswering("seat.silent", path=str(home), pid=pid)
    if _still(home, pid):
        say(silent)
        if _reached(home, PATIENCE_SECONDS, PATIENCE_SECONDS):
            return True
    if _still(home, pid):
        raise silent
    return False


def _still(home: Path, pid: int) -> bool:
    """Whether this process serves, and has neither ended nor is about to."""
    return serving(home) == pid and not is_free(home)


def _reached(home: Path, timeout: float, connect: float) -> bool:
    link = Link(home, face="probe")
    try:
        link.open(timeout=timeout, connect=connect, whole=False)
    except SeatGone:
        return False
    finally:
        link.close()
    return True


def serving(home: Path) -> int:
    """The process that has begun to answer the faces of this folder, and holds it; 0 where none does."""
    try:
        pid = int((home / SERVING).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return 0
    return pid if pid == holder(home) else 0


def start_detached(home: Path, linger: float = LINGER_SECONDS, say: Say = lambda _: None) -> None:
    """Have a seat serve `home`: the one that runs, or an ordinary one that outlives whoever started it and
    ends `linger` seconds after its last face left. Two who start one at once share it. `say` is told of one
    that is slow to answer, or, in another thread, to start. Raises a Refusal.
    """
    Home(home).check()
    if answers(home, say):
        return
    process = _process(home, linger)
    threading.Thread(target=process.wait, name="reaper", daemon=True).start()
    with _telling(say, Slow("seat.starting", path=str(home), pid=process.pid)):
        said = _first_line(process)
    if not said.startswith(b"{"):
        raise NotStarted("seat.not_started", path=str(_log(home)))
    word = json.loads(said)
    if word["code"] == "ready":
        return
    if word["code"] != "folder.locked":
        raise NotStarted(word["code"], **word["params"])
    with _telling(say, Slow("seat.starting", path=str(home), pid=holder(home))):
        _await(home, linger)


@contextmanager
def _telling(say: Say, slow: Slow) -> Iterator[None]:
    """Within this somebody waits, who is told once that takes its time."""
    timer = threading.Timer(SLOW_SECONDS, say, (slow,))
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _process(home: Path, linger: float) -> "subprocess.Popen[bytes]":
    with system_errors():
        errors = _log(home).open("ab")
    try:
        with errors:
            return subprocess.Popen(  # noqa: S603 - our own command
                [sys.executable, "-m", "console.seat", str(home), str(linger)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
                start_new_session=True,
            )
    except OSError as error:  # no fault of the folder
        raise NotStarted("cli.os", reason=why(error), path=str(error.filename or "")) from error


def _first_line(process: "subprocess.Popen[bytes]") -> bytes:
    if process.stdout is None:
        return b""
    with process.stdout:
        return process.stdout.readline()


def _await(home: Path, linger: float) -> None:
    """Somebody else started it at the same moment; or one that was about to end still held the folder."""
    end = time.monotonic() + START_SECONDS
    while not answers(home):
        if is_free(home):
            start_detached(home, linger)
            return
        if time.monotonic() > end:
            raise NotStarted("folder.locked", folder=str(home))
        time.sleep(0.1)


def is_free(home: Path) -> bool:
    """Whether no process works in the folder."""
    try:
        Lock(home).close()
    except Locked:
        return False
    return True


def await_end(home: Path, say: Say) -> None:
    """Until the seat that was told to stop has let its folder go. `say` is told, in another thread, of one
    that is slow to. Raises NotStarted where it does not.
    """
    end = time.monotonic() + START_SECONDS
    with _telling(say, Slow("seat.ending", path=str(home), pid=holder(home))):
        while not is_free(home):
            if time.monotonic() > end:
                raise NotStarted("folder.locked", folder=str(home))
            time.sleep(0.05)


def _log(home: Path) -> Path:
    folder = Home(home).logs
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / "seat.err"
