"""The card that all forms are laid out on: heading, fields with their names, a refusal in words, a foot."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from widgets.chooser import chooser
from widgets.dialogs.body import Body, Inside
from widgets.dialogs.foot import Foot
from widgets.dialogs.levels import level
from widgets.dialogs.paragraph import Paragraph
from widgets.face import Face
from widgets.frame import SIDE as EDGE
from widgets.frame import framed
from widgets.look import high, look, pad, set_role, space
from widgets.text import label

WIDTH = 620  # design pixels; more where fields or buttons need it
WIDEST = 960  # of one that wraps long words of people, which Qt would have as wide as it likes
NAMES = 96
SIDE, PARAGRAPH, PAD, HAIR = 18, 64, 8, 1
FRAME = 16  # pixels at most that the system draws at both sides of a window


class Card(QDialog):
    """Rows are added from above; it takes the room that they need."""

    def __init__(self, face: Face, title: str, subtitle: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.face = face
        self.setWindowTitle(title)
        set_role(self, "card")
        self._rows = QGridLayout()
        self._rows.setColumnStretch(1, 1)
        self._refusal = label("refused", wrap=True)
        self._refusal.hide()
        self.note = label("muted", wrap=True)
        self._names: dict[QWidget, QLabel] = {}
        self._lay_out(title, subtitle)
        self._measure()
        look.changed.connect(self._resized, Qt.ConnectionType.QueuedConnection)  # once all in it has grown

    def _lay_out(self, title: str, subtitle: str) -> None:
        body = Inside()
        inside = QVBoxLayout(body)
        pad(inside, *4 * (SIDE,))
        space(inside, 12)
        self.heading, head = label("cardtitle", title, wrap=True), QVBoxLayout()
        space(head, 2)
        self.subheading = label("second", subtitle, wrap=True)
        self.subheading.setVisible(bool(subtitle))
        head.addWidget(self.heading)
        head.addWidget(self.subheading)
        inside.addLayout(head)
        inside.addLayout(self._rows)
        inside.addWidget(self._refusal)
        inside.addStretch(1)
        self._foot = Foot(self.note)
        card = QWidget()
        whole = QVBoxLayout(card)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self.body = Body(body)
        whole.addWidget(self.body, 1)
        whole.addWidget(self._foot)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(HAIR, HAIR, HAIR, HAIR)  # the edge of the card
        outside.addWidget(framed(self.face, card))

    def row(self, name: str, field: QWidget) -> QWidget:
        """Add a field with its name; the name stands for it to a screen reader as well."""
        place = self._rows.rowCount()
        if name:
            named = self._names[field] = label("second", name)
            named.setBuddy(field)
            pad(named, 0, level(field), 0, 0)
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
        """A row of several lines."""
        field = Paragraph(text)
        high(field, PARAGRAPH)
        self.row(name, field)
        return field

    def number(self, name: str, least: int, most: int, value: int, suffix: str = "") -> QSpinBox:
        """A row for a number."""
        field = QSpinBox()
        field.setRange(least, most)
        field.setSuffix(suffix)
        field.setValue(value)
        pad(field.lineEdit(), PAD, 0, 0, 0)  # which the style sheet cannot give it
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

    def sizeHint(self) -> QSize:
        """Wide enough for long texts, and for what cannot wrap."""
        wanted, most = super().sizeHint(), min(look.px(WIDEST), self._room())
        return QSize(min(wanted.width(), max(most, self.minimumSizeHint().width())), wanted.height())

    def _room(self) -> int:
        """How wide the screen lets it be."""
        return self.screen().availableGeometry().width() - FRAME

    def _bound(self) -> None:
        """Let names, fields and buttons have no more of the width than the screen does."""
        bar = self.body.verticalScrollBar().sizeHint().width()
        inside = self._room() - 2 * HAIR - 2 * look.px(EDGE)
        shown = (one for one in self._names.values() if not one.isHidden())
        names = max((look.px(NAMES), *(self._name_within(one, inside // 3) for one in shown)))
        fields = inside - 2 * look.px(SIDE) - bar - names - self._rows.horizontalSpacing()
        self._rows.setColumnMinimumWidth(0, names)
        self._rows.setColumnMinimumWidth(1, min(look.px(WIDTH - NAMES), fields))
        self._foot.fold(inside)

    @staticmethod
    def _name_within(name: QLabel, most: int) -> int:
        """On as many lines as it needs where it has no more room than this; returns how wide it is."""
        name.setWordWrap(False)
        wide = name.sizeHint().width()
        name.setWordWrap(wide > most)
        name.setMaximumWidth(most)
        return min(wide, most)

    def _measure(self) -> None:
        """Take the lengths from the text as it is now."""
        self._rows.setColumnMinimumWidth(0, look.px(NAMES))
        self._rows.setColumnMinimumWidth(1, look.px(WIDTH - NAMES))
        self._rows.setVerticalSpacing(look.px(10))

    def _resized(self) -> None:
        self._measure()
        if self.isVisible():
            self.fit()

    def refuse(self, why: str) -> None:
        """Say why not."""
        self._refusal.setText(why)
        self._refusal.show()
        self.fit()

    @property
    def told_why(self) -> str:
        """Why the last act was refused, as it stands there."""
        return "" if self._refusal.isHidden() else self._refusal.text()

    def fit(self) -> None:
        """Take the room that the fields need; wrapped text is high according to how wide the form became."""
        self._bound()
        self.body.updateGeometry()
        for inside in reversed(self.findChildren(QLayout)):
            inside.activate()  # the innermost first: what was said just now counts at once
        self.adjustSize()
        layout = self.layout()
        tall = layout.totalHeightForWidth(self.width()) if layout is not None else 0
        titled = self.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight)  # its frame comes later
        tall = min(tall, self.screen().availableGeometry().height() - titled)
        if tall > self.height():
            self.resize(self.width(), tall)
