"""A fact with its source, which is edited in place and kept as typed when refused."""

from collections.abc import Callable
from typing import Any

import msgspec
from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
)

from console.domain.registers import Shown
from widgets.chooser import chooser
from widgets.look import MEDIUM, SEMIBOLD, colour, look, pad, set_role, space
from widgets.marks import icon_pixmap, width
from widgets.places import PlaceCompleter
from widgets.text import label, pieces, tip

SIGN = 14
LEFT, RIGHT = 10, 6  # design pixels beside the text of a cell
WORD = 140  # design pixels of the longest word of a value that a column is made wide for


class Fact(msgspec.Struct, frozen=True):
    """One cell: a field, its words, what may be chosen for it. No `shown`: it is told, not edited here."""

    field: str
    name: str
    text: str
    source: str = ""
    role: str = "value"
    shown: Shown | None = None
    options: tuple[tuple[str, str], ...] = ()
    typed: str = ""  # what the editor begins with
    conflict: bool = False  # set twice: its sign stands before the name


class Half(msgspec.Struct, frozen=True):
    """Half a fact: what was typed for a field, and the heads that were seen then."""

    field: str
    name: str
    text: str
    seen: tuple[str, ...]


class Cell(QAbstractButton):
    """A fact. Enter, F2 or a click begins to edit it; Escape leaves it as it was."""

    edited = Signal(str, object, object)  # field, what was typed or chosen, heads that were seen
    typed = Signal()  # what is typed here is another than before, or nothing any more
    asked = Signal(str)  # it is not edited here

    def __init__(self, lang: Callable[[], str]) -> None:
        super().__init__()
        self.fact = Fact("", "", "")
        self._lang = lang
        self.name, self.value, self.sign = label("small"), label("value"), QLabel()
        self._editor: QLineEdit | QComboBox | None = None
        self._seen: tuple[str, ...] = ()
        self._column = QVBoxLayout(self)
        pad(self._column, LEFT, 5, RIGHT, 5)
        self._column.setSpacing(0)
        for part in (self.name, self.value):
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        head = self._head = QHBoxLayout()
        space(head, 4)
        head.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.name, 1)
        self._column.addLayout(head)
        self._column.addWidget(self.value)
        self.name.setWordWrap(True)
        self.value.setWordWrap(True)
        self._column.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.clicked.connect(lambda _checked: self.edit())

    def show_fact(self, fact: Fact) -> None:
        """Show it; an editor that is open stays open, with what was typed."""
        self.fact = fact
        self.name.setText(f"{fact.name} · {fact.source}" if fact.source else fact.name)
        self.sign.setVisible(fact.conflict)
        if fact.conflict:
            self.sign.setPixmap(icon_pixmap("conflict", "warning", look.px(SIGN), self.devicePixelRatioF()))
        self.value.setText(fact.text or "–")
        set_role(self.value, fact.role if fact.text else "small")
        self.setAccessibleName(f"{fact.name}: {fact.text}")
        tip(self, f"{fact.name}: {fact.text}  {fact.source}".strip())
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """No word of a name is cut, and of a value none but what somebody typed without a space."""
        name = max((width(look.font(13, MEDIUM), word) for word in pieces(self.name.text())), default=0)
        value = max((width(look.font(17, SEMIBOLD), word) for word in pieces(self.value.text())), default=0)
        sign = 0 if self.sign.isHidden() else look.px(SIGN) + self._head.spacing()
        least = max(name + sign, min(value, look.px(WORD))) + look.px(LEFT) + look.px(RIGHT) + 1
        return QSize(least, super().minimumSizeHint().height())

    def edit(self) -> None:
        """Begin to edit."""
        if self.fact.shown is None or self._editor is not None or not self.isEnabled():
            self.asked.emit(self.fact.field)
            return
        self._open(self.fact.shown.heads).setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, seen: tuple[str, ...]) -> QLineEdit | QComboBox:
        self._seen = seen
        self._editor = self._choice() if self.fact.options else self._line()
        self._editor.setAccessibleName(self.fact.name)
        self.value.hide()
        self._column.insertWidget(1, self._editor)
        self._editor.show()  # at once: what is typed next is for it
        self._editor.installEventFilter(self)
        return self._editor

    def _line(self) -> QLineEdit:
        line = QLineEdit(self.fact.typed)
        line.selectAll()
        if self.fact.field == "place":
            PlaceCompleter(line, self._lang()).activated.connect(self._done)  # taken, it is the answer
        line.returnPressed.connect(lambda: self._done(line.text()))
        line.textChanged.connect(self.typed)
        return line

    def _choice(self) -> QComboBox:
        box = chooser()
        for code, words in self.fact.options:
            box.addItem(words, code)
        box.setCurrentIndex(box.findData(self.fact.typed))  # none, where nobody said anything yet
        # A click in the list is an answer; letters only look for one, which Enter then takes.
        box.view().pressed.connect(lambda index: self._done(box.itemData(index.row())))
        return box

    def _done(self, given: Any) -> None:
        self.edited.emit(self.fact.field, given, self._seen)

    def recorded(self, given: Any) -> None:
        """It is on disk: the editor is done with, unless somebody has typed on in it."""
        editor = self._editor
        typed = editor.currentData() if isinstance(editor, QComboBox) else editor.text() if editor else None
        if typed == given:
            self.close_editor()

    def half(self) -> Half | None:
        """What is typed here that is nowhere else."""
        line = self._editor
        if isinstance(line, QLineEdit) and line.isModified() and line.text().strip():
            return Half(self.fact.field, self.fact.name, line.text(), self._seen)
        return None

    def go_on(self, half: Half) -> None:
        """Let it be typed on; who is at another place stays there."""
        line = self._open(half.seen)
        if isinstance(line, QLineEdit):
            line.setText(half.text)
            line.setModified(True)

    def close_editor(self) -> None:
        """Recorded, or given up; who has gone on to another place stays there."""
        if self._editor is not None:
            editor, self._editor = self._editor, None
            editor.removeEventFilter(self)
            held = self.window().focusWidget() is editor
            editor.deleteLater()
            self.value.show()
            self.typed.emit()
            if held:
                self.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.close_editor()
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(watched, QComboBox):
                if watched.currentIndex() < 0:
                    self.close_editor()
                else:
                    self._done(watched.currentData())
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}:
            self.edit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("conflicting" if self.fact.role == "contested" else "bg1"))
        if self.hasFocus():
            painter.setPen(colour("t1"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
