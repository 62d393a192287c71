"""The figures of the table that the room's rules give."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.geometry import Sight, believed, capital_mm, of_diagonal, of_height

INTER = 0.727


@pytest.mark.parametrize(
    ("metres", "arcmin", "mm"),
    [(0.7, 16, 3.3), (0.7, 10, 2.0), (4, 20, 23.3), (6, 16, 27.9), (8, 16, 37.2), (10, 20, 58.2)],
)
def test_capitals_are_as_high_as_the_rules_say(metres: float, arcmin: float, mm: float) -> None:
    assert capital_mm(arcmin, metres) == pytest.approx(mm, abs=0.06)


def test_a_24_inch_desk_takes_17_pixels_and_one_panel_of_a_wall_about_80() -> None:
    assert of_diagonal(1920, 1080, 24, 0.7).pixels(16, INTER) == 17
    assert of_diagonal(1920, 1080, 55, 6).pixels(20, 0.70) == pytest.approx(79, abs=1)


@pytest.mark.parametrize(
    ("said", "taken"), [(60, 60), (91.8, 91.8), (300, 300), (59.9, 96), (301, 96), (0, 96), (1e6, 96)]
)
def test_a_screen_is_believed_where_it_can_be_true(said: float, taken: float) -> None:
    assert believed(said) == taken


def test_a_wall_is_told_by_its_height() -> None:
    whole, panel = of_height(2160, 2.74, 8), of_height(540, 2.74 / 4, 8)
    assert whole.pixels(16, INTER) == panel.pixels(16, INTER) == 41


@given(st.floats(0.5, 12), st.floats(0.3, 20), st.floats(10, 60))
def test_what_is_drawn_for_an_angle_covers_at_least_that_angle(
    density: float, metres: float, arcmin: float
) -> None:
    sight = Sight(density, metres)
    assert sight.arcmin(sight.pixels(arcmin, INTER) * INTER) >= arcmin - 1e-6
