"""A slow drift of the whole picture, so that nothing burns in: a pixel a minute within a small square."""

from typing import Final

from PySide6.QtCore import QPoint

from widgets.ages import MINUTE

REACH: Final = 3  # pixels either way
SIDE: Final = 2 * REACH + 1


def drift(now: int) -> QPoint:
    """How far the picture stands from its place at `now` (ms): REACH at most, a pixel from a minute ago."""
    cells = SIDE * SIDE
    step = now // MINUTE % (2 * cells - 2)
    at = min(step, 2 * cells - 2 - step)  # there and back
    row, along = divmod(at, SIDE)
    return QPoint((along if row % 2 == 0 else SIDE - 1 - along) - REACH, row - REACH)
