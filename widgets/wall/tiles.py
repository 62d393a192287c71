"""Tiles painted: what does not fit is dropped from the end and counted, never cut."""

from collections.abc import Sequence
from typing import Final

import msgspec
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFont, QPainter

from widgets.geometry import Sight
from widgets.lines import broken, leading
from widgets.look import PRIMARY_ARCMIN, REGULAR, SEMIBOLD, capital_share, colour, font_at
from widgets.marks import lamps, mark, metrics, severity_bar, severity_mark, width, write
from widgets.wall.counts import counts
from widgets.wall.panels import WHOLE, Panels
from widgets.wall.values import Item, Line, Piece, Tile

LARGE_ARCMIN: Final = 20.0  # titles, the commander, times
CLOCK: Final = 1.6  # of large text
PAD: Final = 0.6  # beside and above text, in primary text
LAMPS: Final = 2.6  # how long the four are, in primary text
WRAPPED: Final = 3  # lines of one piece of text at most
ABOVE: Final = 0.25  # an item, and below it, in primary text
MARK: Final = 0.75  # how large a sign before words is, in primary text


class Scale(msgspec.Struct, frozen=True):
    """How large text stands on this wall, in pixels."""

    primary: int
    large: int

    def font(self, *, strong: bool = False, large: bool = False) -> QFont:
        return font_at(self.large if large else self.primary, SEMIBOLD if strong else REGULAR)

    def px(self, share: float) -> int:
        """A length, in primary text."""
        return round(self.primary * share)


def scale_of(sight: Sight) -> Scale:
    """Text that the farthest reader can read: 16 minutes of arc, and 20 for what matters most."""
    share = capital_share()
    return Scale(sight.pixels(PRIMARY_ARCMIN, share), sight.pixels(LARGE_ARCMIN, share))


class Placed(msgspec.Struct, frozen=True):
    """Words and where they begin; the lamps before them, if any."""

    x: int
    row: int
    text: str
    piece: Piece


class LaidLine(msgspec.Struct, frozen=True):
    """A line in its place: what stands in it, and the top of each of its rows."""

    line: Line
    placed: tuple[Placed, ...]
    tops: tuple[int, ...]


class Laid(msgspec.Struct, frozen=True):
    """An item in its place."""

    item: Item
    top: int
    lines: tuple[LaidLine, ...]
    ends: int


