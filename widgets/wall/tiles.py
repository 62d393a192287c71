"""Tiles painted: what does not fit whole is dropped from the end and counted, never cut."""

from collections.abc import Sequence
from typing import Final

import msgspec
from PySide6.QtCore import QCoreApplication, QPoint, QRect
from PySide6.QtGui import QFont, QPainter

from widgets.geometry import Sight
from widgets.lines import broken, leading
from widgets.look import PRIMARY_ARCMIN, REGULAR, SEMIBOLD, capital_share, colour, font_at
from widgets.marks import lamps, metrics, severity_bar, severity_mark, width, write, write_right
from widgets.wall.panels import WHOLE, Panels
from widgets.wall.values import Item, Line, Piece, Tile

translate: Final = QCoreApplication.translate
LARGE_ARCMIN: Final = 20.0  # titles, the commander, times
CLOCK: Final = 1.7  # of large text
PAD: Final = 0.6  # beside and above text, in primary text
LAMPS: Final = 2.6  # how long the four are, in primary text
WRAPPED: Final = 3  # lines of one piece of text at most


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


class Tiles:
    """Paints tiles at one scale, on these panels."""

    def __init__(self, scale: Scale, panels: Panels = WHOLE) -> None:
        self._scale, self._panels = scale, panels

    def paint(self, painter: QPainter, boxes: Sequence[QRect], tile: Tile) -> int:
        """Paint as many items as fit, from one box to the next; gives where the last of them ends."""
        begins = self._head(painter, boxes[0], tile.head)
        if not tile.items:
            return self._write(painter, boxes[0], begins, "t3", tile.empty)
        step, later = leading(self._scale.font()), list(boxes)
        box, top, even = later.pop(0), begins, self._even(boxes, tile)
        for n, item in enumerate(tile.items):
            spare = 0 if later or n == len(tile.items) - 1 else step
            top, high = self._place(item, box, top, spare)
            while later and (top + high > box.bottom() or top - begins >= even):
                box = later.pop(0)
                spare = 0 if later or n == len(tile.items) - 1 else step
                top, high = self._place(item, box, begins, spare)
            shown = item
            if n == 0 and top + high + spare > box.bottom():  # something of the first is better than a number
                shown, high = self._shortened(item, box, box.bottom() - top - spare)
            if top + high + spare > box.bottom():
                self._write(painter, box, min(top, box.bottom() - step), "t2", left_out(tile.items[n:]))
                return box.bottom()
            self._item(painter, QRect(box.left(), top, box.width(), high), self._inside(box), shown)
            top += high
        return top

    def _shortened(self, item: Item, box: QRect, most: int) -> tuple[Item, int]:
        """As many of its lines as fit, and how high they are; at least the first."""
        wide = self._inside(box).width()
        for n in range(len(item.lines) - 1, 0, -1):
            short = msgspec.structs.replace(item, lines=item.lines[:n])
            if self.height(short, wide) <= most:
                return short, self.height(short, wide)
        return item, self.height(item, wide)

    def _even(self, boxes: Sequence[QRect], tile: Tile) -> int:
        """How far down each box is filled, so that they are filled alike."""
        wide = self._inside(boxes[0]).width()
        return -(-sum(self.height(item, wide) for item in tile.items) // len(boxes))

    def _inside(self, box: QRect) -> QRect:
        pad = self._scale.px(PAD)
        return box.adjusted(pad, 0, -pad, 0)

    def _place(self, item: Item, box: QRect, top: int, spare: int) -> tuple[int, int]:
        """Where it begins, clear of seams, and how high it is; below it `spare` must be left."""
        high = self.height(item, self._inside(box).width())
        return self._panels.below(top, high + spare), high

    def _head(self, painter: QPainter, box: QRect, text: str) -> int:
        """Gives where the list below it begins."""
        font, pad = self._scale.font(strong=True), self._scale.px(PAD)
        rows = broken(font, text, self._inside(box).width(), WRAPPED)
        step = leading(font)
        top = self._panels.below(box.top() + pad, step * len(rows))
        for n, row in enumerate(rows):
            at = QPoint(self._inside(box).left(), top + n * step + metrics(font).ascent())
            write(painter, at, font, "t2", row)
        return top + step * len(rows) + self._scale.px(0.3)

    def _write(self, painter: QPainter, box: QRect, top: int, hue: str, text: str) -> int:
        """A sentence instead of items; gives where it ends."""
        font = self._scale.font()
        for row in broken(font, text, self._inside(box).width(), WRAPPED):
            top = self._panels.below(top, leading(font))
            write(painter, QPoint(self._inside(box).left(), top + metrics(font).ascent()), font, hue, row)
            top += leading(font)
        return top

    def height(self, item: Item, wide: int) -> int:
        """How high an item stands in a tile of this inner width."""
        wide -= self._indent(item)
        return sum(self._high(line, wide) for line in item.lines) + self._scale.px(0.5)

    def _high(self, line: Line, wide: int) -> int:
        rows = self._flow(line, wide)
        return (rows[-1].row + 1 if rows else 1) * leading(self._scale.font(large=line.large))

    def _indent(self, item: Item) -> int:
        return self._scale.px(1.2) if item.severity else 0

    def _item(self, painter: QPainter, box: QRect, inside: QRect, item: Item) -> None:
        painter.fillRect(QRect(box.left(), box.top(), box.width(), 1), colour("hair"))
        top, left = box.top() + self._scale.px(0.25), inside.left() + self._indent(item)
        if item.severity:
            edge = QRect(box.left(), box.top(), self._scale.px(0.25), box.height())
            severity_bar(painter, edge, item.severity, waiting=item.waiting)
            side = self._scale.px(0.75)
            shape = QRect(
                inside.left(), top + (leading(self._scale.font(large=True)) - side) // 2, side, side
            )
            severity_mark(painter, shape, item.severity, waiting=item.waiting)
        wide = inside.width() - self._indent(item)
        for line in item.lines:
            self._line(painter, QRect(left, top, wide, 0), line)
            top += self._high(line, wide)

    def _line(self, painter: QPainter, at: QRect, line: Line) -> None:
        font = self._scale.font(large=line.large)
        base, step = at.top() + metrics(font).ascent(), leading(font)
        if line.lead is not None:
            lead = self._scale.font(strong=line.lead.strong, large=line.large)
            write(painter, QPoint(at.left(), base), lead, line.lead.hue, line.lead.text)
        if line.right is not None:
            write_right(painter, at.right(), base, self._scale.font(), line.right.hue, line.right.text)
        for placed in self._flow(line, at.width()):
            where = QPoint(at.left() + placed.x, base + placed.row * step)
            self._piece(painter, where, placed, large=line.large)

    def _piece(self, painter: QPainter, at: QPoint, placed: Placed, *, large: bool) -> None:
        piece = placed.piece
        font = self._scale.font(strong=piece.strong, large=large)
        if piece.one is not None:
            high = self._scale.px(0.45)
            middle = at.y() - metrics(font).capHeight() // 2
            box = QRect(at.x(), middle - high // 2, self._scale.px(LAMPS), high)
            lamps(painter, box, piece.one, piece.lit, struck=piece.struck)
            at = QPoint(box.right() + self._scale.px(0.4), at.y())
        write(painter, at, font, piece.hue, placed.text)

    def _flow(self, line: Line, wide: int) -> list[Placed]:
        """Where each piece stands when the line may be `wide`."""
        scale, gap = self._scale, self._scale.px(0.9)
        begins = 0
        if line.lead is not None:
            lead = scale.font(strong=line.lead.strong, large=line.large)
            begins = width(lead, line.lead.text) + scale.px(0.5)
        if line.right is not None:
            wide -= width(scale.font(), line.right.text) + gap
        placed: list[Placed] = []
        x, row = begins, 0
        for piece in line.pieces:
            font = scale.font(strong=piece.strong, large=line.large)
            lit = scale.px(LAMPS + 0.4) if piece.one is not None else 0
            if x > begins and x + lit + width(font, piece.text) > wide:
                x, row = begins, row + 1
            texts = broken(font, piece.text, wide - x - lit, WRAPPED) or ("",)
            for n, text in enumerate(texts):
                bare = msgspec.structs.replace(piece, one=None) if n else piece
                placed.append(Placed(x + (lit if n else 0), row + n, text, bare))
            row += len(texts) - 1
            x += lit + width(font, texts[-1]) + gap
        return placed


def left_out(items: tuple[Item, ...]) -> str:
    """How many are not shown, and how many of them are grave."""
    grave = sum(item.grave for item in items)
    if grave:
        return translate("Wall", "+ {0} more, {1} critical").format(len(items), grave)
    return translate("Wall", "+ {0} more").format(len(items))
