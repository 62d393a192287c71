"""Marked words complete as one types; the key that takes one does nothing else."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console.domain.log import WriteLog
from tests.widgets.conftest import Window
from tests.widgets.entering import enter, typed
from widgets.desk import DeskWindow

Desk = Callable[..., tuple[DeskWindow, Window]]
Key = Qt.Key


def test_a_marked_word_completes_as_one_types(desk: Desk) -> None:
    made, _ = desk()
    entry = made.log.line
    typed(entry, "3 T1 @croix")
    assert entry.marks.popup.isVisible()
    QTest.keyClick(entry.marks.popup, Key.Key_Return)
    assert entry.line.text() == "3 T1 @CRB "
    typed(entry, "at #vergo")
    QTest.keyClick(entry.marks.popup, Key.Key_Return)
    assert entry.target.text() in entry.line.text()
    assert not entry.marks.popup.isVisible()


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter, Key.Key_Tab])
def test_a_key_that_takes_a_completion_does_nothing_else(desk: Desk, qtbot: QtBot, key: Key) -> None:
    made, window = desk()
    entry = made.log.line
    typed(entry, "seen by @croix")
    QTest.keyClick(entry.marks.popup.windowHandle(), key)
    qtbot.wait(50)
    assert window.link.told == []
    assert entry.line.text() == "seen by @CRB "
    assert entry.line.hasFocus()
    typed(entry, "at the lock")
    enter(entry)
    qtbot.waitUntil(lambda: entry.line.text() == "")
    assert [(t.text, t.source) for t in window.link.told if isinstance(t, WriteLog)] == [
        ("seen by @CRB at the lock", "CRB")
    ]


def test_enter_logs_the_line_where_no_completion_is_chosen(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk()
    entry = made.log.line
    typed(entry, "seen by @croix")
    QTest.keyClick(entry.marks.popup.windowHandle(), Key.Key_Up)
    QTest.keyClick(entry.marks.popup.windowHandle(), Key.Key_Return)
    qtbot.waitUntil(lambda: entry.line.text() == "")
    assert [t.text for t in window.link.told if isinstance(t, WriteLog)] == ["seen by @croix"]
    assert not entry.marks.popup.isVisible()
