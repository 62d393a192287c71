"""Acts of trust: signed by the person's own key, so the passphrase is asked for again; they take seconds."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLineEdit, QProgressBar, QPushButton, QWidget

from console.link.client import Answered, Paged
from widgets.bridge import Told
from widgets.dialogs.form import Form
from widgets.dialogs.typed import keep_secret, wipe_secrets
from widgets.face import Face
from widgets.refusing import allow
from widgets.text import label


class SignedForm(Form):
    """A form whose act carries the passphrase again. Where something is to be read afterwards, it stays."""

    def __init__(self, face: Face, title: str, subtitle: str = "", parent: QWidget | None = None) -> None:
        super().__init__(face, title, subtitle, parent)
        self.busy, self.done_told = QProgressBar(), label("settled", wrap=True)
        self._acts: list[QPushButton] = []
        self._afterwards = ""
        self._suggesting: Callable[[], object] = lambda: None
        self.way_out = self.cancel_button()

    def secret(self, name: str) -> QLineEdit:
        """A row for a passphrase that nobody beside may read."""
        field = self.line(name)
        field.setEchoMode(QLineEdit.EchoMode.Password)
        keep_secret(field)
        return field

    def sign_rows(self) -> QLineEdit:
        """The last rows: the passphrase of whoever asks, and what comes of it."""
        field = self.secret(self.tr("Your passphrase"))
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.setAccessibleName(self.tr("Being signed"))
        for part in (self.busy, self.done_told):
            self.row("", part)
            part.hide()
        return field

    def act(self, text: str, acted: Callable[[], None], why: str = "", role: str = "") -> QPushButton:
        """A button for what is signed; disabled where `why` speaks against it."""
        made = self.button(text, acted, role)
        allow(made, why)
        if not why:
            self._acts.append(made)
        return made

    def sign(self, intent: str, passphrase: QLineEdit, afterwards: str = "", **fields: Any) -> None:
        """Tell an act of trust; `afterwards` is what there is to read when it is done."""
        self._afterwards = afterwards
        self.busy.show()
        self.tell({"intent": intent, "passphrase": passphrase.text(), **fields})

    async def _tell(self, intent: Told) -> None:
        await super()._tell(intent)
        self.busy.hide()

    def recorded(self, answer: Answered) -> None:
        """Close; or say what is to be read, and let nothing be done twice."""
        if not self._afterwards:
            super().recorded(answer)
            return
        self.told(answer)
        wipe_secrets(self)
        for button in self._acts:
            button.hide()
        self.done_told.setText(self._afterwards)
        self.done_told.show()
        self.way_out.setText(self.tr("Close"))
        self.way_out.setFocus()
        self.adjustSize()

    def _enable(self, may: bool) -> None:
        for button in self._acts:
            button.setEnabled(may)
        if may:
            self.busy.hide()

    def suggest(self, field: QLineEdit) -> None:
        """Ask the seat for five words and show them in `field`."""
        keep_secret(field)
        self._suggesting = self.face.bridge.begin(self._suggest(field))

    def done(self, result: int) -> None:
        self._suggesting()
        super().done(result)

    async def _suggest(self, field: QLineEdit) -> None:
        page = await self.face.bridge.ask("passphrase")
        if isinstance(page, Paged):
            field.setEchoMode(QLineEdit.EchoMode.Normal)
            field.setText(page.items[0])
