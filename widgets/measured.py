"""What is known of a screen: its size, how far its reader sits, of how many panels it is made."""

import re
from typing import Final

import msgspec
from PySide6.QtGui import QScreen

from widgets.geometry import Sight, believed, diagonal, of_diagonal
from widgets.kept import kept, number

DESK_METRES: Final = 0.7
_UNKEPT: Final = re.compile(r"\W+")


class Measured(msgspec.Struct, frozen=True):
    """The diagonal of a screen in inches, how far its reader sits, and whether somebody said so here.

    `columns` and `rows`: the panels that it is made of.
    """

    inches: float
    metres: float
    corrected: bool = False
    columns: int = 1
    rows: int = 1


def measured(screen: QScreen) -> Measured:
    """A screen as it was corrected here, else as it says itself, where that can be true."""
    size = screen.geometry().size()
    inches, metres = (number(_place(screen, what), 0.0) for what in ("inches", "metres"))
    columns, rows = (max(1, int(number(_place(screen, what), 1))) for what in ("columns", "rows"))
    if inches > 0 and metres > 0:
        return Measured(inches, metres, True, columns, rows)
    dpi = believed(screen.physicalDotsPerInchY())
    return Measured(diagonal(size.width(), size.height(), dpi), DESK_METRES, False, columns, rows)


def sight_of(screen: QScreen) -> Sight:
    """How a screen is read."""
    size, known = screen.geometry().size(), measured(screen)
    return of_diagonal(size.width(), size.height(), known.inches, known.metres)


def keep_sight(screen: QScreen, inches: float, metres: float) -> None:
    """Somebody measured; zeros: the screen is taken at its word again."""
    kept().setValue(_place(screen, "inches"), inches)
    kept().setValue(_place(screen, "metres"), metres)


def divide(screen: QScreen, columns: int, rows: int) -> None:
    """Somebody counted the panels of a screen."""
    kept().setValue(_place(screen, "columns"), columns)
    kept().setValue(_place(screen, "rows"), rows)


def _place(screen: QScreen, what: str) -> str:
    name = f"{screen.manufacturer()}-{screen.model()}-{screen.serialNumber()}-{screen.name()}"
    return f"screens/{_UNKEPT.sub('_', name)}/{what}"
