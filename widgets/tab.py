"""One of several views of a place: Tab goes to the one that is shown, from there arrows turn to others."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from widgets.look import set_role


class Tab(QPushButton):
    """Stands in a QButtonGroup with the others."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setAutoDefault(False)
        set_role(self, role)
        self.toggled.connect(self._shown)
        self._shown(self.isChecked())

    def _shown(self, on: bool) -> None:
        """Arrows that start from a view that is not shown would turn nothing."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus)
