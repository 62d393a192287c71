"""The band at the foot of the wall: the last hour and the next half, key facts and the steps to come."""

import re
from collections.abc import Iterator
from typing import Final

import msgspec
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter

from console.figures import clock_time
from widgets.ages import MINUTE
from widgets.face import Face
from widgets.lines import evened
from widgets.look import colour
from widgets.marks import metrics, width, write
from widgets.panes.lanes import marks_of
from widgets.text import one_line
from widgets.wall.counts import counts
from widgets.wall.panels import Panels
from widgets.wall.scale import PAD, Scale
from widgets.wall.words import key_lines

BEFORE, AFTER, STEP = 55 * MINUTE, 35 * MINUTE, 15 * MINUTE
LANES: Final = 3
LANE: Final = 1.4  # how high one is, in primary text
HIGH: Final = 2.2 + LANES * LANE  # in primary text
NAME: Final = 22.0  # in primary text: a longer name runs on in the lane below
SENTENCE: Final = re.compile(r";\s|(?<=\w{3})\.\s")  # the end of what stands by itself


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
    """A name is told whole, or it is a dot that is counted: what is to come goes first, then the newest."""

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
        present, shown = box.left() + round(BEFORE * share), list[tuple[int, Happening]]()
        for one in happenings(face, now):
            if first < one.at < now + AFTER:
                shown.append((box.left() + round((one.at - first) * share), one))
        places = self._places(shown, box, present, [])
        if None in places:
            left, font = box.left() + px(PAD), self._scale.font()
            most = counts.more(len(shown))
            places = self._places(
                shown, box, present, [Place((most,), LANES - 1, left, left + width(font, most) + px(PAD))]
            )
            rest = counts.more(places.count(None))
            write(painter, QPoint(left, self._line(base, LANES - 1)), font, "t3", rest)
        for (x, one), place in zip(shown, places, strict=True):
            self._happening(painter, QPoint(x, base), one, place)
        line = QRect(present, below.top(), px(0.1), below.height())
        painter.fillRect(line, colour("t1"))

    def _hour(self, painter: QPainter, at: QPoint, box: QRect, text: str) -> None:
        wide = width(self._scale.font(), text)
        wish, air = at.x() - wide // 2, self._panels.air
        aside = (seam + far for seam in self._panels.across for far in (air, -air - wide))
        left = min((x for x in (wish, *aside) if self._panels.free(x, x + wide)), key=lambda x: abs(x - wish))
        if box.left() <= left and left + wide <= box.right() and abs(left - wish) <= wide:
            write(painter, QPoint(left, at.y()), self._scale.font(), "t3", text)

    def _places(
        self, shown: list[tuple[int, Happening]], box: QRect, present: int, taken: list[Place]
    ) -> list[Place | None]:
        """Where the name of each stands, the first ones first; a name stays on its side of the present."""
        found, air = list[Place | None](), self._scale.px(0.3)
        for x, one in shown:
            left, right = (present + air, box.right()) if x > present else (box.left(), present - air)
            place = self._place(one.text, x, (left, right), taken)
            found.append(place)
            taken = [*taken, place] if place is not None else taken
        return found

    def _place(self, text: str, x: int, inside: tuple[int, int], taken: list[Place]) -> Place | None:
        """Right of its time, or left of it, in as few lanes as have room for it; never across a bezel."""
        font, side, gap = self._scale.font(), self._scale.px(0.4), self._scale.px(0.5)
        for rows in self._forms(text):
            wide = max(width(font, row) for row in rows) + gap
            for left, right in ((x - side, x + side + wide), (x - side - wide, x + side)):
                free = self._panels.free(left, right) and inside[0] <= left and right <= inside[1] + gap
                for lane in range(LANES - len(rows) + 1) if free else ():
                    place = Place(rows, lane, left, right)
                    if not any(place.meets(other) for other in taken):
                        return place
        return None

    def _forms(self, text: str) -> Iterator[tuple[str, ...]]:
        """Its first sentence in one lane, in two, in three."""
        font, told = self._scale.font(), SENTENCE.split(text, maxsplit=1)[0]
        for lanes in range(1, LANES + 1):
            rows = evened(font, told, lanes)
            if len(rows) == lanes and max(width(font, row) for row in rows) <= self._scale.px(NAME):
                yield rows

    def _line(self, base: int, lane: int) -> int:
        """The line on which a name in a lane stands."""
        font = self._scale.font()
        return base + self._scale.px(1.5 + LANE * lane) + metrics(font).capHeight() // 2

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
            write(painter, QPoint(left, self._line(at.y(), place.lane + n)), font, one.hue, row)


def happenings(face: Face, now: int) -> Iterator[Happening]:
    """What is to come, then key facts, the newest first."""
    for mark in marks_of(face):
        if mark.at > now:
            yield Happening(mark.at, one_line(mark.text), "notice")
    for line in reversed(key_lines(face)):
        yield Happening(line.happened, one_line(line.text), "t2")
