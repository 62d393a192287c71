"""Whom a seat tells that it lives, and how often."""

from types import SimpleNamespace
from typing import Any

import pytest

from console.link.protocol import Alive
from console.seat import audience
from console.seat.audience import Audience, Face

SECONDS = 60


class Spoken:
    """A server that keeps what goes out."""

    def __init__(self) -> None:
        self.said: list[Any] = []

    def send(self, _face: bytes, message: Any) -> bool:
        self.said.append(message)
        return True


@pytest.fixture
def spoken() -> Spoken:
    return Spoken()


@pytest.fixture
def faces(spoken: Spoken) -> Audience:
    made = Audience(spoken, None)  # type: ignore[arg-type]
    made.enter(Face(b"face", "wall", "en", 8))
    return made


def beats(
    faces: Audience, spoken: Spoken, monkeypatch: pytest.MonkeyPatch, *, answers: bool, hears: bool
) -> int:
    """How many beats go out in a minute in which the seat looks each second."""
    for second in range(SECONDS):
        monkeypatch.setattr(audience, "time", SimpleNamespace(monotonic=lambda at=float(second): at))
        faces.beat(hears=hears)
        if answers:
            faces.faces[b"face"].awaited = False
    return spoken.said.count(Alive())


def test_a_face_hears_each_second_that_its_seat_lives(
    faces: Audience, spoken: Spoken, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert beats(faces, spoken, monkeypatch, answers=True, hears=True) == SECONDS


def test_a_face_that_does_not_answer_is_not_filled_with_beats(
    faces: Audience, spoken: Spoken, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert beats(faces, spoken, monkeypatch, answers=False, hears=True) == 2


def test_while_a_slow_disk_keeps_the_seat_from_hearing_answers_it_still_says_that_it_lives(
    faces: Audience, spoken: Spoken, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert beats(faces, spoken, monkeypatch, answers=False, hears=False) == SECONDS
