"""The first start: this workstation is in no room yet. Join one, create one, or try."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from console import catalogue
from widgets.look import look, set_role
from widgets.speech import Speech
from widgets.starting import NotStarted
from widgets.text import label

WIDTH, HEIGHT = 680, 560  # design pixels
CHOICE, JOIN, CREATE = range(3)


class Founding(msgspec.Struct, frozen=True):
    """What a new room is made of."""

    home: str
    room: str
    label: str
    agency: str
    person: str
    passphrase: str
    room_key: str
    exercise: bool


class Joining(msgspec.Struct, frozen=True):
    """With what a seat joins a room."""

    home: str
    invitation: str
    peer: str


class Beginnings(msgspec.Struct, frozen=True):
    """What the window asks for; each may take seconds and raises NotStarted."""

    create: Callable[[Founding], None]
    join: Callable[[Joining], None]
    suggest: Callable[[], str]  # a passphrase of five words
    home: Path  # where a new seat's folder would go


class FirstStart(QWidget):
    """`begun` is emitted with the folder of the new seat; `tried` where somebody wants the demo room."""

    begun: Final = Signal(str)
    tried: Final = Signal()

    def __init__(self, beginnings: Beginnings, speech: Speech, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self._beginnings, self._speech, self._loop = beginnings, speech, loop
        self._task: asyncio.Task[None] | None = None
        self.setWindowTitle("Belfry")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        set_role(self, "card")
        self.resize(look.px(WIDTH), look.px(HEIGHT))
        self.refusal, self.busy = label("refused", wrap=True), QProgressBar()
        self.pages = QStackedWidget()
        for page in (self._choices(), self._join_page(), self._create_page()):
            self.pages.addWidget(page)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        margin = look.px(24)
        column.setContentsMargins(margin, margin, margin, margin)
        column.addWidget(label("title", "Belfry"))
        column.addWidget(label("second", self.tr("This workstation is in no room yet.")))
        column.addWidget(self.pages, 1)
        column.addWidget(self.refusal)
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.hide()
        column.addWidget(self.busy)

    def _choices(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        join = self.tr("Join a room\nwith the invitation that an administrator gave you")
        create = self.tr("Create a room\nyou become its first administrator")
        attempt = self.tr("Try it\na demo room on this machine; nothing leaves it")
        self._choice(column, join, lambda: self.pages.setCurrentIndex(JOIN)).setFocus()
        self._choice(column, create, lambda: self.pages.setCurrentIndex(CREATE))
        self._choice(column, attempt, self.tried.emit)
        column.addStretch(1)
        return page

    @staticmethod
    def _choice(column: QVBoxLayout, text: str, act: Callable[[], object]) -> QPushButton:
        made = QPushButton(text)
        set_role(made, "choice")
        made.clicked.connect(lambda _checked: act())
        column.addWidget(made)
        return made

    def _join_page(self) -> QWidget:
        self.invitation, self.peer = QLineEdit(), QLineEdit()
        self.join_home = QLineEdit(str(self._beginnings.home))
        self.peer.setPlaceholderText(self.tr("only where the network hides the others"))
        rows = (
            (self.tr("Invitation file"), self.invitation),
            (self.tr("Address of a seat"), self.peer),
            (self.tr("Folder"), self.join_home),
        )
        return self._page(rows, self.tr("Join"), self._join)

    def _create_page(self) -> QWidget:
        self.room, self.seat, self.person, self.passphrase = (QLineEdit() for _ in range(4))
        self.agency, self.exercise = QComboBox(), QCheckBox(self.tr("an exercise room, for good"))
        for row in sorted(
            catalogue.agencies().all(), key=lambda a: (not a.in_room, a.short(self._speech.lang))
        ):
            self.agency.addItem(row.short(self._speech.lang), row.code)
        self.passphrase.setText(self._beginnings.suggest())
        self.room_key = QLineEdit(str(Path.home() / "belfry-room.key"))
        self.create_home = QLineEdit(str(self._beginnings.home))
        rows = (
            (self.tr("Name of the room"), self.room),
            ("", self.exercise),
            (self.tr("Label of this seat"), self.seat),
            (self.tr("Agency"), self.agency),
            (self.tr("Your name or function"), self.person),
            (self.tr("Your passphrase: keep it"), self.passphrase),
            (self.tr("Room key, to put away"), self.room_key),
            (self.tr("Folder"), self.create_home),
        )
        return self._page(rows, self.tr("Create"), self._create)

    def _page(self, rows: tuple[tuple[str, QWidget], ...], act: str, acted: Callable[[], None]) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        form = QFormLayout()
        for name, field in rows:
            field.setAccessibleName(name)
            form.addRow(label("second", name), field)
        column.addLayout(form)
        column.addStretch(1)
        back, go = QPushButton(self.tr("Back")), QPushButton(act)
        set_role(go, "main")
        back.clicked.connect(lambda _checked: self.pages.setCurrentIndex(CHOICE))
        go.clicked.connect(lambda _checked: acted())
        row = QHBoxLayout()
        row.addWidget(back)
        row.addStretch(1)
        row.addWidget(go)
        column.addLayout(row)
        return page

    def _join(self) -> None:
        asked = Joining(self.join_home.text(), self.invitation.text(), self.peer.text())
        self._begin(lambda: self._beginnings.join(asked), asked.home)

    def _create(self) -> None:
        asked = Founding(
            home=self.create_home.text(),
            room=self.room.text(),
            label=self.seat.text(),
            agency=self.agency.currentData(),
            person=self.person.text(),
            passphrase=self.passphrase.text(),
            room_key=self.room_key.text(),
            exercise=self.exercise.isChecked(),
        )
        self._begin(lambda: self._beginnings.create(asked), asked.home)

    def _begin(self, act: Callable[[], None], home: str) -> None:
        """Do it off Qt's thread: making keys takes seconds on purpose."""
        self.refusal.clear()
        self._show_busy(busy=True)
        self._task = self._loop.create_task(self._acted(act, home))

    async def _acted(self, act: Callable[[], None], home: str) -> None:
        try:
            await self._loop.run_in_executor(None, act)
        except NotStarted as refused:
            self._show_busy(busy=False)
            self.refusal.setText(self._speech.words.refusal(refused.code, refused.params))
            return
        self.begun.emit(home)
        self.close()

    def _show_busy(self, *, busy: bool) -> None:
        self.busy.setVisible(busy)
        self.pages.setEnabled(not busy)
