"""What can be done with a line of the log, or with what is typed: corrected, withdrawn, made into more."""

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QT_TR_NOOP, QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from console.domain.log import LineView
from widgets.actions import Actions, Chapter
from widgets.dialogs.asking import NewRequest
from widgets.dialogs.compose import ComposeOrder
from widgets.dialogs.form import Form
from widgets.dialogs.incident import NewIncident
from widgets.dialogs.line import TITLE, LineForm
from widgets.menu import fill
from widgets.panes.entry_doing import CORRECT, WITHDRAW
from widgets.panes.log_rows import LogRow
from widgets.refusing import closed
from widgets.text import one_line

if TYPE_CHECKING:
    from widgets.desk import DeskWindow


OF_A_WRITTEN_LINE = ("correct", "withdraw")
OF_ANY_LINE = ("incident.new", "request.new", "order.new")


class Carried(msgspec.Struct, frozen=True):
    """What a form begins with: words, and the incident that they are about."""

    text: str = ""
    incident: str = ""
    typed: bool = False  # in the entry line, which is emptied once the form is recorded


class LineActs(QObject):
    """Adds its commands to the registry of the desk."""

    def __init__(self, desk: "DeskWindow", registry: Actions) -> None:
        super().__init__(desk)
        self._desk, self._face, self._registry = desk, desk.face, registry
        add = Chapter(registry, "line")
        add("correct", QT_TR_NOOP("Correct"), self._correct, "F2")
        add("withdraw", QT_TR_NOOP("Withdraw the line"), self._withdraw, "Del", may=self._on_a_written_line)
        add = Chapter(registry, "act")
        incident, order, request = self._new_incident, self._new_order, self._new_request
        may = self._may_begin
        add("incident.new", QT_TR_NOOP("New incident"), incident, "Ctrl+N", may=lambda: may("incidents"))
        add("order.new", QT_TR_NOOP("New order"), order, "Ctrl+O", may=lambda: may("draft"))
        add("request.new", QT_TR_NOOP("New request"), request, "Ctrl+R", may=lambda: may("requests"))
        desk.log.wanted.connect(self.read)
        desk.log.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        desk.log.view.customContextMenuRequested.connect(self._offer)
        desk.log.correcting.connect(self._correct_mine)

    def _may_begin(self, power: str) -> bool:
        """Whether the person has the power, and the operation is not closed."""
        return self._face.may(power) and not closed(self._face)

    def _row(self) -> LogRow | None:
        """The line of the log that has the focus."""
        row = self._desk.log.view.current() if self._desk.log.view.hasFocus() else None
        return row if isinstance(row, LogRow) else None

    def _on_a_written_line(self) -> bool:
        row = self._row()
        return row is not None and row.line.kind == "log.written" and self._face.may("log")

    def _offer(self, at: QPoint) -> None:
        """What a click with the other button offers: all that can be done with the line it is on."""
        view = self._desk.log.view
        row = view.current() if view.indexAt(at).isValid() else None
        if row is None:
            return
        menu = QMenu(view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Open…")).triggered.connect(lambda: self.read(row.line))
        names = (*OF_A_WRITTEN_LINE, *OF_ANY_LINE) if self._on_a_written_line() else OF_ANY_LINE
        fill(menu, self._registry, [self._registry.commands[name] for name in names])
        menu.popup(view.viewport().mapToGlobal(at))

    def read(self, line: LineView) -> None:
        """Open a line."""
        LineForm(self._face, line, self._desk).show()

    def _correct(self) -> None:
        row = self._row()
        if row is None and self._face.incident is not None:
            self._desk.incident.edit_first()
        elif row is not None and self._on_a_written_line():
            self._desk.log.line.begin(CORRECT, row.line)
        elif row is not None:
            self.read(row.line)

    def _withdraw(self) -> None:
        row = self._row()
        if row is not None:
            self._desk.log.line.begin(WITHDRAW, row.line)

    def _correct_mine(self) -> None:
        """Up in the empty entry line: the last line of one's own."""
        me = self._face.me
        rows: list[LogRow] = self._desk.log.model.rows
        written = (row.line for row in rows if row.line.kind == "log.written" and not row.line.withdrawn)
        mine = next((line for line in written if me is not None and line.by == me.name), None)
        if mine is not None:
            self._desk.log.line.begin(CORRECT, mine)

    def _carried(self) -> Carried:
        row, entry = self._row(), self._desk.log.line
        if row is not None:
            return Carried(row.text, row.line.incident)
        return Carried(entry.text, entry.about, typed=True) if entry.text else Carried()

    def _new_incident(self) -> None:
        carried = self._carried()
        form = NewIncident(self._face, one_line(carried.text)[:TITLE], self._desk)
        form.told = lambda answer: self._face.look_at(incident=answer.about)
        self._begin(form, carried)

    def _new_order(self) -> None:
        carried = self._carried()
        form = ComposeOrder(self._face, text=carried.text, incident=carried.incident, parent=self._desk)
        self._begin(form, carried)

    def _new_request(self) -> None:
        carried = self._carried()
        self._begin(NewRequest(self._face, carried.text, carried.incident, self._desk), carried)

    def _begin(self, form: Form, carried: Carried) -> None:
        if carried.typed:
            form.accepted.connect(lambda: self._desk.log.line.became(carried.text))
        form.show()
