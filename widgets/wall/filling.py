"""Which items of a tile stand in which box, and how many are left out. Paints nothing."""

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec
from PySide6.QtCore import QRect

from widgets.lines import broken, leading
from widgets.wall.counts import counts
from widgets.wall.laying import WRAPPED, Laid, Laying, named, shortened
from widgets.wall.scale import Scale
from widgets.wall.values import Item, Tile

BRIEF: Final = (3, 2, 1)  # lines of an item that may be brief, where not all of them fit whole
NAMED: Final = (WRAPPED, 1)  # rows of the name of one that may be told by that alone


class Filled(msgspec.Struct, frozen=True):
    """What stands in which box; what is said of the rest, and where."""

    placed: tuple[tuple[QRect, Laid], ...]
    told: str
    box: QRect
    top: int

    @property
    def ends(self) -> int:
        """Where the lowest item ends."""
        return max((laid.ends for _, laid in self.placed), default=self.top)


class Filling:
    """Fills boxes at one scale with what was laid out."""

    def __init__(self, scale: Scale, laying: Laying) -> None:
        self._scale, self._laying = scale, laying

    def filled(self, tile: Tile, boxes: Sequence[QRect], begins: int) -> Filled:
        """As many items as fit below `begins`, from one box to the next.

        Where they do not all fit whole, the last of those that may be brief are, if then none is left out; or
        they are told by their names alone. What even so does not fit is counted.
        """
        items = tile.items
        whole = self._fill(items, boxes, begins, endless=tile.endless)
        if not whole.told:
            return whole
        for brief in _forms(items):
            found = self._fill(brief, boxes, begins)
            if not found.told:
                return self._fullest(items, brief, boxes, begins, found)
        if not all(item.named for item in items):
            return whole
        if items[0].brief:
            first = items[: len(whole.placed) // 2] or (shortened(items[0], max(items[0].least, 1)),)
            rows = WRAPPED
        else:
            first, rows = (), 1
        found = self._fill((*first, *(named(item, rows) for item in items[len(first) :])), boxes, begins)
        return found if len(found.placed) > len(whole.placed) else whole

    def _fullest(
        self, items: Sequence[Item], brief: Sequence[Item], boxes: Sequence[QRect], begins: int, found: Filled
    ) -> Filled:
        """With as many of the first items whole as leave room for the rest, the next as full as may be."""
        least, most = 0, len(items)
        while most - least > 1:
            middle = (least + most) // 2
            tried = self._fill((*items[:middle], *brief[middle:]), boxes, begins)
            if tried.told:
                most = middle
            else:
                least, found = middle, tried
        for form in _forms(items[least : least + 1]):
            tried = self._fill((*items[:least], *form, *brief[least + 1 :]), boxes, begins)
            if not tried.told:
                return tried
        return found

    def _fill(
        self, items: Sequence[Item], boxes: Sequence[QRect], begins: int, *, endless: bool = False
    ) -> Filled:
        box, *later = boxes
        top, even, placed = begins, self.even(items, boxes) if later else 0, list[tuple[QRect, Laid]]()
        for n, item in enumerate(items):
            if later and top > begins:
                full = top - begins >= even or self._laying.laid(item, box, top).ends > box.bottom()
                box, top = (later.pop(0), begins) if full else (box, top)
            spare = 0 if later or endless else self.high(_left_out(items, n + 1), box)
            fresh = top == begins and not (endless and placed)
            fitting = self._laying.fitting(item, box, top, spare, fresh=fresh)
            if fitting is None:
                told = "" if endless else _left_out(items, n)
                return Filled(tuple(placed), told, box, min(top, box.bottom() - self.high(told, box)))
            placed.append((box, fitting))
            top = fitting.ends
        return Filled(tuple(placed), "", box, top)

    def even(self, items: Sequence[Item], boxes: Sequence[QRect]) -> int:
        """How far down each box is filled, so that they are filled alike."""
        return -(-self._laying.height(items, boxes[0]) // len(boxes))

    def said(self, text: str, box: QRect) -> tuple[str, ...]:
        """The rows of a sentence instead of items."""
        return broken(self._scale.font(), text, self._laying.inside(box).width(), WRAPPED)

    def high(self, text: str, box: QRect) -> int:
        """How high a sentence stands."""
        return len(self.said(text, box)) * leading(self._scale.font()) if text else 0


def _forms(items: Sequence[Item]) -> Iterator[tuple[Item, ...]]:
    """All of them shorter and shorter, as far as all may be."""
    if all(item.brief for item in items):
        yield from (tuple(shortened(item, most) for item in items) for most in BRIEF)
    if all(item.named for item in items):
        yield from (tuple(named(item, most) for item in items) for most in NAMED)


def _left_out(items: Sequence[Item], begins: int) -> str:
    """What is said of the items from there on, if they are not shown."""
    return counts.left_out(item.grave for item in items[begins:]) if items[begins:] else ""
