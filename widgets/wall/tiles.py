"""Tiles painted: what does not fit whole is dropped from the end and counted, never cut."""

from typing import Final

import msgspec
from PySide6.QtCore import QCoreApplication, QPoint, QRect
from PySide6.QtGui import QFont, QPainter

from widgets.geometry import Sight
from widgets.lines import broken, leading
from widgets.look import PRIMARY_ARCMIN, REGULAR, SEMIBOLD, capital_share, colour, font_at
from widgets.marks import lamps, metrics, severity_bar, severity_mark, width, write, write_right
from widgets.wall.values import Item, Line, Piece, Tile

translate: Final = QCoreApplication.translate
LARGE_ARCMIN: Final = 20.0  # titles, the commander, times
CLOCK: Final = 1.7  # of large text
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
    """Paints tiles at one scale."""

    def __init__(self, scale: Scale) -> None:
        self._scale = scale

    def paint(self, painter: QPainter, box: QRect, tile: Tile) -> int:
        """Paint as many items as fit; gives where they end."""
        scale, font = self._scale, self._scale.font(strong=True)
        pad, step = scale.px(0.6), leading(font)
        inside = box.adjusted(pad, 0, -pad, 0)
        write(painter, QPoint(inside.left(), box.top() + pad + metrics(font).ascent()), font, "t2", tile.head)
        top = box.top() + pad + step + scale.px(0.3)
        if not tile.items:
            write(
                painter, QPoint(inside.left(), top + metrics(font).ascent()), scale.font(), "t3", tile.empty
            )
            return top + step
        for n, item in enumerate(tile.items):
            high = self.height(item, inside.width())
            last = n == len(tile.items) - 1
            if top + high + (0 if last else step) > box.bottom():
                line = QPoint(inside.left(), min(top, box.bottom() - step) + metrics(font).ascent())
                write(painter, line, scale.font(), "t2", left_out(tile.items[n:]))
                return box.bottom()
            self._item(painter, QRect(box.left(), top, box.width(), high), inside, item)
            top += high
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
        for line in item.lines:
            self._line(painter, QRect(left, top, inside.right() - left, 0), line)
            top += self._high(line, inside.right() - left)

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
