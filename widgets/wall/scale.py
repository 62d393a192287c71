"""How large things stand on a wall: everything follows from its size and the farthest seat."""

from typing import Final

import msgspec
from PySide6.QtGui import QFont

from widgets.geometry import Sight
from widgets.look import PRIMARY_ARCMIN, REGULAR, SEMIBOLD, capital_share, font_at

LARGE_ARCMIN: Final = 20.0  # titles, the commander, times
CLOCKS: Final = (2.2, 1.6)  # of large text: where everything has its name above it, and where it has not
HAIR: Final = 0.05  # a line between things, in primary text
PAD: Final = 0.6  # beside and above text, in primary text


class Scale(msgspec.Struct, frozen=True):
    """How large text stands on this wall, in pixels."""

    primary: int
    large: int

    def font(self, *, strong: bool = False, large: bool = False) -> QFont:
        return font_at(self.large if large else self.primary, SEMIBOLD if strong else REGULAR)

    @property
    def hair(self) -> int:
        """How thick a line between things is."""
        return max(1, self.px(HAIR))

    def px(self, share: float) -> int:
        """A length, in primary text."""
        return round(self.primary * share)


def scale_of(sight: Sight) -> Scale:
    """Text that the farthest reader can read: 16 minutes of arc, and 20 for what matters most."""
    share = capital_share()
    return Scale(sight.pixels(PRIMARY_ARCMIN, share), sight.pixels(LARGE_ARCMIN, share))
