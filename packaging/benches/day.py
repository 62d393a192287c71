"""packaging/day: a scenario told over and over, at speed, to a window that stays open: does it grow?"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from benches.measure import resident
from console.drill.demo import DemoRoom
from console.drill.player import Company
from console.drill.scenario import Broken, Scenario, Step, load
from console.paths import resource
from widgets import app
from widgets import desk as desks
from widgets.desk import DeskWindow
from widgets.face import Face
from widgets.wall import window as walls
from widgets.wall.window import WallWindow

ROUNDS = 32  # of 45 minutes: a day
TELL_MS = 500
SETTLE_SECONDS = 3.0


class Told(msgspec.Struct, frozen=True):
    """What a window says of itself."""

    memory: float
    widgets: int
    objects: int


def tell_often(window: QWidget) -> None:
    """Let it print how it stands."""

    def tell() -> None:
        objects = sum(len(each.findChildren(QObject)) for each in QApplication.topLevelWidgets())
        told = Told(resident(), len(QApplication.allWidgets()), objects)
        print(msgspec.json.encode(told).decode(), flush=True)

    timer = QTimer(window)
    timer.timeout.connect(tell)
    timer.start(TELL_MS)


class TellingDesk(DeskWindow):
    """A desk somebody is signed in at."""

    def __init__(self, face: Face) -> None:
        super().__init__(face)
        face.bridge.start(self._enter(*sys.argv[3:5]))
        tell_often(self)

    async def _enter(self, person: str, passphrase: str) -> None:
        await self.face.bridge.sign_in(person, passphrase)


class TellingWall(WallWindow):
    """A wall."""

    def __init__(self, face: Face) -> None:
        super().__init__(face)
        tell_often(self)


@contextmanager
def opened(kind: str, home: Path, person: str, passphrase: str, out: Path) -> Iterator[None]:
    """The window as a process of its own, writing to `out`."""
    told = [sys.executable, "-m", "benches.day", kind, str(home), person, passphrase]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with out.open("w", encoding="utf-8") as written:
        process = subprocess.Popen(told, stdout=written, env=environment)
        try:
            yield
        finally:
            process.terminate()
            process.wait()


def played(scenario: Scenario, company: Company) -> int:
    """One round, as fast as the seat answers; its operations are closed at the end. Returns its intents."""
    known: dict[str, str] = {}
    for step in scenario.steps:
        try:
            done = company.tell(step, known)
        except Broken:  # what it is about was refused before
            continue
        if step.name and done.about:
            known[step.name] = done.about
    opened = [s for s in scenario.steps if s.told["intent"] == "operation.open" and s.name in known]
    for step in opened:
        told = {"intent": "operation.close", "operation": f"${step.name}", "reason": "over", "despite": True}
        company.tell(Step(0, step.person, told), known)
    return len(scenario.steps)


def last(out: Path) -> Told:
    """The latest that the window said."""
    lines = out.read_text(encoding="utf-8").splitlines()
    return msgspec.json.decode(lines[-1], type=Told)


def main(rounds: int, kind: str) -> int:
    """Print a line a round."""
    scenario = load(resource("scenarios", "vergote.toml"))
    first, intents, begun = scenario.people[0].name, 0, time.monotonic()
    with DemoRoom(scenario, 1) as room:
        room.build(lambda *_: None)
        out = room.folder / "told.jsonl"
        phrases = {player.name: room.passphrase for player in scenario.people}
        with opened(kind, room.homes[0], first, room.passphrase, out):
            company = Company(scenario.people, room.homes, phrases)
            for n in range(1, rounds + 1):
                intents += played(scenario, company)
                time.sleep(SETTLE_SECONDS)
                told = {"hours": n * 0.75, "intents": intents, **msgspec.to_builtins(last(out))}
                print(json.dumps({**told, "seconds": round(time.monotonic() - begun)}), flush=True)
            company.leave()
    return 0


if __name__ == "__main__":
    desks.DeskWindow = TellingDesk  # type: ignore[misc] # each window, telling
    walls.WallWindow = TellingWall  # type: ignore[misc]
    if sys.argv[1:2] == ["desk"]:
        sys.exit(app.run_desk(Path(sys.argv[2]), "fr", lambda: None))
    if sys.argv[1:2] == ["wall"]:
        sys.exit(app.run_wall(Path(sys.argv[2]), "fr", lambda: None))
    sys.exit(
        main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS, sys.argv[2] if len(sys.argv) > 2 else "desk")
    )
