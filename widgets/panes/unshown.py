"""What is not shown at its place because of a fault of ours, where people look for it."""

from PySide6.QtWidgets import QVBoxLayout

from widgets.face import Face
from widgets.look import pad
from widgets.pane import Pane
from widgets.panes import EDGE
from widgets.text import label


class Unshown(Pane):
    """Hidden while everything of these kinds is shown."""

    follows = frozenset({"status"})

    def __init__(self, face: Face, *kinds: str) -> None:
        super().__init__(face)
        self._kinds, self.text = kinds, label("warn", wrap=True)
        column = QVBoxLayout(self)
        pad(column, EDGE, 8, EDGE, 8)
        column.addWidget(self.text)
        self.follow()

    def refresh(self) -> None:
        count = self.face.unshown(*self._kinds)
        told = self.tr("{0} not shown here: a fault of Belfry itself. Another seat may show it.")
        self.text.setText(told.format(count) if count else "")
        self.setVisible(count > 0)
