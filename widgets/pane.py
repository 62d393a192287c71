"""A part of a window that follows the picture."""

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from widgets.face import Face
from widgets.look import look, set_role


class Pane(QWidget):
    """A part of a window that follows some kinds of views."""

    follows: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, face: Face, role: str = "pane") -> None:
        super().__init__()
        self.face = face
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        set_role(self, role)

    def follow(self) -> None:
        """Begin to follow the face; called by each pane at the end of its making."""
        face = self.face
        face.bridge.changed.connect(self._changed)
        face.bridge.reset.connect(self._soon)
        face.bridge.session_changed.connect(self.refresh)
        face.looked.connect(self.refresh)
        face.behind.connect(self.refresh)
        face.speech.changed.connect(self._reworded)
        face.ages.aged.connect(self.age)
        look.changed.connect(self._resized)
        self._reworded()

    def refresh(self) -> None:
        """Show the picture as it is now."""

    def reword(self) -> None:
        """Say everything in the language of now, before `refresh`."""

    def age(self) -> None:
        """Ages have moved on."""

    def _changed(self, keys: set[tuple[str, str]]) -> None:
        if any(kind in self.follows for kind, _ in keys):
            self._soon()

    def _soon(self) -> None:
        self.face.turns.ask(self, self.refresh)

    def _reworded(self) -> None:
        self.reword()
        self.refresh()

    def _resized(self) -> None:
        self.refresh()
