"""Have a seat run, unseen, for whoever needs it. Loads none of what the seat itself is made of."""

import json
import subprocess
import sys
import threading
import time
from pathlib import Path

from console.link.client import Link, SeatGone
from console.seat.folder import Home
from console.trust.errors import Refusal
from db.errors import Locked
from db.files import system_errors
from db.lock import Lock

LINGER_SECONDS = 30.0  # that an ordinary seat stays after its last face left
START_SECONDS = 120.0


class NotStarted(Refusal):
    """The seat that was started ended at once; its log says why."""


def answers(home: Path) -> bool:
    """Whether a seat serves this folder."""
    link = Link(home, face="probe")
    try:
        link.open(timeout=START_SECONDS, connect=0.3, whole=False)
    except SeatGone:
        return False
    finally:
        link.close()
    return True


def start_detached(home: Path, linger: float = LINGER_SECONDS) -> None:
    """Have a seat serve `home`: the one that runs, or an ordinary one that outlives whoever started it and
    ends `linger` seconds after its last face left. Two who start one at once share it. Raises a Refusal.
    """
    Home(home).check()
    if answers(home):
        return
    with system_errors(), _log(home).open("ab") as errors:
        process = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", "console.seat", str(home), str(linger)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            start_new_session=True,
        )
    threading.Thread(target=process.wait, name="reaper", daemon=True).start()
    said = _first_line(process)
    if not said.startswith(b"{"):
        raise NotStarted("seat.not_started", path=str(_log(home)))
    word = json.loads(said)
    if word["code"] == "ready":
        return
    if word["code"] != "folder.locked":
        raise NotStarted(word["code"], **word["params"])
    _await(home, linger)


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


def await_end(home: Path) -> None:
    """Until the seat that was told to stop has let its folder go. Raises NotStarted where it does not."""
    end = time.monotonic() + START_SECONDS
    while not is_free(home):
        if time.monotonic() > end:
            raise NotStarted("folder.locked", folder=str(home))
        time.sleep(0.05)


def _log(home: Path) -> Path:
    folder = Home(home).logs
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / "seat.err"
