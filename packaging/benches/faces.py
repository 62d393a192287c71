"""The windows: from the start of a process until the desk is painted, and what they hold."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benches import floors
from benches.measure import MB, MS, Row
from benches.seat import Running

TIMES = 3
PATIENCE = 120.0


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
            yield from (_worked(kind, what, opened) for what in ("first", "whole"))
            yield Row(name=f"memory of the {kind}", unit=MB, measured=opened[-1]["memory"])


def _worked(kind: str, what: str, opened: list[dict[str, float]]) -> Row:
    """The processor time of the window's process, which depends less on what else the machine does."""
    named = {"first": "first window", "whole": "whole picture"}[what]
    least = min(each[f"{what} cpu"] for each in opened)
    return Row(name=f"{kind}: processor time to the {named} painted", unit=MS, measured=least * 1e3)


def _opened(kind: str, home: Path) -> dict[str, float]:
    """What the window tells of its own start."""
    told = [sys.executable, "-m", "benches.painted", kind, str(home), str(time.monotonic())]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(told, check=True, capture_output=True, timeout=PATIENCE, env=environment)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found
