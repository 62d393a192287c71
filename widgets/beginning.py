"""The pages of the first start: joining a room, creating one, and what must be kept of it."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from console import catalogue
from widgets.chooser import chooser
from widgets.hinted import Hinted
from widgets.look import look, set_role
from widgets.speech import Speech
from widgets.text import label

HOST = "host"  # the standing of the agency that runs the room


class Page(QWidget):
    """Fields with their names, a way back and an act."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._names: dict[QWidget, QLabel] = {}
        self.back, self.go = QPushButton(), QPushButton()
        set_role(self.go, "main")
        self.rows = QGridLayout()
        self.rows.setColumnStretch(1, 1)
        self.rows.setHorizontalSpacing(look.px(14))
        self.rows.setVerticalSpacing(look.px(10))
        foot = QHBoxLayout()
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.px(8), 0, 0)
        column.addLayout(self.rows)
        column.addStretch(1)
        column.addLayout(foot)

    def row(self, field: QWidget, beside: QWidget | None = None) -> None:
        """Add a field; its name comes with the language."""
        place = self.rows.rowCount()
        self._names[field] = named = label("second")
        named.setBuddy(field)
        self.rows.addWidget(named, place, 0)
        self.rows.addWidget(field, place, 1, 1, 1 if beside else 2)
        if beside is not None:
            self.rows.addWidget(beside, place, 2)
        if isinstance(field, QLineEdit):
            field.returnPressed.connect(self.go.click)

    def name(self, field: QWidget, text: str) -> None:
        """Say what a field is."""
        self._names[field].setText(text)
        field.setAccessibleName(text)

    def reword(self) -> None:
        """Say everything in the language of now."""
        self.back.setText(self.tr("Back"))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The first field is where people begin."""
        next(iter(self._names)).setFocus(event.reason())


class JoinPage(Page):
    """With a code that an administrator reads aloud, or the file that he gave."""

    def __init__(self, home: Path) -> None:
        super().__init__()
        self.invitation, self.code, self.peer = QLineEdit(), QLineEdit(), Hinted()
        self.home = QLineEdit(str(home))
        self.browse = QPushButton()
        self.browse.clicked.connect(lambda _checked: self._browse())
        self.row(self.code)
        self.row(self.peer)
        self.row(self.invitation, self.browse)
        self.row(self.home)
        self.reword()

    def reword(self) -> None:
        super().reword()
        self.name(self.code, self.tr("Code that is read to you"))
        self.name(self.peer, self.tr("Address read with it"))
        self.name(self.invitation, self.tr("Or an invitation file"))
        self.name(self.home, self.tr("Folder"))
        self.code.setPlaceholderText("7K4Q-9XWM")
        whole = self.tr("with a file: only where the network hides the others")
        self.peer.say(whole, self.tr("with a file: seldom needed"))
        self.browse.setText(self.tr("Choose…"))
        self.go.setText(self.tr("Join"))

    def _browse(self) -> None:
        title = self.tr("Invitation file")
        chosen, _ = QFileDialog.getOpenFileName(self, title, str(Path.home()))
        if chosen:
            self.invitation.setText(chosen)


class CreatePage(Page):
    """A room, its first seat and its first administrator."""

    def __init__(self, home: Path, speech: Speech) -> None:
        super().__init__()
        self._speech = speech
        self.room, self.seat, self.person, self.passphrase = (QLineEdit() for _ in range(4))
        self.agency, self.exercise = chooser(), QCheckBox()
        self.room_key, self.home = QLineEdit(str(Path.home() / "belfry-room.key")), QLineEdit(str(home))
        for field in (
            self.room, self.exercise, self.seat, self.agency, self.person, self.passphrase, self.room_key,
            self.home,
        ):  # fmt: skip
            self.row(field)
        self.reword()

    def reword(self) -> None:
        super().reword()
        self.name(self.room, self.tr("Name of the room"))
        self.exercise.setText(self.tr("an exercise room, for good"))
        self.name(self.seat, self.tr("Label of this seat"))
        self.name(self.agency, self.tr("Agency"))
        self.name(self.person, self.tr("Your name or function"))
        self.name(self.passphrase, self.tr("Your passphrase: keep it"))
        self.name(self.room_key, self.tr("Room key, to put away"))
        self.name(self.home, self.tr("Folder"))
        self.go.setText(self.tr("Create"))
        self._list_agencies()

    def _list_agencies(self) -> None:
        """Those of the room first; who hosts it is chosen until somebody chooses."""
        known = catalogue.agencies().all()
        host = next((row.code for row in known if row.standing == HOST), "")
        chosen, lang = self.agency.currentData() or host, self._speech.lang
        self.agency.clear()
        for row in sorted(known, key=lambda a: (not a.in_room, a.short(lang))):
            self.agency.addItem(row.short(lang), row.code)
        self.agency.setCurrentIndex(max(0, self.agency.findData(chosen)))


class DonePage(Page):
    """What the founder of a room must keep, before the desk opens."""

    def __init__(self) -> None:
        super().__init__()
        self.back.hide()
        self.told = label("", wrap=True)
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.rows.addWidget(self.told, 0, 0, 1, 3)
        self._kept, self._words = ("", "", ""), ""
        self.reword()

    def tell(self, person: str, passphrase: str, room_key: str) -> None:
        """Say what was made."""
        self._kept = (person, passphrase, room_key)
        self.reword()

    def compare(self, words: str) -> None:
        """Say what the other screen must show too."""
        self._words = words
        self.reword()

    def reword(self) -> None:
        super().reword()
        self.go.setText(self.tr("Open the desk"))
        if self._words:
            same = self.tr("This seat has its place. Whoever read the code must see the same words:\n\n{0}")
            self.told.setText(same.format(self._words))
            return
        person, passphrase, key = self._kept
        told = (
            self.tr("The room is made."),
            self.tr("{0} signs in with:\n{1}").format(person, passphrase),
            self.tr("The room key is in {0}.\nMove it to a medium that lies in a safe.").format(key),
            self.tr("Whoever has the key and this passphrase can do anything in the room."),
        )
        self.told.setText("\n\n".join(told))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.go.setFocus(event.reason())
