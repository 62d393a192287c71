"""A wall whose seat does not answer: its last picture stays whole, and says that it is old."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QFont, QPainter

from console.figures import clock_time
from console.templates import LANGUAGES
from tests.widgets.wall.conftest import Written, link_of
from widgets.ages import MINUTE
from widgets.geometry import Sight, of_diagonal, of_height
from widgets.wall import tiles
from widgets.wall.window import WallWindow

WALLS = {  # how it is read, its pixels, its panels
    "four by four panels": (of_height(2160, 2.74, 8.0), (3840, 2160), (4, 4)),
    "2.74 m of one piece": (of_height(2160, 2.74, 8.0), (3840, 2160), (1, 1)),
    "2.74 m of 1920 pixels": (of_height(1080, 2.74, 8.0), (1920, 1080), (1, 1)),
    "98 inches": (of_diagonal(3840, 2160, 98, 8.0), (3840, 2160), (1, 1)),
    "55 inches": (of_diagonal(1920, 1080, 55, 6.0), (1920, 1080), (1, 1)),
}
Read = tuple[Sight, tuple[int, int], tuple[int, int]]


@pytest.fixture
def listed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the lists of the wall tell."""
    told, real = list[str](), vars(tiles)["write"]

    def write(painter: QPainter, at: QPoint, font: QFont, token: str, text: str, **more: Any) -> int:
        told.append(text)
        ends: int = real(painter, at, font, token, text, **more)
        return ends

    monkeypatch.setattr(tiles, "write", write)
    return told


def read(hung: WallWindow, how: Read) -> None:
    sight, size, grid = how
    hung.read_as(sight, *grid)
    hung.resize(*size)


@pytest.mark.usefixtures("inter")
@pytest.mark.parametrize("how", WALLS.values(), ids=WALLS.keys())
@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_that_people_act_on_gives_way_to_the_notice(
    wall: Callable[..., WallWindow], listed: list[str], how: Read, lang: str
) -> None:
    hung = wall(until=27 * 60)
    read(hung, how)
    hung.face.speech.speak(lang)
    hung.grab()
    before = len(listed)
    link_of(hung).fall_silent()
    hung.face.bridge.drain()
    listed.clear()
    hung.grab()
    assert len(listed) == before > 0


@pytest.mark.usefixtures("inter")
@pytest.mark.parametrize("how", WALLS.values(), ids=WALLS.keys())
@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ("no answer since", "does not answer")),
        ("fr", ("sans réponse depuis", "ne réagit pas")),
        ("nl", ("geen antwoord sinds", "reageert niet")),
    ],
)
def test_the_head_says_that_the_picture_is_old_beside_operation_and_command(
    wall: Callable[..., WallWindow], written: Written, how: Read, lang: str, said: tuple[str, ...]
) -> None:
    hung = wall(until=27 * 60)
    read(hung, how)
    hung.face.speech.speak(lang)
    link_of(hung).fall_silent()
    hung.face.bridge.drain()
    hung.face.bridge.lost_at -= 12 * MINUTE
    written.clear()
    hung.grab()
    above = [one.text for one in written if one.foot < hung.height() // 4]
    assert any(words in text for text in above for words in said)
    assert any(clock_time(hung.face.bridge.lost_at) in text for text in above)
    assert {"Demonstration, Centre-ville", hung.face.command.name} <= set(above)


def test_a_small_wall_says_what_brings_its_seat_back_once_its_picture_is_too_old_to_act_on(
    wall: Callable[..., WallWindow], written: Written
) -> None:
    hung = wall(until=27 * 60)
    read(hung, WALLS["98 inches"])
    link_of(hung).fall_silent()
    hung.face.bridge.drain()
    told = dict[int, str]()
    for minutes in (2, 6):
        hung.face.bridge.lost_at -= minutes * MINUTE
        written.clear()
        hung.grab()
        told[minutes] = " ".join(one.text for one in written)
    assert "Its process is still there" not in told[2]
    assert "Its process is still there" in told[6]
