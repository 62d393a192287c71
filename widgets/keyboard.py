"""Digits on Belgian and French keyboards: Ctrl and the sign of the unshifted key, or they are dead keys.

What a field of text must leave to the desk; and Enter on a button.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
SIGNS: Final = {
    0: ("à",),
    1: ("&",),
    2: ("é",),
    3: ('"',),
    4: ("'",),
    5: ("(",),
    6: ("§",),  # in France a minus: see SixOrMinus
    7: ("è",),
    8: ("!", "_"),
    9: ("ç",),
}
SIX: Final = {"windows": 0x07}  # where the key of the 6 stands: on X11 and Wayland
SIX_ELSEWHERE: Final = 15
OURS: Final = (QKeySequence("Ctrl+E"),)  # on X11 a field of text takes it for "end of line"
Control = Qt.KeyboardModifier.ControlModifier


def with_digit(n: int) -> tuple[str, ...]:
    """The key sequences of Ctrl and a digit, on each keyboard of the region."""
    return tuple(f"Ctrl+{sign}" for sign in (str(n), *SIGNS[n]))


def pressed(within: QWidget, event: QKeyEvent) -> bool:
    """Whether Enter was for the button in `within` that has the focus: Qt presses buttons of forms alone.

    A key held down acts once.
    """
    held = within.focusWidget()
    if event.key() not in ENTER or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return False
    if not isinstance(held, QPushButton):
        return False
    if not event.isAutoRepeat():
        held.click()
    return True


class SixOrMinus(QObject):
    """Where the 6 is a minus without shift, the place of the key decides whether Ctrl and minus means 6.

    To be installed on the QWindow, which sees a key before the widget that has the focus does.
    """

    def __init__(self, parent: QObject, six: Callable[[], object]) -> None:
        super().__init__(parent)
        self._six = six
        self._place = SIX.get(QGuiApplication.platformName(), SIX_ELSEWHERE)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or not self._is_six(event):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # no shortcut: the key itself follows
        elif event.type() == QEvent.Type.KeyPress:
            self._six()
        return True

    def _is_six(self, event: QKeyEvent) -> bool:
        minus = event.key() == Qt.Key.Key_Minus and event.modifiers() == Control
        return minus and event.nativeScanCode() == self._place


class Yielding(QObject):
    """Lets no field of text claim our keys. To be installed on the QWindow, as SixOrMinus is."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A key that nobody claims goes to the shortcuts."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.ShortcutOverride:
            return False
        return QKeySequence(event.keyCombination()) in OURS
