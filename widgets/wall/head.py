"""The head of a wall: names above values, the time; below it what stands in the way of the room."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QPoint, QRect
from PySide6.QtGui import QPainter

from widgets.ages import clock_time
from widgets.lines import broken, leading
from widgets.look import colour, font_at
from widgets.marks import metrics, width, write
from widgets.wall.panels import NARROW, Panels
from widgets.wall.tiles import CLOCK, PAD, Scale
from widgets.wall.values import Piece, Told

translate: Final = QCoreApplication.translate
MOST: Final = 3  # sentences about the room; the gravest come first, the others are counted
ROWS: Final = 2  # of one sentence


class Head:
    """Paints it at one scale, on these panels."""

    def __init__(self, scale: Scale, panels: Panels) -> None:
        self._scale, self._panels = scale, panels
        self._small, self._large = scale.font(), scale.font(strong=True, large=True)

    def paint(self, painter: QPainter, inside: QRect, told: list[Told], now: int) -> int:
        """The values that fit, and the time on the right; gives where it ends."""
        clock, pad = font_at(round(self._scale.large * CLOCK), self._large.weight()), self._scale.px(PAD)
        high = metrics(self._small).height() + metrics(self._large).height() + pad
        time = clock_time(now)
        right = inside.right() - pad - width(clock, time)
        middle = inside.top() + high // 2 + metrics(clock).capHeight() // 2
        write(painter, QPoint(right, middle), clock, "t1", time)
        top = inside.top() + pad // 2
        for x, one in self._placed(told, inside.left() + pad, right - pad):
            write(painter, QPoint(x, top + metrics(self._small).ascent()), self._small, "t3", one.name)
            base = top + metrics(self._small).height() + metrics(self._large).ascent()
            write(painter, QPoint(x, base), self._large, one.hue, one.value)
        painter.fillRect(QRect(inside.left(), inside.top() + high, inside.width(), 1), colour("line"))
        return inside.top() + high + 1

    def _placed(self, told: list[Told], left: int, right: int) -> list[tuple[int, Told]]:
        """Where each begins; what is missed least goes until the rest fits."""
        while True:
            placed, x = [], left
            for one in told:
                wide = max(width(self._small, one.name), width(self._large, one.value))
                x = self._panels.beside(x, wide)
                placed.append((x, one))
                x += wide + self._scale.px(1.5)
            if x - self._scale.px(1.5) <= right or len(told) == 1:
                return placed
            least = max(told, key=lambda one: one.rank)
            told = [one for one in told if one is not least]

    def notices(self, painter: QPainter, at: QRect, said: list[Piece]) -> int:
        """What stands in the way of the room as a whole, gravest first; gives where it ends."""
        top = at.top()
        shown = said if len(said) <= MOST else said[: MOST - 1]
        more = translate("Wall", "+ {0} more").format(len(said) - len(shown))
        for piece in shown:
            top = self._notice(painter, QRect(at.left(), top, at.width(), 0), piece)
        if len(shown) < len(said):
            top = self._notice(painter, QRect(at.left(), top, at.width(), 0), Piece(more, "t2"))
        return top

    def _notice(self, painter: QPainter, at: QRect, piece: Piece) -> int:
        font, gap = self._scale.font(strong=True), self._scale.px(0.2)
        part = self._panels.split(at, self._scale.px(NARROW))[0]
        rows = broken(font, piece.text, part.width() - 2 * self._scale.px(PAD), ROWS)
        high = len(rows) * leading(font) + 2 * gap
        top = self._panels.below(at.top(), high)
        painter.fillRect(QRect(at.left(), at.top(), at.width(), top + high - at.top()), colour("bg2"))
        for n, row in enumerate(rows):
            base = top + gap + n * leading(font) + metrics(font).ascent()
            write(painter, QPoint(part.left() + self._scale.px(PAD), base), font, piece.hue, row)
        return top + high
