"""The head of the desk: the operation, who is in command, what comes next, who sits here, the time."""

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from console.figures import clock_seconds, clock_time
from widgets.ages import age, now_ms, utc
from widgets.face import Face, value
from widgets.look import look, pad, set_role, space
from widgets.pane import Pane
from widgets.refusing import closed
from widgets.seat_name import seat_name
from widgets.text import label

SLACK = 26  # design pixels that stay free before the seat


class KeyValue(QWidget):
    """A small name above a value."""

    def __init__(self, right: bool = False) -> None:
        super().__init__()
        self.name, self.value = label("small"), label("value")
        column = self.column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(1)
        for part in (self.name, self.value):
            column.addWidget(part)
            if right:
                part.setAlignment(Qt.AlignmentFlag.AlignRight)
        column.addStretch(1)

    def show_value(self, text: str, role: str = "value") -> None:
        """An empty value takes its name away with it."""
        self.value.setText(text)
        set_role(self.value, role)
        self.setVisible(bool(text))


class Header(Pane):
    """One line across the desk."""

    follows = frozenset({"room", "operation", "command", "agenda"})

    def __init__(self, face: Face) -> None:
        super().__init__(face, "bar")
        self._next: tuple[int, str] | None = None  # step of the agenda: when, what
        self._threat = "", ""  # its level; with its area
        self.brand, self.room_name = QPushButton("Belfry"), label("room")
        set_role(self.brand, "brand")
        self.operation, self.phase, self.threat, self.command, self.briefing = (KeyValue() for _ in range(5))
        self.seat = KeyValue(right=True)
        self.clock, self.utc = label("clock"), label("small")
        self._lay_out()
        face.ages.second.connect(self._tell_time)
        self._tell_time(now_ms())
        self.follow()

    def _lay_out(self) -> None:
        row = self._row = QHBoxLayout(self)
        pad(row, 16, 4, 16, 4)
        space(row, 26)
        parts: list[QWidget] = [self.brand, self.room_name, self.operation, self.phase]
        for part in (*parts, self.threat, self.command, self.briefing):
            row.addWidget(part)
        row.setAlignment(self.room_name, Qt.AlignmentFlag.AlignVCenter)
        self.room_name.setSizePolicy(self.brand.sizePolicy())
        row.addStretch(1)
        row.addWidget(self.seat)
        time = self._time = QHBoxLayout()
        space(time, 8)
        time.addWidget(self.clock)
        time.addWidget(self.utc, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(time)

    def reword(self) -> None:
        for pair, name in (
            (self.phase, self.tr("Phase")),
            (self.threat, self.tr("Threat")),
            (self.command, self.tr("Single command")),
            (self.briefing, self.tr("Next on the agenda")),
        ):
            pair.name.setText(name)

    def refresh(self) -> None:
        face, words = self.face, self.face.words
        room, operation = face.room, face.operation
        self.room_name.setText(room.name if room else "")
        self.room_name.setVisible(room is not None)
        fields = operation.fields if operation else {}
        none = "…" if self.face.catching_up else self.tr("none open")
        state = f" · {words.word('state.operation.closed')}" if closed(self.face) else ""
        self.operation.name.setText(self.tr("Operation") + state)
        self.operation.show_value(str(value(fields, "title")) or none)
        phase = value(fields, "phase", {}).get("phase", "")
        word = words.word(f"phase_brief.{phase}") if phase else ""
        self.phase.show_value(word[:1].upper() + word[1:])
        threat = operation.threats[0].shown.value if operation and operation.threats else None
        self._threat = (str(threat["level"]), f"{threat['level']} · {threat['area']}") if threat else ("", "")
        self._show_command()
        self._show_seat()
        self.age()

    def _show_command(self) -> None:
        command = self.face.command
        if self.face.operation is None:
            self.command.show_value("")
        elif command.state == "contested":
            self.command.show_value(self.tr("CONTESTED"), "alarm")
        elif not command.name and self.face.unsure_of_command:
            self.command.show_value("…")
        elif not command.name:
            self.command.show_value(self.tr("NOBODY IN COMMAND"), "value" if closed(self.face) else "alarm")
        else:
            self.command.show_value(command.name, "holder")

    def _show_seat(self) -> None:
        room, me = self.face.room, self.face.bridge.session
        if room is None:
            self.seat.show_value("")
            return
        self.seat.show_value(me.name if me else self.tr("nobody signed in"))

    def age(self) -> None:
        now = now_ms()
        steps = self.face.planned()
        coming = ((value(s.fields, "time", 0), str(value(s.fields, "title"))) for s in steps)
        self._next = next((step for step in coming if step[0] > now), None)
        self.fit()

    def fit(self) -> None:
        """Drop what is least missed until the rest stands in full; nothing here is ever elided."""
        room = self.face.room
        full = (self._brief_title, self._whole_threat, self._whole_seat, self.utc.show, self.operation.show)
        for restore in full:
            restore()
        self.room_name.setVisible(room is not None)
        self.phase.setVisible(bool(self.phase.value.text()))
        drop = (
            self._brief,
            self.utc.hide,
            self.room_name.hide,
            self._brief_seat,
            self._brief_threat,
            self.briefing.hide,
            self.phase.hide,
            self.seat.hide,
            self.threat.hide,
            self.operation.hide,
        )
        for less in drop:
            if self._wanted() + look.px(SLACK) <= self.width():
                return
            less()

    def _wanted(self) -> int:
        for pair in self.findChildren(KeyValue):
            pair.column.invalidate()
            pair.updateGeometry()
        for layout in (self._time, self._row):
            layout.invalidate()  # it would count what was hidden just now
        return self._row.sizeHint().width()

    def _whole_threat(self) -> None:
        self.threat.show_value(self._threat[1])

    def _brief_threat(self) -> None:
        self.threat.show_value(self._threat[0])

    def _whole_seat(self) -> None:
        room = self.face.room
        self.seat.name.setText(seat_name(room) if room else "")
        self.seat.setVisible(room is not None)

    def _brief_seat(self) -> None:
        room = self.face.room
        self.seat.name.setText(self.tr("Seat {0:02d}").format(room.number) if room else "")

    def _brief_title(self) -> None:
        self._brief(titled=True)

    def _brief(self, titled: bool = False) -> None:
        if self._next is None:
            self.briefing.show_value("")
            return
        at, title = self._next
        now = now_ms()
        told = self.tr("{0} in {1}").format(clock_time(at), age(2 * now - at, now))
        self.briefing.show_value(f"{told} · {title}" if titled else told)

    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(400), look.px(58))

    def showEvent(self, event: QShowEvent) -> None:
        """Only what is shown is dressed, and so has its true width."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self.fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def _tell_time(self, now: int) -> None:
        self.clock.setText(clock_seconds(now))
        self.utc.setText(f"UTC {utc(now)}")
