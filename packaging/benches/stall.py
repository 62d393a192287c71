"""Whether the desk stutters while its seat catches up."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benches.measure import MS, Row, Samples
from benches.people import GUEST
from benches.seat import Running, Unexpected

BEAT = 5  # ms between two looks at the clock
IDLE = 4.0  # seconds


def rows(home: Path, folder: Path, entries: int) -> Iterator[Row]:
    """A guest's desk, before the room is there and while it comes."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    with Running(home.with_name(GUEST), folder / "stall", peer=address) as guest:
        told = [sys.executable, "-m", "benches.pulse", str(guest.home)]
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        with subprocess.Popen(told, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as desk:
            time.sleep(2 * IDLE)
            with Running(home, folder / "stall", listen=address):
                guest.await_entries(1)
                begun = time.monotonic()
                ended = guest.await_entries(entries)
            said = desk.communicate(b"\n")[0].splitlines()
    if not said:
        raise Unexpected("desk")
    gaps: list[tuple[float, float, float]] = json.loads(said[-1])
    before = Samples(tuple(gap for at, gap, _ in gaps if begun - IDLE < at < begun))
    during = Samples(tuple(gap for at, gap, _ in gaps if begun <= at <= ended))
    worked = Samples(tuple(own for at, _, own in gaps if begun <= at <= ended))
    of = f"the same timer of {BEAT} ms while the desk is idle"
    yield Row(
        name=f"desk while its seat takes in {entries:,}: longest stall", unit=MS,
        measured=max(during.seconds) * 1e3, floor=max(before.seconds) * 1e3, floor_of=of,
        limit=2, absolute=50, note="the desk repaints what is new, twenty times a second",
    )  # fmt: skip
    yield Row(
        name="the same, p99", unit=MS, measured=during.p99(MS), floor=before.p99(MS), floor_of=of, absolute=20
    )
    yield Row(
        name="longest that the desk's own thread worked then without a pause", unit=MS,
        measured=max(worked.seconds) * 1e3, absolute=50, note="says what is ours on a machine that is busy",
    )  # fmt: skip
    yield Row(name="the same, p99", unit=MS, measured=worked.p99(MS), absolute=20)
