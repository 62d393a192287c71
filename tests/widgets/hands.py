"""Two hands at a keyboard: what they strike is counted, apart from the words that they type."""

import os
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

W = TypeVar("W", bound=QWidget)
PATIENCE = 60_000  # ms
NONE = Qt.KeyboardModifier.NoModifier
FARTHEST = 60  # keys of Tab to anything
PICTURES = os.environ.get("BELFRY_PICTURES", "")  # a folder for pictures of the screen, step by step


class Hands:
    """Strikes keys into the window in front, as a person does; finds fields by Tab alone."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.front: QWidget | None = None
        self.struck = self.letters = 0
        self.told: list[tuple[str, int, int]] = []
        self._pictures = 0

    def step(self, name: str, before: tuple[int, int]) -> None:
        """A step is done: how many keys and letters it took."""
        self._picture()
        self.told.append((name, self.struck - before[0], self.letters - before[1]))

    def account(self) -> str:
        """How many keys and letters each step took."""
        lines = [f"{keys:5} keys {letters:5} letters  {name}" for name, keys, letters in self.told]
        return "\n".join(("", *lines, f"{self.struck:5} keys {self.letters:5} letters  in all", ""))

    def at(self, window: QWidget) -> None:
        """Sit down before another window."""
        self.front = window
        window.raise_()
        window.activateWindow()
        self.until(window.isActiveWindow)

    def until(self, condition: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(condition, timeout=PATIENCE)

    def opened(self, kind: type[W]) -> W:
        """The form that opened; it is in front now."""

        def there() -> list[W]:
            return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]

        self.until(lambda: bool(there()))
        form = there()[-1]
        self.at(form)
        return form

    def key(self, *keys: str) -> None:
        """Keys one after the other, as a sheet of keys names them."""
        for each in keys:
            combination = QKeySequence(each)[0]  # type: ignore[index] # Qt's stubs forget it
            if combination.key() == Qt.Key.Key_Return:
                self._picture()
            QTest.keyClick(self._target(), combination.key(), combination.keyboardModifiers())
            self.struck += 1

    def type(self, text: str) -> None:
        """Words into whatever has the focus."""
        for letter in text:
            self._strike(letter)
        self.letters += len(text)

    def closed(self, form: QWidget) -> None:
        """Wait until a form is gone: what it told is recorded."""
        self.until(lambda: form not in QApplication.topLevelWidgets() or not form.isVisible())

    def tab_to(self, wanted: QWidget, key: str = "Tab") -> None:
        """Tab until a field or button has the focus."""
        for _ in range(FARTHEST):
            if wanted.hasFocus():
                return
            self.key(key)
        raise AssertionError(f"no way to {wanted} by {key}")

    def _picture(self) -> None:
        """What is on the screen, where somebody wants to see it."""
        if PICTURES:
            QApplication.processEvents()
            self._pictures += 1
            QApplication.primaryScreen().grabWindow(0).save(f"{PICTURES}/{self._pictures:03}.png")

    def _target(self) -> QWindow:
        """What hears the next key first, as from a keyboard: the popup that is open, or the window."""
        held = QApplication.activePopupWidget() or QApplication.focusWidget() or self.front
        assert held is not None
        return held.window().windowHandle()

    def _strike(self, letter: str) -> None:
        """As a keyboard sends it, letters that no key of Qt's has among them."""
        key = ord(letter.upper()) if letter.isascii() else 0
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(self._target(), QKeyEvent(kind, key, NONE, letter))
