"""What rows are painted with: text in one line or several, icons, chips, lamps, bars. Values come ready."""

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QPainter, QPen, QPixmap
from PySide6.QtSvg import QSvgRenderer

from console.domain.orders import Addressee
from console.paths import resource
from widgets.look import REGULAR, SEMIBOLD, colour

Flag = Qt.AlignmentFlag
SEVERITY: Final = {"critical": "critical", "serious": "warning", "notice": "notice", "minor": "line"}
LAMPS: Final = 4
KEPT: Final = 4096  # texts measured, kept for the next painting
OUTLINE: Final = 4  # of an edge, how much of its width each of its sides takes
_HUED: Final = {"critical", "serious", "notice"}
_LAMP_OF: Final = {"recorded": 0, "reached": 1, "displayed": 2, "acknowledged": 3, "done": 4}


@cache
def metrics(font: QFont) -> QFontMetrics:
    """Measures of a font of the look; kept, since rows ask for them at each painting."""
    return QFontMetrics(font)


@lru_cache(KEPT)
def width(font: QFont, text: str) -> int:
    """How wide it stands on one line."""
    return metrics(font).horizontalAdvance(text)


def write(painter: QPainter, at: QPoint, font: QFont, token: str, text: str) -> int:
    """Text whose first letter stands on the baseline at `at`; returns where it ends."""
    painter.setFont(font)
    painter.setPen(colour(token))
    painter.drawText(at, text)
    return at.x() + width(font, text)


def write_right(painter: QPainter, right: int, baseline: int, font: QFont, token: str, text: str) -> int:
    """Text that ends at `right`; returns where it begins."""
    left = right - width(font, text)
    write(painter, QPoint(left, baseline), font, token, text)
    return left


def write_within(painter: QPainter, box: QRect, font: QFont, token: str, text: str) -> None:
    """One line, elided on the right: for titles, never for states, ages or numbers."""
    painter.setFont(font)
    painter.setPen(colour(token))
    shown = metrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Flag.AlignLeft | Flag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)


@cache
def icon_pixmap(name: str, token: str, side: int, ratio: float = 1.0) -> QPixmap:
    """One of our own icons in the colour of a token."""
    made = QPixmap(QSize(round(side * ratio), round(side * ratio)))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(str(resource("icons", f"{name}.svg"))).render(painter, QRectF(0, 0, side, side))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(QRect(0, 0, side, side), colour(token))
    painter.end()
    return made


def icon(name: str, token: str, side: int) -> QIcon:
    return QIcon(icon_pixmap(name, token, side))


