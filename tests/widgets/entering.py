"""Lines that somebody types into the entry line, and what the seat was told."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.domain.log import WriteLog
from tests.widgets.conftest import Window
from widgets.desk import DeskWindow
from widgets.panes.entry_line import EntryLine

Key = Qt.Key


def typed(entry: EntryLine, text: str) -> None:
    entry.line.setFocus()
    QTest.keyClicks(entry.line, text)


def enter(entry: EntryLine) -> None:
    QTest.keyClick(entry.line, Key.Key_Return)


def strike(made: DeskWindow, *keys: Key) -> None:
    """Keys into whatever has the focus of the window."""
    for key in keys:
        QTest.keyClick(made.windowHandle(), key)


def struck(made: DeskWindow, qtbot: QtBot, text: str) -> None:
    """As somebody types who does not look up, while the loop goes round."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)
    strike(made, Key.Key_Return)
    qtbot.wait(5)


def log(made: DeskWindow, qtbot: QtBot, text: str) -> EntryLine:
    """Log a line and wait until it is recorded."""
    typed(made.log.line, text)
    enter(made.log.line)
    qtbot.waitUntil(lambda: made.log.entry.text() == "")
    return made.log.line


def texts(window: Window) -> list[str]:
    return [told.text for told in window.link.told if isinstance(told, WriteLog)]
