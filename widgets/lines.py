"""Text over at most so many lines; what is left over is told by an ellipsis on the last."""

from functools import lru_cache
from typing import Final

import msgspec
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption

from widgets.marks import metrics, width, write
from widgets.text import held, one_line, pieces

KEPT: Final = 2048  # texts broken into lines, kept for the next painting
LINE_END: Final = "\u2028"  # as a text layout knows it
AIR: Final = 1.08  # between lines, as a share of what the font asks for
UNITS: Final = "utf-16-le"  # Qt counts these, not letters
EVEN: Final = (1.05, 1.2, 1.4, 1.6)  # widths that are tried for lines of one length, as shares of that
WRAP: Final = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere


class Weighed(msgspec.Struct, frozen=True):
    """A line: its beginning that carries weight, and the rest."""

    strong: str
    rest: str


def broken(font: QFont, text: str, wide: int, most: int, *, title: bool = False) -> tuple[str, ...]:
    """The lines of `text` when it may be `wide`; its own line ends count for nothing.

    A title ends no line at a hyphen, unless one of its words is longer than a line; its lines are of about
    the same length.
    """
    told, wide = one_line(text), max(wide, 1)
    if title:
        return _titled(font, told, wide, most)
    return tuple(line.rest for line in _flowed(font, None, told, 0, wide, most, False))


@lru_cache(KEPT)
def _titled(font: QFont, told: str, wide: int, most: int) -> tuple[str, ...]:
    whole = all(width(font, word) <= wide for word in told.split() if "-" in word)
    lines = _flowed(font, None, told, 0, wide, most, whole)
    return tuple(line.rest for line in _evenly(font, told, lines, wide, whole))


def _evenly(
    font: QFont, told: str, lines: tuple[Weighed, ...], wide: int, whole: bool
) -> tuple[Weighed, ...]:
    """As many lines of about the same length, if none is cut and no word has to be."""
    if len(lines) > 1:
        least = max(width(font, piece) for piece in pieces(told))
        for share in EVEN:
            narrow = max(least, round(width(font, told) * share / len(lines)))
            even = _flowed(font, None, told, 0, narrow, len(lines), whole) if narrow < wide else lines
            if "".join(line.rest for line in even).replace(" ", "") == told.replace(" ", ""):
                return even
    return lines


def evened(font: QFont, text: str, rows: int) -> tuple[str, ...]:
    """The whole of `text` in so many lines of about the same length, or in fewer if it has fewer words."""
    told = one_line(text)
    wide, least = width(font, told), max(width(font, piece) for piece in pieces(told))
    for share in EVEN:
        narrow = round(wide * share / rows)
        lines = tuple(line.rest for line in _flowed(font, None, told, 0, max(narrow, 1), rows, True))
        if least <= narrow < wide and "".join(lines).replace(" ", "") == told.replace(" ", ""):
            return lines
    return (told,)


def flowed(fonts: tuple[QFont, QFont], text: str, strong: str, wide: int, most: int) -> tuple[Weighed, ...]:
    """As `broken`, with the text's own line ends; what it begins with, `strong`, in the second font."""
    plain, heavy = fonts
    return _flowed(plain, heavy if strong else None, text, _units(strong), max(wide, 1), most, False)


@lru_cache(KEPT)
def _flowed(
    font: QFont, heavy: QFont | None, text: str, strong: int, wide: int, most: int, title: bool
) -> tuple[Weighed, ...]:
    layout = QTextLayout(held(text, title=title).replace("\n", LINE_END), font)
    option = QTextOption()
    option.setWrapMode(WRAP)
    layout.setTextOption(option)
    if heavy is not None:
        layout.setFormats([_range(heavy, strong)])
    layout.beginLayout()
    lines: list[Weighed] = []
    while len(lines) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(wide)
        start, end = line.textStart(), line.textStart() + line.textLength()
        if len(lines) == most - 1 and end < _units(text):
            left = one_line(_cut(text, start, _units(text)))
            lines.append(Weighed("", metrics(font).elidedText(left, Qt.TextElideMode.ElideRight, wide)))
        else:
            rest = _cut(text, max(start, strong), max(end, strong)).rstrip()
            lines.append(Weighed(_cut(text, start, min(end, strong)), rest))
    layout.endLayout()
    return tuple(lines)


def _range(heavy: QFont, strong: int) -> QTextLayout.FormatRange:
    form = QTextCharFormat()
    form.setFont(heavy)
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = 0, strong, form
    return made


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode(UNITS)) // 2


def _cut(text: str, start: int, end: int) -> str:
    if text.isascii():
        return text[start:end]
    return text.encode(UNITS)[2 * start : 2 * max(start, end)].decode(UNITS, "replace")


def write_lines(painter: QPainter, at: QPoint, font: QFont, token: str, lines: tuple[str, ...]) -> int:
    """Write lines whose first has its top at `at`; returns where they end."""
    measured = metrics(font)
    top = at.y()
    for line in lines:
        write(painter, QPoint(at.x(), top + measured.ascent()), font, token, line)
        top += leading(font)
    return top


def height(font: QFont, lines: tuple[str, ...]) -> int:
    """How high they stand."""
    return len(lines) * leading(font)


def leading(font: QFont) -> int:
    """From one line to the next."""
    return round(metrics(font).lineSpacing() * AIR)
