"""The panels of a wall: no text stands across the bezel between two of them."""

from itertools import pairwise
from typing import Final

import msgspec
from PySide6.QtCore import QRect

SNAP: Final = 0.15  # of the picture: how far a column's edge goes to meet a seam
NARROW: Final = 8.0  # in primary text: what is left of a column beside a seam and is no use


class Panels(msgspec.Struct, frozen=True):
    """Where the seams are, in pixels: x of the vertical ones, y of the horizontal ones; `air` beside each."""

    across: tuple[int, ...] = ()
    down: tuple[int, ...] = ()
    air: int = 0

    def split(self, box: QRect, least: int) -> list[QRect]:
        """The parts of a box between seams, without those narrower than `least`, unless all are."""
        edges = [box.left() - self.air, *self._within(box), box.right() + 1 + self.air]
        parts = [
            QRect(a + self.air, box.top(), b - a - 2 * self.air, box.height()) for a, b in pairwise(edges)
        ]
        return [part for part in parts if part.width() >= least] or [max(parts, key=QRect.width)]

    def _within(self, box: QRect) -> list[int]:
        return [x for x in self.across if box.left() < x < box.right()]

    def below(self, top: int, high: int) -> int:
        """Where something so high may begin, at `top` or below; at `top` if no panel is as high."""
        for seam in self.down:
            if top < seam + self.air and top + high > seam - self.air:
                top = seam + self.air
        return top

    def above(self, foot: int, high: int) -> int:
        """Where something so high may end, at `foot` or above; at `foot` if no panel is as high."""
        for seam in reversed(self.down):
            if foot > seam - self.air and foot - high < seam + self.air:
                foot = seam - self.air
        return foot

    def beside(self, left: int, wide: int) -> int:
        """Where something so wide may begin, at `left` or right of it."""
        for seam in self.across:
            if left < seam + self.air and left + wide > seam - self.air:
                left = seam + self.air
        return left

    def free(self, left: int, right: int) -> bool:
        """Whether nothing stands between."""
        return self.beside(left, right - left) == left

    def edges(self, box: QRect, shares: tuple[float, ...]) -> list[int]:
        """Where columns with these shares of a box begin, and where the last ends: at seams that are near."""
        edges, at = [box.left()], 0.0
        for share in shares[:-1]:
            at += share
            edges.append(self._snapped(box.left() + round(at * box.width()), box, edges[-1]))
        return [*edges, box.right() + 1]

    def _snapped(self, x: int, box: QRect, after: int) -> int:
        near = [s for s in self.across if abs(s - x) <= SNAP * box.width() and s > after]
        return min(near, key=lambda seam: abs(seam - x), default=x)


WHOLE: Final = Panels()  # one picture without seams


def panels(box: QRect, columns: int, rows: int, air: int) -> Panels:
    """The seams of a picture on so many panels, all of one size."""
    across = tuple(box.left() + box.width() * n // columns for n in range(1, columns))
    down = tuple(box.top() + box.height() * n // rows for n in range(1, rows))
    return Panels(across, down, air)
