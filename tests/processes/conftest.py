"""Rooms of real processes: each seat its own process and folder, real keys, real sockets."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

PASSPHRASE = "harbour lantern pepper violin meadow"
PATIENCE = 40.0  # seconds that a room is given to agree


class Seat:
    """One seat of a room of processes; `prefix` runs its commands elsewhere, as in a network namespace."""

    def __init__(self, home: Path, prefix: tuple[str, ...] = ()) -> None:
        self.home, self.prefix = home, prefix
        self.process: subprocess.Popen[str] | None = None
        self.address = ""

    def command(self, *args: object) -> list[str]:
        return [*self.prefix, sys.executable, "-m", "console", *map(str, args)]

    def env(self) -> dict[str, str]:
        runtime = self.home.parent / f"run-{self.home.name}"
        runtime.mkdir(mode=0o700, exist_ok=True)
        return {
            **os.environ,
            "BELFRY_PASSPHRASE": PASSPHRASE,
            "BELFRY_NEW_PASSPHRASE": PASSPHRASE,
            "XDG_RUNTIME_DIR": str(runtime),
            "LANG": "C.UTF-8",
        }

    def call(
        self, *args: object, told: str | None = None, ok: bool = True
    ) -> subprocess.CompletedProcess[str]:
        """Run one command to its end."""
        done = subprocess.run(
            self.command(*args),
            input=told,
            env=self.env(),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        if ok:
            assert done.returncode == 0, (args, done.stdout, done.stderr)
        return done

    def start(self, *options: object) -> None:
        """Run the seat, and wait until it serves."""
        errors = self.home.parent / f"{self.home.name}.err"
        with errors.open("a") as log:
            self.process = subprocess.Popen(
                self.command("seat", "run", self.home, *options),
                env=self.env(), stdout=subprocess.PIPE, stderr=log, text=True,
            )  # fmt: skip
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line.startswith("ready"), (line, errors.read_text())
        self.address = json.loads(line.partition(" ")[2]).get("listen", "")

    def kill(self) -> None:
        """As a power cut would end the process."""
        if self.process is not None:
            self.process.kill()
            self.process.communicate()
            self.process = None

    def pause(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGCONT)

    def tell(self, *intents: dict[str, Any], person: str = "", ok: bool = True) -> list[dict[str, Any]]:
        """Tell intents; the answers, in order."""
        who = ("--as", person) if person else ()
        lines = "\n".join(json.dumps(intent) for intent in intents)
        done = self.call("tell", self.home, *who, told=lines, ok=ok)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def show(self, what: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.call("show", self.home, what, "--json").stdout.splitlines()]

    def digest(self) -> str:
        return self.call("show", self.home, "digest").stdout.strip()


def agree(seats: list[Seat], patience: float = PATIENCE) -> str:
    """Wait until all seats hold the same; the digest they agree on."""
    end = time.monotonic() + patience
    while True:
        digests = {seat.digest() for seat in seats}
        if len(digests) == 1:
            return digests.pop()
        assert time.monotonic() < end, digests
        time.sleep(0.5)


@pytest.fixture
def until_they_agree() -> Callable[[list[Seat]], str]:
    return agree


@pytest.fixture
def new_seat(tmp_path: Path) -> Iterator[Callable[..., Seat]]:
    """Makes seats with folders under the test's own; whatever still runs at the end is killed."""
    made: list[Seat] = []

    def new(name: str, prefix: tuple[str, ...] = ()) -> Seat:
        made.append(Seat(tmp_path / name, prefix))
        return made[-1]

    yield new
    for seat in made:
        seat.kill()
    shutil.rmtree(tmp_path, ignore_errors=True)


@pytest.fixture
def room(new_seat: Callable[..., Seat], tmp_path: Path) -> Callable[..., list[Seat]]:
    """Makes a room of n seats: the first creates it, the others join with invitations. None runs yet."""

    def make(n: int, prefixes: tuple[tuple[str, ...], ...] = ()) -> list[Seat]:
        prefixes = prefixes or ((),) * n
        first = new_seat("seat1", prefixes[0])
        first.call(
            "room", "create", first.home, "--name", "Test room", "--seat", "Desk 1", "--agency", "SAFE",
            "--person", "Duty director", "--room-key", tmp_path / "room.key", "--exercise",
        )  # fmt: skip
        seats = [first]
        for number in range(2, n + 1):
            seat = new_seat(f"seat{number}", prefixes[number - 1])
            invitation = tmp_path / f"invitation{number}"
            first.call(
                "seat",
                "invite",
                first.home,
                "--label",
                f"Desk {number}",
                "--agency",
                "SIAMU",
                "--out",
                invitation,
            )
            seat.call("seat", "join", seat.home, "--invite", invitation)
            seats.append(seat)
        if n > 1:
            first.call("seat", "stop", first.home)
        return seats

    return make
