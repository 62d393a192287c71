"""A large button that says what it does and what comes of it, with an icon."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from widgets.look import look, pad, set_role, space
from widgets.marks import icon_pixmap
from widgets.text import label

SIDE = 20  # design pixels


class Choice(QPushButton):
    """Its labels let the mouse through, and a screen reader hears both as one name."""

    def __init__(self, icon: str, act: Callable[[], object]) -> None:
        super().__init__()
        set_role(self, "choice")
        self.clicked.connect(lambda _checked: act())
        picture = QLabel()
        picture.setPixmap(icon_pixmap(icon, "t2", look.px(SIDE), self.devicePixelRatioF()))
        words = QVBoxLayout()
        space(words, 2)
        self._name, self._told = label("value", wrap=True), label("second", wrap=True)
        words.addWidget(self._name)
        words.addWidget(self._told)
        row = QHBoxLayout(self)
        pad(row, 16, 12, 16, 12)
        space(row, 16)
        row.addWidget(picture)
        row.addLayout(words, 1)
        for part in (picture, self._name, self._told):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def say(self, name: str, told: str) -> None:
        """What it does, and what comes of it."""
        self._name.setText(name)
        self._told.setText(told)
        self.setAccessibleName(f"{name}, {told}")

    def sizeHint(self) -> QSize:
        inside = self.layout()
        return inside.sizeHint() if inside is not None else super().sizeHint()
