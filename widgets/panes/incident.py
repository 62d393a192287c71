"""The selected incident: its title, severity and disciplines, its facts, and the timeline below."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from console import catalogue
from console.domain.incidents import DISCIPLINES, IncidentView, SetIncident
from console.link.client import RefusedAnswer
from widgets.ages import moment
from widgets.drafts import Draft
from widgets.face import Face, value
from widgets.look import look, pad, set_role, space
from widgets.pane import Pane
from widgets.panes.fact import Half
from widgets.panes.facts import Facts
from widgets.panes.incident_facts import as_told, facts_of
from widgets.text import label, one_line, tip

SIDE = 18  # design pixels
NATIVE = QKeySequence.SequenceFormat.NativeText
SEVERITY_ROLE = {"critical": "chip-critical", "serious": "chip-warning", "notice": "chip-notice"}


class IncidentPane(Pane):
    """`settling` with the conflicts' field, `counting` when somebody wants to count.

    `choosing` when somebody wants to be shown the first incident.
    """

    follows = frozenset({"operation", "incident", "conflict"})
    settling = Signal(str)
    counting = Signal(str)
    choosing = Signal()

    def __init__(self, face: Face) -> None:
        super().__init__(face)
        self.title, self.refusal = label("title", wrap=True), label("refused", wrap=True)
        self.sub, self.ended, self.severity = label("second"), label("second", wrap=True), label("chip-minor")
        self.disciplines = {name: QPushButton(name) for name in DISCIPLINES}
        self.none, self.choose = label("second", wrap=True), QPushButton()
        self.end, self.unfold, self._roomy = QPushButton(), QPushButton(), True
        self.facts = Facts(lambda: face.words.lang)
        self._shown, self._told = "", tuple[str, ...]()
        self._halves: dict[str, list[Half]] = {}  # incident → what was typed when another was looked at
        self._setting: set[tuple[str, str]] = set()  # incident and field that an answer is due for
        self._lay_out()
        self.facts.edited.connect(self._edited)
        self.facts.pressed.connect(self._pressed)
        self.choose.clicked.connect(lambda _checked: self.choosing.emit())
        look.changed.connect(self._fit)
        self.follow()

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        pad(whole, SIDE, 10, SIDE, 12)
        space(whole, 2)
        whole.addWidget(self.title)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        space(row, 14)
        row.addWidget(self.sub)
        row.addWidget(self.severity)
        together = QHBoxLayout()
        space(together, 3)
        for name, button in self.disciplines.items():
            button.setCheckable(True)
            set_role(button, "disc")
            button.clicked.connect(lambda on, name=name: self._engage(name, on))
            together.addWidget(button)
        row.addLayout(together)
        row.addStretch(1)
        self.unfold.setCheckable(True)
        self.unfold.toggled.connect(lambda _on: self.refresh())
        for button in (self.unfold, self.end):
            set_role(button, "quiet")
            row.addWidget(button)
        whole.addWidget(line)
        whole.addWidget(self.ended)
        self._line = line
        self._none = QWidget()
        row = QHBoxLayout(self._none)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.none, 1)
        set_role(self.choose, "quiet")
        row.addWidget(self.choose)
        whole.addWidget(self._none)
        self.refusal.hide()
        whole.addWidget(self.refusal)
        whole.addSpacing(look.px(8))
        whole.addWidget(self.facts)

    def refresh(self) -> None:
        incident = self.face.incident
        for part in (self._line, self.ended):
            part.setVisible(incident is not None)
        self.facts.setVisible(incident is not None and (self._roomy or self.unfold.isChecked()))
        self.unfold.setVisible(not self._roomy)
        if incident is None:
            self._show_none()
            return
        if incident.id != self._shown:
            self._turn_to(incident.id)
        self._none.hide()
        self._show(incident, self.face.may("incidents"))
        self.facts.go_on(self._halves.pop(incident.id, []))

    def unrecorded(self) -> list[Draft]:
        """What is typed in facts that is nowhere else, here and where one was looking before."""
        found = []
        for id_, halves in {**self._halves, self._shown: self.facts.halves()}.items():
            incident: IncidentView | None = self.face.picture.get("incident", id_)
            if incident is not None and halves:
                told = " · ".join(self.face.words.pair(half.name, half.text.strip()) for half in halves)
                found.append(Draft(f"{incident.number} {told}", incident.operation, id_))
        return found

    def give_up(self) -> None:
        """Another person works here."""
        self._halves.clear()
        self.facts.close_editors()

    def _turn_to(self, incident: str) -> None:
        """Another incident is looked at, or none."""
        if halves := self.facts.halves():
            self._halves[self._shown] = halves
        self._shown = incident
        self.facts.close_editors()
        self.refusal.hide()

    def be_roomy(self, roomy: bool) -> None:
        """Whether there is room for the facts beside the log; without, they are one press away."""
        if roomy != self._roomy:
            self._roomy = roomy
            self.refresh()

    def reword(self) -> None:
        self.unfold.setText(self.tr("Facts"))

    def _show_none(self) -> None:
        operation = self.face.operation
        opened = any(v.operation == self.face.operation_id for v in self.face.picture.all("incident"))
        self._none.setVisible(opened or self.face.room_log)
        self.choose.setVisible(opened)
        whole = self.tr("No incident is chosen: this is the log of the whole operation.")
        room = self.tr("This is the room's own log: what belongs to no operation.")
        self.none.setText(room if self.face.room_log else whole)
        first = self.tr("First incident")
        self.choose.setText(f"{first}  {QKeySequence('Alt+Down').toString(NATIVE)}")
        if self._shown:
            self._turn_to("")
        set_role(self.title, "title")
        none = self.face.none_yet(self.tr("No operation"), "operation")
        self.title.setText(one_line(str(value(operation.fields, "title"))) if operation else none)

    def _show(self, incident: IncidentView, may: bool) -> None:
        words, fields = self.face.words, incident.fields
        self.title.setText(one_line(str(value(fields, "title"))))
        self._told = self._tellings(incident)
        severity = value(fields, "severity", "minor")
        self.severity.setText(words.word(f"severity.{severity}"))
        set_role(self.severity, SEVERITY_ROLE.get(severity, "chip-minor"))
        for name, button in self.disciplines.items():
            button.setChecked(bool(value(fields, name, False)))
            tip(button, words.word(f"discipline.{name}"))
            button.setEnabled(may)
        self._show_end(incident)
        self._fit()
        self.end.setEnabled(may)
        self.facts.show_facts(facts_of(self.face, incident), editable=may)

    def _fit(self) -> None:
        """Where there is no room for who opened it and when, the log tells."""
        for told in self._told:
            self.sub.setText(told)
            if self._line.sizeHint().width() <= self.width() - 2 * look.px(SIDE):
                break

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _tellings(self, incident: IncidentView) -> tuple[str, ...]:
        """What it is, in full and where there is little room."""
        words = self.face.words
        town = catalogue.municipalities().get(str(value(incident.fields, "municipality")))
        number = f"{incident.number} {incident.letters}" if incident.twin else incident.number
        opened = self.tr("opened {0} by {1}").format(
            moment(incident.opened), words.agency(incident.opened_agency)
        )
        placed = f"{number}   {town.name(words.lang)}" if town else number
        return f"{placed}   {opened}", placed, number

    def _show_end(self, incident: IncidentView) -> None:
        state = value(incident.fields, "state", "open")
        word = self.face.words.word(f"state.incident.{state}")
        self.ended.setText(self.face.words.pair(word, incident.reason) if incident.reason else word)
        self.ended.setVisible(state != "open")
        self.end.setText(self.tr("Close…") if state == "open" else self.tr("Reopen…"))

    def _pressed(self, field: str) -> None:
        if field in {"casualties", "units"}:
            self.counting.emit(field)
        elif self.face.incident is not None:
            self.settling.emit(field)

    def _engage(self, name: str, on: bool) -> None:
        heads = self._heads(name)
        self._edited(name, on, heads)

    def _heads(self, field: str) -> tuple[str, ...]:
        shown = self.face.incident.fields.get(field) if self.face.incident else None
        return shown.heads if shown else ()

    def _edited(self, field: str, given: Any, seen: tuple[str, ...]) -> None:
        told = as_told(field, given)
        if told is None:
            self._refuse(self.tr("That is no whole number of metres."))
            return
        where = (self._shown, field)
        if where not in self._setting:  # Enter struck twice sets it once
            self._setting.add(where)
            self.face.bridge.start(self._set(*where, told, tuple(seen), given))

    async def _set(self, incident: str, field: str, told: Any, seen: tuple[str, ...], given: Any) -> None:
        reply = await self.face.bridge.tell(
            SetIncident(incident=incident, field=field, value=told, seen=seen)
        )
        self._setting.discard((incident, field))
        if isinstance(reply, RefusedAnswer):
            self._refuse(self.face.words.refusal(reply.code, reply.params))
            self.refresh()
        elif incident == self._shown:
            self.refusal.hide()
            self.facts.recorded(field, given)

    def _refuse(self, why: str) -> None:
        self.refusal.setText(why)
        self.refusal.show()

    def edit_first(self) -> None:
        """F2: correct what is selected; here, the first fact."""
        cell = next((c for c in self.facts.cells.values() if c.hasFocus()), None)
        cell = cell or next(iter(self.facts.cells.values()), None)
        if cell is not None:
            cell.setFocus(Qt.FocusReason.ShortcutFocusReason)
            cell.edit()
