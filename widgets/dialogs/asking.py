"""Requests: asking an agency, a role or the holder of command; and answering what was asked."""

from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from console.domain.facts import MEANS
from console.domain.incidents import IncidentView
from console.domain.requests import COMMAND, AnswerRequest, MakeRequest, RequestView, WithdrawRequest
from widgets.ages import moment
from widgets.dialogs.compose import ComposeOrder
from widgets.dialogs.fields import BadTime, by_weight, typed_time
from widgets.dialogs.form import Form
from widgets.face import Face, value
from widgets.refusing import why_not, why_not_command

translate = QCoreApplication.translate
STEPS = ("taken", "granted", "done")  # as they follow one another
ROLE = "role:"
OVER = ("refused", "done", "withdrawn")
ROLES = ("commander", "operator", "liaison")


class NewRequest(Form):
    """Whom, what, how much, by when."""

    def __init__(self, face: Face, text: str = "", incident: str = "", parent: QWidget | None = None) -> None:
        about = (face.operation_id, incident or face.incident_id)
        super().__init__(face, translate("NewRequest", "New request"), _about(face, about[1]), parent)
        self.about = about
        words = face.words
        addressees = [(COMMAND, words.addressee(COMMAND))]
        addressees += [(a.code, words.agency(a.code)) for a in by_weight(face)]
        addressees += [(f"role:{role}", words.addressee(f"role:{role}")) for role in ROLES]
        self.to = self.choice(self.tr("To"), addressees)
        self.what = self.paragraph(self.tr("What"), text)
        self.amount = self.line(self.tr("How much"))
        self.by = self.line(self.tr("By"), hint="14:50, +20")
        self.cancel_button()
        self.button(self.tr("Ask"), self._ask, "main", self.over)
        self.what.setFocus()

    def _ask(self) -> None:
        try:
            due = typed_time(self.by.text())
        except BadTime:
            self.refuse(self.tr("That is no time. Type 14:50, or +20 for in 20 minutes."))
            return
        self.tell(
            MakeRequest(
                to=self.to.currentData(),
                text=self.what.toPlainText(),
                operation=self.about[0],
                incident=self.about[1],
                due=due,
                amount=self.amount.text(),
            )
        )


def _about(face: Face, incident_id: str) -> str:
    incident: IncidentView | None = face.picture.get("incident", incident_id)
    return f"{incident.number} {value(incident.fields, 'title')}" if incident else ""


class HandleRequest(Form):
    """Take, grant, refuse or report done; for another's agency as noted; the asker may withdraw."""

    deliberate = True

    def __init__(self, face: Face, request: RequestView, parent: QWidget | None = None) -> None:
        origin = f"{request.asked_by} · {moment(request.asked)}"
        super().__init__(
            face, translate("HandleRequest", "Request {0}").format(request.number), origin, parent
        )
        self._request, self.about = request, (request.operation, request.incident)
        words = face.words
        self.fact(self.tr("To"), words.addressee(request.to))
        self.fact(self.tr("What"), request.text)
        if request.amount:
            self.fact(self.tr("How much"), request.amount)
        if request.due:
            self.fact(self.tr("By"), moment(request.due))
        self.fact(self.tr("State"), words.word(f"state.request.{request.state.value['state']}"))
        self.reason = self.line(self.tr("Reason"), hint=self.tr("needed where refused"))
        own = face.me.agency if face.me else ""
        self._foreign = request.to not in {own, COMMAND} and not request.to.startswith(ROLE)
        if self._foreign:
            means = [("", "")] + [(m, words.word(f"means.{m}")) for m in MEANS]
            self.means = self.choice(self.tr("Noted for them, by"), means)
            self.means.currentIndexChanged.connect(self.allow_all)
            self.informant = self.line(self.tr("Who said so"))
        self._buttons_for(face)

    def _buttons_for(self, face: Face) -> None:
        self.cancel_button()
        if face.me is not None and face.me.person == self._request.asked_person:
            self.button(self.tr("Withdraw"), self._withdraw, why=self._why_over)
        if face.in_command(self._request.operation):
            self.button(self.tr("Make it an order…"), self._order, why=self._why_not_order)
        may_not = self._why_not_answer
        self.button(self.tr("Refuse"), lambda: self._answer("refused"), why=may_not)
        names = {"taken": self.tr("Take"), "granted": self.tr("Grant"), "done": self.tr("Done")}
        following, *later = self._ahead()
        for state in reversed(later):
            self.button(names[state], partial(self._answer, state), why=may_not)
        self.next = self.button(names[following], partial(self._answer, following), "main", may_not)
        first = self.means if self._foreign else self.next
        first.setFocus()

    def _why_over(self, but: str = "") -> str:
        """Why nobody answers it any more; an end named in `but` does not count."""
        now: RequestView = self.face.picture.get("request", self._request.id) or self._request
        state = now.state.value["state"]
        over = state in OVER and state != but and not now.state.conflict
        return self.face.words.refusal("request.closed", {"state": state}) if over else ""

    def _why_not_order(self) -> str:
        """What an agency refused may still be ordered."""
        return self.not_commanding() or self._why_over(but="refused")

    def _why_not_answer(self) -> str:
        return self._why_over() or self._why_not_asked()

    def _why_not_asked(self) -> str:
        """Why it is not for the person here to answer."""
        face, to, task = self.face, self._request.to, self._request.task
        role = to.removeprefix(ROLE)
        if to == COMMAND:
            return why_not_command(face, self.about[0])
        if role != to:
            own = face.me is not None and role in face.me.roles
            return "" if own else face.words.refusal("request.other_role", {"role": role})
        if not self._foreign:
            return why_not(face, "decide") if task else why_not(face, "answer", to)
        given = {"agency": to, "own": face.me.agency if face.me else ""}
        not_noted = "" if self.means.currentData() else face.words.refusal("power.other_agency", given)
        return why_not(face, "answer", to, noted=True) or not_noted

    def _ahead(self) -> tuple[str, ...]:
        """What may still be answered, the next first."""
        state = self._request.state.value["state"]
        return STEPS[STEPS.index(state) + 1 :] if state in STEPS[:-1] else STEPS

    def _answer(self, state: str) -> None:
        noted = self._foreign and bool(self.means.currentData())
        self.tell(
            AnswerRequest(
                request=self._request.id,
                state=state,
                reason=self.reason.text(),
                agency=self._request.to if noted else "",
                means=self.means.currentData() if noted else "",
                informant=self.informant.text() if noted else "",
                seen=self._request.state.heads,
            )
        )

    def _withdraw(self) -> None:
        self.tell(WithdrawRequest(request=self._request.id, reason=self.reason.text()))

    def _order(self) -> None:
        ComposeOrder(self.face, request=self._request, parent=self.parentWidget()).show()
        self.reject()
