"""The exercise player: tells a scenario to a room through the same door as everybody else."""

import time
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from console.drill.scenario import Broken, Player, Scenario, Step
from console.link.client import Answered, Link

PATIENCE = 10.0  # seconds that a step waits for what it is about to arrive at its seat
RETRY = 0.2


class Played(msgspec.Struct, frozen=True):
    """One step told: with the id of what it made, or the code of its refusal."""

    at: int
    person: str
    intent: str
    about: str = ""
    refused: str = ""
    shot: str = ""


class Company:
    """The people of a scenario, each signed in at their seat."""

    def __init__(self, people: tuple[Player, ...], homes: list[Path], passphrases: Mapping[str, str]) -> None:
        """`homes` are the seats' folders; a scenario that wants more seats than there are shares them out."""
        self._links: dict[str, Link] = {}
        for player in people:
            link = Link(homes[(player.seat - 1) % len(homes)], face="drill")
            link.open()
            self._links[player.name] = link
            link.call(link.sign_in(player.name, passphrases[player.name]), timeout=60)

    def tell(self, step: Step, known: dict[str, str]) -> Played:
        """Tell one step; a thing that has not reached this seat yet is waited for."""
        link, end = self._links[step.person], time.monotonic() + PATIENCE
        while True:
            answer = link.call(link.tell(step.intent(known, int(time.time() * 1000))), timeout=30)
            told = str(step.told["intent"])
            if isinstance(answer, Answered):
                return Played(step.at, step.person, told, about=answer.about, shot=step.shot)
            if not _may_come(answer.code) or time.monotonic() > end:
                return Played(step.at, step.person, told, refused=answer.code, shot=step.shot)
            time.sleep(RETRY)

    def leave(self) -> None:
        """Sign everybody out and close their links."""
        for link in self._links.values():
            link.call(link.sign_out(), timeout=30)
            link.close()


def _may_come(code: str) -> bool:
    """Whether a refusal may only mean that another seat's entries are still on their way."""
    return code.endswith((".unknown", ".nobody", ".not_holder", ".no_offer"))


def play(
    scenario: Scenario, company: Company, speed: float, seconds: float, report: Callable[[Played], None]
) -> None:
    """Play at `speed` times real time for at most `seconds` of real time (0: to the end)."""
    known: dict[str, str] = {}
    start = time.monotonic()
    for step in scenario.steps:
        due = start + step.at / speed
        if seconds and due > start + seconds:
            return
        time.sleep(max(0.0, due - time.monotonic()))
        try:
            played = company.tell(step, known)
        except Broken as broken:  # what it is about was refused before
            played = Played(
                step.at, step.person, str(step.told["intent"]), refused=broken.code, shot=step.shot
            )
        if step.name and played.about:
            known[step.name] = played.about
        report(played)
