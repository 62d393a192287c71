"""Tiles painted: what does not fit is dropped from the end and counted, never cut."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter

from widgets.lines import Weighed, flowed, leading
from widgets.look import colour
from widgets.marks import lamps, mark, metrics, severity_bar, severity_mark, write
from widgets.wall.filling import Filling
from widgets.wall.laying import LAMPS, MARK, WRAPPED, Laid, LaidLine, Laying
from widgets.wall.panels import WHOLE, Panels
from widgets.wall.scale import PAD, Scale
from widgets.wall.values import Piece, Tile

BELOW: Final = 0.3  # the head of a tile, in primary text


class Tiles:
    """Paints tiles at one scale, on these panels."""

    def __init__(self, scale: Scale, panels: Panels = WHOLE) -> None:
        self._scale, self._panels, self._laying = scale, panels, Laying(scale, panels)
        self._filling = Filling(scale, self._laying)

    def height(self, boxes: Sequence[QRect], tile: Tile) -> int:
        """How high all of it would stand in boxes as wide as these; a seam may take a little more."""
        box = boxes[0]
        head = self._scale.px(PAD + BELOW) + len(self._head_rows(tile, box)) * leading(self._scale.font())
        return head + (
            self._filling.even(tile.items, boxes) if tile.items else self._filling.high(tile.empty, box)
        )

    def paint(self, painter: QPainter, boxes: Sequence[QRect], tile: Tile) -> int:
        """Paint as many items as fit, from one box to the next; gives where the lowest of them ends."""
        begins = self._head(painter, boxes[0], tile)
        if not tile.items:
            return self._write(painter, boxes[0], begins, "t3", tile.empty)
        filled = self._filling.filled(tile, boxes, begins)
        for box, laid in filled.placed:
            self._item(painter, box, laid)
        if not filled.told:
            return filled.ends
        return max(filled.ends, self._write(painter, filled.box, filled.top, "t2", filled.told))

    def _head(self, painter: QPainter, box: QRect, tile: Tile) -> int:
        """Gives where the list below it begins: on the same panel."""
        font, pad, inside = self._scale.font(strong=True), self._scale.px(PAD), self._laying.inside(box)
        rows, step, gap = self._head_rows(tile, box), leading(font), self._scale.px(BELOW)
        below = self._laying.together(tile.items[0], box) if tile.items else step
        top = self._panels.below(box.top() + pad, step * len(rows) + gap + below)
        for n, row in enumerate(rows):
            base = top + n * step + metrics(font).ascent()
            ends = (
                write(painter, QPoint(inside.left(), base), font, "t2", row.strong)
                if row.strong
                else inside.left()
            )
            if row.rest:
                write(painter, QPoint(ends, base), self._scale.font(), "t2", row.rest)
        return top + step * len(rows) + gap

    def _head_rows(self, tile: Tile, box: QRect) -> tuple[Weighed, ...]:
        fonts, wide = (self._scale.font(), self._scale.font(strong=True)), self._laying.inside(box).width()
        return flowed(fonts, f"{tile.head} {tile.count}".strip(), tile.head, wide, WRAPPED)

    def _write(self, painter: QPainter, box: QRect, top: int, hue: str, text: str) -> int:
        """A sentence instead of items; gives where it ends."""
        font = self._scale.font()
        for row in self._filling.said(text, box):
            top = self._panels.below(top, leading(font))
            write(
                painter, QPoint(self._laying.inside(box).left(), top + metrics(font).ascent()), font, hue, row
            )
            top += leading(font)
        return top

    def _item(self, painter: QPainter, box: QRect, laid: Laid) -> None:
        item, inside, first = laid.item, self._laying.inside(box), laid.lines[0].tops[0]
        painter.fillRect(QRect(box.left(), laid.top, box.width(), self._scale.hair), colour("hair"))
        if item.severity:
            edge = QRect(box.left(), laid.top, self._scale.px(0.25), laid.ends - laid.top)
            severity_bar(painter, edge, item.severity, waiting=item.waiting)
            side = self._scale.px(0.75)
            middle = first + (leading(self._scale.font(large=True)) - side) // 2
            shape = QRect(inside.left(), middle, side, side)
            severity_mark(painter, shape, item.severity, waiting=item.waiting)
        left, right = inside.left() + self._laying.indent(item), inside.right()
        for line in laid.lines:
            self._line(painter, left, right, line)

    def _line(self, painter: QPainter, left: int, right: int, laid: LaidLine) -> None:
        line, first = laid.line, laid.tops[0]
        up = metrics(self._scale.font(large=line.large)).ascent()
        if line.lead is not None:
            lead = self._scale.font(strong=line.lead.strong, large=line.large)
            write(painter, QPoint(left, first + up), lead, line.lead.hue, line.lead.text)
        if line.right is not None:
            at = QPoint(right - self._laying.wide(line.right, large=False), first + up)
            self._piece(painter, at, line.right, line.right.text, large=False)
        for one in laid.placed:
            at = QPoint(left + one.x, laid.tops[one.row] + up)
            self._piece(painter, at, one.piece, one.text, large=line.large)

    def _piece(self, painter: QPainter, at: QPoint, piece: Piece, text: str, *, large: bool) -> None:
        font = self._scale.font(strong=piece.strong, large=large)
        middle = at.y() - metrics(font).capHeight() // 2
        if piece.one is not None:
            high = self._scale.px(0.45)
            box = QRect(at.x(), middle - high // 2, self._scale.px(LAMPS), high)
            lamps(painter, box, piece.one, piece.lit, struck=piece.struck)
        if piece.mark:
            side = self._scale.px(MARK)
            mark(painter, piece.mark, piece.hue, QRect(at.x(), middle - side // 2, side, side))
        write(painter, QPoint(at.x() + self._laying.before(piece), at.y()), font, piece.hue, text)
