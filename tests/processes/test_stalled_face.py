"""A face that is stopped while the room goes on: it costs the seat nothing, and is right when it goes on."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from console.link.client import Answered, Link

CHANGES = int(os.environ.get("BELFRY_BURST", "4000"))
STOPPED_SECONDS = float(os.environ.get("BELFRY_STOPPED_SECONDS", "0"))
ON_THE_WAY = 400  # intents told and not answered yet
PER_CHANGE = 4_000  # bytes that an entry may cost the seat: record's index, picture, event
FACE = 32 << 20  # bytes beside: batches on their way to a face that takes none, buffers, the allocator
PATIENCE = 60.0


@pytest.fixture
def seat(room: Callable[..., list[Any]], monkeypatch: pytest.MonkeyPatch) -> Any:
    (seat,) = room(1)
    seat.start("--listen", "127.0.0.1:0", "--no-mdns")
    monkeypatch.setenv("XDG_RUNTIME_DIR", seat.env()["XDG_RUNTIME_DIR"])
    return seat


@pytest.fixture
def watching(seat: Any, tmp_path: Path) -> Iterator[tuple["subprocess.Popen[bytes]", Path]]:
    """A `belfry watch` that writes into a file."""
    out = tmp_path / "watched"
    with out.open("wb") as file:
        watch = subprocess.Popen(seat.command("watch", seat.home), env=seat.env(), stdout=file)
    yield watch, out
    watch.send_signal(signal.SIGCONT)
    watch.kill()
    watch.wait()


def _resident(process: "subprocess.Popen[Any]") -> int:
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    (line,) = (line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) << 10


def _burst(link: Link, fire: str) -> None:
    """Tell it all, never more than so many ahead of the answers."""
    waiting: list[int] = []
    for n in range(CHANGES):
        perimeter = {"intent": "incident.set", "incident": fire, "field": "perimeter", "value": n}
        waiting.append(link.tell({"intent": "log.write", "text": f"line {n}"} if n % 10 else perimeter))
        if len(waiting) >= ON_THE_WAY:
            assert isinstance(link.call(waiting.pop(0), PATIENCE), Answered)
    for n in waiting:
        assert isinstance(link.call(n, PATIENCE), Answered)


def _latest(out: Path) -> dict[tuple[str, str], Any]:
    """What the watcher's last word is on each subject; its last line may be unfinished."""
    lines = out.read_text(encoding="utf-8").splitlines()
    told = [json.loads(line) for line in lines if line.endswith("}")]
    return {(one["kind"], one["key"]): one["view"] for one in told}


def _until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.1)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="MEMORY OF A SEAT NOT MEASURED: no /proc")
def test_a_face_stopped_under_load_costs_the_seat_nothing_and_is_right_afterwards(
    seat: Any,
    watching: tuple["subprocess.Popen[bytes]", Path],
    record_property: Callable[[str, object], None],
) -> None:
    watch, out = watching
    opened = seat.tell(
        {"intent": "operation.open", "title": "New Year"}, {"intent": "incident.open", "title": "Fire"}
    )
    fire = opened[-1]["about"]
    _until(lambda: ("incident", fire) in _latest(out))
    watch.send_signal(signal.SIGSTOP)
    before, end = _resident(seat.process), time.monotonic() + STOPPED_SECONDS
    with Link(seat.home, face="cli") as link:
        link.open()
        assert isinstance(link.call(link.sign_in("", seat.env()["BELFRY_PASSPHRASE"]), PATIENCE), Answered)
        _burst(link, fire)
        time.sleep(max(0.0, end - time.monotonic()))
        grown = _resident(seat.process) - before
        record_property("grown", f"{grown >> 20} MiB in {CHANGES} changes")
        assert grown < CHANGES * PER_CHANGE + FACE
        watch.send_signal(signal.SIGCONT)
        lines = {line.id for line in link.call(link.ask("log", operation="*"), PATIENCE).items}
        last = (CHANGES - 1) // 10 * 10

        def caught_up() -> bool:
            latest = _latest(out)
            shown = {view["id"] for (kind, _), view in latest.items() if kind == "line" and view}
            return lines <= shown and latest["incident", fire]["fields"]["perimeter"]["value"] == last

        _until(caught_up)
