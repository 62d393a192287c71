"""The bench on a small record: that it measures, never how fast."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
ENTRIES = 500


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What `packaging/bench --json` says of a small record, but the start of windows."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "packaging"),
        "TMPDIR": str(tmp_path_factory.mktemp("bench")),
        "XDG_RUNTIME_DIR": str(tmp_path_factory.mktemp("run")),
    }
    parts = ["ground", "seat", "mesh", "heal", "hundred"]
    command = [sys.executable, "-m", "benches", "--entries", str(ENTRIES), "--json", *parts]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return msgspec.json.decode(done.stdout, type=dict[str, Any])


def test_the_bench_is_a_well_formed_executable() -> None:
    assert os.access(ROOT / "packaging" / "bench", os.X_OK)
    subprocess.run(["bash", "-n", ROOT / "packaging" / "bench"], check=True)


def test_it_says_what_it_ran_on(told: dict[str, Any]) -> None:
    assert told["entries"] == ENTRIES
    assert all(told[fact] for fact in ("processor", "cores", "python", "sqlite", "libzmq"))


def test_every_floor_is_named_and_was_taken_in_the_same_run(told: dict[str, Any]) -> None:
    rows = {row["name"]: row for row in told["rows"]}
    beside_a_floor = [row for row in rows.values() if row["floor_of"]]
    assert all(row["floor"] > 0 and row["ratio"] > 0 for row in beside_a_floor)
    assert len(beside_a_floor) > 8
    assert "catch up: admit, per entry" in rows
    assert "intent to recorded, median" in rows
    assert "heal 2 x 250" in rows
    assert any(name.startswith("join a room of") and row["floor_of"] for name, row in rows.items())
    assert "act to visible at a peer's face, median" in rows
    assert "act to visible, beside its hops alone, median" in rows
    assert "act to painted at the last of 3 desks in a room of 10, median" in rows


def test_a_bench_of_nothing_is_refused() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "packaging")}
    command = [sys.executable, "-m", "benches", "--entries", "1"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "100 entries" in done.stderr
