"""The wall's window: one page of an operation on one screen, sized for the farthest seat."""

from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from widgets import dialogs
from widgets.ages import MINUTE, moment, now_ms
from widgets.face import Face, newest_open, value
from widgets.frame import paint_exercise
from widgets.geometry import Sight, of_diagonal, of_height
from widgets.look import colour
from widgets.marks import metrics, write
from widgets.measured import measured
from widgets.text import one_line
from widgets.unhurried import Unhurried
from widgets.wall.band import Band
from widgets.wall.drift import REACH, drift
from widgets.wall.head import Head
from widgets.wall.pages import Pages
from widgets.wall.panels import NARROW, Panels, panels
from widgets.wall.reviving import Reviving
from widgets.wall.sayings import clock_hue, head, health, intent_line
from widgets.wall.scale import Scale, scale_of
from widgets.wall.upgrading import Upgrading

FOLLOWED: Final = frozenset({"board", "operation"})
USUAL_WIDE, USUAL_HIGH, USUAL_METRES = 4.87, 2.74, 8.0  # nobody measured it: four by four of 55 inches
LISTS: Final = 20.0  # in primary text: how high the lists must stay, or the band goes
WIDE: Final = 40.0  # in primary text: on less the hours of the band would stand on each other
HIGH: Final = 10.0  # in primary text: how high they must be for the intent to stand above them
NOTICES: Final = 0.4  # of the wall: what sentences about the room as a whole may take
ACTED_ON: Final = 5 * MINUTE  # an older picture makes room for what brings its seat back
GONE: Final = 0.5  # how much of the last picture is seen while its seat is gone
AIR: Final = 0.3  # between text and a bezel, in primary text
EDGE, SIDE = 1.0, 0.3  # of the exercise frame, in primary text


