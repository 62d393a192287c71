"""A walk past walls of every kind: each text of each page, in every language and one that is longer."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QFontMetricsF

from console.domain.board import PAGES, SetBoard
from console.templates import LANGUAGES
from tests.widgets.wall.conftest import HIGH, Text, Written, tell
from widgets.face import Face
from widgets.geometry import Sight, of_diagonal, of_height
from widgets.look import PRIMARY_ARCMIN
from widgets.marks import metrics
from widgets.wall.window import WallWindow

Longer = Callable[[Face], None]
Grid = tuple[int, int]
ODD: dict[str, tuple[tuple[int, int], Sight, Grid]] = {  # pixels, how it is read, panels
    "one of 55 inches": ((1920, 1080), of_diagonal(1920, 1080, 55, 6), (1, 1)),
    "one of 98 inches": ((3840, 2160), of_diagonal(3840, 2160, 98, 8), (1, 1)),
    "one of 32 inches": ((1366, 768), of_diagonal(1366, 768, 32, 3), (1, 1)),
    "upright": ((1080, 1920), of_diagonal(1080, 1920, 55, 6), (1, 1)),
    "two beside each other": ((3840, 1080), of_height(1080, HIGH / 4, 6), (2, 1)),
    "two upright beside each other": ((2160, 1920), of_height(1920, 1.22, 6), (2, 1)),
    "three by two": ((2880, 1080), of_height(1080, HIGH / 2, 8), (3, 2)),
    "a strip of three": ((5760, 1080), of_height(1080, 0.913, 8), (3, 1)),
    "a large one upright": ((2160, 3840), of_height(3840, HIGH, 8), (1, 1)),
    "two by five": ((3840, 2160), of_height(2160, HIGH, 6), (2, 5)),
    "three by three": ((3840, 2160), of_height(2160, HIGH, 6), (3, 3)),
}


def pages(hung: WallWindow, longer: Longer) -> Iterator[str]:
    """Every page in every language."""
    for lang in (*LANGUAGES, "longer"):
        if lang == "longer":
            longer(hung.face)
        else:
            hung.face.speech.speak(lang)
        for page in PAGES:
            tell(hung, SetBoard(page=page))
            yield f"{page}, {lang}"


def unread(hung: WallWindow, sight: Sight, one: Text) -> bool:
    """Whether somebody could not read it: too small, beyond an edge, or across a bezel."""
    (columns, rows), wide, high = hung.grid, hung.width(), hung.height()
    small = sight.arcmin(QFontMetricsF(one.font).capHeight()) < PRIMARY_ARCMIN - 0.2
    beyond = one.begins < 0 or one.ends > wide or one.top < 0 or one.foot > high
    beside = any(one.begins < n * wide // columns < one.ends for n in range(1, columns))
    return small or beyond or beside or any(one.top < n * high // rows < one.foot for n in range(1, rows))


def overlaid(written: Written) -> list[str]:
    """What stands on something else."""

    def on(one: Text, other: Text) -> bool:
        beside = one.ends <= other.begins or other.ends <= one.begins
        return not beside and abs(one.base - other.base) < metrics(one.font).capHeight()

    return [one.text for n, one in enumerate(written) for other in written[:n] if on(one, other)]


@pytest.mark.parametrize("grid", [(1, 1), (4, 4)])
@pytest.mark.parametrize("metres", [4, 6, 8, 10])
def test_every_text_of_every_page_can_be_read_from_the_farthest_seat_and_none_is_cut(
    wall: Callable[..., WallWindow], written: Written, longer: Longer, metres: float, grid: Grid
) -> None:
    hung, sight = wall(metres), of_height(2160, HIGH, metres)
    hung.read_as(sight, *grid)
    for page in pages(hung, longer):
        written.clear()
        hung.grab()
        assert len(written) > (40 if page.startswith("overview") else 15), page
        assert [one.text for one in written if unread(hung, sight, one) or "…" in one.text] == [], page
        assert overlaid(written) == [], page


@pytest.mark.usefixtures("inter")
@pytest.mark.parametrize("kind", ODD)
def test_what_stands_on_a_wall_of_an_odd_kind_can_be_read_and_no_word_of_ours_is_cut(
    wall: Callable[..., WallWindow], written: Written, longer: Longer, kind: str
) -> None:
    hung, (size, sight, grid) = wall(), ODD[kind]
    hung.read_as(sight, *grid)
    hung.resize(*size)
    for page in pages(hung, longer):
        written.clear()
        hung.grab()
        assert [one.text for one in written if unread(hung, sight, one)] == [], page
        assert overlaid(written) == [], page
        everything = "".join(one.text for one in written)
        assert everything.count("[") == everything.count("]"), page
        assert hung.face.command.name in [one.text for one in written], page
