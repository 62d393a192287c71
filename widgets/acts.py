"""What the person at the desk can do: each command with its keys, and the form that it opens."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QT_TR_NOOP, QCoreApplication, QObject, Qt
from PySide6.QtWidgets import QWidget

from console.domain.agenda import StepView
from console.domain.conflicts import ConflictView
from console.domain.incidents import IncidentView
from console.domain.log import LineView
from widgets.actions import Actions, Command, Run
from widgets.dialogs.asking import NewRequest
from widgets.dialogs.compose import ComposeOrder
from widgets.dialogs.counting import CountCasualtiesForm, CountUnitsForm
from widgets.dialogs.handover import CommandersIntent, Handover
from widgets.dialogs.incident import EndIncident, NewIncident
from widgets.dialogs.line import LineForm
from widgets.dialogs.operation import Decide, EndOperation, NewOperation, PlanNext
from widgets.dialogs.settle import Settle
from widgets.dialogs.step import StepForm
from widgets.face import Face
from widgets.look import look
from widgets.palette import Palette
from widgets.panes.log_rows import LogRow

if TYPE_CHECKING:
    from widgets.desk import DeskWindow

FocusReason = Qt.FocusReason
NAMES = (("fr", "Français"), ("nl", "Nederlands"), ("en", "English"))
May = Callable[[], bool]


class Opening(Protocol):
    """A form that needs no more than the face."""

    def __call__(self, face: Face, *, parent: QWidget | None = None) -> QWidget: ...


class Acts(QObject):
    """Fills the registry of the desk and answers its panes."""

    def __init__(self, desk: "DeskWindow") -> None:
        super().__init__(desk)
        self._desk, self._face = desk, desk.face
        self.registry = Actions(desk)
        self._register()
        self._answer_panes()
        self._face.speech.changed.connect(self.registry.reword)
        self.registry.reword()

    def _register(self) -> None:
        self._acts()
        self._moves()
        self._sizes_and_language()

    def _acts(self) -> None:
        may, here, add = self._face.may, self._operation, self._add
        add(
            "incident.new", QT_TR_NOOP("New incident"), self._new_incident, "Ctrl+N", lambda: may("incidents")
        )
        add("order.new", QT_TR_NOOP("New order"), self._open(ComposeOrder), "Ctrl+O", lambda: may("draft"))
        add(
            "request.new",
            QT_TR_NOOP("New request"),
            self._open(NewRequest),
            "Ctrl+R",
            lambda: may("requests"),
        )
        add("command", QT_TR_NOOP("Single command"), self._open(Handover), "Ctrl+H", lambda: here("hold"))
        add(
            "command.intent",
            QT_TR_NOOP("Commander's intent and aides"),
            self._intent,
            "Ctrl+I",
            self._commands,
        )
        add("agenda.new", QT_TR_NOOP("Plan a step"), self._open(PlanNext), "Ctrl+G", lambda: here("agenda"))
        add("decide", QT_TR_NOOP("Record phase or threat level"), self._decide, "Ctrl+T", self._commands)
        opening = self._open(NewOperation)
        add("operation.new", QT_TR_NOOP("New operation"), opening, "Ctrl+E", lambda: may("operations"))
        ending = self._end_operation
        add("operation.end", QT_TR_NOOP("End operation"), ending, "Ctrl+Shift+E", lambda: here("operations"))
        ending = self._end_incident
        add("incident.end", QT_TR_NOOP("End incident"), ending, "Ctrl+Shift+N", lambda: may("incidents"))

    def _moves(self) -> None:
        desk, mine, add = self._desk, self._signed_in, self._add
        add("anything", QT_TR_NOOP("Anything"), self._anything, "Ctrl+K")
        add("correct", QT_TR_NOOP("Correct"), self._correct, "F2")
        add(
            "side",
            QT_TR_NOOP("Agencies and command, or incidents"),
            desk.other_side,
            "F4",
            desk.side.isVisible,
        )
        add("pane.next", QT_TR_NOOP("Next pane"), lambda: self._next_pane(1), "F6")
        add("pane.before", QT_TR_NOOP("Pane before"), lambda: self._next_pane(-1), "Shift+F6")
        add("incident.above", QT_TR_NOOP("Incident above"), lambda: desk.incidents.step(-1), "Alt+Up")
        add("incident.below", QT_TR_NOOP("Incident below"), lambda: desk.incidents.step(1), "Alt+Down")
        add("incident.none", QT_TR_NOOP("Log of the operation"), self._look_at_operation, "Alt+Home")
        add("entry", QT_TR_NOOP("Entry line"), self._to_entry, "Ctrl+J", mine)
        add("lock", QT_TR_NOOP("Lock"), self._lock, "Ctrl+L", mine)
        add("sign_in", QT_TR_NOOP("Sign in"), desk.veil.ask, "F8", lambda: not mine())
        add("sign_out", QT_TR_NOOP("Sign out"), self._sign_out, "Ctrl+Shift+Q", mine)

    def _sizes_and_language(self) -> None:
        add = self._add
        add("larger", QT_TR_NOOP("Larger text"), lambda: look.grow(1), "Ctrl++")
        add("smaller", QT_TR_NOOP("Smaller text"), lambda: look.grow(-1), "Ctrl+-")
        add("usual", QT_TR_NOOP("Usual text size"), lambda: look.grow(0), "Ctrl+0")
        for lang, name in NAMES:
            add(f"speak.{lang}", name, partial(self._face.speech.speak, lang))

    def _add(self, name: str, text: object, run: Run, keys: str = "", may: May = lambda: True) -> None:
        words = partial(QCoreApplication.translate, "", str(text))
        self.registry.add(Command(name, words, run, (keys,) if keys else (), may))

    def _answer_panes(self) -> None:
        desk = self._desk
        desk.incidents.stepped.connect(self._step)
        desk.incidents.opened.connect(self._to_entry)
        desk.incidents.beginning.connect(self.registry.run)
        desk.incident.settling.connect(self._settle)
        desk.incident.counting.connect(self._count)
        desk.incident.ending.connect(self._end_incident)
        desk.log.wanted.connect(self._line)
        desk.log.correcting.connect(self._correct_mine)

    def _signed_in(self) -> bool:
        return self._face.me is not None

    def _operation(self, power: str) -> bool:
        """Whether there is an operation, and the person has the power."""
        return self._face.operation is not None and self._face.may(power)

    def _open(self, form: Opening) -> Callable[[], None]:
        return lambda: form(self._face, parent=self._desk).show()

    def _intent(self) -> None:
        CommandersIntent(self._face, self._desk).show()

    def _commands(self) -> bool:
        return self._face.operation is not None and self._face.in_command()

    def _anything(self) -> None:
        Palette(self._face, self.registry, self._desk).rise()

    def _lock(self) -> None:
        self._face.bridge.start(_awaited(self._face.bridge.lock()))

    def _sign_out(self) -> None:
        self._face.bridge.start(_awaited(self._face.bridge.sign_out()))

    def _new_incident(self) -> None:
        form = NewIncident(self._face, parent=self._desk)
        form.told = lambda answer: self._face.look_at(incident=answer.about)
        form.show()

    def _decide(self) -> None:
        if self._face.operation is not None:
            Decide(self._face, self._face.operation, self._desk).show()

    def _end_operation(self) -> None:
        if self._face.operation is not None:
            EndOperation(self._face, self._face.operation, self._desk).show()

    def _end_incident(self) -> None:
        if self._face.incident is not None:
            EndIncident(self._face, self._face.incident, self._desk).show()

    def _step(self, step: StepView) -> None:
        if self._face.may("agenda"):
            StepForm(self._face, step, self._desk).show()

    def _count(self, field: str) -> None:
        incident = self._face.incident
        if incident is not None and self._face.me is not None:
            _counting(field)(self._face, incident, self._desk).show()

    def _settle(self, field: str) -> None:
        found: ConflictView | None = self._face.picture.get("conflict", f"{self._face.incident_id}:{field}")
        if found is not None and self._face.me is not None:
            Settle(self._face, found, self._desk).show()

    def _line(self, line: LineView) -> None:
        LineForm(self._face, line, self._desk).show()

    def _correct(self) -> None:
        row = self._desk.log.view.current()
        if self._desk.log.view.hasFocus() and isinstance(row, LogRow):
            self._line(row.line)
        elif self._face.incident is not None:
            self._desk.incident.edit_first()

    def _correct_mine(self) -> None:
        me = self._face.me
        rows = [row for row in self._desk.log.model.rows if row.line.kind == "log.written"]
        mine = next((row for row in rows if me is not None and row.line.by == me.name), None)
        if mine is not None:
            self._line(mine.line)

    def _look_at_operation(self) -> None:
        self._face.look_at(self._face.operation_id, "")

    def _to_entry(self) -> None:
        self._desk.log.entry.setFocus(FocusReason.ShortcutFocusReason)

    def _next_pane(self, by: int) -> None:
        desk = self._desk
        panes: list[QWidget] = [
            desk.incidents,
            desk.needs,
            desk.incident,
            desk.timeline,
            desk.log,
            desk.agencies,
        ]
        panes.append(desk.command)
        holding = next((n for n, pane in enumerate(panes) if pane.isAncestorOf(desk.focusWidget())), -1)
        for n in range(1, len(panes) + 1):
            target = _first_focus(panes[(holding + by * n) % len(panes)])
            if target is not None:
                target.setFocus(FocusReason.TabFocusReason)
                return


def _first_focus(pane: QWidget) -> QWidget | None:
    """What in a pane takes keys first: its list, before its buttons."""
    taking = [w for w in (pane, *pane.findChildren(QWidget)) if w.isVisible() and w.isEnabled()]
    taking = [w for w in taking if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    return min(taking, key=lambda w: not w.inherits("QTableView"), default=None)


async def _awaited(answer: Awaitable[Any]) -> None:
    """What the seat does about it shows in the session."""
    await answer


def _counting(field: str) -> Callable[[Face, IncidentView, QWidget], QWidget]:
    return CountCasualtiesForm if field == "casualties" else CountUnitsForm
