"""A power cut at any moment: what was confirmed is there, and the record is whole."""

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from db.feed import Feed
from db.record import Record
from tests.db.crash.disk import Disk, Operation, operations

ROOT = Path(__file__).parents[2]
CRASH = Path(__file__).with_name("crash")
ROOM = b"R" * 16
POINTS = int(os.environ.get("BELFRY_CRASH_POINTS", "150"))
SEED = int(os.environ.get("BELFRY_CRASH_SEED", "20261124"))
ROUNDS = 30
LOOKED_THROUGH = 10  # each so many points every signature is checked, and writing goes on

REASON = "POWER CUTS NOT TESTED: needs Linux and gcc"
pytestmark = pytest.mark.skipif(sys.platform != "linux" or shutil.which("gcc") is None, reason=REASON)


@pytest.fixture(scope="module")
def traced(tmp_path_factory: pytest.TempPathFactory) -> list[Operation]:
    """What a process that filled a record did to its files."""
    folder = tmp_path_factory.mktemp("traced")
    tracer, trace = folder / "tracer.so", folder / "trace"
    subprocess.run(["gcc", "-shared", "-fPIC", "-O1", "-o", tracer, CRASH / "tracer.c", "-ldl"], check=True)
    home = folder / "home"
    home.mkdir()
    env = {
        "LD_PRELOAD": str(tracer),
        "TRACE_FILE": str(trace),
        "TRACE_FOLDER": str(home),
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, str(CRASH / "writer.py"), str(home), str(SEED), str(ROUNDS)]
    subprocess.run(command, check=True, env={**os.environ, **env, "PYTHONPATH": str(ROOT)})
    done = list(operations(trace))
    kinds = {(one.kind, one.path) for one in done}
    assert {("W", "record.db"), ("W", "record.db-wal"), ("S", "record.db"), ("S", "record.db-wal")} <= kinds
    return done


def _points(done: list[Operation]) -> Iterator[tuple[int, Disk, set[bytes]]]:
    """The disk after each operation, and what was confirmed by then."""
    disk, confirmed = Disk(), set[bytes]()
    for n, operation in enumerate(done):
        if operation.path == "confirmed":
            ids = operation.data
            confirmed |= {ids[at : at + 32] for at in range(0, len(ids), 32)}
        else:
            disk.do(operation)
        yield n, disk, confirmed


def test_after_a_power_cut_what_was_confirmed_is_there(traced: list[Operation], tmp_path: Path) -> None:
    rng = random.Random(SEED)
    cuts = sorted(rng.choices(range(len(traced)), k=POINTS))
    checked = 0
    for n, disk, confirmed in _points(traced):
        while checked < POINTS and cuts[checked] == n:
            folder = tmp_path / "cut"
            folder.mkdir()
            for name, content in disk.crashed(rng).items():
                (folder / name).write_bytes(content)
            with closing(Record.open(folder, ROOM)) as record:
                held = {stored.id for stored in record.since(0, 100_000)}
                assert confirmed <= held, f"seed {SEED}, operation {n}"
                assert len(held) == record.count
                if checked % LOOKED_THROUGH == 0:
                    _look_through(record)
            shutil.rmtree(folder)
            checked += 1
    assert checked == POINTS
    assert len(confirmed) > 100


def _look_through(record: Record) -> None:
    assert [fault.code for fault in record.walk(lambda _done, _all: None)] == []
    before = record.count
    feed = Feed.fresh(ROOM)
    record.append([feed.write("log.written", (b"T" * 16,), b"goes on", hlc=1)], 1)
    assert record.count == before + 1
