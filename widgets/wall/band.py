"""The band at the foot of the wall: the last hour and the next half, key facts and the steps to come."""

from collections.abc import Iterator
from typing import Final

import msgspec
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter

from widgets.ages import MINUTE, clock_time
from widgets.face import Face
from widgets.look import colour
from widgets.marks import metrics, width, write
from widgets.panes.lanes import marks_of
from widgets.text import one_line
from widgets.wall.panels import Panels
from widgets.wall.tiles import Scale
from widgets.wall.words import key_lines

BEFORE, AFTER, STEP = 55 * MINUTE, 35 * MINUTE, 15 * MINUTE
LANES: Final = 2
HIGH: Final = 5.0  # in primary text
NAME: Final = 15.0  # a longer name is elided: the tile of key facts has it in full


class Happening(msgspec.Struct, frozen=True):
    """Something at a time of the band."""

    at: int
    text: str
    hue: str


class Band:
    """Names that would stand on others are left out; the more urgent one is named."""

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
        taken: list[list[tuple[int, int]]] = [[] for _ in range(LANES)]
        for one in happenings(face, now):
            if first < one.at < now + AFTER:
                x = box.left() + round((one.at - first) * share)
                self._happening(painter, QPoint(x, base), box, one, taken)
        line = QRect(below.left() + round(BEFORE * share), below.top(), px(0.1), below.height())
        painter.fillRect(line, colour("t1"))

    def _hour(self, painter: QPainter, at: QPoint, box: QRect, text: str) -> None:
        wide = width(self._scale.font(), text)
        left = at.x() - wide // 2
        if box.left() <= left and left + wide <= box.right() and self._panels.free(left, left + wide):
            write(painter, QPoint(left, at.y()), self._scale.font(), "t3", text)

    def _happening(
        self, painter: QPainter, at: QPoint, box: QRect, one: Happening, taken: list[list[tuple[int, int]]]
    ) -> None:
        """A dot, and the name where a lane is free for it; without one the dot stands above the lanes."""
        px, font, side = self._scale.px, self._scale.font(), self._scale.px(0.4)
        text = metrics(font).elidedText(one.text, Qt.TextElideMode.ElideRight, px(NAME))
        left, right = at.x() - side, at.x() + side + width(font, text) + px(0.5)
        free = (n for n, lane in enumerate(taken) if all(right < a or left > b for a, b in lane))
        lane = next(free, None) if right <= box.right() and self._panels.free(left, right) else None
        middle = at.y() + (px(0.6) if lane is None else px(1.5 + 1.4 * lane))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(one.hue))
        painter.drawEllipse(QRect(at.x() - side // 2, middle - side // 2, side, side))
        if lane is not None:
            taken[lane].append((left, right))
            baseline = middle + metrics(font).capHeight() // 2
            write(painter, QPoint(at.x() + side, baseline), font, one.hue, text)


def happenings(face: Face, now: int) -> Iterator[Happening]:
    """What is to come, then key facts, the newest first."""
    for mark in sorted(marks_of(face), key=lambda mark: mark.at):
        if mark.at > now:
            yield Happening(mark.at, one_line(mark.text), "notice")
    for line in reversed(key_lines(face)):
        yield Happening(line.happened, one_line(line.text), "t2")
