"""The entry line: logs, corrects, withdraws. What it understood and is about stands beside it until Enter."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.domain.facts import Intent
from console.domain.log import OWN, LineView, WriteLog
from console.link.client import Answered, RefusedAnswer
from widgets.drafts import Draft
from widgets.face import MAIN_LOG, Face
from widgets.look import pad, space
from widgets.panes.entry import Typed, UnclearTime, means_nothing, read
from widgets.panes.entry_asides import Hints, JustLogged, WhichDay, time_said
from widgets.panes.entry_doing import CORRECT, LOG, WITHDRAW, Doing, as_logged
from widgets.panes.entry_draft import EntryDraft
from widgets.panes.entry_marks import MarkCompleter, meaning
from widgets.panes.entry_sent import Sent
from widgets.panes.entry_target import asked, target_said
from widgets.panes.entry_text import EntryText
from widgets.text import label


class EntryLine(QWidget):
    """`up` and `down` where somebody leaves the empty line; `reading` for a line too long to edit here."""

    up, down = Signal(), Signal()
    reading = Signal(object)  # LineView

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face
        self.line, self.said, self.target = EntryText(), label("muted"), label("muted")
        self.refusal, self.which_day, self.logged = label("refused", wrap=True), WhichDay(), JustLogged()
        self.hints = Hints()
        self.doing, self.fixed, self._meant, self._sent = Doing(), ("", ""), 0, Sent()
        self.marks = MarkCompleter(face, self.line)
        self._lay_out()
        self.line.installEventFilter(self)
        self.line.returnPressed.connect(self._enter)
        self.line.textChanged.connect(self._typed)
        self.which_day.meant.connect(self._mean)
        self.logged.turned.connect(self.hints.setHidden)
        self.logged.correcting.connect(partial(self._again, CORRECT))
        self.logged.withdrawing.connect(partial(self._again, WITHDRAW))
        self._draft = EntryDraft(face, self, self._held, self._give)
        self._draft.follow()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        space(row, 8)
        row.addWidget(self.line, 1)
        beside: tuple[QWidget, ...] = (self.said, self.target, self.logged, self.hints)
        for part in beside:
            row.addWidget(part)
        whole = QVBoxLayout(self)
        pad(whole, 18, 9, 18, 9)
        whole.addWidget(self.refusal)
        whole.addWidget(self.which_day)
        whole.addLayout(row)
        self.refusal.hide()

    def reword(self) -> None:
        """Say everything in the language of now."""
        self.line.setAccessibleName(self.tr("Entry line"))
        self.hints.reword()
        self.logged.reword()

    def refresh(self) -> None:
        """Show the picture as it is now."""
        self.line.setEnabled(self._face.me is not None or bool(self._face.bridge.lost))
        self._show_target()

    def begin(self, sort: str, line: LineView) -> None:
        """Correct a line, or withdraw it: its new text, or the reason, is typed here."""
        if sort == CORRECT and "\n" in line.text:
            self.reading.emit(line)
        elif not self._sent.busy:
            self._draft.keep()
            self._do(Doing(sort, line))

    def leave(self) -> None:
        """Back to logging, with what was typed before."""
        self._do(Doing())
        self._draft.restore()

    def clear(self) -> None:
        """It is recorded."""
        self.line.clear()
        self._draft.keep()

    def became(self, text: str) -> None:
        """A form with this text is recorded: what is typed since stays."""
        if self.text == text:
            self.clear()

    @property
    def about(self) -> str:
        """The incident that what is typed is about."""
        named = self._understood().incidents
        return named[0] if named else self.fixed[1]

    @property
    def text(self) -> str:
        """What is typed to be logged, without its marks."""
        return self._understood().text if self.doing.sort == LOG else ""

    def _understood(self) -> Typed:
        try:
            return self._read()
        except UnclearTime:
            return Typed(self.line.text().strip())

    def _do(self, doing: Doing) -> None:
        self.doing = doing
        self.logged.end()
        self.line.setText(doing.text)
        self._typed(doing.text)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _held(self) -> Draft | None:
        typed = self._sent.before(self.line.text())
        return Draft(typed, *self.fixed) if self.doing.sort == LOG else None

    def _give(self, draft: Draft) -> None:
        self.doing = Doing()
        self.fixed = self._known(draft.operation, draft.incident)
        self.line.setText(draft.text)
        self._show_target()

    def _known(self, operation: str, incident: str) -> tuple[str, str]:
        """What a draft began for, as far as it is still there."""
        picture = self._face.picture
        there = picture.get("incident", incident) is not None or not incident
        known = operation == OWN or picture.get("operation", operation) is not None
        return (operation, incident) if there and known else ("", "")

    def _typed(self, text: str) -> None:
        self.refusal.hide()
        self.which_day.hide()
        self._meant = 0
        if text:
            self.logged.end()
        if not text or self.fixed == ("", "") or self._sent.stands:
            self.fixed = self._face.writing if text else ("", "")
        self._sent.stands = False
        if self.doing.sort == LOG:
            self._draft.touched()
        self._show_target()

    def _read(self) -> Typed:
        known = partial(meaning, self._face) if self.doing.sort == LOG else means_nothing
        return read(self.line.text(), known, meant=self._meant)

    def _show_target(self) -> None:
        """What is asked; what the entry will be about: fixed at its first character, shown until Enter."""
        self.line.say(*asked(self.doing))
        typed, time = Typed(""), ""
        if self.doing.sort != WITHDRAW and self.line.text():
            try:
                typed = self._read()
            except UnclearTime as unclear:
                time = f"{unclear}?"
        time = time_said(typed.at) if typed.at else time
        source = self._face.words.agency(typed.source) if typed.source else ""
        parts = (time, source, self.tr("key fact") if typed.key else "")
        self.said.setText(" · ".join(part for part in parts if part))
        self.said.setVisible(any(parts))
        fixed = self.fixed if self.line.text() else self._face.writing
        self.target.setText(target_said(self._face, self.doing, fixed, typed.incidents))

    def _enter(self) -> None:
        nothing, logging = not self.line.text().strip(), self.doing.sort == LOG
        if (nothing and logging) or self._sent.stands or (self._sent.busy and not logging):
            return  # without a reason or a text, what is no logging is refused in words
        try:
            typed = Typed(self.line.text()) if self.doing.sort == WITHDRAW else self._read()
        except UnclearTime as unclear:
            self.which_day.ask(unclear)
            return
        text = self.line.text()
        self._face.bridge.start(self._tell(text, self.doing, self.doing.intent(text, typed, self.fixed)))
        self._sent.send(text)
        self.line.selectAll()  # it stands there until it is recorded; who types on begins anew

    def _mean(self, at: int) -> None:
        self._meant = at
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._enter()

    async def _tell(self, text: str, doing: Doing, intent: Intent) -> None:
        reply = await self._face.bridge.tell(intent)
        stood = self._sent.answered(text)
        if isinstance(reply, RefusedAnswer):
            self._back(text, stood=stood)
            self.refusal.setText(self._face.words.refusal(reply.code, reply.params))
            self.refusal.show()
        elif not stood:
            self.doing = Doing() if self.doing is doing else self.doing
            self._draft.keep()
            self._show_target()
        elif not isinstance(intent, WriteLog):
            self.leave()
        else:
            self.clear()
            if isinstance(reply, Answered):
                self.logged.offer(as_logged(intent, reply.about, reply.entry))

    def _back(self, text: str, *, stood: bool) -> None:
        """What was refused stands in the line again, before what was typed meanwhile."""
        if not stood:
            self.line.setText(f"{text} {self.line.text()}".strip())
        self.line.end(False)

    def _again(self, sort: str, line: LineView) -> None:
        """What was logged just now, as it stands by now where this log shows it."""
        shown = self._face.picture.log(MAIN_LOG)
        self.begin(sort, next((one for one in shown if one.id == line.id), line))

    def hideEvent(self, event: QHideEvent) -> None:
        """The window is closed, with what was typed put away."""
        self._draft.keep()
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(Qt.Key(event.key())) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _key(self, key: Qt.Key) -> bool:
        """Keys with a meaning of their own: Escape gives up a correction; the rest where nothing is typed."""
        empty, doing = not self.line.text(), self.doing.sort
        if self.which_day.takes(key):
            return True
        if key == Qt.Key.Key_Escape and doing != LOG:
            self.leave()
        elif key == Qt.Key.Key_Up and empty and doing == LOG and not self.logged.line:
            self.up.emit()
        elif key == Qt.Key.Key_Down and empty and doing == LOG:
            self.down.emit()
        elif key == Qt.Key.Key_Delete and empty and self.logged.line:
            self._again(WITHDRAW, self.logged.line)
        elif key == Qt.Key.Key_Up and empty and self.logged.line:
            self._again(CORRECT, self.logged.line)
        else:
            return False
        return True
