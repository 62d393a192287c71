"""At the addressee: one key to see the order, one deliberate act to take it; later, what became of it."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from console.domain.facts import MEANS
from console.domain.orders import ANSWERS, AcknowledgeOrder, Addressee, AnswerOrder, CancelOrder, OrderView
from widgets.ages import age, moment
from widgets.dialogs.compose import ComposeOrder
from widgets.dialogs.form import Form
from widgets.displayed import displayed
from widgets.face import Face, value
from widgets.look import set_role
from widgets.panes.loop_words import against
from widgets.refusing import why_not, why_not_command
from widgets.text import label

translate = QCoreApplication.translate
NEED_A_REASON = ("refused", "impossible")


class Receipt(Form):
    """An order as its addressee meets it; with `agency` of another, its word is noted for it.

    Nothing that is pressed by accident acknowledges: Enter does not, Ctrl+Enter or the button itself does.
    """

    deliberate = True

    def __init__(self, face: Face, order: OrderView, agency: str = "", parent: QWidget | None = None) -> None:
        own = face.me.agency if face.me else ""
        self._order = order
        self._agency = agency or (own if self._addressee(own) else "")
        title = translate("Receipt", "Order {0}").format(order.number)
        whom = translate("Receipt", "for {0}").format(face.words.agency(self._agency)) if self._agency else ""
        super().__init__(face, title, self._origin(order, whom), parent)
        set_role(self.heading, "holder")
        self.text = label("ordertext", order.text, wrap=True)
        self.row("", self.text)
        self._tell_about(face, order)
        self.who, self.means, self.informant = self._note_fields()
        self.answer = self.choice(self.tr("Answer"), [(c, face.words.word(f"step.{c}")) for c in ANSWERS])
        self.reason = self.line(self.tr("Reason"), hint=self.tr("needed where refused or impossible"))
        self.note.setText(self.tr("waiting {0}").format(age(order.issued)))
        self.cancel_button()
        self.refuse_it = self.button(self.tr("Refuse…"), lambda: self._answering("refused"))
        self.answer_it = self.button(self.tr("Answer…"), lambda: self._answering("done"))
        self.behalf = self.button(self.tr("On behalf of…"), self._on_behalf)
        self.noting = False
        self.main = self.button(self.tr("Acknowledge"), self._acknowledge, "main", self._why_not_answer)
        for field in (self.answer, self.reason, self.who, self.means, self.informant):
            self.show_row(field, False)
        self.main.setFocus()
        if self._agency != own or not own:
            self._on_behalf()
        if (taken := self._addressee(self._agency)) and any(s.step == "acknowledged" for s in taken.steps):
            self._answering("done" if taken.answer else "accepted")  # what comes next
        displayed(face).look_in(self, self._shown_whole)

    def _shown_whole(self) -> tuple[str, ...]:
        """The order, while all of its text can be read."""
        hidden = QRegion(self.text.rect()).subtracted(self.text.visibleRegion())
        return (self._order.id,) if hidden.isEmpty() else ()

    @staticmethod
    def _origin(order: OrderView, whom: str) -> str:
        epoch = translate("Receipt", "epoch {0}").format(order.epoch)
        told = (whom, order.issued_by, moment(order.issued), epoch)
        return " · ".join(part for part in told if part)

    def _tell_about(self, face: Face, order: OrderView) -> None:
        incident = face.picture.get("incident", order.incident)
        if incident is not None:
            self.fact(self.tr("About"), f"{incident.number} {value(incident.fields, 'title')}")
        if order.due:
            self.fact(self.tr("By"), moment(order.due))
        if order.rationale:
            self.fact(self.tr("Why"), order.rationale)

    def _addressee(self, code: str) -> Addressee | None:
        return next((a for a in self._order.addressees if a.agency == code), None)

    def _note_fields(self) -> tuple[QComboBox, QComboBox, QLineEdit]:
        """For whom, how and from whom its word reached the person here."""
        words = self.face.words
        codes = [a.agency for a in self._order.addressees]
        who = self.choice(self.tr("On behalf of"), [(c, words.agency(c)) for c in codes], self._agency)
        means = self.choice(self.tr("How"), [(m, words.word(f"means.{m}")) for m in MEANS])
        return who, means, self.line(self.tr("Who said so"))

    def _on_behalf(self) -> None:
        """Its word came by voice: it is noted, and shown as that."""
        self.noting = True
        self.behalf.hide()
        for field in (self.who, self.means, self.informant):
            self.show_row(field)
        self.who.setFocus(Qt.FocusReason.OtherFocusReason)
        self.allow_all()

    def _why_not_answer(self) -> str:
        """A word of the own agency is its liaison's; others note it."""
        return why_not(self.face, "answer", self._agency, noted=self.noting)

    def _answering(self, answer: str) -> None:
        """Say more than that it was received."""
        self.answer.setCurrentIndex(self.answer.findData(answer))
        for field in (self.answer, self.reason):
            self.show_row(field)
        for button in (self.refuse_it, self.answer_it):
            button.hide()
        self.main.setText(self.tr("Send answer"))
        field = self.reason if answer in NEED_A_REASON else self.answer
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _noted(self) -> dict[str, str]:
        if not self.noting:
            return {"agency": self._agency}
        return {
            "agency": self.who.currentData(),
            "means": self.means.currentData(),
            "informant": self.informant.text(),
        }

    def _acknowledge(self) -> None:
        if self.answer.isHidden():
            self.tell(AcknowledgeOrder(order=self._order.id, **self._noted()))
            return
        answer, reason = self.answer.currentData(), self.reason.text()
        self.tell(AnswerOrder(order=self._order.id, answer=answer, reason=reason, **self._noted()))


class EndOrder(Form):
    """Cancel an order, with a reason."""

    def __init__(self, face: Face, order: OrderView, parent: QWidget | None = None) -> None:
        title = translate("Receipt", "Order {0}").format(order.number)
        super().__init__(face, title, order.text, parent)
        self._order, self.about = order, (order.operation, order.incident)
        for name, why in against(face, order):
            self.fact(name, why)
        self.reason = self.paragraph(self.tr("Reason"))
        self.button(self.tr("Keep it"), self.leave)
        self.button(self.tr("Replace it…"), self._replace, why=self.not_commanding)
        self.button(self.tr("Cancel the order"), self._cancel, "main", self._why_not_cancel)
        self.reason.setFocus()

    def _why_not_cancel(self) -> str:
        """Also where nothing begins any more."""
        return why_not_command(self.face, self.about[0])

    def _cancel(self) -> None:
        self.tell(CancelOrder(order=self._order.id, reason=self.reason.toPlainText()))

    def _replace(self) -> None:
        ComposeOrder(self.face, replaces=self._order, parent=self.parentWidget()).show()
        self.reject()
