"""The menu (F10) and the sheet of keys (F1), both made from the registry."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from widgets.actions import Actions, Command
from widgets.dialogs.form import Form
from widgets.face import Face
from widgets.look import pad, set_role, space
from widgets.text import label

translate = QCoreApplication.translate
PINNED = "pinned."  # nine commands that are one to a reader
COLUMNS = 2


def group_name(group: str) -> str:
    """What a group of commands is called."""
    return {
        "act": translate("Menu", "Acts"),
        "line": translate("Menu", "Line of the log"),
        "command": translate("Menu", "Command"),
        "move": translate("Menu", "Moving about"),
        "room": translate("Menu", "Room and desk"),
        "view": translate("Menu", "View and language"),
    }[group]


def fill(menu: QMenu, registry: Actions, commands: Iterable[Command]) -> None:
    """Offer commands in a menu, with their keys; what may not be done now is greyed."""
    for command in commands:
        shown = menu.addAction(registry.actions[command.name].text())
        shown.setShortcut(QKeySequence(command.keys[0]) if command.keys else QKeySequence())
        shown.setShortcutVisibleInContextMenu(True)
        shown.setEnabled(command.may())
        shown.triggered.connect(lambda _checked, name=command.name: registry.run(name))


class Menu(QMenu):
    """Everything that may be done now, by groups; what may not is greyed."""

    def __init__(self, registry: Actions, over: QWidget) -> None:
        super().__init__(over)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._over = over
        for group, commands in registry.grouped():
            fill(self.addMenu(group_name(group)), registry, [one for one in commands if one.listed])

    def drop(self) -> None:
        """Open in the upper left of the window, the first group chosen."""
        self.setActiveAction(self.actions()[0])
        self.popup(self._over.mapToGlobal(self._over.rect().topLeft()))


class Sheet(Form):
    """All keys on one card."""

    def __init__(self, face: Face, registry: Actions, parent: QWidget | None = None) -> None:
        super().__init__(face, translate("Sheet", "Keys"), parent=parent)
        sheet = QWidget()
        row = QHBoxLayout(sheet)
        row.setContentsMargins(0, 0, 0, 0)
        space(row, 28)
        columns = [QVBoxLayout() for _ in range(COLUMNS)]
        heights = [0] * COLUMNS
        for group, commands in registry.grouped():
            place = heights.index(min(heights))
            columns[place].addWidget(self._group(registry, group, commands))
            heights[place] += len(commands) + 1
        for column in columns:
            column.addStretch(1)
            row.addLayout(column)
        self.row("", sheet)
        self.button(self.tr("Close"), self.reject, "main")

    def _group(self, registry: Actions, group: str, commands: list[Command]) -> QWidget:
        part = QWidget()
        rows = QGridLayout(part)
        pad(rows, 0, 0, 0, 8)
        rows.setColumnStretch(1, 1)
        rows.addWidget(label("head", group_name(group)), 0, 0, 1, 2)
        listed = [c for c in commands if (c.keys and not c.name.startswith(PINNED)) or c.name == f"{PINNED}1"]
        for place, command in enumerate(listed, 1):
            keys = registry.keys(command.name)
            told = f"{keys}…9" if command.name.startswith(PINNED) else keys
            rows.addWidget(_key(told), place, 0)
            rows.addWidget(label("second", command.words()), place, 1)
        return part


def _key(keys: str) -> QLabel:
    made = label("key", keys)
    set_role(made, "key")
    return made
