"""New incident: a title is enough. Closing one: with what is still open."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from console import catalogue
from console.domain.incidents import (
    DISCIPLINES,
    SEVERITIES,
    CloseIncident,
    IncidentView,
    MergeIncident,
    OpenIncident,
    ReopenIncident,
)
from widgets.dialogs.fields import complete_places
from widgets.dialogs.form import Form
from widgets.dialogs.ticks import Ticks
from widgets.face import Face, value

translate = QCoreApplication.translate


class NewIncident(Form):
    """What, how bad, where, who."""

    def __init__(self, face: Face, title: str = "", parent: QWidget | None = None) -> None:
        operation = face.operation
        under = value(operation.fields, "title") if operation else ""
        super().__init__(face, translate("NewIncident", "New incident"), under, parent)
        words = face.words
        self.title = self.line(self.tr("What"), title)
        types = [("", "")] + [(t.key, t.name(words.lang)) for t in catalogue.incident_types().all()]
        self.type = self.choice(self.tr("Type"), sorted(types, key=lambda pair: pair[1]))
        severities = [(code, words.word(f"severity.{code}")) for code in reversed(SEVERITIES)]
        self.severity = self.choice(self.tr("Severity"), severities, "notice")
        self.place = self.line(self.tr("Place"), hint=self.tr("name, address, or latitude, longitude"))
        complete_places(self.place, words.lang)
        self.disciplines = Ticks([(code, code) for code in DISCIPLINES])
        self.row(self.tr("Disciplines"), self.disciplines)
        self.cancel_button()
        self.button(self.tr("Open incident"), self._open, "main")
        self.title.setFocus()

    def _open(self) -> None:
        self.tell(
            OpenIncident(
                operation=self.face.operation_id,
                title=self.title.text(),
                type=self.type.currentData(),
                severity=self.severity.currentData(),
                place=self.place.text(),
                disciplines=self.disciplines.chosen(),
            )
        )


class EndIncident(Form):
    """Close, reopen or merge an incident, with a reason."""

    def __init__(self, face: Face, incident: IncidentView, parent: QWidget | None = None) -> None:
        title = f"{incident.number} {value(incident.fields, 'title')}"
        super().__init__(face, title, self._still_open(face, incident), parent)
        self._incident = incident
        self.reason = self.paragraph(self.tr("Reason"))
        self.cancel_button()
        if value(incident.fields, "state") == "open":
            others = [i for i in face.of_operation("incident") if i.id != incident.id]
            offered = [("", "")] + [(i.id, f"{i.number} {value(i.fields, 'title')}") for i in others]
            self.into = self.choice(self.tr("Merge into"), offered)
            self.button(self.tr("Merge"), self._merge)
            self.button(self.tr("Close incident"), self._close, "main")
        else:
            self.button(self.tr("Reopen incident"), self._reopen, "main")
        self.reason.setFocus()

    @staticmethod
    def _still_open(face: Face, incident: IncidentView) -> str:
        counts = {
            "orders": incident.open_orders,
            "requests": incident.open_requests,
            "conflicts": incident.conflicts,
        }
        return face.words.word("refusal.incident.still_open", **counts) if any(counts.values()) else ""

    def _close(self) -> None:
        self.tell(CloseIncident(incident=self._incident.id, reason=self.reason.toPlainText(), despite=True))

    def _reopen(self) -> None:
        self.tell(ReopenIncident(incident=self._incident.id, reason=self.reason.toPlainText()))

    def _merge(self) -> None:
        into = self.into.currentData()
        if into:
            self.tell(MergeIncident(incident=self._incident.id, into=into, reason=self.reason.toPlainText()))
