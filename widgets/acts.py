"""What the person at the desk can do: each command with its keys, and the form that it opens."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QT_TR_NOOP, QObject
from PySide6.QtWidgets import QWidget

from console.domain.agenda import StepView
from console.domain.conflicts import ConflictView
from console.domain.incidents import IncidentView
from widgets.actions import Actions, Chapter
from widgets.dialogs.board import ChooseBoard
from widgets.dialogs.counting import CountCasualtiesForm, CountUnitsForm
from widgets.dialogs.ending import EndIncident
from widgets.dialogs.handover import CommandersIntent, Handover
from widgets.dialogs.operation import Decide, EndOperation, NewOperation, PlanNext
from widgets.dialogs.screen import ScreenForm
from widgets.dialogs.settle import Settle
from widgets.dialogs.step import StepForm
from widgets.face import Face
from widgets.line_acts import LineActs
from widgets.menu import Menu, Sheet
from widgets.moves import Moves
from widgets.palette import Palette
from widgets.refusing import closed, why_not_command
from widgets.room.commands import RoomCommands
from widgets.text import tip

if TYPE_CHECKING:
    from widgets.desk import DeskWindow


class Opening(Protocol):
    """A form that needs no more than the face."""

    def __call__(self, face: Face, *, parent: QWidget | None = None) -> QWidget: ...


class Acts(QObject):
    """Fills the registry of the desk and answers its panes."""

    def __init__(self, desk: "DeskWindow") -> None:
        super().__init__(desk)
        self._desk, self._face = desk, desk.face
        self.registry = Actions(desk)
        self.registry.held = desk.cover.held
        self.lines = LineActs(desk, self.registry)
        self._operations()
        self._command()
        self.moves = Moves(desk, self.registry)
        self._room()
        RoomCommands(self._face, self.registry, desk, desk.log.finder)
        self._answer_panes()
        self._face.speech.changed.connect(self.registry.reword)

    def _operations(self) -> None:
        add, may, here = Chapter(self.registry, "act"), self._face.may, self._operation
        operation, looked_at, goes_on = self._open(NewOperation), self._looked_at, self._goes_on
        add("operation.new", QT_TR_NOOP("Operation"), operation, "Ctrl+E", may=lambda: may("operations"))
        ending = QT_TR_NOOP("Close, reopen or turn the operation")
        add("operation.end", ending, self._end_operation, "Ctrl+Shift+E", may=lambda: here("operations"))
        ending = QT_TR_NOOP("Close, merge or link the incident")
        add("incident.end", ending, self._end_incident, "Ctrl+Shift+N", may=looked_at)
        step, needed = QT_TR_NOOP("Plan a step"), self._desk.needs.act_first
        add("agenda.new", step, self._open(PlanNext), "Ctrl+G", may=lambda: goes_on() and may("agenda"))
        walls = QT_TR_NOOP("What the walls show")
        add("board", walls, self._open(ChooseBoard), "Ctrl+B", may=lambda: may("board"))
        add("need", QT_TR_NOOP("What waits for you: the first"), needed, "F7", may=self._desk.needs.waits)

    def _command(self) -> None:
        add = Chapter(self.registry, "command")
        handover = self._open(Handover)
        add("command", QT_TR_NOOP("Single command"), handover, "Ctrl+H", may=self._may_hand_over)
        ending, orders = QT_TR_NOOP("Cancel or replace the order"), self._desk.command
        add("order.end", ending, orders.end, "Ctrl+Shift+O", may=orders.may_end)
        intent = QT_TR_NOOP("Commander's intent and aides")
        add("command.intent", intent, self._intent, "Ctrl+I", may=self._commands)
        decide = QT_TR_NOOP("Record phase or threat level")
        add("decide", decide, self._decide, "Ctrl+T", may=self._commands)

    def _room(self) -> None:
        add, mine, desk = Chapter(self.registry, "room"), self._signed_in, self._desk
        add("anything", QT_TR_NOOP("Anything"), self._anything, "Ctrl+K", listed=False)
        add("menu", QT_TR_NOOP("Menu"), self._menu, "F10")
        add("keys", QT_TR_NOOP("Keys"), self._sheet, "F1")
        screen = QT_TR_NOOP("How this screen is read")
        add("screen", screen, self._screen)
        add("lock", QT_TR_NOOP("Lock"), self._lock, "Ctrl+L", may=mine)
        add("sign_in", QT_TR_NOOP("Sign in"), desk.veil.ask, "F8", may=lambda: not mine())
        add("sign_out", QT_TR_NOOP("Sign out"), self._sign_out, "Ctrl+Shift+Q", may=mine)

    def _answer_panes(self) -> None:
        desk = self._desk
        for button, command in (
            (desk.header.brand, "menu"),
            (desk.side, "side"),
            (desk.incident.end, "incident.end"),
        ):
            self.registry.serve(button, command)
        desk.other_log.clicked.connect(lambda _checked: self.registry.run(self._other_log()))
        for changed in (self._face.looked, self._face.speech.changed):
            changed.connect(self._tell_other_log)
        self._tell_other_log()
        desk.incidents.stepped.connect(self._step)
        desk.incidents.opened.connect(self.moves.to_entry)
        desk.incidents.beginning.connect(self.registry.run)
        desk.needs.beginning.connect(self.registry.run)
        desk.command.beginning.connect(self.registry.run)
        desk.incident.settling.connect(self._settle)
        desk.incident.counting.connect(self._count)

    def _tell_other_log(self) -> None:
        tip(self._desk.other_log, self.registry.told(self._other_log()))

    def _other_log(self) -> str:
        return "incident.none" if self._face.room_log else "log.room"

    def _signed_in(self) -> bool:
        return self._face.me is not None

    def _looked_at(self) -> bool:
        return self._face.incident is not None and self._face.may("incidents")

    def _operation(self, power: str) -> bool:
        """Whether there is an operation, and the person has the power."""
        return self._face.operation is not None and self._face.may(power)

    def _goes_on(self) -> bool:
        """Whether there is an operation in which something may still begin."""
        return self._face.operation is not None and not closed(self._face)

    def _may_hand_over(self) -> bool:
        """Whoever holds command lays it down also where nothing begins any more."""
        offered = self._desk.command.holder.hand_over
        return self._operation("hold") and (self._goes_on() or offered.isEnabled())

    def _open(self, form: Opening) -> Callable[[], None]:
        return lambda: form(self._face, parent=self._desk).show()

    def _intent(self) -> None:
        CommandersIntent(self._face, self._desk).show()

    def _commands(self) -> bool:
        return self._goes_on() and not why_not_command(self._face, self._face.operation_id)

    def _anything(self) -> None:
        Palette(self._face, self.registry, self._desk).rise()

    def _menu(self) -> None:
        Menu(self.registry, self._desk).drop()

    def _sheet(self) -> None:
        Sheet(self._face, self.registry, self._desk).show()

    def _screen(self) -> None:
        ScreenForm(self._face, self._desk.screen(), self._desk).show()

    def _lock(self) -> None:
        self._face.bridge.start(_awaited(self._face.bridge.lock()))

    def _sign_out(self) -> None:
        self._face.bridge.start(_awaited(self._face.bridge.sign_out()))

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


async def _awaited(answer: Awaitable[Any]) -> None:
    """What the seat does about it shows in the session."""
    await answer


def _counting(field: str) -> Callable[[Face, IncidentView, QWidget], QWidget]:
    return CountCasualtiesForm if field == "casualties" else CountUnitsForm