class Tiles:
    """Paints tiles at one scale, on these panels."""

    def __init__(self, scale: Scale, panels: Panels = WHOLE) -> None:
        self._scale, self._panels = scale, panels

    def paint(self, painter: QPainter, boxes: Sequence[QRect], tile: Tile) -> int:
        """Paint as many items as fit, from one box to the next; gives where the lowest of them ends."""
        begins = self._head(painter, boxes[0], tile)
        if not tile.items:
            return self._write(painter, boxes[0], begins, "t3", tile.empty)
        box, *later = boxes
        top, even, lowest = begins, self._even(boxes, tile), begins
        for n, item in enumerate(tile.items):
            full = self._laid(item, box, top).ends > box.bottom() or top - begins >= even
            if later and full and top > begins:
                box, top = later.pop(0), begins
            spare = 0 if later else self._high(_left_out(tile, n + 1), box)
            fitting = self._fitting(item, box, top, spare, fresh=top == begins)
            if fitting is None:
                told = _left_out(tile, n)
                return self._write(painter, box, min(top, box.bottom() - self._high(told, box)), "t2", told)
            self._item(painter, box, fitting)
            top, lowest = fitting.ends, max(lowest, fitting.ends)
        return lowest

    def _laid(self, item: Item, box: QRect, top: int, most: int = 0) -> Laid:
        """Its lines one below the other, clear of the seams; only a long line goes on below one."""
        inner, y = self._inside(box).width() - self._indent(item), top + self._scale.px(ABOVE)
        lines: list[LaidLine] = []
        for line in item.lines:
            step, tops = leading(self._scale.font(large=line.large)), list[int]()
            placed = tuple(self._flow(line, inner, most or line.most))
            count = placed[-1].row + 1 if placed else 1
            for _ in range(count):
                y = self._panels.below(y, step * (count - len(tops) if count <= WRAPPED else 1))
                tops.append(y)
                y += step
            lines.append(LaidLine(line, placed, tuple(tops)))
        above = self._scale.px(ABOVE)
        return Laid(item, lines[0].tops[0] - above, tuple(lines), y + above)

    def _fitting(self, item: Item, box: QRect, top: int, spare: int, *, fresh: bool) -> Laid | None:
        """As many of its lines as fit with `spare` below them; the first of a box at least begins."""
        whole = len(item.lines)
        for count in range(whole, (1 if fresh else item.least or whole) - 1, -1):
            laid = self._laid(msgspec.structs.replace(item, lines=item.lines[:count]), box, top)
            if self._ends(laid, spare) <= box.bottom():
                return laid
        begun = self._laid(msgspec.structs.replace(item, lines=item.lines[:1]), box, top, most=1)
        return begun if fresh and self._ends(begun, spare) <= box.bottom() else None

    def _ends(self, laid: Laid, spare: int) -> int:
        return self._panels.below(laid.ends, spare) + spare

    def _even(self, boxes: Sequence[QRect], tile: Tile) -> int:
        """How far down each box is filled, so that they are filled alike."""
        begins = boxes[0].top()
        return -(-sum(self._laid(item, boxes[0], begins).ends - begins for item in tile.items) // len(boxes))

    def _inside(self, box: QRect) -> QRect:
        pad = self._scale.px(PAD)
        return box.adjusted(pad, 0, -pad, 0)

    def _head(self, painter: QPainter, box: QRect, tile: Tile) -> int:
        """Gives where the list below it begins: on the same panel."""
        font, pad, inside = self._scale.font(strong=True), self._scale.px(PAD), self._inside(box)
        rows, step, gap = broken(font, tile.head, inside.width(), WRAPPED), leading(font), self._scale.px(0.3)
        lines = tile.items[0].lines[:1] if tile.items else ()
        below = self._laid(Item(lines), box.translated(0, -box.top()), 0).ends if lines else step
        top = self._panels.below(box.top() + pad, step * len(rows) + gap + below)
        for n, row in enumerate(rows):
            at = QPoint(inside.left(), top + n * step + metrics(font).ascent())
            write(painter, at, font, "t2", row)
        return top + step * len(rows) + gap

    def _write(self, painter: QPainter, box: QRect, top: int, hue: str, text: str) -> int:
        """A sentence instead of items; gives where it ends."""
        font = self._scale.font()
        for row in self._said(text, box):
            top = self._panels.below(top, leading(font))
            write(painter, QPoint(self._inside(box).left(), top + metrics(font).ascent()), font, hue, row)
            top += leading(font)
        return top

    def _said(self, text: str, box: QRect) -> tuple[str, ...]:
        return broken(self._scale.font(), text, self._inside(box).width(), WRAPPED)

    def _high(self, text: str, box: QRect) -> int:
        """How high a sentence stands."""
        return len(self._said(text, box)) * leading(self._scale.font()) if text else 0

    def _indent(self, item: Item) -> int:
        return self._scale.px(1.2) if item.severity else 0

    def _item(self, painter: QPainter, box: QRect, laid: Laid) -> None:
        item, inside, first = laid.item, self._inside(box), laid.lines[0].tops[0]
        painter.fillRect(QRect(box.left(), laid.top, box.width(), 1), colour("hair"))
        if item.severity:
            edge = QRect(box.left(), laid.top, self._scale.px(0.25), laid.ends - laid.top)
            severity_bar(painter, edge, item.severity, waiting=item.waiting)
            side = self._scale.px(0.75)
            middle = first + (leading(self._scale.font(large=True)) - side) // 2
            shape = QRect(inside.left(), middle, side, side)
            severity_mark(painter, shape, item.severity, waiting=item.waiting)
        left, right = inside.left() + self._indent(item), inside.right()
        for line in laid.lines:
            self._line(painter, left, right, line)

    def _line(self, painter: QPainter, left: int, right: int, laid: LaidLine) -> None:
        line, first = laid.line, laid.tops[0]
        up = metrics(self._scale.font(large=line.large)).ascent()
        if line.lead is not None:
            lead = self._scale.font(strong=line.lead.strong, large=line.large)
            write(painter, QPoint(left, first + up), lead, line.lead.hue, line.lead.text)
        if line.right is not None:
            at = QPoint(right - self._wide(line.right, large=False), first + up)
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
        write(painter, QPoint(at.x() + self._before(piece), at.y()), font, piece.hue, text)

    def _before(self, piece: Piece) -> int:
        """How much room its lamps or its mark take."""
        if piece.one is not None:
            return self._scale.px(LAMPS + 0.4)
        return self._scale.px(MARK + 0.3) if piece.mark else 0

    def _wide(self, piece: Piece, *, large: bool) -> int:
        font = self._scale.font(strong=piece.strong, large=large)
        return self._before(piece) + width(font, piece.text)

    def _flow(self, line: Line, wide: int, most: int) -> list[Placed]:
        """Where each piece stands when the line may be `wide`, and a piece may run over so many rows."""
        scale, gap = self._scale, self._scale.px(0.9)
        begins = 0
        if line.lead is not None:
            lead = scale.font(strong=line.lead.strong, large=line.large)
            begins = width(lead, line.lead.text) + scale.px(0.5)
        if line.right is not None:
            wide -= self._wide(line.right, large=False) + gap
        placed: list[Placed] = []
        x, row = begins, 0
        for piece in line.pieces:
            before = self._before(piece)
            if x > begins and x + self._wide(piece, large=line.large) > wide:
                x, row = begins, row + 1
            font = scale.font(strong=piece.strong, large=line.large)
            texts = broken(font, piece.text, wide - x - before, most) or ("",)
            for n, text in enumerate(texts):
                bare = msgspec.structs.replace(piece, one=None, mark="") if n else piece
                placed.append(Placed(x + (before if n else 0), row + n, text, bare))
            row += len(texts) - 1
            x += before + width(font, texts[-1]) + gap
        return placed


def _left_out(tile: Tile, begins: int) -> str:
    """What is said of the items from there on, if they are not shown."""
    items = tile.items[begins:]
    return counts.left_out(item.grave for item in items) if items else ""
