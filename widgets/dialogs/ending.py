"""The end of an incident: closed with what is still open, merged into another, linked, or reopened."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from console.domain.incidents import (
    CloseIncident,
    IncidentView,
    LinkIncident,
    MergeIncident,
    ReopenIncident,
)
from widgets.dialogs.form import Form
from widgets.face import Face, value

translate = QCoreApplication.translate


class EndIncident(Form):
    """Close, merge, link or reopen. What is still open refuses a closing once, in words; then it may be."""

    def __init__(self, face: Face, incident: IncidentView, parent: QWidget | None = None) -> None:
        title = f"{incident.number} {value(incident.fields, 'title')}"
        super().__init__(face, title, self._still_open(face, incident), parent)
        self._incident, self._despite = incident, False
        self.reason = self.paragraph(self.tr("Reason"))
        others = [i for i in face.of_operation("incident") if i.id != incident.id]
        offered = [("", "")] + [(i.id, f"{i.number} {value(i.fields, 'title')}") for i in others]
        self.other = self.choice(self.tr("Other incident"), offered)
        self.cancel_button()
        self.link = self.button(self.tr("Link"), self._link)
        self.other.currentIndexChanged.connect(self._word_link)
        if value(incident.fields, "state") == "open":
            self.merge = self.button(self.tr("Merge into it"), self._merge)
            self.close_it = self.button(self.tr("Close incident"), self._close, "main")
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
        return (
            face.words.word("refusal.incident.still_open", **counts, which=[]) if any(counts.values()) else ""
        )

    def _word_link(self) -> None:
        linked = self.other.currentData() in self._incident.links
        self.link.setText(self.tr("Unlink") if linked else self.tr("Link"))

    def _close(self) -> None:
        reason = self.reason.toPlainText()
        self.tell(CloseIncident(incident=self._incident.id, reason=reason, despite=self._despite))

    def refused(self, code: str) -> None:
        """Having read what is still open, the person may close it all the same."""
        if code == "incident.still_open":
            self._despite = True
            self.subheading.hide()  # the refusal says it, and names each
            self.close_it.setText(self.tr("Close all the same"))

    def _reopen(self) -> None:
        self.tell(ReopenIncident(incident=self._incident.id, reason=self.reason.toPlainText()))

    def _merge(self) -> None:
        into = self._chosen()
        if into:
            self.tell(MergeIncident(incident=self._incident.id, into=into, reason=self.reason.toPlainText()))

    def _link(self) -> None:
        other = self._chosen()
        if other:
            linked = other not in self._incident.links
            self.tell(LinkIncident(incident=self._incident.id, other=other, linked=linked))

    def _chosen(self) -> str:
        other: str = self.other.currentData()
        if not other:
            self.refuse(self.tr("Choose the other incident."))
        return other
