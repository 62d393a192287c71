"""The pages of a wall: which tiles stand side by side and below each other, and how they share it."""

from collections.abc import Callable
from typing import Final

import msgspec
from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from widgets.face import Face
from widgets.look import colour
from widgets.wall.panels import NARROW, Panels
from widgets.wall.tiles import Scale, Tiles
from widgets.wall.values import Tile
from widgets.wall.words import agencies, agenda, casualties, incidents, intent, key_facts, loops

LEAST: Final = 21.0  # in primary text: a list runs on beside itself where this much is left for it
Made = Callable[[Face, int], Tile | None]


class Part(msgspec.Struct, frozen=True):
    """A tile, and how much of its column it may be high; `closes`: what is below begins where it ends."""

    made: Made
    share: float = 1.0
    closes: bool = False


class Column(msgspec.Struct, frozen=True):
    """Tiles below each other, in a share of the width."""

    share: float
    parts: tuple[Part, ...]


PAGES: Final[dict[str, tuple[Column, ...]]] = {
    "overview": (
        Column(0.35, (Part(incidents),)),
        Column(0.37, (Part(key_facts, 0.45), Part(agencies))),
        Column(0.28, (Part(intent, 0.34, closes=True), Part(loops))),
    ),
    "incidents": (Column(1.0, (Part(incidents),)),),
    "orders": (
        Column(0.28, (Part(intent, 0.4, closes=True), Part(agenda))),
        Column(0.72, (Part(loops),)),
    ),
    "agencies": (Column(1.0, (Part(agencies),)),),
    "facts": (Column(0.62, (Part(key_facts),)), Column(0.38, (Part(casualties),))),
}


class Pages:
    """Paints a page at one scale on these panels."""

    def __init__(self, scale: Scale, panels: Panels) -> None:
        self._scale, self._panels, self._tiles = scale, panels, Tiles(scale, panels)

    def paint(self, painter: QPainter, box: QRect, page: str, face: Face, now: int) -> None:
        columns = PAGES[page]
        edges = self._panels.edges(box, tuple(column.share for column in columns))
        for column, left, right in zip(columns, edges, edges[1:], strict=False):
            self._column(painter, QRect(left, box.top(), right - left, box.height()), column, face, now)
            if right <= box.right():
                painter.fillRect(QRect(right - 1, box.top(), 1, box.height()), colour("line"))

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
