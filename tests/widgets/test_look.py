"""The look: legible by measure, in the fonts that we chose."""

import re
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontMetricsF, QRawFont
from PySide6.QtWidgets import QApplication, QWidget

from console.paths import resource
from tests.widgets.conftest import Window
from widgets.desk import DeskWindow
from widgets.geometry import of_diagonal
from widgets.look import (
    INCIDENTAL_ARCMIN,
    PRIMARY,
    PRIMARY_ARCMIN,
    Look,
    capital_share,
    colour,
    correct_sight,
    family,
    font_at,
    look,
    undressed,
)
from widgets.marks import SEVERITY
from widgets.measured import measured, sight_of
from widgets.rows import CHOSEN

SURFACES = ("bg0", "bg1", "bg2", "new", "conflicting")  # grounds on which any text may stand
TEXTS = ("t1", "t2", "t3", "critical", "warning", "notice", "good", "command", "exercise")
PAIRS = [*product(TEXTS, SURFACES), *product(("t1", "t2", "warning"), ("bg3",))]
WIDGETS = Path(__file__).resolve().parents[2] / "widgets"
RULE = re.compile(r"(?P<what>[^{}]+)\{(?P<body>[^{}]*)\}")
GROUND, TEXT = re.compile(r"(?<!-)background: \$(\w+)"), re.compile(r"(?<!-)color: \$(\w+)")