def mark(painter: QPainter, name: str, token: str, box: QRect) -> None:
    """An icon in the middle of `box`."""
    side = min(box.width(), box.height())
    pixmap = icon_pixmap(name, token, side, painter.device().devicePixelRatioF())
    painter.drawPixmap(box.center().x() - side // 2 + 1, box.center().y() - side // 2 + 1, pixmap)


def chip_width(font: QFont, text: str) -> int:
    """How wide a word in an outline is."""
    return width(font, text) + 2 * (metrics(font).height() // 3)


def chip(painter: QPainter, left: int, baseline: int, font: QFont, text: str, token: str) -> int:
    """A word in an outline; returns where it ends."""
    measured = metrics(font)
    pad = measured.height() // 3
    top = baseline - measured.ascent()
    box = QRect(left, top, chip_width(font, text), measured.height())
    painter.setPen(QPen(colour(token)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, 3, 3)
    painter.setFont(font)
    painter.drawText(QPoint(left + pad, baseline), text)
    return box.right() + 1


def _disc(font: QFont) -> tuple[int, int]:
    """How wide and how high the sign of a discipline is."""
    measured = metrics(font)
    return measured.horizontalAdvance("D5") + measured.height() // 2, measured.height() + 2


def disciplines_width(font: QFont, count: int) -> int:
    """How wide so many are."""
    wide, high = _disc(font)
    return count * (wide + high // 6)


def disciplines(
    painter: QPainter, left: int, middle: int, font: QFont, shown: Iterable[str], engaged: Iterable[str]
) -> int:
    """Their signs, those engaged filled; returns where they end."""
    on = set(engaged)
    wide, high = _disc(font)
    for name in shown:
        box = QRect(left, middle - high // 2, wide, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("engaged" if name in on else "bg2"))
        painter.drawRoundedRect(box, 2, 2)
        weighted = QFont(font)
        weighted.setWeight(SEMIBOLD if name in on else REGULAR)
        painter.setFont(weighted)
        painter.setPen(colour("white" if name in on else "t3"))
        painter.drawText(box, Flag.AlignCenter, name)
        left += wide + high // 6
    return left


def bar(painter: QPainter, box: QRect, share: float, token: str) -> None:
    """A share of what there is."""
    painter.fillRect(box, colour("bg3"))
    painter.fillRect(QRect(box.left(), box.top(), round(box.width() * share), box.height()), colour(token))


def lit(one: Addressee) -> int:
    """How many of the four lamps the evidence lights."""
    if one.answer == "done":
        return LAMPS
    steps = [_LAMP_OF.get(step.step, 3) for step in one.steps]
    return min(max(steps, default=0), 3)


def lamps(painter: QPainter, box: QRect, one: Addressee, token: str, *, struck: bool = False) -> None:
    """Reached, displayed, acknowledged, done. Cross: refused, impossible. Ring: voice. Struck: cancelled."""
    on, gap = lit(one), max(2, box.height() // 4)
    wide = (box.width() - (LAMPS - 1) * gap) / LAMPS
    painter.save()
    for n in range(LAMPS):
        lamp = QRectF(box.left() + n * (wide + gap), box.top(), wide, box.height())
        if n == 2 and on > n and one.voice:
            painter.setPen(QPen(colour(token), max(1.0, box.height() / 6)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(lamp.adjusted(1, 1, -1, -1))
        else:
            painter.fillRect(lamp, colour(token if n < on else "line"))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour("t1"), max(1.5, box.height() / 5)))
    if one.answer in {"refused", "impossible"}:
        last = QRectF(box.right() - wide, box.top() - 1, wide, box.height() + 2)
        painter.drawLine(last.topLeft(), last.bottomRight())
        painter.drawLine(last.bottomLeft(), last.topRight())
    if struck:
        painter.drawLine(box.left() - gap, box.center().y() + 1, box.right() + gap, box.center().y() + 1)
    painter.restore()


def severity_bar(painter: QPainter, box: QRect, severity: str, *, waiting: bool) -> None:
    """The edge of an incident: filled while something waits there, an outline once it is in hand."""
    token = SEVERITY.get(severity, "line")
    if waiting or severity not in _HUED:
        painter.fillRect(box, colour(token))
        return
    thin = max(1, box.width() // OUTLINE)
    for side in (
        QRect(box.left(), box.top(), box.width(), thin),
        QRect(box.left(), box.bottom() + 1 - thin, box.width(), thin),
        QRect(box.left(), box.top(), thin, box.height()),
        QRect(box.right() + 1 - thin, box.top(), thin, box.height()),
    ):
        painter.fillRect(side, colour(token))


def severity_mark(painter: QPainter, box: QRect, severity: str, *, waiting: bool) -> None:
    """The shape of a severity: diamond, triangle, square, ring; filled in its hue while something waits."""
    if severity not in _HUED:
        mark(painter, "minor", "t3", box)
    elif waiting:
        mark(painter, severity, SEVERITY[severity], box)
    else:
        mark(painter, f"{severity}_in_hand", "t2", box)


Part = tuple[str, QFont, str]  # text, font, token


def write_parts(painter: QPainter, left: int, baseline: int, parts: Sequence[Part]) -> int:
    """Several weights and colours on one line; returns where it ends."""
    for text, font, token in parts:
        left = write(painter, QPoint(left, baseline), font, token, text)
    return left
