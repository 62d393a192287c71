"""The band at the foot of the wall: the last hour and the next half, key facts and the steps to come."""

from collections.abc import Iterator
from typing import Final

import msgspec
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter

from widgets.ages import MINUTE, clock_time
from widgets.face import Face
from widgets.lines import broken
from widgets.look import colour
from widgets.marks import metrics, width, write
from widgets.panes.lanes import marks_of
from widgets.text import one_line
from widgets.wall.panels import Panels
from widgets.wall.scale import Scale
from widgets.wall.words import key_lines

BEFORE, AFTER, STEP = 55 * MINUTE, 35 * MINUTE, 15 * MINUTE
LANES: Final = 3
LANE: Final = 1.4  # how high one is, in primary text
HIGH: Final = 2.2 + LANES * LANE  # in primary text
NAME: Final = 16.0  # in primary text: a longer name runs on in the lane below


class Happening(msgspec.Struct, frozen=True):
    """Something at a time of the band."""

    at: int
    text: str
    hue: str


class Place(msgspec.Struct, frozen=True):
    """Where a name stands: its rows, the lane of the first, and from where to where."""

    rows: tuple[str, ...]
    lane: int
    left: int
    right: int

    def meets(self, other: "Place") -> bool:
        """Whether they stand on each other."""
        apart = self.lane + len(self.rows) <= other.lane or other.lane + len(other.rows) <= self.lane
        return not apart and self.left < other.right and other.left < self.right


class Band:
    """A name is told whole, or it is a dot: what is to come is named first, then what is newest."""

    def __init__(self, scale: Scale, panels: Panels) -> None:
        self._scale, self._panels = scale, panels

    @property
    def high(self) -> int:
        return self._scale.px(HIGH)

    def paint(self, painter: QPainter, box: QRect, face: Face, now: int) -> None:
        """Everything from an hour ago to half an hour ahead."""
        first, px = now - BEFORE, self._scale.px
        share = box.width() / (BEFORE + AFTER)
        base = box.top() + px(0.2) + metrics(self._scale.font()).ascent()
        below = QRect(box.left(), base + px(0.4), 1, box.bottom() - base - px(0.4))
        for at in range(-(-first // STEP) * STEP, now + AFTER, STEP):
            x = box.left() + round((at - first) * share)
            self._hour(painter, QPoint(x, base), box, clock_time(at))
            painter.fillRect(below.translated(x - box.left(), 0), colour("hair"))
        present, taken = box.left() + round(BEFORE * share), list[Place]()
        for one in happenings(face, now):
            if first < one.at < now + AFTER:
                x = box.left() + round((one.at - first) * share)
                inside = QRect(box.left(), box.top(), present - px(0.3) - box.left(), box.height())
                if x > present:
                    inside = box.adjusted(present + px(0.3) - box.left(), 0, 0, 0)
                place = self._place(one, x, inside, taken)
                self._happening(painter, QPoint(x, base), one, place)
                taken += [place] if place is not None else []
        line = QRect(present, below.top(), px(0.1), below.height())
        painter.fillRect(line, colour("t1"))

    def _hour(self, painter: QPainter, at: QPoint, box: QRect, text: str) -> None:
        wide = width(self._scale.font(), text)
        wish, air = at.x() - wide // 2, self._panels.air
        aside = (seam + far for seam in self._panels.across for far in (air, -air - wide))
        left = min((x for x in (wish, *aside) if self._panels.free(x, x + wide)), key=lambda x: abs(x - wish))
        if box.left() <= left and left + wide <= box.right() and abs(left - wish) <= wide:
            write(painter, QPoint(left, at.y()), self._scale.font(), "t3", text)

    def _place(self, one: Happening, x: int, inside: QRect, taken: list[Place]) -> Place | None:
        """Right of its time, or left of it, where nothing stands yet; never across a bezel or the present."""
        font, side, gap = self._scale.font(), self._scale.px(0.4), self._scale.px(0.5)
        rows = broken(font, one.text, self._scale.px(NAME), LANES)
        if "".join(rows).replace(" ", "") != one.text.replace(" ", ""):
            return None
        wide = max(width(font, row) for row in rows) + gap
        for left, right in ((x - side, x + side + wide), (x - side - wide, x + side)):
            free = self._panels.free(left, right) and inside.left() <= left and right <= inside.right() + gap
            for lane in range(LANES - len(rows) + 1) if free else ():
                place = Place(rows, lane, left, right)
                if not any(place.meets(other) for other in taken):
                    return place
        return None

    def _happening(self, painter: QPainter, at: QPoint, one: Happening, place: Place | None) -> None:
        """A dot, and the name beside it; without one the dot stands above the lanes."""
        px, font, side = self._scale.px, self._scale.font(), self._scale.px(0.4)
        middle = at.y() + (px(0.6) if place is None else px(1.5 + LANE * place.lane))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(one.hue))
        painter.drawEllipse(QRect(at.x() - side // 2, middle - side // 2, side, side))
        if place is None:
            return
        for n, row in enumerate(place.rows):
            left = at.x() + side if place.left == at.x() - side else at.x() - side - width(font, row)
            baseline = middle + px(LANE * n) + metrics(font).capHeight() // 2
            write(painter, QPoint(left, baseline), font, one.hue, row)


def happenings(face: Face, now: int) -> Iterator[Happening]:
    """What is to come, then key facts, the newest first."""
    for mark in sorted(marks_of(face), key=lambda mark: mark.at):
        if mark.at > now:
            yield Happening(mark.at, one_line(mark.text), "notice")
    for line in reversed(key_lines(face)):
        yield Happening(line.happened, one_line(line.text), "t2")
