"""Items laid out: where each row stands, clear of the seams, and how much of an item fits. Paints nothing."""

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec
from PySide6.QtCore import QRect
from PySide6.QtGui import QFont

from widgets.lines import broken, leading
from widgets.marks import width
from widgets.text import NO_BREAK
from widgets.wall.panels import Panels
from widgets.wall.scale import PAD, Scale
from widgets.wall.values import Item, Line, Piece

LAMPS: Final = 2.6  # how long the four are, in primary text
MARK: Final = 0.75  # how large a sign before words is, in primary text
WRAPPED: Final = 3  # rows of a line that stay on one panel
BEGUN: Final = (3, 2, 1)  # rows of a first line that fits nowhere whole
COUNT: Final = 2.4  # how many rows are missing, with the room before it, in primary text
ABOVE: Final = 0.25  # an item, and below it, in primary text
BEYOND: Final = 1_000_000  # pixels: below every seam


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


class Laying:
    """Lays out at one scale, on these panels."""

    def __init__(self, scale: Scale, panels: Panels) -> None:
        self._scale, self._panels = scale, panels

    def laid(self, item: Item, box: QRect, top: int, most: int = 0) -> Laid:
        """Its lines one below the other, clear of the seams; only a long line goes on below one."""
        y = self._panels.below(top + self._scale.px(ABOVE), self._beginning(item, box, most))
        lines: list[LaidLine] = []
        for line, placed, count in self._rows(item, box, most):
            step, tops = leading(self._scale.font(large=line.large)), list[int]()
            for _ in range(count):
                y = self._panels.below(y, step * (count - len(tops) if count <= WRAPPED else 1))
                tops.append(y)
                y += step
            lines.append(LaidLine(line, placed, tuple(tops)))
        above = self._scale.px(ABOVE)
        return Laid(item, lines[0].tops[0] - above, tuple(lines), y + above)

    def _rows(self, item: Item, box: QRect, most: int) -> Iterator[tuple[Line, tuple[Placed, ...], int]]:
        """Each line, what stands in it, and over how many rows."""
        inner = self.inside(box).width() - self.indent(item)
        for line in item.lines:
            placed = tuple(self._flow(line, inner, most or line.most))
            yield line, placed, placed[-1].row + 1 if placed else 1

    def _beginning(self, item: Item, box: QRect, most: int = 0) -> int:
        """How high what stays on one panel is: all of a short item, of a longer one its first two lines."""
        counts = [
            (leading(self._scale.font(large=line.large)), n) for line, _, n in self._rows(item, box, most)
        ]
        kept = counts if sum(n for _, n in counts) <= WRAPPED else counts[:2]
        return sum(step * n for step, n in kept) if sum(n for _, n in kept) <= WRAPPED + 1 else 0

    def together(self, item: Item, box: QRect) -> int:
        """How much room below a head it needs on the panel of that."""
        first = Item(item.lines[:1], item.severity)
        return max(self.height([first], box), self._beginning(item, box) + self._scale.px(ABOVE))

    def fitting(self, item: Item, box: QRect, top: int, spare: int, *, fresh: bool) -> Laid | None:
        """As many of its lines as fit with `spare` below them; the first of a box at least begins."""
        whole = len(item.lines)
        least = 1 if fresh else min(item.least or whole, whole)
        for count in range(whole, least - 1, -1):
            laid = self.laid(shortened(item, count), box, top)
            if self._ends(laid, spare) <= box.bottom():
                return laid
        for most in BEGUN if fresh else ():
            begun = self.laid(msgspec.structs.replace(item, lines=item.lines[:1]), box, top, most)
            if self._ends(begun, spare) <= box.bottom():
                return begun
        return None

    def _ends(self, laid: Laid, spare: int) -> int:
        return self._panels.below(laid.ends, spare) + spare

    def height(self, items: Sequence[Item], box: QRect) -> int:
        """How high they stand one below the other, were there no seams."""
        return sum(self.laid(item, box, BEYOND).ends - BEYOND for item in items)

    def inside(self, box: QRect) -> QRect:
        """What its padding leaves of a box."""
        pad = self._scale.px(PAD)
        return box.adjusted(pad, 0, -pad, 0)

    def indent(self, item: Item) -> int:
        """How far its text stands beside its mark."""
        return self._scale.px(1.2) if item.severity else 0

    def before(self, piece: Piece) -> int:
        """How much room its lamps or its mark take."""
        if piece.one is not None:
            return self._scale.px(LAMPS + 0.4)
        return self._scale.px(MARK + 0.3) if piece.mark else 0

    def wide(self, piece: Piece, *, large: bool) -> int:
        """With its lamps or its mark, on one row."""
        font = self._scale.font(strong=piece.strong, large=large)
        return self.before(piece) + width(font, piece.text)

    def _flow(self, line: Line, wide: int, most: int) -> list[Placed]:
        """Where each piece stands when the line may be `wide`, and a piece may run over so many rows."""
        scale, gap = self._scale, self._scale.px(0.9)
        begins = 0
        if line.lead is not None:
            lead = scale.font(strong=line.lead.strong, large=line.large)
            begins = width(lead, line.lead.text) + scale.px(0.5)
        if line.right is not None:
            wide -= self.wide(line.right, large=False) + gap
        placed: list[Placed] = []
        x, row = begins, 0
        for piece in line.pieces:
            before = self.before(piece)
            if x > begins and x + self.wide(piece, large=line.large) > wide:
                x, row = begins, row + 1
            font = scale.font(strong=piece.strong, large=line.large)
            rows = self._rows_of(line, piece, font, wide - x - before, most)
            texts = broken(font, piece.text, wide - x - before, rows, title=piece.strong) or ("",)
            more = self._more(line, piece, font, wide - x - before, rows)
            texts = more[:rows] or texts
            for n, text in enumerate(texts):
                bare = msgspec.structs.replace(piece, one=None, mark="") if n else piece
                placed.append(Placed(x + (before if n else 0), row + n, text, bare))
            row += len(texts) - 1
            x += before + width(font, texts[-1]) + gap
            if more:
                placed.append(Placed(x, row, *_missing(len(more) - rows)))
                x += self.wide(placed[-1].piece, large=False) + gap
        return placed

    def _more(self, line: Line, piece: Piece, font: QFont, wide: int, rows: int) -> tuple[str, ...]:
        """All rows of a piece that is to be counted and needs more than it may have; else none."""
        if not line.counted or len(broken(font, piece.text, wide, rows + 1, title=piece.strong)) <= rows:
            return ()
        room = wide - self._scale.px(COUNT)
        return broken(font, piece.text, room, len(piece.text), title=piece.strong)

    @staticmethod
    def _rows_of(line: Line, piece: Piece, font: QFont, wide: int, most: int) -> int:
        """Over how many rows a piece may run."""
        if not line.begun or len(broken(font, piece.text, wide, most + 1, title=piece.strong)) <= most:
            return most
        return min(line.begun, most)


def _missing(count: int) -> tuple[str, Piece]:
    told = f"+{NO_BREAK}{count}"
    return told, Piece(told, "t3")


def named(item: Item, most: int) -> Item:
    """What is told of it beside others, its name over so many rows."""
    name, *rest = item.named or item.lines[:1]
    lines = (msgspec.structs.replace(name, most=most), *rest)
    return msgspec.structs.replace(item, lines=lines, least=len(lines))


def shortened(item: Item, most: int) -> Item:
    """Its first lines, with how many more there are, marked where one of those is to be looked at."""
    kept, rest = item.lines[:most], item.lines[most:]
    if not rest:
        return item
    grave = "warning" if any(one.hue == "warning" for line in rest for one in line.pieces) else ""
    more = Piece(f"+{NO_BREAK}{len(rest)}", grave or "t3", mark=grave)
    last = msgspec.structs.replace(kept[-1], pieces=(*kept[-1].pieces, more))
    return msgspec.structs.replace(item, lines=(*kept[:-1], last))
