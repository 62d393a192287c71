"""Every command is one action in one registry: keys, palette, menu, tool tips and the sheet come from it."""

from collections.abc import Callable
from functools import partial
from typing import Final

import msgspec
from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

from widgets.text import mnemonic_free, tip

Run = Callable[[], object]
May = Callable[[], bool]
GROUPS: Final = ("act", "line", "command", "move", "room", "view")  # as menu and sheet order them


FREE: Final = frozenset({"view"})  # what of it is done while the window is held: sizes, languages


def always() -> bool:
    """What may be done at any time."""
    return True


def never() -> bool:
    """What holds at no time."""
    return False


class Command(msgspec.Struct, frozen=True):
    """What can be done: `words` gives its name in the language of now; `keys`, the usual one first."""

    name: str
    words: Callable[[], str]
    run: Run
    keys: tuple[str, ...] = ()
    may: May = always
    group: str = "room"
    listed: bool = True  # in palette and menu, by itself


class Actions(QObject):
    """The registry of a window. `held` says when nobody may do anything here."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._buttons: list[tuple[QPushButton, str]] = []
        self.held: May = never
        self.commands: dict[str, Command] = {}
        self.actions: dict[str, QAction] = {}

    def add(self, command: Command) -> QAction:
        """Register a command; its keys work anywhere in the window, those of the view in its forms, too."""
        action = QAction(self)
        action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        context = Qt.ShortcutContext
        anywhere = command.group == "view"
        action.setShortcutContext(context.ApplicationShortcut if anywhere else context.WindowShortcut)
        action.triggered.connect(lambda _checked: self.run(command.name))
        self._window.addAction(action)
        self.commands[command.name], self.actions[command.name] = command, action
        self._say(command.name)
        return action

    def serve(self, button: QPushButton, name: str) -> None:
        """Let a button do a command, and its tool tip tell of it."""
        button.clicked.connect(lambda _checked: self.run(name))
        self._buttons.append((button, name))
        tip(button, self.told(name))

    def run(self, name: str) -> None:
        """Do it, if it may be done now."""
        command = self.commands[name]
        if command.may() and (command.group in FREE or not self.held()):
            command.run()

    def reword(self) -> None:
        """Say all of it in the language of now."""
        for name in self.actions:
            self._say(name)
        for button, name in self._buttons:
            tip(button, self.told(name))

    def _say(self, name: str) -> None:
        self.actions[name].setText(mnemonic_free(self.commands[name].words()))
        tip(self.actions[name], self.told(name))

    def told(self, name: str) -> str:
        """Its words and keys, for a tool tip."""
        return "  ".join(part for part in (self.commands[name].words(), self.keys(name)) if part)

    def keys(self, name: str) -> str:
        """Its usual keys as they stand on the keyboard."""
        keys = self.commands[name].keys
        return QKeySequence(keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if keys else ""

    def grouped(self) -> list[tuple[str, list[Command]]]:
        """All commands by their group."""
        found = ((group, [c for c in self.commands.values() if c.group == group]) for group in GROUPS)
        return [(group, commands) for group, commands in found if commands]


class Chapter:
    """Adds the commands of one group; `text` is marked with QT_TR_NOOP where it stands."""

    def __init__(self, registry: Actions, group: str) -> None:
        self._registry, self._group = registry, group

    def __call__(
        self, name: str, text: object, run: Run, *keys: str, may: May = always, listed: bool = True
    ) -> None:
        words = partial(QCoreApplication.translate, "", str(text))
        self._registry.add(Command(name, words, run, keys, may, self._group, listed))
