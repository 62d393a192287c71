"""How tiles share their place: what does not fit is counted."""

from typing import Any

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter

from tests.widgets.wall.conftest import Written
from widgets.wall.counts import CRITICAL, LATE, counts
from widgets.wall.laying import shortened
from widgets.wall.panels import WHOLE, Panels
from widgets.wall.scale import Scale
from widgets.wall.tiles import Tiles
from widgets.wall.values import Item, Line, Piece, Tile


def test_what_fits_nowhere_is_counted_on_the_last_panel(written: Written, dressed: object) -> None:
    image = QImage(800, 400, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    boxes = [QRect(0, 0, 400, 400), QRect(400, 0, 400, 400)]
    items = tuple(Item((Line((Piece(f"thing {n}"),)),)) for n in range(40))
    Tiles(Scale(30, 38), Panels(down=(200,), air=9)).paint(painter, boxes, Tile("THINGS", items))
    painter.end()
    shown = [text for _, text, *_ in written if text.startswith("thing")]
    assert shown == [f"thing {n}" for n in range(len(shown))]
    assert written[-1][1] == f"+ {40 - len(shown)} more"
    assert {begins > 400 for _, text, begins, *_ in written if text in shown} == {True, False}


def test_what_does_not_fit_is_counted_with_the_critical_among_it(written: Written, dressed: object) -> None:
    def item(n: int) -> Item:
        return Item((Line((Piece(f"thing {n}"),)),), grave=CRITICAL if n >= 38 else "")

    image = QImage(800, 400, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    Tiles(Scale(30, 38)).paint(painter, [QRect(0, 0, 800, 400)], Tile("THINGS", tuple(map(item, range(40)))))
    painter.end()
    shown = [text for _, text, *_ in written if text.startswith("thing")]
    assert 2 < len(shown) < 40
    assert written[-1][1] == f"+ {40 - len(shown)} more, 2 critical"
    assert counts.left_out([""]) == "+ 1 more"


def painted(tile: Tile, boxes: list[QRect], on: Panels = WHOLE) -> None:
    """One tile, on an image that nobody looks at."""
    image = QImage(800, 400, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    Tiles(Scale(30, 38), on).paint(painter, boxes, tile)
    painter.end()


def long_item(name: str, lines: int, **more: Any) -> Item:
    return Item(tuple(Line((Piece(f"{name}{n}"),)) for n in range(lines)), **more)


def test_what_goes_on_below_a_bezel_leaves_no_hole_above_it(written: Written, dressed: object) -> None:
    painted(Tile("THINGS", (long_item("a", 5),)), [QRect(0, 0, 800, 400)], Panels(down=(200,), air=9))
    bases = {one.text: one.base for one in written}
    assert bases["a0"] < 200 < bases["a4"], "it begins below its head"
    assert all(one.foot <= 191 or one.top >= 209 for one in written)


@pytest.mark.parametrize("top", range(0, 110, 9))
def test_a_short_thing_stays_on_one_panel_and_a_title_with_what_comes_next(
    written: Written, dressed: object, top: int
) -> None:
    items = (long_item("a", 2), long_item("b", 3), long_item("c", 5))
    painted(Tile("THINGS", items), [QRect(0, top, 800, 900)], Panels(down=(200, 400, 600), air=9))
    panel = {one.text: one.base // 200 for one in written}
    assert len({panel["THINGS"], panel["a0"], panel["a1"]}) == 1
    assert len({panel["b0"], panel["b1"], panel["b2"]}) == 1
    assert panel["c0"] == panel["c1"]


def test_a_head_stands_on_the_panel_of_what_is_below_it(written: Written, dressed: object) -> None:
    painted(Tile("THINGS", (long_item("a", 1),)), [QRect(0, 110, 800, 290)], Panels(down=(200,), air=9))
    assert min(one.top for one in written) >= 209


def test_what_is_too_high_for_a_list_is_shortened_not_left_out(written: Written, dressed: object) -> None:
    boxes = [QRect(0, 0, 400, 220), QRect(400, 0, 400, 220)]
    painted(Tile("THINGS", (long_item("a", 9), long_item("b", 2), long_item("c", 2))), boxes)
    texts = [one.text for one in written]
    assert "a0" in texts, "the first"
    assert "a8" not in texts
    assert "b0" in texts, "the second stands beside it"


def test_an_item_that_may_be_shortened_is_rather_than_counted(written: Written, dressed: object) -> None:
    items = (long_item("a", 2), long_item("b", 6, least=2), long_item("c", 2, grave=LATE))
    painted(Tile("THINGS", items), [QRect(0, 0, 800, 320)])
    assert {"b0", "b1", "+ 1 more, 1 late"} <= {one.text for one in written}
    written.clear()
    whole = (items[0], long_item("b", 6), items[2])
    painted(Tile("THINGS", whole), [QRect(0, 0, 800, 320)])
    assert "b0" not in {one.text for one in written}, "all of it or nothing"
    assert written[-1].text == "+ 2 more, 1 late"


def test_a_title_that_fits_nowhere_is_begun(written: Written, dressed: object) -> None:
    title = Item((Line((Piece("a very long title of something that was reported", "t1"),)),))
    painted(Tile("THINGS", (title, title)), [QRect(0, 0, 300, 165)])
    assert any(one.text.startswith("a very") and one.text.endswith("…") for one in written)
    assert written[-1].text == "+ 1 more"


@pytest.mark.parametrize("hue", ["t2", "warning"])
def test_an_item_that_is_shortened_says_how_many_lines_it_has_more_and_whether_one_is_to_be_looked_at(
    dressed: object, hue: str
) -> None:
    lines = [Line((Piece(f"a{n}", hue if n == 4 else "t2"),)) for n in range(6)]
    kept = shortened(Item(tuple(lines)), 2)
    assert [one.text for one in kept.lines[-1].pieces] == ["a1", "+\u00a04"]
    assert (kept.lines[-1].pieces[-1].mark == "warning") == (hue == "warning")
    assert shortened(kept, 2) is kept, "nothing is left out"


def test_items_that_may_be_brief_are_so_before_one_is_left_out_the_first_last(
    written: Written, dressed: object
) -> None:
    items = tuple(long_item(name, 4, brief=True) for name in "abc")
    painted(Tile("THINGS", items), [QRect(0, 0, 800, 440)])
    texts = [one.text for one in written]
    assert {"a0", "a3", "b0", "c0"} <= set(texts), "all of them, the first whole"
    assert "c3" not in texts
    assert written[-1].base == next(one.base for one in written if one.text == "c1"), "none is left out"
    written.clear()
    many = tuple(long_item(f"{n}-", 4, brief=True) for n in range(30))
    painted(Tile("THINGS", many), [QRect(0, 0, 800, 440)])
    assert "0-3" in [one.text for one in written], "brief, they would not all fit either"


def test_where_not_all_fit_briefly_each_is_told_by_its_name_and_the_first_with_more(
    written: Written, dressed: object
) -> None:
    def item(name: str) -> Item:
        title = Piece(f"{name} is burning, and the smoke of it goes over the park and the palace")
        lines = [Line((Piece(f"{name}{n}"),)) for n in range(1, 5)]
        line = Line((title,), right=Piece(f"grave {name}"))
        return Item((Line((title,), large=True), *lines), brief=True, least=2, named=(line,))

    def told(count: int, high: int = 500) -> list[str]:
        written.clear()
        painted(Tile("THINGS", tuple(item(f"{n}-") for n in range(count))), [QRect(0, 0, 800, high)])
        return [" ".join(one.text.split()[:3]).rstrip(",…") for one in written]

    few = told(6)
    assert all(f"{n}- is burning" in few for n in range(6)), "all of them by name"
    assert "0-1" in few, "the first with more"
    assert {f"grave {n}-" for n in range(1, 6)} <= set(few)
    many = told(30)
    shown = sum(text.endswith("is burning") for text in many)
    assert {"0- is burning", "0-1", "1- is burning", "2- is burning"} <= set(many)
    assert many[-1] == f"+ {30 - shown} more"
    assert not any("…" in one.text for one in written), "none is cut, since all would not fit even so"
    least = told(30, 240)
    assert {"0- is burning", "+ 4", "+ 29 more"} <= set(least), "of all the lines that the first has"


def test_a_name_that_would_leave_others_out_is_cut_and_its_number_and_how_grave_it_is_are_not(
    written: Written, dressed: object
) -> None:
    title = "smoke from the ventilation of the tunnel below the park, traffic held at both ends"
    line = Line((Piece(title, strong=True),), Piece("7-2"), right=Piece("serious"))
    item = Item((Line((Piece(title),), Piece("7-2"), large=True), Line((Piece("22 min"),))), named=(line,))
    painted(Tile("THINGS", (item,) * 6), [QRect(0, 0, 700, 400)])
    texts = [one.text for one in written]
    assert texts.count("7-2") == texts.count("serious") == 6
    assert sum(text.endswith("…") for text in texts) >= 5
    assert not texts[-1].startswith("+")


def test_of_a_list_without_an_end_no_line_is_cut_and_its_head_alone_counts(
    written: Written, dressed: object
) -> None:
    told = "wind turned to the south-west and the plume with it, toward Laeken and the palace"
    items = tuple(Item((Line((Piece(f"{n} {told}"),), most=8),)) for n in range(30))
    boxes = [QRect(0, 0, 400, 330), QRect(400, 0, 400, 330)]
    painted(Tile("LOG", items, count="30", endless=True), boxes)
    texts = [one.text for one in written]
    assert any(text.startswith("0 wind") for text in texts)
    assert any(one.begins > 400 for one in written)
    assert not any(text.startswith("+") or "…" in text for text in texts)
