"""The desk: what goes on, the selected incident, who is here and in command, always in the same places."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from console.figures import grouped
from widgets.ages import moment, now_ms
from widgets.arrangement import HAIR, Arrangement
from widgets.covering import Cover
from widgets.face import MAIN_LOG, Face, value
from widgets.frame import framed
from widgets.greyed import Greyed
from widgets.heads import Head, head_bar
from widgets.look import PRIMARY, high, look, set_role
from widgets.painted import once_painted
from widgets.panes.agencies import AgenciesPane
from widgets.panes.command import CommandPane
from widgets.panes.header import Header
from widgets.panes.holder import bar
from widgets.panes.incident import IncidentPane
from widgets.panes.incidents import IncidentsPane
from widgets.panes.log import LogPane
from widgets.panes.needs import NeedsPane
from widgets.panes.notices import Notices
from widgets.panes.status import StatusPane
from widgets.panes.timeline import Timeline
from widgets.screens import Screens
from widgets.signin import Veil
from widgets.steady import Still
from widgets.text import one_line
from widgets.unhurried import Unhurried

if TYPE_CHECKING:
    from widgets.acts import Acts

USUAL, LEAST = (1440, 900), (600, 400)  # design pixels
LOG_AT_MOST = 1060  # ninety characters of the log, its columns beside them
TIMELINE_FROM = {3: 48, 2: 48, 1: 60}  # by columns, em high
FACTS_FROM = {3: 32, 2: 32, 1: 38}
COUNTED = {"count", "incident", "order", "needs", "agency", "seat"}


class DeskWindow(QWidget):
    """One face of the seat, for the person who works here."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self.face = face
        set_role(self, "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        # Panes follow in this order: what is told first.
        self.log, self.log_head = LogPane(face), Head()
        self.header, self.incidents, self.needs = Header(face), IncidentsPane(face), NeedsPane(face)
        self.incident, self.agencies, self.command = IncidentPane(face), AgenciesPane(face), CommandPane(face)
        self.status, self.notices, self.timeline = StatusPane(face), Notices(face, self._run), Timeline(face)
        self.side, self.other_log = QPushButton(), QPushButton()
        self._last, self._counted = 0, False
        self.resize(*map(look.px, USUAL))
        self._lay_out()
        self.veil = Veil(face, self)
        self.cover = Cover(face, self._body, self.veil, self.incident)
        self._still, self._screens = Still(self), Screens(self)
        self._counting = Unhurried(self._entitle, self)
        self.veil.raise_()
        self._follow()
        face.settle()
        once_painted(self, lambda: self.acts)

    @cached_property
    def acts(self) -> "Acts":
        """What may be done here, and its keys: loaded once there is something to see."""
        from widgets.acts import Acts  # noqa: PLC0415 - with every form

        return Acts(self)

    def _lay_out(self) -> None:
        self._body = body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        high(self.header, 58)
        high(self.status, 32)
        left, right = (self.incidents, self.needs), (self.agencies, self.command)
        self.panes = Arrangement(left, self._middle(), right, LOG_AT_MOST)
        self._turning = bar()
        column.addWidget(self.header)
        column.addWidget(self._turning)
        column.addWidget(self.panes, 1)
        column.addWidget(self.notices)
        column.addWidget(self.status)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        whole.addWidget(framed(self.face, body))
        self.setMinimumSize(*LEAST)

    def _middle(self) -> QWidget:
        head, row = head_bar(edge=18)
        self._log_bar = row
        row.addWidget(self.log_head)
        row.addWidget(self.log.chip)
        row.addStretch(1)
        row.addWidget(self.other_log)
        for button in (self.other_log, self.side):
            set_role(button, "quiet")
        return _stacked((self.incident, 0), (self.timeline, 0), (head, 0), (self.log, 1))

    def other_side(self) -> None:
        """Where not everything fits beside the rest: show what is not shown."""
        self.panes.turn()

    def _fit(self) -> None:
        """The key to what does not fit stands in the head of the log, or above a single column."""
        columns = self.panes.columns
        place = self._turning.layout() if columns == 1 else self._log_bar
        if place is not None:
            place.addWidget(self.side)
        self._turning.setVisible(columns == 1)
        self.side.setVisible(columns < 3)
        tall = self.height() >= TIMELINE_FROM[columns] * look.px(PRIMARY)
        self.timeline.setVisible(self.face.operation is not None and tall)
        self.incident.be_roomy(self.height() >= FACTS_FROM[columns] * look.px(PRIMARY))

    def _follow(self) -> None:
        face = self.face
        face.bridge.gone.connect(self._gone)
        face.bridge.back.connect(self._back)
        face.bridge.changed.connect(self._changed)
        face.looked.connect(self._entitle)
        face.speech.changed.connect(self._entitle)
        face.bridge.session_changed.connect(self._arrange)
        self.veil.lifted.connect(lambda: self.log.entry.setFocus(Qt.FocusReason.OtherFocusReason))
        look.changed.connect(self.panes.keep)
        self.timeline.entered.connect(self.log.show_at)
        self.incident.choosing.connect(lambda: self.incidents.step(1))
        self.panes.fitted.connect(self._entitle)
        self._arrange()
        self._entitle()

    def _arrange(self) -> None:
        """Everything where the person who signs in here had it."""
        before = self.panes.person
        self.panes.of_person(self.face.person)
        if self.panes.person != before:
            self.log.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _changed(self, keys: set[tuple[str, str]]) -> None:
        kinds = {kind for kind, _ in keys}
        if kinds & {"room", "operation"} or self.face.log_here != self._counted:
            self._entitle()
        elif kinds & COUNTED:
            self._counting.ask()

    def _entitle(self) -> None:
        """The title says room, seat, and that it is an exercise, wherever the window is listed."""
        room, operation = self.face.room, self.face.operation
        exercise = [self.face.words.word("room.exercise")] if room and room.exercise else []
        parts = [*exercise, str(value(operation.fields, "title")) if operation else ""]
        parts += [room.label, room.name] if room else []
        self.setWindowTitle(one_line(" · ".join(part for part in (*parts, "Belfry") if part)))
        self._counted = self.face.log_here
        count = grouped(self.face.picture.count(MAIN_LOG)) if self._counted else ""
        last = self.tr("as of {0}").format(moment(self._last)) if self._last else ""
        log = self._which_log().format(count).rstrip()
        self.log_head.setText(" · ".join(part for part in (log, last) if part))
        self.other_log.setText(
            self.tr("Log of the operation") if self.face.room_log else self.tr("Log of the room")
        )
        self.other_log.setVisible(self.face.operation is not None)
        self.side.setText(f"F4  {self._not_shown()}")
        self._fit()

    def _not_shown(self) -> str:
        """What the key brings up, with its counts."""
        left, agencies, command = self.panes.sides_shown
        told = []
        if not left:
            told.append(self.tr("Incidents {0}").format(self.incidents.open_count))
        if not self.panes.owed_shown:
            told.append(self.tr("Needs you {0}").format(self.needs.count))
        if not agencies:
            told.append(self.tr("Agencies {0}").format(self.agencies.counted.text()))
        if not command:
            told.append(self.tr("Orders {0}").format(sum(o.open for o in self.face.of_operation("order"))))
        if self.panes.columns == 1 and any((left, agencies, command)):
            told.append(self.tr("Log {0}").format(self.face.picture.count(MAIN_LOG)))
        return " · ".join(told)

    def _which_log(self) -> str:
        if self.face.incident is not None:
            return self.tr("LOG OF THE INCIDENT {0}")
        operation = self.face.operation is not None and not self.face.room_log
        return self.tr("LOG OF THE OPERATION {0}") if operation else self.tr("LOG OF THE ROOM {0}")

    def _run(self, command: str) -> None:
        self.acts.registry.run(command)

    def _gone(self) -> None:
        """The last picture, greyed, with its time; the entry line keeps what is typed."""
        self._last = now_ms()
        for part in self._pictured():
            part.setGraphicsEffect(Greyed(part))
        self._entitle()

    def _back(self) -> None:
        self._last = 0
        for part in self._pictured():
            part.setGraphicsEffect(None)  # type: ignore[arg-type] # Qt takes away the effect for None
        self._entitle()

    def _pictured(self) -> tuple[QWidget, ...]:
        panes = (self.incidents, self.needs, self.incident, self.agencies, self.command, self.status)
        return (self.header, *panes, self.timeline, self.log.view)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The seat goes on; the session stays there, locked."""
        self.hide()  # the entry line puts its draft away
        self.cover.put_away()
        self.face.bridge.close()
        self.timeline.close()
        super().closeEvent(event)


def _stacked(*parts: tuple[QWidget, int]) -> QWidget:
    holder = QWidget()
    holder.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    set_role(holder, "window")
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(HAIR)
    for part, stretch in parts:
        column.addWidget(part, stretch)
    return holder
