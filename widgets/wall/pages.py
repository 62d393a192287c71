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
from widgets.text import NO_BREAK
from widgets.wall.incident_words import casualties, incidents
from widgets.wall.loop_words import loops
from widgets.wall.panels import NARROW, Panels
from widgets.wall.scale import PAD, Scale
from widgets.wall.tiles import Tiles
from widgets.wall.values import Tile
from widgets.wall.words import agencies, agenda, intent, key_facts, latest, planned

NEEDED: Final = 17.0  # in primary text: a column narrower than this cannot be read
LEAST: Final = 21.0  # in primary text: a list runs on beside itself where this much is left for it
STACKED: Final = 10.0  # in primary text: how high a tile below others must be able to be
STATED: Final = 22.0  # in primary text: on less the intent stands across the whole wall, not in a tile
SEAMS: Final = 3.0  # in primary text: what a tile may lose beside the seams that it meets
FOOT: Final = 6  # lines of what is left out, at most
FIRST: Final = 0.5  # of a high wall: what the first of the tiles below each other may take
STEPS: Final = (2, 4, 6)  # eighths of a column: where a tile begins below another while there is room
LOW: Final = (4, 5, 6)  # where what only fills begins: so low that little comes to meet it
Made = Callable[[Face, int], Tile | None]


class Part(msgspec.Struct, frozen=True):
    """A tile, and how much of what is left of its column it may be high."""

    made: Made
    share: float = 1.0


class Column(msgspec.Struct, frozen=True):
    """Tiles below each other, in a share of the width. `rank`: where it is narrow, the highest goes first.

    `spare`: a tile for the room that those leave.
    """

    share: float
    parts: tuple[Part, ...]
    rank: int = 0
    spare: Made | None = None


PAGES: Final[dict[str, tuple[Column, ...]]] = {
    "overview": (
        Column(0.35, (Part(incidents),), spare=latest),
        Column(0.37, (Part(key_facts, 0.45), Part(agencies)), rank=2),
        Column(0.28, (Part(intent), Part(loops)), rank=1, spare=planned),
    ),
    "incidents": (Column(1.0, (Part(incidents),)),),
    "orders": (
        Column(0.28, (Part(intent), Part(agenda)), rank=1),
        Column(0.72, (Part(loops),)),
    ),
    "agencies": (Column(1.0, (Part(agencies),)),),
    "facts": (Column(0.62, (Part(key_facts),), spare=latest), Column(0.38, (Part(casualties),), rank=1)),
}


