"""At the addressee: one key to see the order, one deliberate act to take it; later, what became of it."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from console.domain.facts import MEANS
from console.domain.orders import ANSWERS, AcknowledgeOrder, Addressee, AnswerOrder, CancelOrder, OrderView
from widgets.ages import age
from widgets.dialogs.compose import ComposeOrder
from widgets.dialogs.form import Form
from widgets.face import Face, value
from widgets.look import set_role
from widgets.text import label

translate = QCoreApplication.translate
NEED_A_REASON = ("refused", "impossible")


class Receipt(Form):
    """An order as its addressee meets it; with `agency` of another, its word is noted for it."""

    def __init__(self, face: Face, order: OrderView, agency: str = "", parent: QWidget | None = None) -> None:
        title = translate("Receipt", "Order {0}").format(order.number)
        super().__init__(face, title, self._origin(face, order), parent)
        self._order = order
        own = face.me.agency if face.me else ""
        self._agency = agency or (own if self._addressee(own) else "")
        set_role(self.heading, "holder")
        self.row("", label("ordertext", order.text, wrap=True))
        self.fact(self.tr("About"), self._about())
        if order.due:
            self.fact(self.tr("By"), face.words.time(order.due))
        if order.rationale:
            self.fact(self.tr("Why"), order.rationale)
        self._noting = self._note_fields() if self._agency != own or not own else None
        self.answer = self.choice(self.tr("Answer"), [(c, face.words.word(f"step.{c}")) for c in ANSWERS])
        self.reason = self.line(self.tr("Reason"), hint=self.tr("needed where refused or impossible"))
        self.note.setText(self.tr("waiting {0}").format(age(order.issued)))
        self.cancel_button()
        self.button(self.tr("Send answer"), self._answer)
        self.button(self.tr("Acknowledge"), self._acknowledge, "main").setFocus()

    @staticmethod
    def _origin(face: Face, order: OrderView) -> str:
        epoch = translate("Receipt", "epoch {0}").format(order.epoch)
        return " · ".join((order.issued_by, face.words.time(order.issued), epoch))

    def _about(self) -> str:
        incident = self.face.picture.get("incident", self._order.incident)
        return f"{incident.number} {value(incident.fields, 'title')}" if incident is not None else ""

    def _addressee(self, code: str) -> Addressee | None:
        return next((a for a in self._order.addressees if a.agency == code), None)

    def _note_fields(self) -> tuple[QComboBox, QComboBox, QLineEdit]:
        """For whom, how and from whom its word reached the person here."""
        words = self.face.words
        codes = [a.agency for a in self._order.addressees]
        who = self.choice(self.tr("On behalf of"), [(c, words.agency(c)) for c in codes], self._agency)
        means = self.choice(self.tr("How"), [(m, words.word(f"means.{m}")) for m in MEANS])
        return who, means, self.line(self.tr("Who said so"))

    def _noted(self) -> dict[str, str]:
        if self._noting is None:
            return {"agency": self._agency}
        who, means, informant = self._noting
        return {"agency": who.currentData(), "means": means.currentData(), "informant": informant.text()}

    def _acknowledge(self) -> None:
        self.tell(AcknowledgeOrder(order=self._order.id, **self._noted()))

    def _answer(self) -> None:
        answer = self.answer.currentData()
        if answer in NEED_A_REASON and not self.reason.text().strip():
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        self.tell(
            AnswerOrder(order=self._order.id, answer=answer, reason=self.reason.text(), **self._noted())
        )


class EndOrder(Form):
    """Cancel an order, with a reason."""

    def __init__(self, face: Face, order: OrderView, parent: QWidget | None = None) -> None:
        title = translate("Receipt", "Order {0}").format(order.number)
        super().__init__(face, title, order.text, parent)
        self._order = order
        self.reason = self.paragraph(self.tr("Reason"))
        self.cancel_button()
        self.button(self.tr("Replace it…"), self._replace)
        self.button(self.tr("Cancel the order"), self._cancel, "main")

    def _cancel(self) -> None:
        self.tell(CancelOrder(order=self._order.id, reason=self.reason.toPlainText()))

    def _replace(self) -> None:
        ComposeOrder(self.face, replaces=self._order, parent=self.parentWidget()).show()
        self.reject()
