"""The windows: from the start of a process until the desk is painted, and what they hold."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benches import floors
from benches.measure import MB, MS, Row, Samples, cpu
from benches.people import DIRECTOR, PASSPHRASE
from benches.seat import Running, answered, linked
from widgets.face import newest_open

TIMES = 3
PATIENCE = 120.0
SETTLE = 8.0  # seconds
LINES, PAUSE = 100, 0.2
LATER = {"answers": "its keys answering, too", "drawn": "its timeline drawn, too"}


def rows(home: Path, folder: Path) -> Iterator[Row]:
    """Desk and wall of a seat that runs already."""
    bare = floors.bare_window()
    with Running(home, folder) as seat:
        for kind in ("desk", "wall"):
            opened = [_opened(kind, seat.home) for _ in range(TIMES)]
            first = min(each["first"] for each in opened)
            whole = min(each["whole"] for each in opened)
            yield Row(
                name=f"{kind}: start to its first window painted", unit=MS, measured=first * 1e3,
                floor=bare * 1e3, floor_of="bare PySide6: an empty window", limit=2.5, absolute=350,
            )  # fmt: skip
            yield Row(
                name=f"{kind}: start to the whole picture painted", unit=MS, measured=whole * 1e3,
                floor=bare * 1e3, floor_of="bare PySide6: an empty window", limit=2.5, absolute=350,
            )  # fmt: skip
            for what, named in LATER.items():
                if what in opened[0]:
                    later = min(each[what] for each in opened)
                    yield Row(name=f"{kind}: start to {named}", unit=MS, measured=later * 1e3)
            yield from (_worked(kind, what, opened) for what in ("first", "whole"))
            yield Row(name=f"memory of the {kind}", unit=MB, measured=opened[-1]["memory"])
        yield from _frames(seat)


def _frames(seat: Running) -> Iterator[Row]:
    """What stands between somebody's word and the desk's picture of it, at a desk that is open already."""
    told = [sys.executable, "-m", "benches.frames", str(seat.home)]
    pipe, environment = subprocess.PIPE, floors.offscreen()
    with subprocess.Popen(told, stdin=pipe, stdout=pipe, env=environment) as desk:
        time.sleep(SETTLE)
        idle = cpu(desk.pid)
        time.sleep(SETTLE)
        idle = (cpu(desk.pid) - idle) / SETTLE * 100
        with linked(seat) as link:
            answered(link, link.sign_in(DIRECTOR, PASSPHRASE))
            shown, asked = newest_open(link.mirrored.all("operation")), []
            for n in range(LINES):
                asked.append(time.monotonic())
                told_now = {"intent": "log.write", "operation": shown, "text": f"Wind turns, measurement {n}"}
                answered(link, link.tell(told_now))
                time.sleep(PAUSE)
        said = json.loads(desk.communicate(b"\n")[0].splitlines()[-1])
    stood = [(came, painted) for came, painted in said["painted"]]
    taken = Samples(tuple(painted - came for came, painted in stood))
    whole = [min((painted for came, painted in stood if came > begun), default=None) for begun in asked]
    seen = Samples(tuple(p - begun for p, begun in zip(whole, asked, strict=True) if p is not None))
    scroll, timeline = (Samples(tuple(said[what])) for what in ("scroll", "timeline"))
    yield Row(name="line told to painted at the desk of its seat, median", unit=MS, measured=seen.median(MS))
    yield Row(name="the same, p99", unit=MS, measured=seen.p99(MS))
    yield Row(name="of it, from coming to the desk to painted, median", unit=MS, measured=taken.median(MS))
    yield Row(name="one frame of scrolling in the log, median", unit=MS, measured=scroll.median(MS))
    yield Row(name="the same, p99", unit=MS, measured=scroll.p99(MS))
    if timeline.seconds:
        yield Row(name="the timeline drawn anew, median", unit=MS, measured=timeline.median(MS))
    yield Row(name="desk at idle", unit="%", measured=idle, absolute=5, note="of a core, its seat apart")


def _worked(kind: str, what: str, opened: list[dict[str, float]]) -> Row:
    """The processor time of the window's process, which depends less on what else the machine does."""
    named = {"first": "first window", "whole": "whole picture"}[what]
    least = min(each[f"{what} cpu"] for each in opened)
    return Row(name=f"{kind}: processor time to the {named} painted", unit=MS, measured=least * 1e3)


def _opened(kind: str, home: Path) -> dict[str, float]:
    """What the window tells of its own start."""
    told = [sys.executable, "-m", "benches.painted", kind, str(home), str(time.monotonic())]
    done = subprocess.run(told, check=True, capture_output=True, timeout=PATIENCE, env=floors.offscreen())
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found
