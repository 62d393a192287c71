"""The laboratory: that its switch does as told, the same with the same seed, and that a room stands in it."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "packaging"))

from labs.fabric import Conditions, Fabric  # noqa: E402 - found there
from labs.lan import why_not  # noqa: E402

REASON = why_not()
MANY, ALL = b"\x01\x00\x5e\x00\x00\xfb", b"\xff" * 6


def machine(n: int) -> bytes:
    return bytes([2, 0, 0, 0, 0, n])


def frame(by: int, to: bytes, size: int = 100) -> bytes:
    return (to + machine(by) + b"\x08\x00").ljust(size, b"x")


def fabric(ports: int = 3, seed: int = 7, lans: tuple[int, ...] = ()) -> Fabric:
    made = Fabric(seed)
    for n in range(ports):
        made.plug(lans[n] if lans else 0)
    return made


def reached(made: Fabric, port: int, to: bytes) -> set[int]:
    return {delivery.port for delivery in made.arrived(port, frame(port, to), 0.0)}


def test_a_frame_goes_where_its_machine_was_last_heard_and_everywhere_before_that() -> None:
    made = fabric()
    assert reached(made, 0, machine(2)) == {1, 2}
    assert reached(made, 2, machine(0)) == {0}
    assert reached(made, 0, machine(2)) == {2}
    assert reached(made, 0, ALL) == {1, 2}


def test_machines_on_another_lan_hear_nothing() -> None:
    made = fabric(4, lans=(0, 0, 1, 1))
    assert reached(made, 0, ALL) == {1}
    assert reached(made, 3, MANY) == {2}


def test_a_cut_is_one_way() -> None:
    made = fabric()
    made.cuts = frozenset({(0, 1)})
    assert reached(made, 0, ALL) == {2}
    assert reached(made, 1, ALL) == {0, 2}


def test_a_port_that_is_down_gives_and_takes_nothing() -> None:
    made = fabric()
    made.set(1, Conditions(down=True))
    assert reached(made, 1, ALL) == set()
    assert reached(made, 0, ALL) == {2}


def test_a_filter_holds_back_multicast_and_leaves_what_ip_itself_needs() -> None:
    made = fabric()
    made.set(0, Conditions(multicast=False))
    assert reached(made, 0, MANY) == set()
    assert reached(made, 1, MANY) == {2}
    assert reached(made, 0, ALL) == {1, 2}


def fate(seed: int) -> list[tuple[float, int]]:
    made = fabric(2, seed)
    made.set(0, Conditions(loss=0.3, delay=5, jitter=10, duplicate=0.1, reorder=0.1))
    sent = (made.arrived(0, frame(0, machine(1)), float(n)) for n in range(2_000))
    return [(delivery.due, delivery.port) for deliveries in sent for delivery in deliveries]


def test_the_same_seed_brings_the_same_faults_and_another_seed_others() -> None:
    assert fate(1) == fate(1)
    assert fate(1) != fate(2)


def test_loss_and_doubles_come_in_the_share_that_was_asked_for() -> None:
    assert 2_000 * 0.7 < len(fate(1)) < 2_000 * 0.7 * 1.2
    assert all(due >= 5 for due, _ in fate(1))


def test_a_slow_line_sends_one_frame_after_another() -> None:
    made = fabric(2)
    made.set(0, Conditions(rate=8_000))  # a thousand bytes a second
    dues = [made.arrived(0, frame(0, machine(1), 500), 0.0)[0].due for _ in range(3)]
    assert dues == [500, 1000, 1500]


@pytest.mark.network
@pytest.mark.skipif(bool(REASON), reason=f"THE LABORATORY WAS NOT TESTED: {REASON}")
def test_three_seats_become_a_room_on_a_switch_that_loses_frames(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "packaging"),
        "TMPDIR": str(tmp_path),
        "XDG_RUNTIME_DIR": str(tmp_path),
    }
    command = [sys.executable, "-m", "labs", "--seats", "3", "--json", "brief"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr + done.stdout
    figures = msgspec.json.decode(done.stdout, type=dict[str, Any])
    assert figures["links"] == 3
    assert figures["told"] > 0
    assert figures["unseen"] == 0
    assert figures["agreed"]
    assert figures["p99_ms"] >= figures["p50_ms"] > 0
    assert figures["lan_mb"] > 0


def test_a_scenario_that_does_not_exist_is_refused_in_words() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "packaging")}
    command = [sys.executable, "-m", "labs", "doomsday"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "doomsday" in done.stderr
