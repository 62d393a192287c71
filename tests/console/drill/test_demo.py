"""The demo room, as the first command of the README opens it."""

from pathlib import Path

import pytest

from console.drill.demo import DemoRoom
from console.drill.player import Company, Played, play
from console.drill.scenario import load

VERGOTE = Path("resources/scenarios/vergote.toml")
MINUTES = 3


def test_everybody_of_the_scenario_signs_in_and_plays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    scenario, played = load(VERGOTE), list[Played]()
    with DemoRoom(scenario, seats=2) as room:
        room.build(lambda *_: None)
        company = Company(
            scenario.people, room.homes, {person.name: room.passphrase for person in scenario.people}
        )
        play(scenario, company, speed=600, seconds=MINUTES * 60 / 600, report=played.append)
        company.leave()
    assert len({each.person for each in played}) > 1
    assert not [each for each in played if each.refused]
