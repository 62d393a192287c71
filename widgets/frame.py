"""The one frame of an exercise: every window and dialog of an exercise room stands inside it."""

from collections.abc import Callable
from functools import cache
from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QBrush, QFont, QKeyEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.face import Face
from widgets.keyboard import pressed
from widgets.look import SEMIBOLD, colour, look
from widgets.marks import width

SIDE: Final = 5  # design pixels
HEAD: Final = 18
WORDS: Final = "EXERCICE · OEFENING · EXERCISE"  # in all languages at once: whoever walks past must see it
GAP: Final = 12
Beside = Callable[[int, int], int]


class Frame(QWidget):
    """Holds a body; striped and named around it where the room is an exercise, nothing where it is real."""

    def __init__(self, face: Face, body: QWidget) -> None:
        super().__init__()
        self._face = face
        self.exercise = False
        self._inside = QVBoxLayout(self)
        self._inside.addWidget(body)
        face.bridge.changed.connect(self._changed)
        look.changed.connect(self.fit)
        self.fit()

    def _changed(self, keys: set[tuple[str, str]]) -> None:
        if ("room", "") in keys:
            self.fit()

    def fit(self) -> None:
        """Make room for the frame, if there is to be one. A frame once shown never goes while open."""
        room = self._face.room
        self.exercise = self.exercise or (room is not None and room.exercise)
        side = look.px(SIDE) if self.exercise else 0
        self._inside.setContentsMargins(side, look.px(HEAD) if self.exercise else 0, side, side)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What no control took: Enter on a button, in whichever window."""
        if not pressed(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.exercise:
            return
        painter, inside = QPainter(self), self._inside.contentsRect()
        painter.fillRect(event.rect() & inside, colour("bg2"))
        if not inside.contains(event.rect()):
            paint_exercise(painter, self.rect(), look.px(SIDE), look.px(HEAD))


def framed(face: Face, body: QWidget) -> QWidget:
    """`body` inside the frame."""
    return Frame(face, body)


def paint_exercise(
    painter: QPainter, whole: QRect, side: int, head: int, beside: Beside = lambda left, _: left
) -> None:
    """Stripes around `whole`, and the words as often as the upper edge holds them; nothing inside.

    `beside` gives where words so wide may begin, at a place or right of it.
    """
    stripes = QBrush(_tile(side, painter.device().devicePixelRatioF()))
    high, wide = whole.height() - head - side, whole.width()
    for edge in (
        QRect(whole.left(), whole.top(), wide, head),
        QRect(whole.left(), whole.bottom() + 1 - side, wide, side),
        QRect(whole.left(), whole.top() + head, side, high),
        QRect(whole.right() + 1 - side, whole.top() + head, side, high),
    ):
        painter.fillRect(edge, stripes)
    _name(painter, QRect(whole.left(), whole.top(), wide, head), beside)


@cache
def _tile(side: int, ratio: float) -> QPixmap:
    """One period of the stripes, both ways."""
    period = 4 * side
    tile = QPixmap(round(period * ratio), round(period * ratio))
    tile.setDevicePixelRatio(ratio)
    tile.fill(colour("bg0"))
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("exercise"))
    for left in (-period, 0, period):
        top, foot = left + period, left
        painter.drawPolygon(
            [QPoint(foot, period), QPoint(top, 0), QPoint(top + 2 * side, 0), QPoint(foot + 2 * side, period)]
        )
    painter.end()
    return tile


def _name(painter: QPainter, box: QRect, beside: Beside) -> None:
    font = QFont(look.font(13, SEMIBOLD))
    font.setPixelSize(max(8, box.height() * 3 // 4))
    wide = width(font, WORDS) + 2 * GAP
    count = max(1, min(3, box.width() // (wide * 2)))
    painter.setFont(font)
    for n in range(count):
        middle = box.left() + box.width() * (2 * n + 1) // (2 * count)
        plate = QRect(beside(middle - wide // 2, wide), box.top(), wide, box.height())
        painter.fillRect(plate, colour("bg0"))
        painter.setPen(colour("exercise"))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, WORDS)
