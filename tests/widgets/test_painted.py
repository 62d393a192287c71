"""What follows a painting comes after it, and once."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from widgets.painted import once_painted


@pytest.fixture
def part(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_nothing_follows_before_a_part_is_painted_and_then_once(part: QWidget, qtbot: QtBot) -> None:
    done: list[str] = []
    once_painted(part, lambda: done.append("rest"))
    qtbot.wait(10)
    assert done == []
    part.grab()
    assert done == []  # the part comes first
    qtbot.waitUntil(lambda: done == ["rest"])
    part.grab()
    qtbot.wait(10)
    assert done == ["rest"]


def test_nothing_is_left_of_the_waiting(part: QWidget, qtbot: QtBot) -> None:
    before, done = len(part.findChildren(QObject)), list[str]()
    once_painted(part, lambda: done.append("rest"))
    part.grab()
    qtbot.waitUntil(lambda: bool(done))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(part.findChildren(QObject)) == before


def test_nothing_follows_where_the_part_is_gone(qtbot: QtBot) -> None:
    part, done = QWidget(), list[str]()
    once_painted(part, lambda: done.append("rest"))
    part.grab()
    delete(part)
    qtbot.wait(10)
    assert done == []
