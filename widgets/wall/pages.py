"""The pages of a wall: which tiles stand side by side and below each other, and how they share it."""

from collections.abc import Callable
from itertools import pairwise
from typing import Final

import msgspec
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter

from widgets.face import Face
from widgets.lines import broken, leading
from widgets.look import colour
from widgets.marks import metrics, write
from widgets.wall.panels import NARROW, Panels
from widgets.wall.tiles import PAD, WRAPPED, Scale, Tiles
from widgets.wall.values import Tile
from widgets.wall.words import agencies, agenda, casualties, incidents, intent, key_facts, loops

NEEDED: Final = 17.0  # in primary text: a column narrower than this cannot be read
LEAST: Final = 21.0  # in primary text: a list runs on beside itself where this much is left for it
Made = Callable[[Face, int], Tile | None]


class Part(msgspec.Struct, frozen=True):
    """A tile, and how much of its column it may be high; `closes`: what is below begins where it ends."""

    made: Made
    share: float = 1.0
    closes: bool = False


class Column(msgspec.Struct, frozen=True):
    """Tiles below each other, in a share of the width. `rank`: where it is narrow, the highest goes first."""

    share: float
    parts: tuple[Part, ...]
    rank: int = 0


PAGES: Final[dict[str, tuple[Column, ...]]] = {
    "overview": (
        Column(0.35, (Part(incidents),)),
        Column(0.37, (Part(key_facts, 0.45), Part(agencies)), rank=2),
        Column(0.28, (Part(intent, 0.45, closes=True), Part(loops)), rank=1),
    ),
    "incidents": (Column(1.0, (Part(incidents),)),),
    "orders": (
        Column(0.28, (Part(intent, 0.4, closes=True), Part(agenda)), rank=1),
        Column(0.72, (Part(loops),)),
    ),
    "agencies": (Column(1.0, (Part(agencies),)),),
    "facts": (Column(0.62, (Part(key_facts),)), Column(0.38, (Part(casualties),), rank=1)),
}


class Pages:
    """Paints one page at one scale on these panels."""

    def __init__(self, page: str, wide: int, scale: Scale, panels: Panels) -> None:
        """`wide`: pixels; where columns would be too narrow to read, those missed least are left out."""
        self._scale, self._panels, self._tiles = scale, panels, Tiles(scale, panels)
        self._columns, self._out = PAGES[page], list[Column]()
        while len(self._columns) > 1 and self._narrow(wide):
            least = max(self._columns, key=lambda column: column.rank)
            self._columns = tuple(column for column in self._columns if column is not least)
            self._out.insert(0, least)

    def _narrow(self, wide: int) -> bool:
        shares = self._shares()
        return any(share * wide < self._scale.px(NEEDED) for share in shares)

    def _shares(self) -> tuple[float, ...]:
        whole = sum(column.share for column in self._columns)
        return tuple(column.share / whole for column in self._columns)

    @property
    def has_intent(self) -> bool:
        """Whether the commander's intent has a tile."""
        return any(part.made is intent for column in self._columns for part in column.parts)

    def paint(self, painter: QPainter, box: QRect, face: Face, now: int) -> None:
        box = self._left_out(painter, box, face, now)
        edges = self._panels.edges(box, self._shares())
        for column, (left, right) in zip(self._columns, pairwise(edges), strict=True):
            self._column(painter, QRect(left, box.top(), right - left, box.height()), column, face, now)
            if right <= box.right():
                painter.fillRect(QRect(right - 1, box.top(), 1, box.height()), colour("line"))

    def _left_out(self, painter: QPainter, box: QRect, face: Face, now: int) -> QRect:
        """The heads, with their counts, of what has no column here; gives what is left of the box."""
        parts = (part for column in self._out for part in column.parts if part.made is not intent)
        made = (part.made(face, now) for part in parts)
        told = " · ".join(tile.head for tile in made if tile is not None)
        if not told:
            return box
        font, pad = self._scale.font(), self._scale.px(PAD)
        part = self._panels.split(box, self._scale.px(NARROW))[0]
        rows = broken(font, told, part.width() - 2 * pad, WRAPPED)
        high = len(rows) * leading(font) + pad
        top = box.bottom() - high
        for n, row in enumerate(rows):
            base = top + pad // 2 + n * leading(font) + metrics(font).ascent()
            write(painter, QPoint(part.left() + pad, base), font, "t2", row)
        return box.adjusted(0, 0, 0, -high)

    def _column(self, painter: QPainter, box: QRect, column: Column, face: Face, now: int) -> None:
        top = box.top()
        for part in column.parts:
            tile = part.made(face, now)
            if tile is None:
                continue
            if top > box.top():
                painter.fillRect(QRect(box.left(), top, box.width(), 1), colour("line"))
            high = min(round(box.height() * part.share), box.bottom() + 1 - top)
            ends = self._tiles.paint(painter, self._beside(QRect(box.left(), top, box.width(), high)), tile)
            top = ends if part.closes else top + high

    def _beside(self, box: QRect) -> list[QRect]:
        """The box cut at the seams, and where it is wide enough for a list to run on beside itself."""
        boxes = []
        for part in self._panels.split(box, self._scale.px(NARROW)):
            count = max(1, part.width() // self._scale.px(LEAST))
            wide = part.width() // count
            boxes += [QRect(part.left() + n * wide, part.top(), wide, part.height()) for n in range(count)]
        return boxes
