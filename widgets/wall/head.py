"""The head of a wall: what the room is at, and the time; below it what stands in the way of the room."""

from collections.abc import Iterator
from itertools import accumulate, product
from typing import Final

import msgspec
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont, QPainter

from console.figures import clock_time
from widgets.lines import broken, leading
from widgets.look import colour, font_at
from widgets.marks import metrics, width, write
from widgets.wall.counts import counts
from widgets.wall.panels import NARROW, Panels
from widgets.wall.scale import CLOCKS, PAD, Scale
from widgets.wall.values import Line, Piece, Told

SAID: Final = 4  # rows of one sentence at most
GAP: Final = 0.2  # above and below a sentence, in primary text
ROWS: Final = 2  # of values that have no names above them, beside the time
BELOW: Final = 3  # as many where it stands above them
BESIDE: Final = 24.0  # in primary text: a narrower wall has the time above
HANGS: Final = 0.2  # of the width that the name of a sentence may take of each of its rows
DROPPED: Final = 2  # the least rank of what may go
APART: Final = 1.0  # between values, in primary text


class Stands(msgspec.Struct, frozen=True):
    """A text of the head, its left end, and the row in which it stands."""

    x: int
    row: int
    font: QFont
    hue: str
    text: str


class Head:
    """Paints it at one scale, on these panels."""

    def __init__(self, scale: Scale, panels: Panels) -> None:
        self._scale, self._panels = scale, panels
        self._small, self._large = scale.font(), scale.font(strong=True, large=True)

    def paint(self, painter: QPainter, inside: QRect, told: list[Told], now: int, hue: str = "t1") -> int:
        """The values under their names, or in rows; the time on the right, in `hue`. Gives where it ends."""
        pad, narrow = self._scale.px(PAD), inside.width() < self._scale.px(BESIDE)
        time, left = clock_time(now), inside.left() + pad
        for values, share in product((told, [*map(_brief, told)]), CLOCKS):
            clock = font_at(round(self._scale.large * share), self._large.weight())
            right = inside.right() - pad - width(clock, time)
            until = inside.right() - pad if narrow else right - pad
            named = self._named(values, left, until)
            if named:
                break
        stands = named or self._unnamed(told, left, until, BELOW if narrow else ROWS)
        fonts = [self._small if named else self._large, *(max(one.row for one in stands) * [self._large])]
        high, top = sum(metrics(font).height() for font in fonts), inside.top() + pad // 2
        middle = top + (metrics(clock).height() if narrow else high) // 2 + metrics(clock).capHeight() // 2
        write(painter, QPoint(right, middle), clock, hue, time)
        top += metrics(clock).height() if narrow else 0
        for n, font in enumerate(fonts):
            for one in (one for one in stands if one.row == n):
                write(painter, QPoint(one.x, top + metrics(font).ascent()), one.font, one.hue, one.text)
            top += metrics(font).height()
        top += pad - pad // 2
        painter.fillRect(QRect(inside.left(), top, inside.width(), self._scale.hair), colour("line"))
        return top + self._scale.hair

    def _named(self, told: list[Told], left: int, right: int) -> list[Stands]:
        """Each value below its name; nothing, if they do not all fit."""
        stands, x = [], left
        for one in told:
            wide = max(width(self._small, one.name), width(self._large, one.value))
            x = self._beside(x, wide)
            if x + wide > right:
                return []
            stands.append(Stands(x, 0, self._small, "t3", one.name))
            stands.append(Stands(x, 1, self._large, one.hue, one.value))
            x += wide + self._scale.px(APART)
        return stands

    def _unnamed(self, told: list[Told], left: int, right: int, count: int) -> list[Stands]:
        """In so many rows; nothing large where else something would be missing that never may be."""
        stands = self._rows(told, left, right, count)
        if not _lacks(told, stands):
            return stands
        smaller = [msgspec.structs.replace(one, large=False) for one in told]
        less = self._rows(smaller, left, right, count)
        return stands if _lacks(told, less) else less

    def _rows(self, told: list[Told], left: int, right: int, count: int) -> list[Stands]:
        """Each where a row has room for it, the most missed first; what finds none is not told.

        What stands large stands smaller where no row is long enough for it, and only then is it cut.
        """
        rows: list[list[Told]] = [[] for _ in range(count)]
        for one in sorted(told, key=lambda one: one.rank):
            for n, row in enumerate(rows):
                longer = [each for each in told if each in (*row, one)]
                if self._end(longer, left) <= right or (one.large and not row):
                    rows[n] = longer
                    break
        rows.sort(key=lambda row: told.index(row[0]) if row else len(told))
        return [stand for n, row in enumerate(rows) for stand in self._row(row, n, left, right)]

    def _end(self, row: list[Told], x: int) -> int:
        for one in row:
            wide = _wide(self._parts(one))
            x = self._beside(x, wide) + wide + self._scale.px(APART)
        return x - self._scale.px(APART)

    def _row(self, row: list[Told], n: int, x: int, right: int) -> Iterator[Stands]:
        for one in row:
            parts = self._parts(one)
            x, ends = self._between(x, _wide(parts), right)
            if _wide(parts) > ends - x:
                parts = self._parts(msgspec.structs.replace(one, large=False))
            for font, hue, text in parts:
                shown = metrics(font).elidedText(text, Qt.TextElideMode.ElideRight, ends - x)
                yield Stands(x, n, font, hue, shown)
                x += width(font, text)
            x += self._scale.px(APART)

    def _parts(self, one: Told) -> list[tuple[QFont, str, str]]:
        """What is written of a value in a row: its short name, if it needs one, and itself."""
        font = self._large if one.large else self._scale.font(strong=True)
        return [
            *([(self._small, "t3", f"{one.short} ")] if one.short else []),
            (font, one.hue, one.brief or one.value),
        ]

    def _beside(self, x: int, wide: int) -> int:
        """Where a value begins: right of a seam as far from it as the lists below."""
        free = self._panels.beside(x, wide)
        return free if free == x else free - self._panels.air + self._scale.px(PAD)

    def _between(self, x: int, wide: int, right: int) -> tuple[int, int]:
        """From where to where a value may go, right of `x`: where it fits, else where most of it does."""
        free = self._beside(x, wide)
        if free + wide <= right:
            return free, right
        widest = max(self._panels.split(QRect(x, 0, right - x, 1), 0), key=QRect.width)
        return widest.left(), widest.right()

    def notices(self, painter: QPainter, at: QRect, said: list[Piece]) -> int:
        """What stands in the way of the room as a whole, gravest first, as far as there is room; at least the
        first, and how many more. Gives where it ends.
        """
        lines = [Line((piece,), most=SAID) for piece in said]
        ends, shown = list(accumulate(self._high(at, line) for line in lines)), len(lines)
        while (
            shown > 1
            and ends[shown - 1] + (self._high(at, _more(1)) if shown < len(lines) else 0) > at.height()
        ):
            shown -= 1
        rest = [_more(len(lines) - shown)] if shown < len(lines) else []
        top = at.top()
        for line in (*lines[:shown], *rest):
            top = self.said(painter, QRect(at.left(), top, at.width(), 0), line)
        return top

    def said(self, painter: QPainter, at: QRect, line: Line) -> int:
        """One sentence across the wall, behind its name if it has one; gives where it ends."""
        font, gap, high = self._font(line), self._scale.px(GAP), self._high(at, line)
        top = self._panels.below(at.top(), high)
        painter.fillRect(QRect(at.left(), at.top(), at.width(), top + high - at.top()), colour("bg2"))
        for one in self._across(line, at):
            base = top + gap + one.row * leading(font) + metrics(font).ascent()
            write(painter, QPoint(one.x, base), one.font, one.hue, one.text)
        return top + high

    def _high(self, at: QRect, line: Line) -> int:
        rows = max(one.row for one in self._across(line, at)) + 1
        return rows * leading(self._font(line)) + 2 * self._scale.px(GAP)

    def _font(self, line: Line) -> QFont:
        return self._scale.font(strong=line.pieces[0].strong)

    def _across(self, line: Line, at: QRect) -> Iterator[Stands]:
        """A sentence that goes on beside each bezel before it goes on below."""
        parts = self._panels.split(at, self._scale.px(NARROW))
        piece, begins, pad = line.pieces[0], 0, self._scale.px(PAD)
        font, rest = self._font(line), piece.text
        if line.lead is not None:
            yield Stands(parts[0].left() + pad, 0, self._small, line.lead.hue, line.lead.text)
            begins = width(self._small, line.lead.text) + self._scale.px(APART)
        hangs = begins <= parts[0].width() * HANGS
        for row in range(line.most):
            for part in parts:
                last = row == line.most - 1 and part is parts[-1]
                left = part.left() + pad - (self._panels.air if part is not parts[0] else 0)
                left += begins if part is parts[0] and (hangs or not row) else 0
                text = broken(font, rest, part.right() - pad - left, 1 if last else len(rest))[0]
                yield Stands(left, row, font, piece.hue, text)
                rest = rest[len(text) :].lstrip()
                if not rest or last:
                    return


def _lacks(told: list[Told], stands: list[Stands]) -> bool:
    """Whether something is missing, or cut, that never may be."""
    shown = {one.text for one in stands}
    return not all(shown & {one.value, one.brief} for one in told if one.rank < DROPPED)


def _wide(parts: list[tuple[QFont, str, str]]) -> int:
    return sum(width(font, text) for font, _, text in parts)


def _brief(one: Told) -> Told:
    return msgspec.structs.replace(one, name=one.short or one.name, value=one.brief or one.value)


def _more(count: int) -> Line:
    return Line((Piece(counts.more(count), "t2"),))
