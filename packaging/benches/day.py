"""packaging/day: a scenario told over and over, at speed, to a desk that stays open: does it grow?"""

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
from PySide6.QtWidgets import QApplication

from benches.measure import resident
from console.drill.demo import DemoRoom
from console.drill.player import Company
from console.drill.scenario import Broken, Scenario, Step, load
from console.paths import resource
from widgets import app
from widgets import desk as windows
from widgets.desk import DeskWindow
from widgets.face import Face

ROUNDS = 32  # of 45 minutes: a day
TELL_MS = 500
SETTLE_SECONDS = 3.0


class Told(msgspec.Struct, frozen=True):
    """What the desk says of itself."""

    memory: float
    widgets: int
    objects: int


class Telling(DeskWindow):
    """A desk somebody is signed in at, that prints how it stands."""

    def __init__(self, face: Face) -> None:
        super().__init__(face)
        face.bridge.start(self._enter(*sys.argv[3:5]))
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tell)
        self._timer.start(TELL_MS)

    async def _enter(self, person: str, passphrase: str) -> None:
        await self.face.bridge.sign_in(person, passphrase)

    def _tell(self) -> None:
        objects = sum(len(window.findChildren(QObject)) for window in QApplication.topLevelWidgets())
        told = Told(resident(), len(QApplication.allWidgets()), objects)
        print(msgspec.json.encode(told).decode(), flush=True)


@contextmanager
def desk(home: Path, person: str, passphrase: str, out: Path) -> Iterator[None]:
    """The desk as a process of its own, writing to `out`."""
    told = [sys.executable, "-m", "benches.day", "desk", str(home), person, passphrase]
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
    """The latest that the desk said."""
    lines = out.read_text(encoding="utf-8").splitlines()
    return msgspec.json.decode(lines[-1], type=Told)


def main(rounds: int) -> int:
    """Print a line a round."""
    scenario = load(resource("scenarios", "vergote.toml"))
    first, intents, begun = scenario.people[0].name, 0, time.monotonic()
    with DemoRoom(scenario, 1) as room:
        room.build(lambda *_: None)
        out = room.folder / "desk.jsonl"
        phrases = {player.name: room.passphrase for player in scenario.people}
        with desk(room.homes[0], first, room.passphrase, out):
            company = Company(scenario.people, room.homes, phrases)
            for n in range(1, rounds + 1):
                intents += played(scenario, company)
                time.sleep(SETTLE_SECONDS)
                told = {"hours": n * 0.75, "intents": intents, **msgspec.to_builtins(last(out))}
                print(json.dumps({**told, "seconds": round(time.monotonic() - begun)}), flush=True)
            company.leave()
    return 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["desk"]:
        windows.DeskWindow = Telling  # type: ignore[misc] # the desk, telling
        sys.exit(app.run_desk(Path(sys.argv[2]), "fr", lambda: None))
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS))
