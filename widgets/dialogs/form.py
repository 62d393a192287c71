"""The form that all acts share: fields, a refusal in words, buttons; what was typed stays until recorded."""

from collections.abc import Callable
from typing import Any, ClassVar, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QPushButton, QWidget

from console.link.client import Answered, RefusedAnswer
from widgets.bridge import Told
from widgets.dialogs.button import COLOURED, FormButton
from widgets.dialogs.card import Card
from widgets.dialogs.typed import settle, typed_in
from widgets.face import Face
from widgets.keyboard import ENTER
from widgets.look import set_role
from widgets.refusing import allow, closed, why_not_command
from widgets.text import tip

BETWEEN_MS: Final = 2000  # what is typed is kept that often
# What may be done follows from these views.
SWAYING: Final = {"operation", "command", "request", "conflict", "agenda"}
Why = Callable[[], str]
PAGES: Final = frozenset({Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})  # also where a button has the focus


class Form(Card):
    """A card above the window, never modal: the room goes on behind it."""

    deliberate: ClassVar[bool] = False  # it tells what is to be read before it acts: Enter may come too soon

    def __init__(self, face: Face, title: str, subtitle: str = "", parent: QWidget | None = None) -> None:
        super().__init__(face, title, subtitle, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self.told: Callable[[Answered], None] = lambda _: None
        self.about = (face.operation_id, face.incident_id)  # what was looked at when it was opened
        self._buttons: list[QPushButton] = []
        self._against: dict[QPushButton, tuple[Why, str]] = {}  # and the usual tip
        self._waiting = False  # for the seat's answer
        self._give_up: Callable[[], object] = lambda: None
        self._warned = ""  # what was typed when somebody was warned that leaving gives it up
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.act_main)
        self._told_of, self._looking = "", QTimer(self)  # what the face knows to be typed
        self._looking.timeout.connect(self._tell_typed)
        face.bridge.gone.connect(self._seat_gone)
        face.bridge.changed.connect(self._changed)

    def button(
        self, text: str, act: Callable[[], None], role: str = "", why: Why | None = None
    ) -> QPushButton:
        """A button in the foot. The one with role "main" or "command" is the default, unless the form wants a
        deliberate act. While `why` gives a reason against it, it is disabled and says so.
        """
        made = FormButton(text)
        made.clicked.connect(lambda _checked: act())
        usual = ""
        if role:
            set_role(made, role)
            made.setDefault(not self.deliberate)
            usual = QKeySequence("Ctrl+Return").toString(QKeySequence.SequenceFormat.NativeText)
            tip(made, usual)
        self._foot.add(made)
        self._buttons.append(made)
        if why is not None:
            self._against[made] = why, usual
            self.allow_all()
        return made

    def over(self) -> str:
        """Why nothing begins any more in the operation that this form is about; empty where it is open."""
        return closed(self.face, self.about[0])

    def not_commanding(self) -> str:
        """Why the person here may begin nothing in it as who holds command."""
        return self.over() or why_not_command(self.face, self.about[0])

    def cancel_button(self) -> QPushButton:
        """The way out."""
        return self.button(self.tr("Cancel"), self.leave)

    def leave(self) -> None:
        """Go, as a person does; what is typed is given up only the second time."""
        if self._may_leave():
            self.reject()

    def _may_leave(self) -> bool:
        typed = typed_in(self)
        if typed in {"", self._warned}:
            return True
        self._warned = typed
        self.refuse(self.tr("What you typed is not recorded. Leave once more to give it up."))
        return False

    def act_main(self) -> None:
        """Ctrl+Enter, from any field: what the coloured button does."""
        main = self._main()
        if main is not None and main.isEnabled():
            main.click()
        elif main in self._against and not self._waiting:
            self.refuse(self._against[main][0]())

    def _main(self) -> QPushButton | None:
        return next((b for b in self._buttons if b.property("role") in COLOURED), None)

    def tell(self, intent: Told) -> None:
        """Tell the seat; the form closes once it is recorded, and stays as it is where it is refused."""
        self._enable(False)
        self._give_up = self.face.bridge.begin(self._tell(intent))

    async def _tell(self, intent: Told) -> None:
        reply: Any = await self.face.bridge.tell(intent)
        if isinstance(reply, RefusedAnswer):
            self._enable(True)
            self.refuse(self.face.words.refusal(reply.code, reply.params))
            self.refused(reply.code)
        else:
            settle(self)
            self.recorded(reply)

    def recorded(self, answer: Answered) -> None:
        """It is on disk."""
        self.told(answer)
        self.accept()

    def refused(self, code: str) -> None:
        """The seat refused it with this code."""

    def _enable(self, may: bool) -> None:
        self._waiting = not may
        for button in self._buttons:
            button.setEnabled(may)
        if may:
            self.allow_all()

    def _changed(self, keys: set[tuple[str, str]]) -> None:
        self.follow({kind for kind, _ in keys})

    def follow(self, kinds: set[str]) -> None:
        """Views of these kinds changed while the form is open."""
        if not self._waiting and kinds & SWAYING:
            self.allow_all()

    def allow_all(self) -> None:
        """Enable what may be done now, and let the rest say why not."""
        for button, (why, usual) in self._against.items():
            allow(button, why(), usual)

    def _tell_typed(self) -> None:
        typed = typed_in(self)
        if typed != self._told_of:
            self._told_of = typed
            self.face.typed.emit()

    def _seat_gone(self) -> None:
        self._enable(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The Enter that opened the form, held a little long, does nothing in it."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in PAGES:
            self.body.keyPressEvent(event)
        elif event.key() not in ENTER or not event.isAutoRepeat():
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the first field, where the form has not chosen another; without one, on what it is for."""
        fields = (f for f in self._names if f.focusPolicy() & Qt.FocusPolicy.TabFocus)
        first = next(fields, self._main())
        if self.focusWidget() is None and first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        super().showEvent(event)
        self.fit()
        self._looking.start(BETWEEN_MS)

    def hideEvent(self, event: QHideEvent) -> None:
        """Behind a lock nobody types."""
        self._looking.stop()
        super().hideEvent(event)

    def done(self, result: int) -> None:
        """Wait for no answer once the form is gone."""
        self._give_up()
        super().done(result)
        self.face.typed.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window's own way out; leave the bridge's signals alone once the form is gone."""
        if event.spontaneous() and not self._may_leave():
            event.ignore()
            return
        self.face.bridge.gone.disconnect(self._seat_gone)
        self.face.bridge.changed.disconnect(self._changed)
        super().closeEvent(event)
