"""Every command is one action in one registry: keys, palette, menus and tool tips are made from it."""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

Run = Callable[[], object]


class Command(msgspec.Struct, frozen=True):
    """What can be done: `words` gives its name in the language of now."""

    name: str
    words: Callable[[], str]
    run: Run
    keys: tuple[str, ...] = ()
    may: Callable[[], bool] = lambda: True


class Actions(QObject):
    """The registry of a window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.commands: dict[str, Command] = {}
        self.actions: dict[str, QAction] = {}

    def add(self, command: Command) -> QAction:
        """Register a command; its keys work anywhere in the window."""
        action = QAction(self)
        action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(lambda _checked: self.run(command.name))
        self._window.addAction(action)
        self.commands[command.name], self.actions[command.name] = command, action
        return action

    def run(self, name: str) -> None:
        """Do it, if it may be done now."""
        command = self.commands[name]
        if command.may():
            command.run()

    def reword(self) -> None:
        """Say all of it in the language of now."""
        for name, action in self.actions.items():
            action.setText(self.commands[name].words())

    def keys(self, name: str) -> str:
        """Its keys as they stand on the keyboard."""
        keys = self.commands[name].keys
        return QKeySequence(keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if keys else ""
