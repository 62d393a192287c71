"""The order composer: what, to whom, about, by when, why. Anybody drafts; one act of the holder issues."""

import msgspec
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from console.domain.orders import DraftOrder, IssueOrder, OrderView
from console.domain.requests import RequestView
from console.figures import bare_time
from widgets.dialogs.agencies import Agencies
from widgets.dialogs.fields import BadTime, live, phone, typed_time
from widgets.dialogs.form import Form
from widgets.face import Face, value

translate = QCoreApplication.translate


class ComposeOrder(Form):
    """A new order; one begun as a draft or a request; or one that replaces another."""

    def __init__(
        self,
        face: Face,
        draft: OrderView | None = None,
        request: RequestView | None = None,
        replaces: OrderView | None = None,
        text: str = "",
        incident: str = "",
        parent: QWidget | None = None,
    ) -> None:
        begun = draft or replaces
        of: OrderView | RequestView | None = begun or request
        about = (of.operation, of.incident) if of else (face.operation_id, incident or face.incident_id)
        super().__init__(face, translate("ComposeOrder", "New order"), _standing(face, about[0]), parent)
        self.about = about
        self._draft, self._request, self._replaces = draft, request, replaces
        self.what = self.paragraph(
            self.tr("What"), begun.text if begun else request.text if request else text
        )
        self.to = Agencies(face, [a.agency for a in begun.addressees] if begun else (), self)
        self.row(self.tr("To"), self.to)
        self.to.changed.connect(self._show_silent)
        self.fact(self.tr("About"), self._about())
        self.by = self.line(self.tr("By"), self._due(begun, request), hint="14:50, +20")
        self.why = self.line(
            self.tr("Why"), begun.rationale if begun else "", self.tr("rationale, kept with the order")
        )
        self.reason = self.line(self.tr("Replaced because")) if replaces else None
        self.cancel_button()
        if not replaces and not draft:
            self.button(self.tr("Save as draft"), self._save, why=self.over)
        self.button(self.tr("Issue order"), self._issue, "command", self.not_commanding)
        self._show_silent()
        self.what.setFocus()

    def _about(self) -> str:
        incident = self.face.picture.get("incident", self.about[1])
        if incident is not None:
            return f"{incident.number} {value(incident.fields, 'title')}"
        operation = self.face.picture.get("operation", self.about[0])
        return str(value(operation.fields, "title")) if operation else ""

    def _due(self, begun: OrderView | None, request: RequestView | None) -> str:
        due = begun.due if begun else request.due if request else 0
        return bare_time(due) if due else ""

    def follow(self, kinds: set[str]) -> None:
        """Seats come and go while somebody writes."""
        super().follow(kinds)
        if "seat" in kinds:
            self._show_silent()

    def _show_silent(self) -> None:
        """Say which addressees no seat can reach, and their phone numbers."""
        silent = [code for code in self.to.chosen() if not live(self.face, code)]
        told = [" ".join(p for p in (self.face.words.agency(c), phone(self.face, c)) if p) for c in silent]
        self.note.setText(self.tr("No live seat, call by phone: {0}").format(", ".join(told)) if told else "")

    def _typed_due(self) -> int | None:
        try:
            return typed_time(self.by.text())
        except BadTime:
            self.refuse(self.tr("That is no time. Type 14:50, or +20 for in 20 minutes."))
            return None

    def _issue(self) -> None:
        typed = self._typed()
        if typed is not None:
            self.tell(
                IssueOrder(
                    **msgspec.structs.asdict(typed),
                    draft=self._draft.id if self._draft else "",
                    replaces=self._replaces.id if self._replaces else "",
                    reason=self.reason.text() if self.reason else "",
                )
            )

    def _save(self) -> None:
        typed = self._typed()
        if typed is not None:
            self.tell(typed)

    def _typed(self) -> DraftOrder | None:
        """The order as it stands; None where its time is none."""
        due = self._typed_due()
        if due is None:
            return None
        return DraftOrder(
            to=self.to.chosen(),
            text=self.what.toPlainText(),
            operation=self.about[0],
            incident=self.about[1],
            due=due,
            rationale=self.why.text(),
            request=self._request.id if self._request else "",
        )


def _standing(face: Face, operation: str) -> str:
    """Under which epoch, and whose, the order would stand."""
    command = face.command_of(operation)
    state = face.words.word(f"state.command.{command.state}")
    return " · ".join(
        p for p in (translate("ComposeOrder", "epoch {0}").format(command.epoch), state, command.name) if p
    )
