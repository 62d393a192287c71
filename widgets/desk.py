"""The desk: what goes on, the selected incident, who is here and in command, always in the same places."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QGraphicsColorizeEffect,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from widgets.acts import Acts
from widgets.ages import clock_time, now_ms
from widgets.face import MAIN_LOG, Face, value
from widgets.frame import framed
from widgets.look import PRIMARY, colour, look, set_role
from widgets.panes.agencies import AgenciesPane
from widgets.panes.command import CommandPane
from widgets.panes.header import Header
from widgets.panes.incident import IncidentPane
from widgets.panes.incidents import IncidentsPane
from widgets.panes.log import LogPane
from widgets.panes.needs import NeedsPane
from widgets.panes.status import StatusPane
from widgets.panes.timeline import Timeline
from widgets.room.commands import RoomCommands
from widgets.signin import Veil
from widgets.text import label, one_line

LEFT, MIDDLE, RIGHT = 430, 1020, 470  # design pixels
THREE_COLUMNS = 100  # em of primary text: below it, one side shows at a time
TIMELINE_FROM = 48  # em high
ONE_PIXEL = 1
GREYED = 1.0


class DeskWindow(QWidget):
    """One face of the seat, for the person who works here."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self.face = face
        set_role(self, "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.header, self.incidents, self.needs = Header(face), IncidentsPane(face), NeedsPane(face)
        self.incident, self.timeline, self.log = IncidentPane(face), Timeline(face), LogPane(face)
        self.agencies, self.command, self.status = AgenciesPane(face), CommandPane(face), StatusPane(face)
        self.banner, self.log_head = label("banner", wrap=True), label("head")
        self.side, self._right_shown = QPushButton(), False
        self.resize(look.px(1440), look.px(900))
        self._lay_out()
        self.veil = Veil(face, self)
        self.acts = Acts(self)
        RoomCommands(face, self.acts.registry, self, self.log.finder)
        self.veil.raise_()
        self._follow()
        face.settle()

    def _lay_out(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.header.setFixedHeight(look.px(58))
        self.status.setFixedHeight(look.px(32))
        self.banner.hide()
        self.panes = QSplitter(Qt.Orientation.Horizontal)
        self.panes.setHandleWidth(ONE_PIXEL)
        self.panes.setChildrenCollapsible(False)
        self.left, self.right = self._left(), self._right()
        for part, wide in ((self.left, LEFT), (self._middle(), MIDDLE), (self.right, RIGHT)):
            self.panes.addWidget(part)
            part.setMinimumWidth(look.px(wide) * 7 // 10)
        self.panes.setSizes([look.px(wide) for wide in (LEFT, MIDDLE, RIGHT)])
        self.panes.setStretchFactor(1, 1)
        for part in (self.header, self.banner):
            column.addWidget(part)
        column.addWidget(self.panes, 1)
        column.addWidget(self.status)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        whole.addWidget(framed(self.face, body))
        self.setMinimumSize(look.px(900), look.px(560))

    def _left(self) -> QWidget:
        return _stacked((self.incidents, 3), (self.needs, 2))

    def _middle(self) -> QWidget:
        head = QWidget()
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        set_role(head, "bar")
        row = QHBoxLayout(head)
        row.setContentsMargins(look.px(18), look.px(8), look.px(18), look.px(8))
        row.addWidget(self.log_head, 1)
        set_role(self.side, "quiet")
        self.side.clicked.connect(lambda _checked: self.other_side())
        row.addWidget(self.side)
        return _stacked((self.incident, 0), (self.timeline, 0), (head, 0), (self.log, 1))

    def _right(self) -> QWidget:
        return _stacked((self.agencies, 1), (self.command, 1))

    def other_side(self) -> None:
        """Where both sides do not fit beside the incident: show the other one."""
        self._right_shown = not self._right_shown
        self._entitle()

    def _fit(self) -> None:
        """Columns by the room there is for text, not by pixels."""
        em = look.px(PRIMARY)
        narrow = self.width() < THREE_COLUMNS * em
        self.side.setVisible(narrow)
        self.right.setVisible(not narrow or self._right_shown)
        self.left.setVisible(not narrow or not self._right_shown)
        self.timeline.setVisible(self.face.operation is not None and self.height() >= TIMELINE_FROM * em)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _follow(self) -> None:
        face = self.face
        face.bridge.gone.connect(self._gone)
        face.bridge.back.connect(self._back)
        face.bridge.changed.connect(self._changed)
        face.looked.connect(self._entitle)
        face.speech.changed.connect(self._entitle)
        self._entitle()

    def _changed(self, keys: set[tuple[str, str]]) -> None:
        if any(kind in {"room", "operation", "count", "incident", "order"} for kind, _ in keys):
            self._entitle()

    def _entitle(self) -> None:
        """The title says room, seat, and that it is an exercise, wherever the window is listed."""
        room, operation = self.face.room, self.face.operation
        exercise = [self.face.words.word("room.exercise")] if room and room.exercise else []
        parts = [*exercise, str(value(operation.fields, "title")) if operation else ""]
        parts += [room.label, room.name] if room else []
        self.setWindowTitle(one_line(" · ".join(part for part in (*parts, "Belfry") if part)))
        count = self.face.picture.count(MAIN_LOG)
        self.log_head.setText(self._which_log().format(count))
        orders = sum(order.open for order in self.face.of_operation("order"))
        incidents = self.face.operation.open_incidents if self.face.operation else 0
        side = (
            self.tr("F4  Incidents {0} · needs you")
            if self._right_shown
            else self.tr("F4  Agencies · orders {0}")
        )
        self.side.setText(side.format(incidents if self._right_shown else orders))
        self._fit()

    def _which_log(self) -> str:
        if self.face.incident is not None:
            return self.tr("LOG OF THE INCIDENT {0}")
        return self.tr("LOG OF THE OPERATION {0}") if self.face.operation else self.tr("LOG OF THE ROOM {0}")

    def _gone(self, reason: str) -> None:
        """The last picture, greyed with its time; the entry line keeps what is typed."""
        if reason.endswith("too_old"):
            told = self.tr("The seat runs another version of Belfry: close this window and open it again.")
        else:
            told = self.tr("The seat is gone. This is its last picture, of {0}. What you type here is kept.")
        self.banner.setText(told.format(clock_time(now_ms())))
        self.banner.show()
        for part in self._pictured():
            greyed = QGraphicsColorizeEffect(part)
            greyed.setColor(colour("bg0"))
            greyed.setStrength(GREYED)
            part.setGraphicsEffect(greyed)

    def _back(self) -> None:
        self.banner.hide()
        for part in self._pictured():
            part.setGraphicsEffect(None)  # type: ignore[arg-type] # Qt takes away the effect for None

    def _pictured(self) -> tuple[QWidget, ...]:
        panes = (self.incidents, self.needs, self.incident, self.agencies, self.command, self.status)
        return (self.header, *panes, self.timeline, self.log.view)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The seat goes on; the session stays there, locked."""
        self.face.bridge.close()
        super().closeEvent(event)


def _stacked(*parts: tuple[QWidget, int]) -> QWidget:
    holder = QWidget()
    holder.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    set_role(holder, "window")
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(ONE_PIXEL)
    for part, stretch in parts:
        column.addWidget(part, stretch)
    return holder
