"""The demo room, as the first command of the README opens it."""

import json
import os
import signal
import subprocess
from pathlib import Path

import pytest

from console.cli.main import main
from console.drill.demo import DemoRoom
from console.drill.player import Company, Played, play
from console.drill.scenario import load
from console.link.client import Link
from console.seat.starting import is_free, serving
from tests.console.seat.running import until
from widgets.demo import Show

VERGOTE = Path("resources/scenarios/vergote.toml")
MINUTES = 3


def test_who_tries_the_demo_is_told_what_opens_its_room_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")  # and again afterwards: `--offscreen` chooses another

    def appoints(show: Show, player: "subprocess.Popen[str]", _lang: str) -> int:
        player.terminate()
        player.communicate()
        told = json.loads(capsys.readouterr().out.splitlines()[0])
        monkeypatch.setenv("BELFRY_ROOM_KEY_PASSPHRASE", told["room_key_passphrase"])
        monkeypatch.setenv("BELFRY_NEW_PASSPHRASE", "five words that nobody guesses")
        key = ("--agency", "SAFE", "--room-key", told["room_key"])
        return main(["room", "appoint", str(show.desk), "Night director", *key])

    monkeypatch.setattr("widgets.demo.run_demo", appoints)
    assert main(["demo", "--offscreen", "--seats", "1"]) == 0


def test_a_seat_that_ended_is_started_from_the_desk_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    with DemoRoom(load(VERGOTE), seats=2) as room:
        room.build(lambda *_: None)
        before, home = serving(room.homes[0]), room.homes[0]
        room.keep_running(home)
        assert serving(home) == before, "it runs already"
        os.kill(before, signal.SIGKILL)
        until(lambda: is_free(home))
        room.keep_running(home)
        assert serving(home) not in {0, before}
        with Link(home, face="probe") as link:
            link.open()
            until(lambda: "linked" in {one.link for one in link.mirrored.all("seat")}, link)


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