def luminance(of: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(of.redF()) + 0.7152 * linear(of.greenF()) + 0.0722 * linear(of.blueF())


def contrast(text: str, surface: str) -> float:
    lighter, darker = sorted((luminance(colour(text)), luminance(colour(surface))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(("text", "surface"), PAIRS)
def test_text_stands_out_from_every_surface_it_may_stand_on(text: str, surface: str) -> None:
    assert contrast(text, surface) >= 6


def test_what_the_sheet_puts_on_each_other_stands_out() -> None:
    sheet = resource("look", "sheet.qss").read_text(encoding="utf-8")
    found = [
        (rule["what"].strip(), text[1], ground[1])
        for rule in RULE.finditer(sheet)
        if (text := TEXT.search(rule["body"])) and (ground := GROUND.search(rule["body"]))
    ]
    assert ("QToolTip", "t1", "bg2") in found
    assert [where for where, text, ground in found if contrast(text, ground) < 6] == []


def test_purple_dresses_who_holds_command_and_nothing_else() -> None:
    """Order numbers are painted in it, by the rows that tell orders."""
    sheet = resource("look", "sheet.qss").read_text(encoding="utf-8")
    purple = [rule["what"].strip() for rule in RULE.finditer(sheet) if "$command" in rule["body"]]
    assert purple == ['QLabel[role="holder"]']


def test_the_sheet_dresses_nothing_that_is_not_there() -> None:
    sheet = resource("look", "sheet.qss").read_text(encoding="utf-8")
    code = "".join(file.read_text(encoding="utf-8") for file in WIDGETS.rglob("*.py"))
    roles = set(re.findall(r'role="([\w-]+)"', sheet))
    assert {role for role in roles if f'"{role}"' not in code} == set()


def test_every_hue_may_stand_on_a_chosen_row() -> None:
    assert CHOSEN in SURFACES


def test_primary_text_of_a_desk_is_sixteen_arcminutes_high(dressed: QApplication) -> None:
    sight = sight_of(dressed.primaryScreen())
    assert measured(dressed.primaryScreen()).metres == 0.7
    assert sight.arcmin(QFontMetricsF(look.font()).capHeight()) >= PRIMARY_ARCMIN
    assert sight.arcmin((look.primary - 1) * capital_share()) < PRIMARY_ARCMIN


def sizes() -> set[float]:
    """Every size of text that the desk uses, in design pixels."""
    sheet = resource("look", "sheet.qss").read_text(encoding="utf-8")
    found = {float(size) for size in re.findall(r"font-size: (\d+)u", sheet)}
    for file in WIDGETS.rglob("*.py"):
        if file.parent.name != "wall":  # a wall has no design pixels
            text = file.read_text(encoding="utf-8")
            found |= {float(size) for size in re.findall(r"\bfont\((\d[\d.]*)", text)}
    return found


@pytest.mark.parametrize("metres", [0.5, 0.7, 1.0])
@pytest.mark.parametrize(
    ("wide", "high", "inches"),
    [(1366, 768, 15.6), (1920, 1080, 24), (1920, 1080, 27), (2560, 1440, 27), (3840, 2160, 32)],
)
def test_no_text_of_the_look_is_below_ten_arcminutes(
    dressed: QApplication, wide: int, high: int, inches: float, metres: float
) -> None:
    """Nor is what people read by below sixteen, whatever the pixels of the screen make of its size."""
    sight, on_screen = of_diagonal(wide, high, inches, metres), Look()
    on_screen.primary = sight.pixels(PRIMARY_ARCMIN, capital_share())
    assert PRIMARY in sizes()
    for size in sizes():
        covers = sight.arcmin(QFontMetricsF(on_screen.font(size)).capHeight())
        assert covers >= (PRIMARY_ARCMIN if size >= PRIMARY else INCIDENTAL_ARCMIN), size


def test_who_measured_the_screen_is_believed_until_the_next_run(dressed: QApplication) -> None:
    screen = dressed.primaryScreen()
    before, usual = measured(screen), look.primary
    assert not before.corrected
    correct_sight(screen, before.inches, 2 * before.metres)
    assert measured(screen).corrected
    assert abs(look.primary - 2 * usual) <= 1
    correct_sight(screen, 0.0, 0.0)
    assert measured(screen) == before
    assert look.primary == usual


@pytest.mark.usefixtures("inter")
def test_the_font_is_inter_where_the_machine_has_it() -> None:
    assert family() == "Inter"


def test_the_font_has_figures_of_one_width_and_no_box(dressed: QApplication) -> None:
    assert 0.65 < capital_share() < 0.8
    measured = QFontMetricsF(font_at(17))
    assert len({measured.horizontalAdvance(figure) for figure in "0123456789"}) == 1
    raw = QRawFont.fromFont(font_at(17))
    assert all(raw.supportsCharacter(ord(c)) for c in "éèçàùâêîôûëïü’«»–—…·≠→↑×°")


def test_each_severity_has_a_shape_or_word_beside_its_hue() -> None:
    assert len(set(SEVERITY.values())) == len(SEVERITY)


def test_text_grows_and_goes_back(dressed: QApplication) -> None:
    usual = look.primary
    look.grow(1)
    assert look.primary > usual
    look.grow(0)
    assert look.primary == usual


def test_a_desk_that_was_built_undressed_looks_like_any_other(
    window: Callable[..., Window], dressed: QApplication
) -> None:
    def parts(made: DeskWindow) -> list[tuple[object, ...]]:
        made.resize(1920, 1080)
        made.show()
        QApplication.processEvents()
        made.grab()
        found = [one for one in made.findChildren(QWidget) if one.isVisible()]
        return [(type(one), one.geometry(), one.font().toString()) for one in found]

    usual = parts(DeskWindow(window(me="SIAMU liaison").face))
    with undressed(dressed):
        bare = DeskWindow(window(me="SIAMU liaison").face)
    assert dressed.styleSheet()
    assert parts(bare) == usual


def test_text_that_grows_while_a_window_is_built_is_dressed_in_its_size(dressed: QApplication) -> None:
    usual = dressed.styleSheet()
    with undressed(dressed):
        look.scale(125)
    larger = dressed.styleSheet()
    look.scale(100)
    assert dressed.styleSheet() == usual
    look.scale(125)
    assert dressed.styleSheet() == larger != usual
    look.scale(100)
