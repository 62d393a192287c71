"""The foot of a card: a note, and its buttons; on several lines where one would be too wide."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from widgets.look import look, pad, set_role, space

SIDE, BETWEEN = 18, 6  # design pixels


class Foot(QWidget):
    """Buttons stand at its right, in the order in which they came."""

    def __init__(self, note: QLabel) -> None:
        super().__init__()
        set_role(self, "foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._note, self._buttons = note, dict[QPushButton, int]()  # each with its line
        self._whole, self._lines = QVBoxLayout(self), list[QHBoxLayout]()
        pad(self._whole, SIDE, 12, SIDE, 12)
        self._line(0).addWidget(note, 1)

    def add(self, button: QPushButton) -> None:
        """One more, beside the others until they are folded."""
        self._buttons[button] = 0
        self._lines[0].addWidget(button)

    def fold(self, room: int) -> None:
        """Let no line be wider than so many pixels."""
        most, n = room - 2 * look.px(SIDE), 0
        left = most - self._note.minimumSizeHint().width()
        lines = dict[QPushButton, int]()
        for button in self._buttons:
            wide = 0 if button.isHidden() else button.sizeHint().width() + look.px(BETWEEN)
            if wide > left:
                n, left = n + 1, most
            left -= wide
            lines[button] = n
        if lines != self._buttons:
            for button, before in self._buttons.items():
                self._lines[before].removeWidget(button)
            for button, after in lines.items():
                self._line(after).addWidget(button)
            self._buttons = lines

    def _line(self, n: int) -> QHBoxLayout:
        if n == len(self._lines):
            line = QHBoxLayout()
            space(line, BETWEEN)
            if n:
                line.addStretch(1)
            self._lines.append(line)
            self._whole.addLayout(line)
        return self._lines[n]
