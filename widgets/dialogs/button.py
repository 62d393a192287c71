"""The buttons of a form."""

from typing import Final

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton

from widgets.keyboard import ENTER
from widgets.text import mnemonic_free

COLOURED: Final = frozenset({"main", "command"})  # the roles of the button that a form is for


class FormButton(QPushButton):
    """Enter on it is for it, where Qt gives the key to the coloured one; a key held down acts once.

    A coloured one that is not the default wants a deliberate act: a click, or Ctrl+Enter.
    """

    def __init__(self, text: str) -> None:
        super().__init__(mnemonic_free(text))
        self.setAutoDefault(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in ENTER:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat() and (self.isDefault() or self.property("role") not in COLOURED):
            self.click()
