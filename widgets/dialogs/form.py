"""The form that all acts share: fields, a refusal in words, buttons; what was typed stays until recorded."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent, QTextCursor
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from console.link.client import Answered, RefusedAnswer
from widgets.bridge import Told
from widgets.chooser import chooser
from widgets.completing import ENTER
from widgets.dialogs.button import COLOURED, FormButton
from widgets.dialogs.typed import typed_in
from widgets.face import Face
from widgets.frame import framed
from widgets.look import look, set_role
from widgets.text import label, tip

WIDTH = 620  # design pixels; more where fields or buttons need it
NAMES = 96
PARAGRAPH = 64
PAD = 8


class Form(QDialog):
    """A card above the window, never modal: the room goes on behind it."""

    def __init__(self, face: Face, title: str, subtitle: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.face = face
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self.setWindowTitle(title)
        set_role(self, "card")
        self._rows = QGridLayout()
        self._rows.setColumnMinimumWidth(0, look.px(NAMES))
        self._rows.setColumnMinimumWidth(1, look.px(WIDTH - NAMES))
        self._rows.setColumnStretch(1, 1)
        self._rows.setVerticalSpacing(look.px(10))
        self._refusal = label("refused", wrap=True)
        self._refusal.hide()
        self.note = label("muted", wrap=True)
        self.told: Callable[[Answered], None] = lambda _: None
        self._buttons: list[QPushButton] = []
        self._names: dict[QWidget, QLabel] = {}
        self._give_up: Callable[[], object] = lambda: None
        self._warned = ""  # what was typed when somebody was warned that leaving gives it up
        self._lay_out(title, subtitle)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.act_main)
        face.bridge.gone.connect(self._seat_gone)

    def _lay_out(self, title: str, subtitle: str) -> None:
        body = QWidget()
        inside = QVBoxLayout(body)
        margin = look.px(18)
        inside.setContentsMargins(margin, margin, margin, margin)
        inside.setSpacing(look.px(10))
        self.heading = label("cardtitle", title, wrap=True)
        inside.addWidget(self.heading)
        self.subheading = label("second", subtitle, wrap=True)
        self.subheading.setVisible(bool(subtitle))
        inside.addWidget(self.subheading)
        inside.addLayout(self._rows)
        inside.addWidget(self._refusal)
        inside.addStretch(1)
        foot = QWidget()
        set_role(foot, "foot")
        self._foot = QHBoxLayout(foot)
        self._foot.setContentsMargins(margin, look.px(12), margin, look.px(12))
        self._foot.addWidget(self.note, 1)
        card = QWidget()
        whole = QVBoxLayout(card)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(body, 1)
        whole.addWidget(foot)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(framed(self.face, card))

    def row(self, name: str, field: QWidget) -> QWidget:
        """Add a field with its name; the name stands for it to a screen reader as well."""
        place = self._rows.rowCount()
        if name:
            named = self._names[field] = label("second", name)
            named.setBuddy(field)
            if not isinstance(field, QLabel):
                named.setContentsMargins(0, look.px(6), 0, 0)  # level with what stands in the field
            field.setAccessibleName(name)
            self._rows.addWidget(named, place, 0, Qt.AlignmentFlag.AlignTop)
        self._rows.addWidget(field, place, 1 if name else 0, 1, 1 if name else 2)
        return field

    def show_row(self, field: QWidget, shown: bool = True) -> None:
        """Show or hide a field with its name."""
        field.setVisible(shown)
        self._names[field].setVisible(shown)

    def line(self, name: str, text: str = "", hint: str = "") -> QLineEdit:
        """A row of one line."""
        field = QLineEdit(text)
        field.setPlaceholderText(hint)
        self.row(name, field)
        return field

    def paragraph(self, name: str, text: str = "") -> QPlainTextEdit:
        """A row of several lines; Tab leaves it."""
        field = QPlainTextEdit(text)
        field.moveCursor(QTextCursor.MoveOperation.End)
        field.setTabChangesFocus(True)
        field.setFixedHeight(look.px(PARAGRAPH))
        self.row(name, field)
        return field

    def number(self, name: str, least: int, most: int, value: int, suffix: str = "") -> QSpinBox:
        """A row for a number."""
        field = QSpinBox()
        field.setRange(least, most)
        field.setSuffix(suffix)
        field.setValue(value)
        field.lineEdit().setTextMargins(look.px(PAD), 0, 0, 0)  # which the style sheet cannot give it
        self.row(name, field)
        return field

    def choice(self, name: str, items: Sequence[tuple[str, str]], chosen: str = "") -> QComboBox:
        """A row to choose from: (code, words). `currentData()` is the code."""
        field = chooser()
        for code, words in items:
            field.addItem(words, code)
        field.setCurrentIndex(max(0, field.findData(chosen)))
        self.row(name, field)
        return field

    def fact(self, name: str, text: str) -> None:
        """A row that only tells."""
        self.row(name, label("", text, wrap=True))

    def button(self, text: str, act: Callable[[], None], role: str = "") -> QPushButton:
        """A button in the foot. The one with role "main" or "command" is the default."""
        made = FormButton(text)
        made.clicked.connect(lambda _checked: act())
        if role:
            set_role(made, role)
            made.setDefault(True)
            tip(made, QKeySequence("Ctrl+Return").toString(QKeySequence.SequenceFormat.NativeText))
        self._foot.addWidget(made)
        self._buttons.append(made)
        return made

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
        main = next((b for b in self._buttons if b.property("role") in COLOURED), None)
        if main is not None and main.isEnabled():
            main.click()

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
            self._warned = typed_in(self)  # nothing is lost any more
            self.recorded(reply)

    def recorded(self, answer: Answered) -> None:
        """It is on disk."""
        self.told(answer)
        self.accept()

    def refused(self, code: str) -> None:
        """The seat refused it with this code."""

    def refuse(self, why: str) -> None:
        """Say why not."""
        self._refusal.setText(why)
        self._refusal.show()
        self.fit()

    @property
    def told_why(self) -> str:
        """Why the last act was refused, as it stands there."""
        return "" if self._refusal.isHidden() else self._refusal.text()

    def _enable(self, may: bool) -> None:
        for button in self._buttons:
            button.setEnabled(may)

    def _seat_gone(self) -> None:
        self._enable(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The Enter that opened the form, held a little long, does nothing in it."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() not in ENTER or not event.isAutoRepeat():
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the first field, where the form has not chosen another."""
        first = next((f for f in self._names if f.focusPolicy() & Qt.FocusPolicy.TabFocus), None)
        if self.focusWidget() is None and first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        super().showEvent(event)
        self.fit()

    def fit(self) -> None:
        """Take the room that the fields need; wrapped text is high according to how wide the form became."""
        for inside in reversed(self.findChildren(QLayout)):
            inside.activate()  # the innermost first: what was said just now counts at once
        self.adjustSize()
        layout = self.layout()
        high = layout.totalHeightForWidth(self.width()) if layout is not None else 0
        if high > self.height():
            self.resize(self.width(), high)

    def done(self, result: int) -> None:
        """Wait for no answer once the form is gone."""
        self._give_up()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window's own way out; leave the bridge's signals alone once the form is gone."""
        if event.spontaneous() and not self._may_leave():
            event.ignore()
            return
        self.face.bridge.gone.disconnect(self._seat_gone)
        super().closeEvent(event)
