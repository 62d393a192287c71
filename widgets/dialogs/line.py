"""A line of the log: read in full, corrected, withdrawn, or made into an incident, a request or an order."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from console.domain.log import CorrectLog, LineView, WithdrawLog
from console.link.client import Paged, RefusedAnswer
from widgets.ages import to_the_second
from widgets.completeness import held_words
from widgets.dialogs.asking import NewRequest
from widgets.dialogs.compose import ComposeOrder
from widgets.dialogs.form import Form
from widgets.dialogs.incident import NewIncident
from widgets.dialogs.release import AFTER_REVOCATION, ReleaseLine
from widgets.face import Face
from widgets.panes.log_words import log_row
from widgets.text import label, one_line

translate = QCoreApplication.translate
TITLE = 200


class LineForm(Form):
    """What can be done with one line; a fact that the log only tells of is read here."""

    def __init__(self, face: Face, line: LineView, parent: QWidget | None = None) -> None:
        super().__init__(face, translate("LineForm", "Log line"), _origin(face, line), parent)
        self._line, self._words = line, log_row(face, line).text
        written = line.kind == "log.written" and face.may("log")
        if written:
            self.text = self.paragraph(self.tr("Text"), line.text)
            self.reason = self.line(self.tr("Reason"), hint=self.tr("needed to withdraw it"))
            self.text.setFocus()
        else:
            self.fact(self.tr("Text"), self._words)
        self.held = label("", self.tr("asking…"), wrap=True)
        self.row(self.tr("Held by"), self.held)
        self.cancel_button()
        if line.void == AFTER_REVOCATION and face.may("people"):
            release = self.tr("Let it count again…")
            self.button(release, lambda: self._become(ReleaseLine(face, line, parent=self._over)))
        if face.may("incidents"):
            incident = self.tr("Incident…")
            self.button(
                incident, lambda: self._become(NewIncident(face, self._title, self._over)), why=self.over
            )
        if face.may("requests"):
            self.button(self.tr("Request…"), self._request, why=self.over)
        if face.may("draft"):
            self.button(self.tr("Order…"), self._order, why=self.over)
        if written:
            self.button(self.tr("Withdraw"), self._withdraw)
            self.button(self.tr("Correct"), self._correct, "main")
        self._asking = face.bridge.begin(self._ask_who_holds_it())

    async def _ask_who_holds_it(self) -> None:
        """As the links tell at this moment."""
        line = self._line
        reply = await self.face.bridge.ask("thing", thing=line.about or line.id)
        if isinstance(reply, RefusedAnswer):
            self.held.setText(self.face.words.refusal(reply.code, reply.params))
        elif isinstance(reply, Paged):
            own = [fact for fact in reply.items if fact.entry in (line.entry, line.id)]
            others = min((fact.replicated for fact in own or reply.items), default=0)
            self.held.setText(held_words(self.face, others))
        self.fit()

    def done(self, result: int) -> None:
        """Wait for no answer once the form is gone."""
        self._asking()
        super().done(result)

    @property
    def _title(self) -> str:
        return one_line(self._words)[:TITLE]

    @property
    def _over(self) -> QWidget | None:
        return self.parentWidget()

    def _become(self, form: Form) -> None:
        form.show()
        self.reject()

    def _request(self) -> None:
        self._become(NewRequest(self.face, self._words, self._line.incident, self._over))

    def _order(self) -> None:
        incident = self._line.incident
        self._become(ComposeOrder(self.face, text=self._words, incident=incident, parent=self._over))

    def _correct(self) -> None:
        line = self._line
        self.tell(
            CorrectLog(
                line=line.id,
                text=self.text.toPlainText(),
                happened=line.happened if line.happened != line.at else 0,
                reliability=line.reliability,
                key=line.key,
                seen=line.heads,
            )
        )

    def _withdraw(self) -> None:
        self.tell(WithdrawLog(line=self._line.id, reason=self.reason.text(), seen=self._line.heads))


def _origin(face: Face, line: LineView) -> str:
    parts = (line.by, face.words.agency(line.agency), to_the_second(line.at))
    return " · ".join(part for part in parts if part)
