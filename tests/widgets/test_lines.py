"""Text over several lines: nothing lost, its beginning heavy, whatever letters people use."""

import pytest
from PySide6.QtWidgets import QApplication

from widgets.lines import broken, flowed
from widgets.look import SEMIBOLD, look

LONG = "Order 23 to STIB, AMU: skip Bockstael and Belgica on line 6; no passenger to be set down north of it"


@pytest.mark.parametrize("text", [LONG, "🚒🚒 " + LONG, "x" * 300, "é" * 40 + " 🚒 " + LONG])
def test_every_letter_stands_in_one_of_the_lines(dressed: QApplication, text: str) -> None:
    lines = broken(look.font(), text, 240, 40)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_what_is_left_over_is_told_by_an_ellipsis(dressed: QApplication) -> None:
    lines = broken(look.font(), LONG, 240, 2)
    assert len(lines) == 2
    assert lines[1].endswith("…")


def test_the_beginning_carries_weight_also_where_the_text_wraps(dressed: QApplication) -> None:
    fonts = (look.font(), look.font(17, SEMIBOLD))
    lines = flowed(fonts, LONG, "Order 23", 240, 8)
    assert len(lines) > 2
    assert [line.strong for line in lines] == ["Order 23", *[""] * (len(lines) - 1)]
    assert lines[0].rest.startswith(" to STIB")


def test_a_text_keeps_its_own_line_ends(dressed: QApplication) -> None:
    fonts = (look.font(), look.font(17, SEMIBOLD))
    assert [line.rest for line in flowed(fonts, "first\nsecond", "", 900, 8)] == ["first", "second"]
