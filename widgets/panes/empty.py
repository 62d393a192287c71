"""What a pane says where it has nothing to show: what is missing, and the one act that helps."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from widgets.heads import KeyedButton
from widgets.look import pad, space
from widgets.panes import EDGE
from widgets.text import label


class Empty(QWidget):
    """Hidden while there is something to show."""

    acted = Signal()

    def __init__(self, edge: int = EDGE) -> None:
        super().__init__()
        self.text, self.act = label("second", wrap=True), KeyedButton()
        column = QVBoxLayout(self)
        pad(column, edge, 12, edge, 10)
        space(column, 10)
        column.addWidget(self.text)
        column.addWidget(self.act, 0, Qt.AlignmentFlag.AlignLeft)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.act.clicked.connect(lambda _checked: self.acted.emit())

    def say(self, text: str, act: str = "", keys: str = "") -> None:
        """Say this and offer that; nothing to say hides it."""
        self.text.setText(text)
        self.act.setText("  ".join(part for part in (act, keys) if part))
        self.act.setVisible(bool(act))
        self.setVisible(bool(text))
