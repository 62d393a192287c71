"""How a seat is named to who sits there."""

import pytest

from console.domain.room import RoomView
from widgets.seat_name import seat_name


@pytest.mark.parametrize(
    ("label", "said"),
    [("SIAMU desk", "Seat 07 · SIAMU desk"), ("Seat 2", "07 · Seat 2"), ("desk", "Seat 07 · desk")],
)
def test_the_word_for_a_seat_is_said_once(label: str, said: str) -> None:
    assert seat_name(RoomView("", "Room", False, "", label, 7, "SIAMU")) == said
