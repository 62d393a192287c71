"""Single command changes hands: granted, offered, accepted, declined, taken back. Always a human act."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from console.domain.command import (
    AcceptCommand,
    DeclineCommand,
    GrantCommand,
    NameAide,
    OfferCommand,
    ResumeCommand,
    StateIntent,
    VacateCommand,
    WithdrawCommand,
)
from console.domain.command_view import CommandView
from widgets.dialogs.form import Form
from widgets.face import Face
from widgets.refusing import barred, offered_by, offered_to, why_not_command

translate = QCoreApplication.translate


class Handover(Form):
    """What this person may do with command now; everything else is not shown."""

    deliberate = True

    def __init__(self, face: Face, parent: QWidget | None = None) -> None:
        command = face.command
        super().__init__(face, translate("Handover", "Single command"), _standing(face, command), parent)
        self.me = face.me.person if face.me else ""
        self.note.setText(" · ".join(self._noted(command)))
        claims = command.holder == self.me or any(g.holder == self.me for g in command.contested)
        if command.state == "nobody":
            self._grant()
        elif offered_to(face, command):
            self._accept(claims=claims)
        elif offered_by(face, command):
            self._resume()
        elif claims:
            self._hand_over()
        elif barred(face, command) and face.may("people"):
            self._end()
        else:
            self.cancel_button()
            self.refuse(why_not_command(face, self.about[0]))

    def _noted(self, command: CommandView) -> Iterator[str]:
        yield self.tr("Open orders: {0}").format(self._open_orders())
        if command.state == "contested":
            yield self.tr("Settled once one person alone claims it.")

    def _open_orders(self) -> int:
        return sum(order.open and order.number > 0 for order in self.face.of_operation("order"))

    def _people(self, but: str = "") -> list[tuple[str, str]]:
        """Those who may hold command: (id, name and agency)."""
        eligible = [p for p in self.face.picture.all("person") if "commander" in p.roles and not p.revoked]
        named = [(p.id, f"{p.name} · {self.face.words.agency(p.agency)}") for p in eligible if p.id != but]
        return sorted(named, key=lambda pair: pair[1])

    def _grant(self) -> None:
        holder = self.choice(self.tr("Holder"), self._people())
        authority = self.line(self.tr("By decision of"), hint=self.tr("the authority, by function"))
        self.cancel_button()
        self.button(
            self.tr("Record the grant"),
            lambda: self.tell(
                GrantCommand(holder=holder.currentData(), authority=authority.text(), operation=self.about[0])
            ),
            "command",
            why=self.over,
        )

    def _accept(self, *, claims: bool) -> None:
        """`claims`: command is contested, by whom it is offered to as well."""
        hint = self.tr("where you decline or lay command down") if claims else self.tr("where you decline")
        reason = self.line(self.tr("Reason"), hint=hint)
        self.cancel_button()
        if claims:
            self._lay_down(reason)
        self.button(
            self.tr("Decline"),
            lambda: self.tell(DeclineCommand(operation=self.about[0], reason=reason.text())),
            why=self._not_offered,
        )
        accept = AcceptCommand(operation=self.about[0])
        self.button(self.tr("Accept command"), lambda: self.tell(accept), "command", self._not_offered)

    def _not_offered(self) -> str:
        offered = offered_to(self.face, self.face.command_of(self.about[0]))
        return self.over() or ("" if offered else self.face.words.refusal("command.not_offered", {}))

    def _resume(self) -> None:
        """An offer is a release, yet whoever made it may also lay command down: nobody answers it any more in
        an operation that is closed.
        """
        reason = self._reason()
        self.cancel_button()
        self._lay_down(reason)
        resume = ResumeCommand(operation=self.about[0])
        self.button(self.tr("Take command back"), lambda: self.tell(resume), "main", self.over)

    def _hand_over(self) -> None:
        to = self.choice(self.tr("Hand over to"), self._people(but=self.me))
        reason = self._reason()
        self.cancel_button()
        self._lay_down(reason)
        self.button(
            self.tr("Offer command"),
            lambda: self.tell(OfferCommand(to=to.currentData(), operation=self.about[0])),
            "command",
            why=self._not_mine_alone,
        )

    def _end(self) -> None:
        """For who may no longer hold command, and so cannot lay it down."""
        reason = self.line(self.tr("Reason"))
        self.cancel_button()
        self.button(
            self.tr("End this command"),
            lambda: self.tell(VacateCommand(operation=self.about[0], reason=reason.text())),
            "command",
        )

    def _not_mine_alone(self) -> str:
        contested = self.face.command_of(self.about[0]).state == "contested"
        return self.over() or (self.face.words.refusal("command.contested", {}) if contested else "")

    def _reason(self) -> QLineEdit:
        return self.line(self.tr("Reason"), hint=self.tr("where you lay command down"))

    def _lay_down(self, reason: QLineEdit) -> None:
        """Also where nothing begins any more."""
        self.button(
            self.tr("Lay down"),
            lambda: self.tell(WithdrawCommand(operation=self.about[0], reason=reason.text())),
        )


class CommandersIntent(Form):
    """The intent, which supersedes the one before; and the aides who may act for the holder."""

    def __init__(self, face: Face, parent: QWidget | None = None) -> None:
        command = face.command
        title = translate("CommandersIntent", "Commander's intent")
        super().__init__(face, title, _standing(face, command), parent)
        self.text = self.paragraph(self.tr("Intent"), str(command.intent.value or ""))
        people = [
            (p.id, p.name) for p in face.picture.all("person") if not p.revoked and p.id != command.holder
        ]
        offered = [("", ""), *sorted(people, key=lambda pair: pair[1])]
        self.aide = self.choice(self.tr("Aide"), offered)
        self.note.setText(self.tr("Aides: {0}").format(", ".join(command.aides)) if command.aides else "")
        self.cancel_button()
        self.button(self.tr("End as aide"), lambda: self._name(named=False), why=self.over)
        self.button(self.tr("Name as aide"), lambda: self._name(named=True), why=self.over)
        self.button(self.tr("State intent"), self._state, "command", self.not_commanding)
        self.text.setFocus()

    def _state(self) -> None:
        self.tell(StateIntent(text=self.text.toPlainText(), operation=self.about[0]))

    def _name(self, *, named: bool) -> None:
        person = self.aide.currentData()
        if person:
            self.tell(NameAide(person=person, operation=self.about[0], named=named))


def _standing(face: Face, command: CommandView) -> str:
    epoch = translate("Handover", "epoch {0}").format(command.epoch) if command.epoch else ""
    state = face.words.word(f"state.command.{command.state}")
    return " · ".join(part for part in (state, command.name, epoch, *_offers(face, command)) if part)


def _offers(face: Face, command: CommandView) -> Iterator[str]:
    """To whom command is offered; where it is contested, also by whom."""
    for one in command.offers:
        offered = translate("Handover", "offered to {0}").format(one.name)
        yield face.words.pair(one.holder_name, offered) if command.state == "contested" else offered