class Pages:
    """Paints one page at one scale on these panels."""

    def __init__(self, page: str, box: QRect, scale: Scale, panels: Panels) -> None:
        """`box`: what there is for it. Columns too narrow to read go below the last, or are left out."""
        self._scale, self._panels, self._tiles = scale, panels, Tiles(scale, panels)
        self._columns, self._out = PAGES[page], list[Part]()
        if box.height() < scale.px(STATED):
            self._columns = tuple(filter(None, map(_without_intent, self._columns)))
        while len(self._columns) > 1 and self._narrow(box):
            least = max(self._columns, key=lambda column: column.rank)
            self._columns = tuple(column for column in self._columns if column is not least)
            self._out = [*(part for part in least.parts if part.made is not intent), *self._out]

    def _stack(self, high: int) -> None:
        """Where the wall is high, what has no column of its own goes below the others."""
        only, *others = self._columns
        room = int(high / self._scale.px(STACKED)) - len(only.parts)
        if others or not self._out or room <= 0:
            return
        parts, self._out = (*only.parts, *self._out[:room]), self._out[room:]
        shared = tuple(Part(part.made, 1 / (len(parts) - n) if n else FIRST) for n, part in enumerate(parts))
        self._columns = (msgspec.structs.replace(only, parts=shared),)

    def _narrow(self, box: QRect) -> bool:
        edges = self._panels.edges(box, self._shares())
        return any(right - left < self._scale.px(NEEDED) for left, right in pairwise(edges))

    def _shares(self) -> tuple[float, ...]:
        whole = sum(column.share for column in self._columns)
        return tuple(column.share / whole for column in self._columns)

    @property
    def has_intent(self) -> bool:
        """Whether the commander's intent has a tile."""
        return any(part.made is intent for column in self._columns for part in column.parts)

    def paint(self, painter: QPainter, box: QRect, face: Face, now: int) -> None:
        """In this box, which may be lower than the one that was thought of."""
        self._stack(box.height())
        box = self._left_out(painter, box, face, now)
        edges = self._panels.edges(box, self._shares())
        for column, (left, right) in zip(self._columns, pairwise(edges), strict=True):
            self._column(painter, QRect(left, box.top(), right - left, box.height()), column, face, now)
            if right <= box.right():
                painter.fillRect(
                    QRect(right - self._scale.hair, box.top(), self._scale.hair, box.height()), colour("line")
                )

    def _left_out(self, painter: QPainter, box: QRect, face: Face, now: int) -> QRect:
        """The heads, with their counts, of what has no column here; gives what is left of the box."""
        made = (part.made(face, now) for part in self._out)
        told = " · ".join(
            f"{tile.head}{NO_BREAK}{tile.count}".strip() for tile in made if tile is not None and tile.items
        )
        if not told:
            return box
        font, pad = self._scale.font(), self._scale.px(PAD)
        part, step = self._panels.split(box, self._scale.px(NARROW))[0], leading(font)
        rows = broken(font, told, part.width() - 2 * pad, FOOT)
        foot = box.bottom() - pad // 2
        for row in reversed(rows):
            foot = self._panels.above(foot, step) - step
            at = QPoint(part.left() + pad, foot + metrics(font).ascent())
            write(painter, at, font, "t2", row.removesuffix(" ·"))
        return QRect(box.left(), box.top(), box.width(), foot - pad // 2 - box.top())

    def _column(self, painter: QPainter, box: QRect, column: Column, face: Face, now: int) -> None:
        """Each tile begins below the one above it, and has what those below it do not need."""
        made = [(part.share, part.made(face, now)) for part in column.parts]
        tiles = [(share, tile) for share, tile in made if tile is not None]
        needs = [self._tiles.height(self._beside(box), tile) + self._scale.px(SEAMS) for _, tile in tiles]
        top = box.top()
        for n, (share, tile) in enumerate(tiles):
            top = self._begins(box, top, sum(needs[n:]), STEPS) if n else top
            left = box.bottom() + 1 - top
            high = max(round(left * share), left - sum(needs[n + 1 :]))
            top = self._tile(painter, QRect(box.left(), top, box.width(), high), tile, box)
        spare, least = column.spare(face, now) if column.spare else None, self._scale.px(STACKED)
        top = self._begins(box, top, least, LOW)
        if spare is not None and top + least <= box.bottom():
            self._tile(painter, QRect(box.left(), top, box.width(), box.bottom() + 1 - top), spare, box)

    def _tile(self, painter: QPainter, at: QRect, tile: Tile, column: QRect) -> int:
        """Below a line, but at the top of its column; gives where it ends."""
        if at.top() > column.top():
            painter.fillRect(QRect(at.left(), at.top(), at.width(), self._scale.hair), colour("line"))
        return self._tiles.paint(painter, self._beside(at), tile)

    @staticmethod
    def _begins(box: QRect, top: int, need: int, eighths: tuple[int, ...]) -> int:
        """Where what stands below `top` begins: at one of these places, if all of it fits from there.

        So little moves when something more stands above it.
        """
        places = (box.top() + box.height() * eighth // 8 for eighth in eighths)
        return next((at for at in places if top <= at and at + need <= box.bottom()), top)

    def _beside(self, box: QRect) -> list[QRect]:
        """The box cut at the seams, and where it is wide enough for a list to run on beside itself."""
        boxes = []
        for part in self._panels.split(box, self._scale.px(NARROW)):
            count = max(1, part.width() // self._scale.px(LEAST))
            wide = part.width() // count
            boxes += [QRect(part.left() + n * wide, part.top(), wide, part.height()) for n in range(count)]
        return boxes


def _without_intent(column: Column) -> Column | None:
    parts = tuple(part for part in column.parts if part.made is not intent)
    return msgspec.structs.replace(column, parts=parts) if parts else None
