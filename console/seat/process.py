"""The seat as a process: run in the foreground, or started unseen for whoever needs it."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from console.link.client import Link, SeatGone
from console.seat.engine import Engine
from console.seat.home import Home, OpenHome
from console.seat.options import Options
from console.seat.recovery import mark_damaged
from console.trust.errors import Refusal
from db.errors import Damaged, Locked
from db.files import system_errors
from db.lock import Lock

LINGER_SECONDS = 30.0  # that an ordinary seat stays after its last face left
START_SECONDS = 120.0
SWITCH_SECONDS = 0.0005  # a commit must not wait 5 ms for each word with a thread that folds


class NotStarted(Refusal):
    """The seat that was started ended at once; its log says why."""


def run_seat(home: Path, options: Options, ready: Callable[[dict[str, Any]], None]) -> None:
    """Serve until SIGTERM, SIGINT or a face's *stop*. Raises a Refusal where the seat cannot run. A database
    that proves damaged while it is read in is mended at once; one that does so later, at the next start.
    """
    sys.setswitchinterval(SWITCH_SECONDS)
    served = False

    def serves(facts: dict[str, Any]) -> None:
        nonlocal served
        served = True
        ready(facts)

    try:
        _serve(home, options, serves)
    except Damaged:
        mark_damaged(home)
        if served:
            raise
        _serve(home, options, serves)


def _serve(home: Path, options: Options, ready: Callable[[dict[str, Any]], None]) -> None:
    opened = OpenHome(Home(home))
    try:
        engine = Engine(opened, options)
    except BaseException:
        opened.close()
        raise
    with _signals(engine.stop):
        engine.run(lambda: ready(engine.facts()))


@contextmanager
def _signals(stop: Callable[[], None]) -> Iterator[None]:
    def stopped(_number: int, _frame: FrameType | None) -> None:
        stop()

    before = {number: signal.signal(number, stopped) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def answers(home: Path) -> bool:
    """Whether a seat serves this folder."""
    link = Link(home, face="probe")
    try:
        link.open(timeout=START_SECONDS, connect=0.3)
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
            [sys.executable, "-m", "console.seat.process", str(home), str(linger)],
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


def main(home: str, linger: str) -> int:
    """The process behind `start_detached`: one line of JSON says how the start went."""

    def say(code: str, params: dict[str, Any]) -> None:
        os.write(1, json.dumps({"code": code, "params": params}, default=str).encode() + b"\n")
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)

    try:
        run_seat(Path(home), Options(linger=float(linger)), lambda facts: say("ready", facts))
    except Locked as locked:
        say(locked.code, dict(locked.params))
        return 1
    except Refusal as refusal:
        say(refusal.code, dict(refusal.params))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
