"""Run on a real X screen: presses keys as a keyboard of the region has them, and tells what the desk hears.

`digits`: those of the digit row by their places; `commands`: the usual key of each command, told first.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tests.widgets.conftest import Window
from tests.widgets.rooms import Room
from widgets.actions import Actions
from widgets.desk import DeskWindow
from widgets.look import dress

# As the server calls the keys. In France the minus of the digit row is the 6.
X11 = {"+": "plus", "-": "KP_Subtract", "à": "agrave", "Del": "Delete"}
DIGITS = [f"ctrl+{code}" for code in range(10, 19)]  # by their places: the keycodes of the digit row in X11
SETTLE = 500  # ms until the server has told the window all that was pressed


def heard(_registry: Actions, name: str) -> None:
    """In place of the command itself."""
    sys.stdout.write(f"{name}\n")


def usual(registry: Actions) -> dict[str, str]:
    """The usual key of each command; for the usual text size the one that needs no shift here."""
    found = {name: command.keys[0] for name, command in registry.commands.items() if command.keys}
    return {name: key for name, key in found.items() if not name.startswith("pinned")} | {"usual": "Ctrl+à"}


def as_x11(keys: str) -> str:
    """Ctrl+Shift+E as the server says it."""
    *held, key = keys.replace("++", "+plus").split("+")
    named = X11.get(key, key.lower() if len(key) == 1 else key)
    return "+".join([*map(str.lower, held), named])


def press(keys: list[str]) -> None:
    """Once the window is in front."""
    subprocess.run(["xdotool", "mousemove", "5", "5"], check=True)
    for key in keys:
        subprocess.run(["xdotool", "key", key], check=True)


def main(layout: str, wanted: str, folder: Path) -> None:
    """Press them with the entry line of a desk in front, where most keys are pressed."""
    app = QApplication([])
    dress(app)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("widgets.kept.data_dir", lambda: folder)
        patch.setattr("widgets.drafts.data_dir", lambda: folder)
        patch.setattr(Actions, "run", heard)
        window = Window(app, Room(until=60), "SIAMU liaison")
        desk = DeskWindow(window.face)
        desk.show()
        subprocess.run(["setxkbmap", layout], check=True)
        desk.activateWindow()
        commands = usual(desk.acts.registry)
        if wanted == "commands":
            sys.stdout.write(f"{' '.join(commands)}\n")
        keys = DIGITS if wanted == "digits" else [as_x11(key) for key in commands.values()]

        def once_in_front() -> None:
            if not desk.isActiveWindow():
                QTimer.singleShot(SETTLE // 10, once_in_front)
                return
            desk.log.entry.setFocus()
            press(keys)
            QTimer.singleShot(SETTLE, window.loop.stop)

        once_in_front()
        window.loop.run_forever()
        desk.close()
        window.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as kept:
        main(sys.argv[1], sys.argv[2], Path(kept))
