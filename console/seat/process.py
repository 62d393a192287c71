"""The seat as a process: run in the foreground, or behind `start_detached`."""

import gc
import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Any

from console.seat.engine import Engine
from console.seat.faults import Faults
from console.seat.home import Home, OpenHome
from console.seat.options import Options
from console.seat.recovery import mark_damaged
from console.trust.errors import Refusal
from db.errors import Damaged, Locked, why

SWITCH_SECONDS = 0.0005  # a commit must not wait 5 ms for each word with a thread that folds
FILES = 8_192  # open at once: a link takes up to five, and many systems give a process 1,024 or 256
LASTING_SECONDS = 60.0  # a seat that a fault of ours ends sooner would only meet it again


class Faulty(Refusal):
    """A fault of ours ended the seat, too soon for it to begin anew."""


def run_seat(home: Path, options: Options, ready: Callable[[dict[str, Any]], None]) -> None:
    """Serve until SIGTERM, SIGINT or a face's *stop*. Raises a Refusal where the seat cannot run. A database
    that proves damaged while it is read in is mended at once; one that does so later, at the next start. A
    seat that a fault of ours may have torn from its disk begins anew from there: people sign in again.
    """
    sys.setswitchinterval(SWITCH_SECONDS)
    open_many()
    served, faults = float("-inf"), Faults()

    def serves(facts: dict[str, Any]) -> None:
        nonlocal served
        served = time.monotonic()
        ready(facts)

    def serve() -> bool:
        nonlocal served
        served = float("-inf")
        return _serve(home, options, serves, faults)

    def mended() -> bool:
        try:
            return serve()
        except Damaged:
            mark_damaged(home)
            if served > 0:
                raise
            return serve()

    while not mended():
        if time.monotonic() < served + LASTING_SECONDS:
            raise Faulty("seat.ended")
        gc.unfreeze()  # what was loaded goes
        faults.begin_anew()


def open_many() -> None:
    """Let this process have as many files and connections open as a large room takes, where it may."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - Windows has none

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _serve(home: Path, options: Options, ready: Callable[[dict[str, Any]], None], faults: Faults) -> bool:
    opened = OpenHome(Home(home))
    try:
        engine = Engine(opened, options, faults)
    except BaseException:
        opened.close()
        raise
    with _signals(engine.stop):
        return engine.run(lambda: ready(engine.facts()))


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
    except OSError as error:
        say("cli.os", {"reason": why(error), "path": str(error.filename or "")})
        raise  # the log has the rest
    return 0
