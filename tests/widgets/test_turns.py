"""Work in turns: at once where there is time, else one piece a turn of the loop, in order, each once."""

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from widgets.ages import HOUR
from widgets.turns import Turns


@pytest.fixture
def hurried(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Turns:
    """Turns that have time for nothing after their first look at the clock."""
    monkeypatch.setattr("widgets.turns.TURN_MS", 0)
    return Turns()


def test_a_turn_with_time_does_everything_at_once(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("widgets.turns.TURN_MS", HOUR)
    turns, done, pane = Turns(), list[int](), QObject()
    for n in range(3):
        turns.ask(pane, lambda n=n: done.append(n))  # type: ignore[misc]
    assert done == [0, 1, 2]


def test_a_turn_without_time_leaves_work_to_the_next_and_does_it_once_and_in_order(
    hurried: Turns, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    log, agencies = QObject(), QObject()
    hurried.ask(log, lambda: done.append("log, early"))
    hurried.ask(agencies, lambda: done.append("agencies"))
    hurried.ask(log, lambda: done.append("log, late"))
    assert done == []
    monkeypatch.setattr("widgets.turns.TURN_MS", HOUR)
    qtbot.waitUntil(lambda: done == ["log, late", "agencies"])


def test_a_key_comes_between_two_pieces_of_work(hurried: Turns, qtbot: QtBot) -> None:
    done: list[str] = []
    panes = [QObject() for _ in range(4)]
    for pane in panes:
        hurried.ask(pane, lambda: done.append("pane"))
    QTimer.singleShot(0, lambda: done.append("key"))
    qtbot.waitUntil(lambda: done.count("pane") == len(panes))
    assert done.index("key") < 2


def test_a_pane_that_is_gone_is_not_worked_for(
    hurried: Turns, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    gone, there = QObject(), QObject()
    hurried.ask(gone, lambda: done.append("gone"))
    hurried.ask(there, lambda: done.append("there"))
    delete(gone)
    monkeypatch.setattr("widgets.turns.TURN_MS", HOUR)
    qtbot.waitUntil(lambda: done == ["there"])
