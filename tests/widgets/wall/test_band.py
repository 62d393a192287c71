"""The band of time at the foot of the wall."""

from collections.abc import Callable

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter

from tests.widgets.wall.conftest import Written
from widgets.ages import MINUTE, now_ms
from widgets.wall.band import AFTER, BEFORE, Band
from widgets.wall.panels import panels
from widgets.wall.scale import Scale
from widgets.wall.window import WallWindow
from widgets.wall.words import key_lines

WIDE = 2400


def test_as_many_key_facts_are_named_as_have_room_and_the_rest_is_counted(
    wall: Callable[..., WallWindow], written: Written
) -> None:
    face, box = wall(until=27 * 60).face, QRect(0, 0, WIDE, 400)
    facts = len(key_lines(face))
    painter = QPainter(image := QImage(WIDE, 400, QImage.Format.Format_RGB32))
    for minutes in range(0, 28, 2):
        written.clear()
        now = now_ms() + minutes * MINUTE
        Band(Scale(30, 38), panels(box, 1, 1, air=9)).paint(painter, box, face, now)
        told = [one.text for one in written if ":" not in one.text[:3]]
        rest = sum(int(text.split()[1]) for text in told if text.startswith("+ "))
        begun = {line.id for line in key_lines(face) if any(line.text.startswith(text) for text in told)}
        assert len(begun) + rest == facts
        assert len(begun) >= 3 or minutes > 10, told
    painter.end()
    assert image.width() == WIDE


def test_no_name_crosses_the_present_or_stands_on_another_and_none_is_cut(
    wall: Callable[..., WallWindow], written: Written
) -> None:
    face, box, named = wall(until=27 * 60).face, QRect(0, 0, WIDE, 400), set[str]()
    present = WIDE * BEFORE // (BEFORE + AFTER)
    painter = QPainter(image := QImage(WIDE, 400, QImage.Format.Format_RGB32))
    for grid in ((1, 1), (4, 1)):
        band = Band(Scale(30, 38), panels(box, *grid, air=9))
        for minutes in range(0, 50, 2):
            written.clear()
            band.paint(painter, box, face, now_ms() + minutes * MINUTE)
            names = [one for one in written if ":" not in one.text[:3]]
            named |= {one.text for one in names}
            assert not [one.text for one in names if one.begins <= present <= one.ends or "…" in one.text]
            for n, one in enumerate(names):
                beside = [o for o in names[:n] if abs(o.base - one.base) < 20]
                assert all(one.ends <= o.begins or o.ends <= one.begins for o in beside), one.text
    painter.end()
    assert image.width() == WIDE
    assert any(text.startswith("Briefing of all") for text in named), "what is to come"
    assert any(text.startswith("Two of the three") for text in named), "what was"
