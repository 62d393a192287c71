"""The head of a wall: what stands there, and what goes first where it is narrow."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter

from console.templates import LANGUAGES
from tests.widgets.wall.conftest import Written
from widgets.face import Face
from widgets.geometry import of_diagonal
from widgets.wall.head import Head
from widgets.wall.panels import WHOLE, Panels
from widgets.wall.scale import Scale
from widgets.wall.values import Piece, Told
from widgets.wall.window import WallWindow

SCALE = Scale(30, 38)
TOLD = [
    Told("Operation", "Demonstration", rank=1, large=True),
    Told("Phase", "none", "Phase", rank=3),
    Told("Threat", "3 · everywhere", "Threat", rank=4, brief="3"),
    Told("Single command", "Duty director", "Cmd", "command", large=True),
    Told("Next on the agenda", "14:45 in 8 min", "Briefing", rank=5),
]


def shown(told: list[Told], wide: int, written: Written) -> list[str]:
    """What of this stands on a wall so wide, in the order in which it was written."""
    written.clear()
    image = QImage(max(wide, 1), 400, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    Head(SCALE, WHOLE).paint(painter, QRect(0, 0, wide, 400), told, 0)
    painter.end()
    assert all(one.ends <= wide for one in written)
    return [one.text for one in written]


@pytest.mark.usefixtures("inter")
def test_the_head_of_a_small_wall_tells_operation_phase_threat_command_intent_and_time(
    wall: Callable[..., WallWindow], written: Written, longer: Callable[[Face], None]
) -> None:
    hung = wall(until=27 * 60, exercise=True)
    hung.read_as(of_diagonal(1920, 1080, 55, 6))
    hung.resize(1920, 1080)
    title, intent = "Demonstration, Centre-ville", str(hung.face.command.intent.value)
    for lang, phase in zip(LANGUAGES, ("Provinciale", "Provinciale", "Provincial"), strict=True):
        hung.face.speech.speak(lang)
        written.clear()
        hung.grab()
        texts = [one.text for one in written]
        assert {title, phase, "3", hung.face.command.name} <= set(texts), lang
        assert any(intent[:20] in text for text in texts), lang
        assert any(len(text) == 5 and text[2] == ":" for text in texts), lang
    longer(hung.face)
    written.clear()
    hung.grab()
    assert {title, hung.face.command.name} <= {one.text for one in written}


def test_an_upright_wall_tells_the_whole_title_of_the_operation(
    wall: Callable[..., WallWindow], written: Written
) -> None:
    hung = wall(until=27 * 60)
    hung.read_as(of_diagonal(1080, 1920, 55, 6))
    hung.resize(1080, 1920)
    hung.grab()
    assert {"Demonstration, Centre-ville", hung.face.command.name} <= {one.text for one in written}


def test_where_all_fit_each_stands_below_its_name(written: Written, dressed: object) -> None:
    told = shown(TOLD, 3000, written)
    assert [one.name for one in TOLD] == [text for text in told if text in {one.name for one in TOLD}]
    assert "3 · everywhere" in told
    narrower = [shown(TOLD, wide, written) for wide in range(3000, 400, -20)]
    assert any({"3", "Threat", "Cmd"} <= set(told) for told in narrower), "the same in fewer words"


@pytest.mark.usefixtures("inter")
def test_what_is_missed_least_goes_first_and_neither_operation_nor_command_ever_does(
    written: Written, dressed: object
) -> None:
    lost: list[str] = []
    for wide in range(3000, 240, -20):
        told = shown(TOLD, wide, written)
        lost += [one.name for one in TOLD if one.name not in lost and not _told(one, told)]
        assert any(text.startswith("Demo") for text in told)
        assert any(text.startswith("Duty") for text in told)
    assert lost == ["Next on the agenda", "Threat"]


def _told(one: Told, told: list[str]) -> bool:
    return any(text in (one.value, one.brief) or text[:4] == one.value[:4] for text in told)


def test_a_sentence_goes_on_beside_a_bezel_before_it_goes_on_below(written: Written, dressed: object) -> None:
    said = (
        "Command is contested: Duty director, Police zone liaison. Orders of both stand until it is settled."
    )
    image = QImage(1200, 400, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    across = Head(SCALE, Panels((600,), air=9))
    ends = across.notices(painter, QRect(0, 0, 1200, 400), [Piece(said, "critical", strong=True)])
    painter.end()
    first, second, *_ = written
    assert " ".join(one.text for one in written) == said
    assert first.ends <= 591
    assert second.begins >= 609
    assert first.base == second.base
    assert ends < 4 * 30, "two rows where one panel would take four"
