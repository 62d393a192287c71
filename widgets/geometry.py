"""Type from geometry: how large text must be drawn to be read from where somebody sits. Pure arithmetic."""

import math
from typing import Final

import msgspec

MM_PER_INCH: Final = 25.4
MM_PER_METRE: Final = 1000.0
BELIEVED: Final = (60.0, 300.0)  # dots per inch between which a screen is taken at its word
USUAL: Final = 96.0


class Sight(msgspec.Struct, frozen=True):
    """A screen as it is read: pixels a millimetre, and how far the farthest reader sits."""

    density: float
    metres: float

    def pixels(self, arcmin: float, capital_share: float) -> int:
        """The least font size at which a capital covers `arcmin`; it is `capital_share` of the size high."""
        return math.ceil(capital_mm(arcmin, self.metres) * self.density / capital_share - _DUST)

    def arcmin(self, capital: float) -> float:
        """What a capital of so many pixels covers."""
        half = capital / self.density / (2 * self.metres * MM_PER_METRE)
        return math.degrees(2 * math.atan(half)) * 60


_DUST: Final = 1e-9  # so that 17.000000001 is 17


def capital_mm(arcmin: float, metres: float) -> float:
    """How high a capital must be to cover `arcmin` from `metres` away."""
    return 2 * metres * MM_PER_METRE * math.tan(math.radians(arcmin / 60) / 2)


def of_diagonal(wide: int, high: int, inches: float, metres: float) -> Sight:
    """A screen of so many pixels with this diagonal."""
    return Sight(math.hypot(wide, high) / (inches * MM_PER_INCH), metres)


def of_height(high: int, metres_high: float, metres: float) -> Sight:
    """A wall of so many pixels that stands so many metres high."""
    return Sight(high / (metres_high * MM_PER_METRE), metres)


def believed(dpi: float) -> float:
    """What a screen says of its density, where that can be true; else what most have."""
    return dpi if BELIEVED[0] <= dpi <= BELIEVED[1] else USUAL


def diagonal(wide: int, high: int, dpi: float) -> float:
    """The inches from corner to corner of a screen with so many pixels."""
    return math.hypot(wide, high) / dpi
