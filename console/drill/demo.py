"""The demo room: an exercise room with some seats on this machine, and a scenario that plays in it."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from console.drill.scenario import Broken, Player, Scenario
from console.link.client import Answered, Link
from console.seat.create import create_room, join_room
from console.seat.starting import NotStarted
from console.trust import passphrases

LOOPBACK = "127.0.0.1:0"
LONGEST = 60.0  # seconds for one answer; making keys takes some on purpose
HOST = "SAFE"
MAX_SEATS = 8
FASTEST = 100_000  # times real time
Progress = Callable[[str, int, int], None]  # (code, done, of)


class DemoRoom:
    """Seats in folders of their own below `folder`, each its own process. Nothing leaves this machine."""

    def __init__(self, scenario: Scenario, seats: int) -> None:
        """Raises Broken for a number of seats that makes no room."""
        if not 1 <= seats <= MAX_SEATS:
            raise Broken("demo.seats", least=1, most=MAX_SEATS)
        self._scenario = scenario
        self.folder = Path(tempfile.mkdtemp(prefix="belfry-demo-"))
        self.homes = [self.folder / f"seat-{n}" for n in range(1, seats + 1)]
        self.passphrase = passphrases.generated()
        self.room_key = self.folder / "room.key"
        # Also that of the first person at first: nobody may be given what the giver signs in with.
        self.room_key_passphrase = passphrases.generated()
        self._seats: dict[Path, subprocess.Popen[str]] = {}
        self._addresses: list[str] = []

    def __enter__(self) -> "DemoRoom":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for seat in self._seats.values():
            seat.terminate()
        for seat in self._seats.values():
            seat.communicate()
        shutil.rmtree(self.folder, ignore_errors=True)

    def build(self, progress: Progress) -> None:
        """Create the room, add its people, join and start its seats. Raises a refusal of any of them."""
        first, *others = self._scenario.people
        steps = len(self.homes) + len(others)
        place = (f"{HOST} 1", HOST)
        create_room(
            self.homes[0], self._scenario.room, place, first.name, self.room_key_passphrase,
            self.room_key, exercise=True,
        )  # fmt: skip
        progress("demo.building", 1, steps)
        self._start(self.homes[0])
        with Link(self.homes[0], face="drill") as link:
            link.open()
            self._said(link, link.sign_in(first.name, self.room_key_passphrase))
            for done, player in enumerate(others, 2):
                self._add(link, player)
                progress("demo.building", done, steps)
            for n, home in enumerate(self.homes[1:], 2):
                self._join(link, n, home)
                self._start(home)
                progress("demo.building", len(others) + n, steps)
            self._tell(link, "person.passphrase", new_passphrase=self.passphrase)
            self._said(link, link.sign_out())

    def _add(self, link: Link, player: Player) -> None:
        self._tell(
            link,
            "person.add",
            name=player.name,
            agency=player.agency,
            roles=list(player.roles),
            new_passphrase=self.passphrase,
        )

    def _join(self, link: Link, n: int, home: Path) -> None:
        invitation = self.folder / f"invitation-{n}"
        agency = next((p.agency for p in self._scenario.people if p.seat == n), HOST)
        label = f"{agency} {n}"
        self._tell(link, "seat.invite", label=label, agency=agency, variant="desk", path=str(invitation))
        join_room(home, invitation)

    def _tell(self, link: Link, intent: str, **fields: object) -> None:
        self._said(link, link.tell({"intent": intent, "passphrase": self.room_key_passphrase, **fields}))

    @staticmethod
    def _said(link: Link, n: int) -> None:
        answer = link.call(n, timeout=LONGEST)
        if not isinstance(answer, Answered):
            raise Broken(answer.code, **answer.params)

    def keep_running(self, home: Path) -> None:
        """Run this seat again, if its process has ended. Raises NotStarted."""
        if self._seats[home].poll() is None:
            return
        self._seats[home].communicate()
        try:
            self._start(home)
        except Broken as broken:
            raise NotStarted("seat.not_started", path=str(home)) from broken

    def _start(self, home: Path) -> None:
        """Run a seat as a process of its own, which knows where those before it are met."""
        peers = [option for address in self._addresses for option in ("--peer", address)]
        options = ["--listen", LOOPBACK, "--no-mdns", *peers]
        seat = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", "console", "seat", "run", str(home), *options],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, start_new_session=True,
        )  # fmt: skip
        self._seats[home] = seat
        line = seat.stdout.readline() if seat.stdout else ""
        if not line.startswith("ready "):
            raise Broken("demo.seat_failed", path=str(home))
        self._addresses.append(str(json.loads(line.removeprefix("ready "))["listen"]))

    def player(self, scenario: Path, speed: float, seconds: float) -> "subprocess.Popen[str]":
        """The exercise player as a process of its own; it prints each step played as a JSON line."""
        told = [str(scenario), str(speed), str(seconds), *map(str, self.homes)]
        environment = {**os.environ, "BELFRY_PASSPHRASE": self.passphrase}
        return subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", "console.drill", *told],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, env=environment,
        )  # fmt: skip
