"""The first start: this workstation is in no room yet. Join one, create one, or try."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from widgets.beginning import CreatePage, DonePage, JoinPage
from widgets.choice import Choice
from widgets.keyboard import pressed
from widgets.look import look, pad, set_role, space
from widgets.speech import Speech
from widgets.starting import NotStarted
from widgets.text import label
from widgets.tongues import Tongues

WIDTH, HEIGHT = 720, 600  # design pixels
CHOICE, JOIN, CREATE, DONE = range(4)


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
    code: str = ""  # read aloud, in place of a file; `peer` is then where it is read


class Beginnings(msgspec.Struct, frozen=True):
    """What the window asks for; each may take seconds and raises NotStarted."""

    create: Callable[[Founding], None]
    join: Callable[[Joining], str]  # words that the inviter's screen shows too, where it was by a code
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
        self._home = ""
        self.setWindowTitle("Belfry")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        set_role(self, "card")
        self.resize(look.px(WIDTH), look.px(HEIGHT))
        self.sub, self.refusal, self.busy = label("second"), label("refused", wrap=True), QProgressBar()
        self.joining, self.creating = JoinPage(beginnings.home), CreatePage(beginnings.home, speech)
        self.made = DonePage()
        self.creating.passphrase.setText(beginnings.suggest())
        self.offers = (
            Choice("people", lambda: self.turn(JOIN)),
            Choice("room", lambda: self.turn(CREATE)),
            Choice("play", self.tried.emit),
        )
        self.choices, self.pages = QWidget(), QStackedWidget()
        offered = QVBoxLayout(self.choices)
        offered.setContentsMargins(0, 0, 0, 0)
        for offer in self.offers:
            offered.addWidget(offer)
        offered.addStretch(1)
        for page in (self.choices, self.joining, self.creating, self.made):
            self.pages.addWidget(page)
        self._lay_out()
        self._connect()
        self._reword()
        self.turn(CHOICE)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        pad(column, *4 * (24,))
        space(column, 8)
        head = QHBoxLayout()
        head.addWidget(label("title", "Belfry"), 1)
        head.addWidget(Tongues(self._speech))
        column.addLayout(head)
        column.addWidget(self.sub)
        column.addWidget(self.pages, 1)
        column.addWidget(self.refusal)
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.hide()
        column.addWidget(self.busy)

    def _connect(self) -> None:
        for page in (self.joining, self.creating):
            page.back.clicked.connect(lambda _checked: self.turn(CHOICE))
        self.joining.go.clicked.connect(lambda _checked: self._join())
        self.creating.go.clicked.connect(lambda _checked: self._create())
        self.made.go.clicked.connect(lambda _checked: self._open(self._home))
        self._speech.changed.connect(self._reword)

    def _reword(self) -> None:
        """Say everything in the language of now; what was typed stays."""
        self.sub.setText(self.tr("This workstation is in no room yet."))
        self.busy.setAccessibleName(self.tr("Keys are being made"))
        for page in (self.joining, self.creating, self.made):
            page.reword()
        join, create, attempt = self.offers
        join.say(self.tr("Join a room"), self.tr("with the invitation that an administrator gave you"))
        create.say(self.tr("Create a room"), self.tr("you become its first administrator"))
        demo = self.tr("a demo room with three seats on this machine; nothing leaves it")
        attempt.say(self.tr("Try it"), demo)

    def turn(self, page: int) -> None:
        """Show another page, ready to type."""
        self.refusal.clear()
        self.sub.setVisible(page != DONE)
        self.pages.setCurrentIndex(page)
        begins = (self.offers[0], self.joining, self.creating, self.made)[page]
        begins.setFocus(Qt.FocusReason.OtherFocusReason)

    def _join(self) -> None:
        page, words = self.joining, list[str]()
        asked = Joining(
            page.home.text(), page.invitation.text(), page.peer.text().strip(), page.code.text().strip()
        )
        self._begin(lambda: words.append(self._beginnings.join(asked)), lambda: self._joined(asked, *words))

    def _joined(self, asked: Joining, words: str) -> None:
        """By a code: both screens show words, which people compare before they trust it."""
        if not words:
            self._open(asked.home)
            return
        self.made.compare(words)
        self._finish(asked.home)

    def _create(self) -> None:
        page = self.creating
        asked = Founding(
            home=page.home.text(),
            room=page.room.text(),
            label=page.seat.text(),
            agency=page.agency.currentData(),
            person=page.person.text(),
            passphrase=page.passphrase.text(),
            room_key=page.room_key.text(),
            exercise=page.exercise.isChecked(),
        )
        self._begin(lambda: self._beginnings.create(asked), lambda: self._founded(asked))

    def _founded(self, asked: Founding) -> None:
        """Nobody reads this again: what must be kept is said once more, and waits for a press."""
        self.made.tell(asked.person, asked.passphrase, asked.room_key)
        self._finish(asked.home)

    def _finish(self, home: str) -> None:
        self._home = home
        self._show_busy(busy=False)
        self.turn(DONE)

    def _open(self, home: str) -> None:
        self.begun.emit(home)
        self.close()

    def _begin(self, act: Callable[[], None], then: Callable[[], None]) -> None:
        """Do it off Qt's thread: making keys takes seconds on purpose."""
        self.refusal.clear()
        typing = self.focusWidget()
        self._show_busy(busy=True)
        self._task = self._loop.create_task(self._acted(act, then, typing))

    async def _acted(self, act: Callable[[], None], then: Callable[[], None], typing: QWidget | None) -> None:
        try:
            await self._loop.run_in_executor(None, act)
        except NotStarted as refused:
            self._show_busy(busy=False)
            if typing is not None:  # what may not be pressed has lost the focus
                typing.setFocus(Qt.FocusReason.OtherFocusReason)
            self.refusal.setText(self._speech.words.refusal(refused.code, refused.params))
            return
        then()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed(self, event):
            super().keyPressEvent(event)

    def _show_busy(self, *, busy: bool) -> None:
        self.busy.setVisible(busy)
        self.pages.setEnabled(not busy)
