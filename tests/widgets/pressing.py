"""Run under Xvfb: types each key of the digit row into a window, and prints the digits that it hears."""

import subprocess
import sys
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from widgets.actions import Actions, Chapter
from widgets.keyboard import SixOrMinus, with_digit

FIRST, LAST = 10, 18  # keycodes of the digit row in X11


def heard(digit: int) -> None:
    sys.stdout.write(f"{digit}\n")


def main(layout: str) -> None:
    """Press Ctrl and each key of the digit row, as `layout` has them."""
    app, window = QApplication([]), QWidget()
    registry = Actions(window)
    add = Chapter(registry, "move")
    for digit in range(1, 10):
        add(f"pinned.{digit}", "", partial(heard, digit), *with_digit(digit))
    subprocess.run(["setxkbmap", layout], check=True)
    window.show()
    six = SixOrMinus(window, partial(heard, 6))
    window.windowHandle().installEventFilter(six)
    window.activateWindow()

    def press() -> None:
        subprocess.run(["xdotool", "mousemove", "5", "5"], check=True)
        for code in range(FIRST, LAST + 1):
            subprocess.run(["xdotool", "key", f"ctrl+{code}"], check=True)
        QTimer.singleShot(1000, app.quit)

    QTimer.singleShot(1000, press)
    app.exec()


if __name__ == "__main__":
    main(sys.argv[1])
