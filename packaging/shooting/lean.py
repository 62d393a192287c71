"""Pictures that weigh little: a window has few colours, so a table of the usual ones holds them all."""

from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

MOST, ALIKE = 256, 3  # colours in a table; bits by which two may differ and still share a place
OPAQUE = 0xFF000000


def lean(image: QImage) -> QImage:
    """The same picture with a table of its most frequent colours, one for each that looks alike."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    table: dict[tuple[int, ...], int] = {}
    for colour, _ in Counter(memoryview(plain.constBits()).cast("I")).most_common():
        table.setdefault(tuple((colour >> shift & 0xFF) >> ALIKE for shift in (16, 8, 0)), colour)
        if len(table) == MOST:
            break
    colours = [colour | OPAQUE for colour in table.values()]
    return plain.convertToFormat(
        QImage.Format.Format_Indexed8, colours, Qt.ImageConversionFlag.ThresholdDither
    )