class WallWindow(QWidget):
    """The same picture for a whole room: read from afar, touched by nobody.

    B blanks it here and back; G tells how its screen is read.
    """

    closed = Signal()

    def __init__(self, face: Face) -> None:
        super().__init__()
        self.face = face
        self.blank, self._exercise = False, False
        self._sight: Sight | None = None
        self._grid: tuple[int, int] | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self._drawing, self._reviving = Unhurried(self.update, self), Reviving(face, self)
        self._reviving.said.connect(self.update)
        self._upgrading = Upgrading(face, self)
        face.bridge.changed.connect(self._changed)
        face.bridge.reset.connect(self._follow)
        face.bridge.back.connect(self.update)
        face.bridge.gone.connect(self.update)
        face.looked.connect(self.update)
        face.speech.changed.connect(self.update)
        face.ages.aged.connect(self.update)
        face.mirror_key_facts()
        self._follow()

    def _changed(self, keys: set[tuple[str, str]]) -> None:
        if any(kind in FOLLOWED for kind, _ in keys):
            self._follow()
        self._drawing.ask()

    def _follow(self) -> None:
        """Look at the operation that the board names, else at the newest that is open."""
        face, named = self.face, self.face.board.operation
        there = face.picture.get("operation", named) is not None
        face.look_at(named if there else newest_open(face.picture.all("operation")))
        self._drawing.ask()

    def read_as(self, sight: Sight, columns: int = 1, rows: int = 1) -> None:
        """How this wall is read, and of how many panels it is made, instead of what is kept of its screen."""
        self._sight, self._grid = sight, (columns, rows)
        self.update()

    @property
    def grid(self) -> tuple[int, int]:
        """How many panels the wall is made of: across, down."""
        if self._grid is not None:
            return self._grid
        known = measured(self.screen())
        return known.columns, known.rows

    @property
    def scale(self) -> Scale:
        """How large text stands, from the size of the wall and the farthest seat."""
        if self._sight is not None:
            return scale_of(self._sight)
        shown, size = measured(self.screen()), self.screen().geometry().size()
        if shown.corrected:
            return scale_of(of_diagonal(size.width(), size.height(), shown.inches, shown.metres))
        high = min(USUAL_HIGH, USUAL_WIDE * size.height() / size.width())
        return scale_of(of_height(size.height(), high, USUAL_METRES))

    def paintEvent(self, event: QPaintEvent) -> None:
        scale, painter, now = self.scale, QPainter(self), now_ms()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        dark = self.blank or self.face.board.blank
        painter.fillRect(self.rect(), colour("bg0" if dark else "bg1"))
        seams = panels(self.rect(), *self.grid, air=scale.px(AIR) + REACH)
        painter.translate(drift(now))
        inside = self._framed(painter, scale, seams)
        self._entitle()
        if self.blank:
            return
        if dark:
            self._darkened(painter, inside, scale, seams)
            return
        self._page(painter, inside, scale, seams, now)

    def _page(self, painter: QPainter, inside: QRect, scale: Scale, seams: Panels, now: int) -> None:
        """The head; what stands in the way of the room; the tiles of the page; the band of time.

        While the seat is lost the head says so, and the rest of that stands instead of the band, or waits
        where there is none: so the last picture, which people act on, stays whole.
        """
        above = Head(scale, seams)
        top = above.paint(painter, inside, head(self.face, now), now, clock_hue(self.face))
        said, lost = list(health(self.face, now, self._reviving.told)), self.face.bridge.lost
        band = Band(scale, seams)
        foot = QRect(inside.left(), inside.bottom() - band.high, inside.width(), band.high)
        banded = foot.top() - top >= scale.px(LISTS) and foot.width() >= scale.px(WIDE)
        if not lost or not (banded or now - self.face.bridge.lost_at < ACTED_ON):
            most = round(inside.height() * NOTICES)
            top = above.notices(painter, QRect(inside.left(), top, inside.width(), most), said)
            banded = banded and foot.top() - top >= scale.px(LISTS)
        if not banded:
            foot.setTop(inside.bottom())  # the lists are missed more than the band
        elif lost:
            above.notices(painter, foot, said)  # nothing goes on in it
        else:
            painter.fillRect(QRect(foot.left(), foot.top(), foot.width(), scale.hair), colour("line"))
            band.paint(painter, foot.adjusted(scale.px(0.6), 0, -scale.px(0.6), 0), self.face, now)
        painter.setOpacity(GONE if lost else 1.0)
        lists = QRect(inside.left(), top, inside.width(), foot.top() - top)
        page, stated = Pages(self.face.board.page, lists, scale, seams), intent_line(self.face)
        if stated is not None and lists.height() >= scale.px(HIGH) and not page.has_intent:
            lists.setTop(above.said(painter, QRect(inside.left(), top, inside.width(), 0), stated))
        page.paint(painter, lists, self.face, now)

    def _darkened(self, painter: QPainter, inside: QRect, scale: Scale, seams: Panels) -> None:
        """Dark on purpose: who comes in must not take it for a dead screen."""
        shown = self.face.board.shown
        told = self.tr("Made dark by {0} at {1}").format(one_line(shown.by), moment(shown.at))
        font, pad = scale.font(), scale.px(0.6)
        base = inside.bottom() - pad - metrics(font).descent()
        part = seams.split(inside, scale.px(NARROW))[0]
        text = metrics(font).elidedText(told, Qt.TextElideMode.ElideRight, part.width() - 2 * pad)
        write(painter, QPoint(part.left() + pad, base), font, "t3", text)

    def _framed(self, painter: QPainter, scale: Scale, seams: Panels) -> QRect:
        """What the frame of an exercise leaves. A frame once shown never goes while open."""
        room = self.face.room
        self._exercise = self._exercise or (room is not None and room.exercise)
        if not self._exercise:
            return self.rect().adjusted(REACH, REACH, -REACH, -REACH)
        side, edge = scale.px(SIDE) + REACH, scale.px(EDGE) + REACH
        whole = self.rect().adjusted(-REACH, -REACH, REACH, REACH)  # it reaches the edges wherever it drifts
        paint_exercise(painter, whole, side, edge, seams.beside)
        left = side + scale.px(0.2)  # or an incident's edge would stand among the stripes
        return whole.adjusted(left, edge, -side, -side)

    def _entitle(self) -> None:
        room, operation = self.face.room, self.face.operation
        exercise = [self.face.words.word("room.exercise")] if room and room.exercise else []
        parts = [*exercise, str(value(operation.fields, "title")) if operation else ""]
        title = one_line(" · ".join(part for part in (*parts, room.name if room else "", "Belfry") if part))
        if title != self.windowTitle():
            self.setWindowTitle(title)
            self.setAccessibleName(title)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_B:
            self.blank = not self.blank
            self.update()
        elif event.key() == Qt.Key.Key_G:
            dialogs.screen.ScreenForm(self.face, self.screen(), self, panels=True).show()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.update()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The seat goes on."""
        self.face.bridge.close()
        self.closed.emit()
        super().closeEvent(event)
