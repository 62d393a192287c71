"""People of the room: a new one with a one-time passphrase, and the card of one who is there."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from console.domain.powers import ROLES
from console.domain.room import PersonView
from widgets.dialogs.fields import by_weight
from widgets.dialogs.signed import SignedForm
from widgets.face import Face
from widgets.refusing import why_not
from widgets.text import label

translate = QCoreApplication.translate
COLUMNS = 2
USUAL = ("operator", "liaison")


class Roles(QWidget):
    """Roles to tick. Who is an administrator stays one until revoked: their grants would hang in the air."""

    def __init__(self, face: Face, ticked: Iterable[str]) -> None:
        super().__init__()
        ticked = set(ticked)
        self.boxes = {role: QCheckBox(face.words.word(f"role.{role}")) for role in ROLES}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        for place, (role, box) in enumerate(self.boxes.items()):
            box.setChecked(role in ticked)
            grid.addWidget(box, place // COLUMNS, place % COLUMNS)

    def chosen(self) -> list[str]:
        """The roles that are ticked."""
        return [role for role, box in self.boxes.items() if box.isChecked()]


class NewPerson(SignedForm):
    """Name, agency, roles, and a passphrase to hand over, which the first sign-in replaces."""

    def __init__(self, face: Face, *, parent: QWidget | None = None) -> None:
        subtitle = translate("NewPerson", "They choose a passphrase of their own when they first sign in.")
        super().__init__(face, translate("NewPerson", "New person"), subtitle, parent)
        self.name = self.line(self.tr("Name or function"))
        agencies = [(a.code, face.words.agency(a.code)) for a in by_weight(face)]
        self.agency = self.choice(self.tr("Agency"), agencies, face.me.agency if face.me else "")
        self.roles = Roles(face, USUAL)
        self.row(self.tr("Roles"), self.roles)
        self.given = self.line(self.tr("One-time passphrase"))
        self.signature = self.sign_rows()
        self.add = self.act(self.tr("Add"), self._add, why_not(face, "people"), "main")
        self.suggest(self.given)
        self.name.setFocus()

    def _add(self) -> None:
        name, given = self.name.text().strip(), self.given.text()
        told = self.tr("{0} signs in with:\n{1}\nHand it over by word of mouth, or on paper to be torn up.")
        self.sign(
            "person.add",
            self.signature,
            told.format(name, given),
            name=name,
            agency=self.agency.currentData(),
            roles=self.roles.chosen(),
            new_passphrase=given,
        )


class PersonCard(SignedForm):
    """Who it is; other roles; a new one-time passphrase for who forgot theirs; revoked with a reason."""

    def __init__(self, face: Face, person: PersonView, *, parent: QWidget | None = None) -> None:
        super().__init__(face, person.name, face.words.agency(person.agency), parent)
        self._person = person
        words = face.words
        seats = sorted(
            (s for s in face.picture.all("seat") if person.name in s.people), key=lambda s: s.number
        )
        at = ", ".join(f"{seat.number:02d} {seat.label}" for seat in seats)
        self.fact(self.tr("Signed in"), at or self.tr("nowhere"))
        if person.revoked:
            self.fact(self.tr("Roles"), ", ".join(words.word(f"role.{role}") for role in person.roles))
            self.fact("", self.tr("revoked: what they did until then stands, and the log says why"))
            return
        agencies = [(a.code, words.agency(a.code)) for a in by_weight(face)]
        self.agency = self.choice(self.tr("Agency"), agencies, person.agency)
        self.roles = Roles(face, person.roles)
        self.roles.boxes["administrator"].setEnabled("administrator" not in person.roles)
        self.row(self.tr("Roles"), self.roles)
        self.given = self.line(self.tr("New one-time passphrase"))
        self.reason = self.line(self.tr("Reason to revoke"))
        told = self.tr(
            "Revoking signs them out everywhere, at once and for good. What they did until then stands."
        )
        self.row("", label("second", told, wrap=True))
        self.signature = self.sign_rows()
        why = why_not(face, "people")
        self.act(self.tr("Replace passphrase"), self._replace, why)
        self.change = self.act(self.tr("Change roles"), self._change, why)
        self.revoke = self.act(self.tr("Revoke"), self._revoke, why or self._myself())
        if not why:
            self.suggest(self.given)

    def _myself(self) -> str:
        me = self.face.me
        if me is None or me.person != self._person.id:
            return ""
        return self.face.words.refusal("person.yourself", {})

    def _change(self) -> None:
        fields = {"agency": self.agency.currentData(), "roles": self.roles.chosen()}
        self.sign("person.change", self.signature, person=self._person.id, **fields)

    def _replace(self) -> None:
        given = self.given.text()
        told = self.tr("{0} signs in with:\n{1}").format(self._person.name, given)
        fields = {"person": self._person.id, "new_passphrase": given}
        self.sign("person.passphrase", self.signature, told, **fields)

    def _revoke(self) -> None:
        self.sign("person.revoke", self.signature, person=self._person.id, reason=self.reason.text())
