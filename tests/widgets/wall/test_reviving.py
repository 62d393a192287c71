"""Nobody stands at a wall to start its seat again."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from tests.widgets.wall.conftest import Written, link_of
from widgets.ages import MINUTE
from widgets.starting import NotStarted
from widgets.wall import reviving
from widgets.wall.window import WallWindow


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reviving, "PATIENCE", 0.0)
    monkeypatch.setattr(reviving, "AGAIN", 0.0)


def lose(hung: WallWindow, reason: str = "link.gone") -> None:
    link_of(hung).lose(reason)
    hung.face.bridge.drain()
    hung.face.ages.aged.emit()


def shown(hung: WallWindow, written: Written) -> str:
    written.clear()
    hung.grab()
    return " ".join(one.text for one in written)


def test_a_wall_has_its_seat_run_again_and_says_so_until_it_is_back(
    wall: Callable[..., WallWindow], written: Written, qtbot: QtBot
) -> None:
    hung, started = wall(), list[bool]()
    hung.face.restart = lambda: started.append(True)
    lose(hung)
    qtbot.waitUntil(lambda: bool(started))
    told = shown(hung, written)
    assert "last picture" in told
    assert "The seat is starting" in told
    link_of(hung).regain()
    hung.face.bridge.drain()
    told = shown(hung, written)
    assert "last picture" not in told
    assert "The seat is starting" not in told


def test_a_seat_that_does_not_start_is_tried_again_and_the_wall_says_why(
    wall: Callable[..., WallWindow], written: Written, qtbot: QtBot
) -> None:
    hung, tried = wall(), list[bool]()

    def fail() -> None:
        tried.append(True)
        raise NotStarted("folder.locked", {"folder": "/belfry"})

    hung.face.restart = fail
    lose(hung)
    why = hung.face.words.refusal("folder.locked", {"folder": "/belfry"})
    qtbot.waitUntil(lambda: why in shown(hung, written))
    hung.face.ages.aged.emit()
    qtbot.waitUntil(lambda: len(tried) > 1)


def test_a_wall_says_that_its_seat_does_not_answer_and_leaves_it_alone_while_its_process_is_there(
    wall: Callable[..., WallWindow], written: Written, qtbot: QtBot
) -> None:
    hung, started = wall(), list[bool]()
    hung.face.restart = lambda: started.append(True)
    link_of(hung).fall_silent()
    hung.face.bridge.drain()
    hung.face.ages.aged.emit()
    told = shown(hung, written)
    assert "does not answer for now. This is its last picture" in told
    assert "is gone" not in told
    link_of(hung).regain()
    hung.face.bridge.drain()
    assert "does not answer" not in shown(hung, written)
    link_of(hung).fall_silent()
    lose(hung, "link.silent")
    hung.face.bridge.lost_at -= MINUTE
    assert "Its process is still there" in shown(hung, written)
    since = hung.face.bridge.lost_at
    hung.face.bridge.start(_settled(started))
    qtbot.waitUntil(lambda: bool(started))
    assert started == [False], "it would be told that the folder is in use"
    lose(hung)
    assert hung.face.bridge.lost_at == since, "its picture is no younger for that"
    qtbot.waitUntil(lambda: len(started) > 1)


@pytest.mark.parametrize("reason", ["link.stopping", "link.too_old"])
def test_a_seat_that_was_stopped_or_renewed_is_left_alone(
    wall: Callable[..., WallWindow], reason: str, qtbot: QtBot
) -> None:
    hung, started = wall(), list[bool]()
    hung.face.restart = lambda: started.append(True)
    lose(hung, reason)
    hung.face.bridge.start(_settled(started))
    qtbot.waitUntil(lambda: bool(started))
    assert started == [False], "nothing was begun before"


async def _settled(started: list[bool]) -> None:
    started.append(False)
