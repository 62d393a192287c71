"""The wall's window: everything of the operation on one screen, sized for the farthest seat."""

from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from widgets.ages import clock_time, now_ms
from widgets.face import Face, value
from widgets.frame import paint_exercise
from widgets.geometry import Sight, of_diagonal, of_height
from widgets.look import colour, font_at, measured
from widgets.marks import metrics, width, write
from widgets.text import one_line
from widgets.unhurried import Unhurried
from widgets.wall.band import Band
from widgets.wall.tiles import CLOCK, Scale, Tiles, scale_of
from widgets.wall.values import Told
from widgets.wall.words import agencies, head, health, incidents, intent, key_facts, loops

USUAL_HIGH, USUAL_METRES = 2.74, 8.0  # a wall that nobody measured: four by four panels of 55 inches
COLUMNS: Final = (0.35, 0.37, 0.28)
EDGE, SIDE = 1.0, 0.3  # of the exercise frame, in primary text


class WallWindow(QWidget):
    """The same picture for a whole room: read from afar, touched by nobody. B blanks it here and back."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self.face = face
        self.blank, self._lost_at, self._exercise = False, 0, False
        self._sight: Sight | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self._drawing = Unhurried(self.update, self)
        face.bridge.changed.connect(lambda _keys: self._drawing.ask())
        face.bridge.reset.connect(self.update)
        face.bridge.back.connect(self.update)
        face.bridge.gone.connect(self._gone)
        face.looked.connect(self.update)
        face.speech.changed.connect(self.update)
        face.ages.aged.connect(self.update)
        face.settle()

    def read_as(self, sight: Sight) -> None:
        """How this wall is read, instead of what its screen says of itself."""
        self._sight = sight
        self.update()

    @property
    def scale(self) -> Scale:
        """How large text stands, from the size of the wall and the farthest seat."""
        if self._sight is not None:
            return scale_of(self._sight)
        shown, size = measured(self.screen()), self.screen().geometry().size()
        if shown.corrected:
            return scale_of(of_diagonal(size.width(), size.height(), shown.inches, shown.metres))
        return scale_of(of_height(size.height(), USUAL_HIGH, USUAL_METRES))

    def paintEvent(self, event: QPaintEvent) -> None:
        scale, painter, now = self.scale, QPainter(self), now_ms()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), colour("bg0" if self.blank else "bg1"))
        inside = self._framed(painter, scale)
        self._entitle()
        if self.blank:
            return
        top = self._head(painter, inside, scale, now)
        top = self._health(painter, QRect(inside.left(), top, inside.width(), 0), scale)
        band = Band(scale)
        foot = QRect(inside.left(), inside.bottom() - band.high, inside.width(), band.high)
        if foot.top() - top < 2 * band.high:  # the lists are missed more than the band
            foot.setTop(inside.bottom())
        else:
            painter.fillRect(QRect(foot.left(), foot.top(), foot.width(), 1), colour("line"))
            band.paint(painter, foot.adjusted(scale.px(0.6), 0, -scale.px(0.6), 0), self.face, now)
        self._columns(painter, QRect(inside.left(), top, inside.width(), foot.top() - top), scale, now)

    def _framed(self, painter: QPainter, scale: Scale) -> QRect:
        """What the frame of an exercise leaves. A frame once shown never goes while open."""
        room = self.face.room
        self._exercise = self._exercise or (room is not None and room.exercise)
        if not self._exercise:
            return self.rect()
        side, edge = scale.px(SIDE), scale.px(EDGE)
        paint_exercise(painter, self.rect(), side, edge)
        return self.rect().adjusted(side, edge, -side, -side)

    def _head(self, painter: QPainter, inside: QRect, scale: Scale, now: int) -> int:
        """Names above values, the least missed dropped first; the time on the right. Gives where it ends."""
        small, large = scale.font(), scale.font(strong=True, large=True)
        clock, pad = font_at(round(scale.large * CLOCK), large.weight()), scale.px(0.6)
        high = metrics(small).height() + metrics(large).height() + pad
        time = clock_time(now)
        right = inside.right() - pad - width(clock, time)
        middle = inside.top() + high // 2 + metrics(clock).capHeight() // 2
        write(painter, QPoint(right, middle), clock, "t1", time)
        told, gap = head(self.face, now), scale.px(1.5)

        def wide(one: Told) -> int:
            return max(width(small, one.name), width(large, one.value)) + gap

        while len(told) > 1 and sum(map(wide, told)) > right - inside.left() - pad:
            told.remove(max(told, key=lambda one: one.rank))
        x, top = inside.left() + pad, inside.top() + pad // 2
        for one in told:
            write(painter, QPoint(x, top + metrics(small).ascent()), small, "t3", one.name)
            base = top + metrics(small).height() + metrics(large).ascent()
            write(painter, QPoint(x, base), large, one.hue, one.value)
            x += wide(one)
        painter.fillRect(QRect(inside.left(), inside.top() + high, inside.width(), 1), colour("line"))
        return inside.top() + high + 1

    def _health(self, painter: QPainter, at: QRect, scale: Scale) -> int:
        """What stands in the way of the room as a whole: the gravest, in one line."""
        said = next(health(self.face, self._lost_at), None)
        if said is None:
            return at.top()
        font = scale.font(strong=True)
        box = QRect(at.left(), at.top(), at.width(), metrics(font).height() + scale.px(0.4))
        painter.fillRect(box, colour("bg2"))
        room_left = box.width() - scale.px(1.2)
        text = metrics(font).elidedText(said.text, Qt.TextElideMode.ElideRight, room_left)
        base = box.top() + scale.px(0.2) + metrics(font).ascent()
        write(painter, QPoint(box.left() + scale.px(0.6), base), font, said.hue, text)
        return box.bottom() + 1

    def _columns(self, painter: QPainter, box: QRect, scale: Scale, now: int) -> None:
        """Incidents; key facts above agencies; the intent above what was ordered and asked."""
        tiles, face, left = Tiles(scale), self.face, box.left()
        places = []
        for share in COLUMNS:
            wide = round(box.width() * share)
            places.append(QRect(left, box.top(), wide, box.height()))
            left += wide
            painter.fillRect(QRect(left - 1, box.top(), 1, box.height()), colour("line"))
        tiles.paint(painter, places[0], incidents(face, now))
        half = QRect(places[1].left(), box.top(), places[1].width(), box.height() * 9 // 20)
        tiles.paint(painter, half, key_facts(face))
        painter.fillRect(QRect(half.left(), half.bottom(), half.width(), 1), colour("line"))
        tiles.paint(painter, places[1].adjusted(0, half.height(), 0, 0), agencies(face, now))
        stated, top = intent(face), box.top()
        if stated is not None:
            top = tiles.paint(painter, places[2].adjusted(0, 0, 0, -box.height() * 2 // 3), stated)
            painter.fillRect(QRect(places[2].left(), top, places[2].width(), 1), colour("line"))
        tiles.paint(painter, places[2].adjusted(0, top - box.top(), 0, 0), loops(face, now))

    def _entitle(self) -> None:
        room, operation = self.face.room, self.face.operation
        exercise = [self.face.words.word("room.exercise")] if room and room.exercise else []
        parts = [*exercise, str(value(operation.fields, "title")) if operation else ""]
        title = one_line(" · ".join(part for part in (*parts, room.name if room else "", "Belfry") if part))
        if title != self.windowTitle():
            self.setWindowTitle(title)
            self.setAccessibleName(title)

    def _gone(self) -> None:
        self._lost_at = now_ms()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_B:
            self.blank = not self.blank
            self.update()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.update()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The seat goes on."""
        self.face.bridge.close()
        super().closeEvent(event)
