"""Who works here: signing in, and the lock, as a veil over the window."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from console.domain.room import PersonView
from console.link.client import RefusedAnswer
from console.link.events import SILENT
from widgets.chooser import chooser
from widgets.face import Face
from widgets.frame import HEAD, SIDE, paint_exercise
from widgets.keyboard import pressed
from widgets.look import colour, look, pad, set_role, space, wide
from widgets.seat_name import seat_name
from widgets.starting import begin_again
from widgets.text import label, mnemonic_free
from widgets.tongues import Tongues

translate: Final = QCoreApplication.translate
WIDTH = 460  # design pixels
DIM = 0.72


class Veil(QWidget):
    """Covers its window while nobody is signed in, or the screen is locked. Behind a lock nothing shows."""

    risen, lifted = Signal(), Signal()

    def __init__(self, face: Face, over: QWidget) -> None:
        super().__init__(over)
        self._face, self._over = face, over
        self._looking = False  # somebody chose to look without signing in
        self.heading, self.sub, self.refusal = (
            label("cardtitle"),
            label("second", wrap=True),
            label("refused", wrap=True),
        )
        self.person, self.passphrase = chooser(), QLineEdit()
        self.none, self.tongues = label("second", wrap=True), Tongues(face.speech)
        self.enter, self.look_only = QPushButton(), QPushButton()
        self._lay_out()
        over.installEventFilter(self)
        face.bridge.session_changed.connect(self.refresh)
        face.bridge.changed.connect(self._changed)
        face.bridge.gone.connect(self.refresh)
        face.bridge.back.connect(self.refresh)
        face.speech.changed.connect(self.refresh)
        self.hide()
        self.refresh()

    def _lay_out(self) -> None:
        card = QWidget()
        card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        set_role(card, "card")
        wide(card, WIDTH)
        column = QVBoxLayout(card)
        pad(column, *4 * (22,))
        space(column, 12)
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.tongues)
        column.addLayout(head)
        for part in (self.sub, self.person, self.passphrase, self.none, self.refusal):
            column.addWidget(part)
        row = QHBoxLayout()
        row.addWidget(self.look_only)
        row.addStretch(1)
        row.addWidget(self.enter)
        column.addLayout(row)
        set_role(self.enter, "main")
        set_role(self.look_only, "quiet")
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.returnPressed.connect(self._enter)
        self.enter.clicked.connect(lambda _checked: self._enter())
        self.look_only.clicked.connect(lambda _checked: self._only_look())
        whole = QVBoxLayout(self)
        whole.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)

    @property
    def locked(self) -> bool:
        """Whether somebody is signed in who is away."""
        session = self._face.bridge.session
        return session is not None and session.locked

    def ask(self) -> None:
        """Somebody wants to sign in after all."""
        self._looking = False
        self.refresh()

    def refresh(self) -> None:
        """Show or hide, and say everything in the language of now."""
        session = self._face.bridge.session
        wanted = self.locked or (session is None and not self._looking)
        room = self._face.room
        self.heading.setText(self.tr("Locked") if self.locked else room.name if room else "Belfry")
        self.sub.setText(session.name if session and self.locked else seat_name(room))
        self._fill()
        lost, before = self._lost, self.passphrase.isHidden()
        nobody = lost or (not self.locked and self.person.count() == 0)
        self.person.setVisible(not self.locked and not nobody)
        self.passphrase.setVisible(not nobody)
        self.enter.setVisible(lost or not nobody)
        self.look_only.setVisible(not (lost and self.locked))
        self.none.setVisible(nobody or bool(self._face.bridge.lost))
        self.none.setText(self._why_nobody())
        self.passphrase.setPlaceholderText(self.tr("Passphrase"))
        self.passphrase.setAccessibleName(self.tr("Passphrase"))
        self.person.setAccessibleName(self.tr("Person"))
        self._say_enter()
        self.look_only.setText(self.tr("Someone else…") if self.locked else self.tr("Only look"))
        if wanted and self.isHidden():
            self._rise()
        elif wanted and before != nobody:
            (self.enter if lost else self.passphrase).setFocus(Qt.FocusReason.OtherFocusReason)
        elif not wanted and not self.isHidden():
            self.hide()
            self.lifted.emit()
        self.update()  # more shows through while nobody is signed in than behind a lock

    def _say_enter(self) -> None:
        """What the button does, or that it is being done: on a slow machine that takes a while."""
        idle = self.tr("Unlock") if self.locked else self.tr("Sign in")
        if self._lost:
            idle = translate("Notices", "Close") if self._outdated else translate("Notices", "Start the seat")
        checks = not self.enter.isEnabled() and not self._lost
        self.enter.setText(self.tr("Checking…") if checks else idle)

    @property
    def _lost(self) -> bool:
        """Whether the seat has to be started; one that is silent may answer yet."""
        return self._face.bridge.lost not in ("", SILENT)

    @property
    def _outdated(self) -> bool:
        return self._face.bridge.lost.endswith("too_old")

    def _why_nobody(self) -> str:
        """A new seat knows nobody until it has met the room."""
        if self._outdated:
            return translate(
                "Notices", "The seat runs another version of Belfry: close this window and open it again."
            )
        if self._face.bridge.lost:
            return self.tr("The seat does not answer.")
        return self.tr("Nobody can sign in here yet: this seat has not met another seat of its room.")

    def _rise(self) -> None:
        self.setGeometry(self._over.rect())
        code, params = self._face.bridge.ended
        self.refusal.setText(self._face.words.refusal(code, params) if code else "")
        self.refusal.setVisible(bool(code))
        self.passphrase.clear()
        self.show()
        self.raise_()
        self.risen.emit()
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self) -> None:
        people: list[PersonView] = [p for p in self._face.picture.all("person") if p.box and not p.revoked]
        room = self._face.room
        people.sort(key=lambda p: (p.agency != (room.agency if room else ""), p.agency, p.name))
        wanted = [(p.id, f"{p.name} · {self._face.words.agency(p.agency)}") for p in people]
        held = [(self.person.itemData(n), self.person.itemText(n)) for n in range(self.person.count())]
        if wanted != held:
            chosen = self.person.currentData()
            self.person.clear()
            for person, words in wanted:
                self.person.addItem(mnemonic_free(words), person)
            self.person.setCurrentIndex(max(0, self.person.findData(chosen)))

    def _enter(self) -> None:
        if self._outdated:
            self._over.window().close()
        elif self.enter.isEnabled():
            self._check(checking=True)
            act = self._begin_again() if self._lost else self._open(self.passphrase.text())
            self._face.bridge.start(act)

    def _check(self, *, checking: bool) -> None:
        self.enter.setEnabled(not checking)
        self._say_enter()

    async def _open(self, passphrase: str) -> None:
        bridge = self._face.bridge
        person = self.person.currentData() or ""
        reply = await (bridge.unlock(passphrase) if self.locked else bridge.sign_in(person, passphrase))
        self._check(checking=False)
        self.passphrase.clear()
        if bridge.lost:
            return  # which is said, with what helps
        if isinstance(reply, RefusedAnswer):
            self.refusal.setText(self._face.words.refusal(reply.code, reply.params))
            self.refusal.show()
            self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.refusal.hide()
            self.refresh()

    async def _begin_again(self) -> None:
        self.refusal.hide()
        await begin_again(self._face, self.none.setText)
        self._check(checking=False)

    def _only_look(self) -> None:
        if self.locked:
            self._face.bridge.start(self._leave())
        else:
            self._looking = True
            self.refresh()

    async def _leave(self) -> None:
        await self._face.bridge.sign_out()
        self.refusal.hide()
        self.person.setFocus(Qt.FocusReason.OtherFocusReason)  # somebody else begins with who they are

    def _changed(self, keys: set[tuple[str, str]]) -> None:
        if any(kind in {"person", "room"} for kind, _ in keys):
            self.refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent):
            self.setGeometry(self._over.rect())
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Nothing that is typed here reaches the window below."""
        pressed(self, event)
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("bg0", 1.0 if self.locked else DIM))
        room = self._face.room
        if room is not None and room.exercise:  # a locked exercise is one all the same
            paint_exercise(painter, self.rect(), look.px(SIDE), look.px(HEAD))
