"""Text over several lines: nothing lost, its beginning heavy, whatever letters people use."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from widgets.lines import broken, flowed
from widgets.look import SEMIBOLD, look
from widgets.marks import width
from widgets.text import label

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


AGE = "Two buses at Tour & Taxis for uninjured people, asked 0 min ago, then 1 h 20 for 4 000 people of 70 %"


@pytest.mark.parametrize("whole", ["0 min", "1 h 20", "4 000", "70 %"])
def test_no_line_ends_between_a_number_and_its_unit(dressed: QApplication, whole: str) -> None:
    for wide in range(120, 900, 7):
        lines = broken(look.font(), AGE, wide, 40)
        assert [line for line in lines if whole in line] != [], lines


def test_a_line_never_begins_with_a_sign(dressed: QApplication) -> None:
    for wide in range(120, 500, 5):
        lines = broken(
            look.font(), "STIB : refusé · 2 T1 · 3 T2 · 11 T3 ; plus rien ? « Oui » – dit-il", wide, 40
        )
        assert [line for line in lines if line[0] in ":;?·»–"] == []
        assert [line for line in lines if line.endswith("«")] == []


def test_a_title_ends_no_line_at_a_hyphen_and_says_what_was_typed(dressed: QApplication) -> None:
    title = "Metro lines 2 and 6 stopped, Arts-Loi"
    for wide in range(120, 500, 3):
        lines = broken(look.font(), title, wide, 40, title=True)
        assert " ".join(lines) == title
    long = "Woluwe-Saint-Lambert"
    assert broken(look.font(), long, 110, 40, title=True) == broken(look.font(), long, 110, 40)
    assert broken(look.font(), long, 110, 40)[0].endswith("-")


def test_the_lines_of_a_title_are_of_about_the_same_length(dressed: QApplication) -> None:
    title = "Suspicious parcel, Gare du Midi"
    wide = look.px(240)
    assert broken(look.font(), title, wide, 3) == ("Suspicious parcel, Gare du", "Midi")
    assert broken(look.font(), title, wide, 3, title=True) == ("Suspicious parcel,", "Gare du Midi")
    for room in range(60, 400, 7):
        lines = broken(look.font(), title, room, 3, title=True)
        assert len(lines) == len(broken(look.font(), title, room, 3))


def test_no_line_begins_with_the_little_word_after_a_hyphen(dressed: QApplication) -> None:
    for lasting in ("Choisissez-en", "Demandez-le", "celle-ci"):
        told = f"{lasting} une que vous seul connaissez"
        for wide in range(width(look.font(), lasting) + 2, 400, 3):
            assert broken(look.font(), told, wide, 40)[0].startswith(lasting)
        assert QLabel.text(label("", lasting, wrap=True)) == lasting.replace("-", "\u2011")


def test_a_label_is_laid_out_so_too_and_tells_its_text_as_it_was_given(dressed: QApplication) -> None:
    made = label("title", "Arts-Loi: nothing for 3 min", wrap=True)
    assert made.text() == "Arts-Loi: nothing for 3 min"
    assert QLabel.text(made) == "Arts\u2011Loi: nothing for 3\u00a0min"
    assert QLabel.text(label("", "Arts-Loi", wrap=True)) == "Arts-Loi"
