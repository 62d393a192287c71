"""A wall that is older than its seat."""

import os
import sys
from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from console.link.protocol import VERSION
from tests.widgets.wall.conftest import Written, link_of
from widgets.ages import MINUTE
from widgets.wall import upgrading
from widgets.wall.window import WallWindow

Begun = list[list[str]]


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> Begun:
    """The commands that this process became."""
    commands: Begun = []
    monkeypatch.setattr(upgrading, "AGAIN", 0.0)
    monkeypatch.setattr(os, "execv", lambda _program, told: commands.append(told))
    return commands


def outdated(hung: WallWindow, reason: str = "link.too_old") -> None:
    link_of(hung).lose(reason)
    hung.face.bridge.drain()
    hung.face.bridge.lost_at -= 3 * MINUTE


def shown(hung: WallWindow, written: Written) -> str:
    written.clear()
    hung.grab()
    return " ".join(one.text for one in written)


def test_a_wall_waits_for_the_newer_program_and_then_begins_again_with_the_same_command(
    wall: Callable[..., WallWindow],
    written: Written,
    begun: Begun,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    asked = list[bool]()
    here = [VERSION]

    def installed() -> int:
        asked.append(True)
        return here[0]

    monkeypatch.setattr(upgrading, "installed", installed)
    hung = wall()
    outdated(hung)
    told = shown(hung, written)
    assert "The seat runs a newer version of Belfry. This is its last picture" in told
    assert "3 min old" in told
    assert "begins again by itself" in told

    def looks(times: int) -> bool:
        hung.face.ages.aged.emit()
        return len(asked) >= times

    qtbot.waitUntil(lambda: looks(2))
    assert begun == [], "it would be as old again"
    here[0] = VERSION + 1
    qtbot.waitUntil(lambda: bool(looks(3) and begun))
    assert begun[0] == [sys.executable, *sys.orig_argv[1:]]


def test_a_wall_that_is_newer_than_its_seat_says_what_helps_and_stays(
    wall: Callable[..., WallWindow], written: Written, begun: Begun, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upgrading, "installed", lambda: VERSION + 1)
    hung = wall()
    outdated(hung, "link.seat_too_old")
    hung.face.ages.aged.emit()
    told = shown(hung, written)
    assert "The seat runs an older version than this window. Stop it and start it again." in told
    assert "3 min old" in told
    assert begun == []


def test_the_program_on_this_machine_says_its_version() -> None:
    assert upgrading.installed() == VERSION


def test_a_program_that_does_not_run_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upgrading, "ASKED", "raise SystemExit(3)")
    assert upgrading.installed() == 0
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert upgrading.installed() == 0
