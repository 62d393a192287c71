"""A line of one of a hundred seats, until it is everywhere: in the records of all, and painted at real desks.

Three seats are processes with a desk each, on the machine's disk. All others are light (`benches.light`),
their records in memory: a hundred workstations have a hundred disks.
"""

import json
import subprocess
import sys
import tempfile
import time
from bisect import bisect
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from benches import fan, floors
from benches.measure import MS, PACE, Row, Samples
from benches.people import DIRECTOR, PASSPHRASE
from benches.seat import PATIENCE, Running, Unexpected, answered, linked, passed
from console.domain.room import StatusView
from console.link.client import Answered, Link
from db.entry import Stored
from labs.house import build

SEATS, DESKS, PROCESSES = 100, 3, 2
LINES = 100
SETTLE = 4.0
MEMORY = Path("/dev/shm")  # noqa: S108 - a disk that costs nothing


def rows(folder: Path, held: Sequence[Stored]) -> Iterator[Row]:
    """A room of its own, since the bench's has fewer seats; `held` are entries for the floor, and fewer of
    them make a smaller room.
    """
    seats = max(DESKS + PROCESSES, min(SEATS, len(held) // 50))
    lines = min(LINES, len(held) // 25)
    with ExitStack() as stack:
        homes = build(Path(stack.enter_context(tempfile.TemporaryDirectory(dir=MEMORY))), seats)
        host = stack.enter_context(Running(homes[0], folder / "hundred"))
        others = [
            stack.enter_context(Running(home, folder / "hundred", peer=host.address))
            for home in homes[1:DESKS]
        ]
        lights = [
            stack.enter_context(_process("benches.light", host.address, *homes[DESKS + n :: PROCESSES]))
            for n in range(PROCESSES)
        ]
        here = stack.enter_context(linked(host))
        _await_links(here, seats - 1)
        desks = [stack.enter_context(_process("benches.frames", seat.home)) for seat in (host, *others)]
        time.sleep(SETTLE)
        answered(here, here.sign_in(DIRECTOR, PASSPHRASE))
        answered(here, here.tell({"intent": "operation.open", "title": "Harbour fire"}))
        idle = host.busy(SETTLE)
        asked = dict(_told(here) for _ in range(lines))
        time.sleep(SETTLE)
        last = _on_record(lights, asked)
        painted = _painted(desks, sorted(asked.values()))
    yield from _rows(seats, last, painted, _floor(folder, held[:lines], seats))
    yield Row(
        name=f"seat at idle, linked with {seats - 1} others, a desk open", unit="%", measured=idle,
        absolute=5, note="of a core, its desk apart",
    )  # fmt: skip


def _rows(seats: int, last: Samples, painted: Samples, floor: float) -> Iterator[Row]:
    of = "one FULL commit, CURVE to the last of as many, one signature, a row painted"
    yield Row(
        name=f"act to on record at the last of {seats - DESKS} light seats, median", unit=MS,
        measured=last.median(MS),
    )  # fmt: skip
    yield Row(name="the same, p99", unit=MS, measured=last.p99(MS))
    yield Row(
        name=f"act to painted at the last of {DESKS} desks in a room of {seats}, median", unit=MS,
        measured=painted.median(MS), floor=floor * 1e3, floor_of=of, limit=2.5, absolute=25,
        note="all seats and desks on this one machine",
    )  # fmt: skip
    yield Row(name="the same, p99", unit=MS, measured=painted.p99(MS), absolute=60)


@contextmanager
def _process(module: str, *arguments: object) -> "Iterator[subprocess.Popen[bytes]]":
    """A process that says something when its standard input ends."""
    command, pipe = [sys.executable, "-m", module, *map(str, arguments)], subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, env=floors.offscreen()) as process:
        try:
            yield process
        finally:
            process.kill()


def _said(process: "subprocess.Popen[bytes]") -> Any:
    lines = process.communicate(timeout=PATIENCE)[0].splitlines()
    if not lines:
        raise Unexpected(process.args)
    return json.loads(lines[-1])


def _await_links(link: Link, wanted: int) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        link.drain()
        status = link.mirrored.get("status", "")
        if isinstance(status, StatusView) and status.linked >= wanted:
            return
        time.sleep(0.1)
    raise Unexpected(status)


def _told(link: Link) -> tuple[str, float]:
    """A line's id, and when its author acted."""
    passed((link,), PACE)
    begun = time.monotonic()
    answer = link.call(
        link.tell({"intent": "log.write", "text": "Wind turns to the north"}), timeout=PATIENCE
    )
    if not isinstance(answer, Answered):
        raise Unexpected(answer)
    return answer.entry, begun


def _on_record(lights: Sequence["subprocess.Popen[bytes]"], asked: dict[str, float]) -> Samples:
    taken = [_said(light) for light in lights]
    return Samples(tuple(max(each[line] for each in taken) - begun for line, begun in asked.items()))


def _painted(desks: Sequence["subprocess.Popen[bytes]"], asked: Sequence[float]) -> Samples:
    """Until the last desk stood there with it."""
    stood = [[(came, painted) for came, painted in _said(desk)["painted"]] for desk in desks]
    return Samples(
        tuple(max(each[bisect(each, (begun, begun))][1] - begun for each in stood) for begun in asked)
    )


def _floor(folder: Path, held: Sequence[Stored], seats: int) -> float:
    """Seconds that the least takes that could do the same, one after the other."""
    commit, _ = floors.commits(folder, held, lambda: time.sleep(PACE), len(held))
    return sum(
        (
            commit.median("s"),
            fan.out(seats, PROCESSES).median("s"),
            floors.signatures(held) / len(held),
            floors.row_painted().median("s"),
        )
    )
