"""Numbers can be read: they change at once, then at most every two seconds."""

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from widgets import unhurried
from widgets.ages import HOUR
from widgets.unhurried import Unhurried


def test_a_burst_is_drawn_first_and_last(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unhurried, "BETWEEN", HOUR)
    drawn: list[int] = []
    parent = QObject()
    counted: list[int] = []
    made = Unhurried(lambda: drawn.append(len(counted)), parent)
    for n in range(1, 50):
        counted.append(n)
        made.ask()
    assert drawn == [1]
    later = made.findChildren(QTimer)[0]
    assert later.isActive()
    assert later.interval() <= HOUR
    later.start(0)
    qtbot.waitUntil(lambda: len(drawn) == 2)
    assert drawn == [1, 49]
