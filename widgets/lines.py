"""Text over at most so many lines; what is left over is told by an ellipsis on the last."""

from functools import lru_cache

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QPainter, QTextLayout, QTextOption

from widgets.marks import metrics, write
from widgets.text import one_line

KEPT = 2048  # texts broken into lines, kept for the next painting


def broken(font: QFont, text: str, wide: int, most: int) -> tuple[str, ...]:
    """The lines of `text` when it may be `wide`."""
    return _broken(font.toString(), text, max(wide, 1), most)


@lru_cache(KEPT)
def _broken(font: str, text: str, wide: int, most: int) -> tuple[str, ...]:
    made = QFont()
    made.fromString(font)
    text = one_line(text)
    layout = QTextLayout(text, made)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[str] = []
    while len(lines) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(wide)
        start = line.textStart()
        if len(lines) == most - 1 and start + line.textLength() < len(text):
            lines.append(metrics(made).elidedText(text[start:], Qt.TextElideMode.ElideRight, wide))
        else:
            lines.append(text[start : start + line.textLength()].rstrip())
    layout.endLayout()
    return tuple(lines)


def write_lines(painter: QPainter, at: QPoint, font: QFont, token: str, lines: tuple[str, ...]) -> int:
    """Write lines whose first has its top at `at`; returns where they end."""
    measured = metrics(font)
    top = at.y()
    for line in lines:
        write(painter, QPoint(at.x(), top + measured.ascent()), font, token, line)
        top += measured.lineSpacing()
    return top


def height(font: QFont, lines: tuple[str, ...]) -> int:
    """How high they stand."""
    return len(lines) * metrics(font).lineSpacing()
