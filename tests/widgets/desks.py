"""A desk as a person sits at it: keys, the forms that open, what stands on the screen."""

from typing import TypeVar

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QWidget

W = TypeVar("W", bound=QWidget)


def press(desk: QWidget, keys: str) -> None:
    """A key of the registry, as the window hears it."""
    for action in desk.actions():
        if QKeySequence(keys) in action.shortcuts():
            action.trigger()
            return
    raise AssertionError(keys)


def form(kind: type[W]) -> W:
    """The open one of this kind."""
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())


def saying(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())
