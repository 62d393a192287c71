"""What is going on: the incidents of the operation, its agenda, and what is closed."""

from PySide6.QtCore import QItemSelection, Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout

from console import catalogue
from console.domain.agenda import StepView
from console.domain.facts import Intent
from console.domain.incidents import DISCIPLINES, IncidentView
from widgets.ages import moment, now_ms
from widgets.face import Face, value
from widgets.heads import HeadTab, head_bar
from widgets.listed import ROW, Rows
from widgets.look import space
from widgets.pane import Pane
from widgets.panes.agenda_rows import StepPainter, StepRow
from widgets.panes.empty import Empty
from widgets.panes.incident_order import by_attention, group, grouped, shortened, waits_in
from widgets.panes.incident_rows import GroupRow, IncidentPainter, IncidentRow
from widgets.panes.news import IncidentNews
from widgets.panes.unshown import Unshown
from widgets.pins import Pins
from widgets.refusing import closed
from widgets.rows import RowsView
from widgets.steady import Steady

OPEN, PLANNED, CLOSED = range(3)
SHOWN = ("operation", "incident", "agenda")


class IncidentsPane(Pane):
    """Three lists under one head; `stepped` when somebody acts on an agenda step."""

    follows = frozenset({"incident", "operation", "agenda", "order"})
    stepped = Signal(object)  # StepView
    opened = Signal()  # somebody wants to be in the selected incident
    beginning = Signal(str)  # operation.new or incident.new

    def __init__(self, face: Face) -> None:
        super().__init__(face)
        self._news, self.pins = IncidentNews(face), Pins(face, self)
        self.incidents = RowsView(Rows(lambda r: r.id, _said), IncidentPainter())
        self.steps = RowsView(Rows(lambda r: r.id, lambda r: r.title), StepPainter())
        self._steady = Steady(self.incidents.hand, lambda r: r.id, self.refresh)
        self._listed = ("", -1)  # operation and tab of what is shown
        self.open_count = 0
        self.empty = Empty()
        self._begins = "operation.new"
        self._tabs = [HeadTab() for _ in range(3)]
        self._lay_out()
        self.incidents.selectionModel().selectionChanged.connect(self._chosen)
        self.incidents.acted.connect(self._open)
        self.steps.acted.connect(lambda row: self.stepped.emit(self.face.picture.get("agenda", row.id)))
        self.pins.changed.connect(self.refresh)
        self.empty.acted.connect(lambda: self.beginning.emit(self._begins))
        face.bridge.recorded.connect(self._recorded)
        self.follow()

    def _lay_out(self) -> None:
        head, row = head_bar()
        space(row, 16)
        group = QButtonGroup(self)
        for n, tab in enumerate(self._tabs):
            group.addButton(tab, n)
            row.addWidget(tab)
        row.addStretch(1)
        row.addWidget(self._steady.chip)
        self._tabs[OPEN].setChecked(True)
        group.idClicked.connect(lambda _n: self.refresh())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for part in (head, Unshown(self.face, *SHOWN), self.empty):
            whole.addWidget(part)
        for part in (self.incidents, self.steps):
            whole.addWidget(part, 1)

    def _recorded(self, intent: Intent, about: str) -> None:
        self._news.did(intent, about)
        self.refresh()

    def reword(self) -> None:
        self.incidents.setAccessibleName(self.tr("Incidents"))
        self.steps.setAccessibleName(self.tr("Agenda"))

    def refresh(self) -> None:
        views = self.face.of_operation("incident")
        self._news.follow(self.face.picture.all("incident"))
        opened = [v for v in views if value(v.fields, "state", "open") == "open"]
        closed = [v for v in views if value(v.fields, "state", "open") != "open"]
        steps = self.face.planned()
        self.open_count = len(opened)
        counts = (len(opened), len(steps), len(closed))
        names = (self.tr("INCIDENTS {0}"), self.tr("AGENDA {0}"), self.tr("CLOSED {0}"))
        for tab, name, count in zip(self._tabs, names, counts, strict=True):
            tab.setText(name.format(count))
            tab.setVisible(tab is self._tabs[OPEN] or count > 0 or tab.isChecked())
        which = next(n for n, tab in enumerate(self._tabs) if tab.isChecked())
        self._show(which, opened if which == OPEN else closed, steps)

    def _show(self, which: int, views: list[IncidentView], steps: list[StepView]) -> None:
        self.steps.setVisible(which == PLANNED)
        self.incidents.setVisible(which != PLANNED)
        self.steps.show_rows([self._step(step) for step in steps])
        self._list(which, views)
        if which == OPEN and not self.face.incident_id and self.incidents.current() is None:
            self.incidents.clearSelection()
        self.incidents.select(self.face.incident_id)
        self._show_empty(which == OPEN and not views)

    def _list(self, which: int, views: list[IncidentView]) -> None:
        """The incidents; another list than the one shown begins in its own order."""
        now = now_ms()
        rows = [self._row(view) for view in by_attention(views, now)]
        groups = {view.id: group(view, now) if which == OPEN else "closed" for view in views}
        titles = {
            "critical": self.tr("CRITICAL {0}"),
            "open": self.tr("OPEN {0}"),
            "quiet": self.tr("QUIET {0}"),
            "closed": self.tr("CLOSED {0}"),
        }
        told = grouped(rows, groups, titles) if which == OPEN else rows
        if self._listed != (listed := (self.face.operation_id, which)):
            self._listed = listed
            self._steady.forget()
        self.incidents.show_rows(shortened(self._steady.ordered(told)))

    def _show_empty(self, empty: bool) -> None:
        """What is missing, and the one act that makes it."""
        nothing = self.face.operation is None
        self._begins = "operation.new" if nothing else "incident.new"
        text = self.tr("No operation is open.") if nothing else self.tr("No incident is open.")
        act = self.tr("New operation") if nothing else self.tr("New incident")
        may = self.face.may("operations" if nothing else "incidents") and not self.face.catching_up
        may = may and not closed(self.face)
        keys = "Ctrl+E" if nothing else "Ctrl+N"
        self.empty.say(
            self.face.none_yet(text, *SHOWN) if empty else "", act if may else "", keys if may else ""
        )

    def age(self) -> None:
        self.incidents.viewport().update()
        self.steps.viewport().update()

    def step(self, by: int) -> None:
        """Alt with an arrow: the incident above or below."""
        rows = [row.id for row in self._model_rows() if isinstance(row, IncidentRow)]
        if not rows:
            return
        outside = -by if by > 0 else len(rows)
        here = rows.index(self.face.incident_id) if self.face.incident_id in rows else outside
        self.face.look_at(incident=rows[max(0, min(len(rows) - 1, here + by))])
        self.incidents.select(self.face.incident_id)

    def _model_rows(self) -> list[IncidentRow | GroupRow]:
        model = self.incidents.model()
        return model.rows if isinstance(model, Rows) else []

    def _chosen(self, chosen: QItemSelection) -> None:
        """Qt makes the first row the current one for who only passes by: that chooses nothing."""
        for index in chosen.indexes():
            self._look_at(index.data(ROW))

    def _open(self, row: IncidentRow | GroupRow) -> None:
        self._look_at(row)
        self.opened.emit()

    def _look_at(self, row: IncidentRow | GroupRow) -> None:
        if isinstance(row, IncidentRow) and row.id != self.face.incident_id:
            self.face.look_at(incident=row.id)

    def _row(self, view: IncidentView) -> IncidentRow:
        severity = value(view.fields, "severity", "minor")
        state = value(view.fields, "state", "open")
        return IncidentRow(
            id=view.id,
            number=f"{view.number} {view.letters}" if view.twin else view.number,
            title=str(value(view.fields, "title")),
            severity=severity,
            severity_word=self.face.words.word(f"severity.{severity}"),
            opened=view.opened,
            updated=view.updated,
            place=self._place(view),
            waits=self._waits(view),
            news=self.tr("upd {0}") if state == "open" else self.face.words.word(f"state.incident.{state}"),
            disciplines=tuple(d for d in DISCIPLINES if value(view.fields, d, False)),
            waiting=self._news.count(view) > 0 or waits_in(self.face, view, now_ms()),
            closed=state != "open",
            pin=self.pins.digit(view.id),
        )

    def _place(self, view: IncidentView) -> str:
        town = catalogue.municipalities().get(str(value(view.fields, "municipality")))
        place = value(view.fields, "place", {})
        return (
            town.name(self.face.words.lang).partition(" (")[0]
            if town
            else str(place.get("text", ""))
            if place
            else ""
        )

    def _waits(self, view: IncidentView) -> str:
        new = self._news.count(view)
        parts = [self.tr("{0} new").format(new)] if new else []
        if view.conflicts:
            one, more = self.tr("1 conflict"), self.tr("{0} conflicts")
            parts.append(one if view.conflicts == 1 else more.format(view.conflicts))
        if view.open_orders:
            parts.append(
                self.tr("1 order")
                if view.open_orders == 1
                else self.tr("{0} orders").format(view.open_orders)
            )
        return "  ".join(parts)

    def _step(self, view: StepView) -> StepRow:
        owner = str(value(view.fields, "owner"))
        return StepRow(
            id=view.id,
            time=moment(value(view.fields, "time", 0)),
            at=value(view.fields, "time", 0),
            title=str(value(view.fields, "title")),
            sort=self.face.words.word(f"agenda.{view.sort}"),
            owner=view.owned_by or (self.face.words.agency(owner) if owner else ""),
        )


def _said(row: IncidentRow | GroupRow) -> str:
    if isinstance(row, GroupRow):
        return row.title
    return f"{row.number} {row.title}, {row.severity_word}, {row.place}, {row.waits}"
