"""One's own passphrase, changed by oneself: it makes a new key and retires the old."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from console.domain.room import PersonView
from widgets.dialogs.signed import SignedForm
from widgets.face import Face

translate = QCoreApplication.translate


class OwnPassphrase(SignedForm):
    """The present one, and a new one twice; five words of the seat's on request."""

    def __init__(self, face: Face, *, parent: QWidget | None = None) -> None:
        super().__init__(face, translate("OwnPassphrase", "My passphrase"), self._why(face), parent)
        self.new = self.secret(self.tr("New passphrase"))
        self.again = self.secret(self.tr("Once more"))
        self.present = self.sign_rows()
        self.note.setText(self.tr("five words, or at least 14 characters"))
        self.button(self.tr("Suggest five words"), self._propose)
        self.change = self.act(self.tr("Change"), self._change, role="main")
        self.new.setFocus()

    @staticmethod
    def _why(face: Face) -> str:
        me: PersonView | None = face.picture.get("person", face.me.person) if face.me else None
        if me is not None and me.one_time:
            return translate(
                "OwnPassphrase",
                "Somebody else chose the passphrase that you signed in with. Choose one that only you know.",
            )
        return me.name if me is not None else ""

    def _propose(self) -> None:
        self.suggest(self.new)
        self.again.setEchoMode(QLineEdit.EchoMode.Normal)
        self.again.setFocus()

    def _change(self) -> None:
        if self.new.text() != self.again.text():
            self.refuse(self.tr("The two new passphrases differ."))
            self.again.setFocus()
            return
        self.sign("person.passphrase", self.present, new_passphrase=self.new.text())
