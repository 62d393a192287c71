"""Whoever types on before a line is recorded: nothing is lost, and nothing is logged twice."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console.domain.log import CorrectLog, WriteLog
from tests.widgets.conftest import Window
from tests.widgets.entering import log, strike, struck, texts
from widgets.desk import DeskWindow

Desk = Callable[..., tuple[DeskWindow, Window]]
Answer = Callable[[], None]
Slow = Callable[[DeskWindow, Window], Answer]
Key = Qt.Key


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    """Lets a seat take its time while somebody types; it answers when what this gives is called."""

    def begin(made: DeskWindow, window: Window) -> Answer:
        made.log.entry.setFocus()
        drain = window.link.drain
        monkeypatch.setattr(window.link, "drain", lambda _ms=5: [])

        def answer() -> None:
            monkeypatch.setattr(window.link, "drain", drain)
            window.bridge.drain()

        return answer

    return begin


def test_typing_on_before_a_line_is_recorded_begins_another(desk: Desk, qtbot: QtBot, slow: Slow) -> None:
    made, window = desk()
    answer = slow(made, window)
    struck(made, qtbot, "one")
    assert made.log.entry.text() == "one"  # nothing says yet that it is recorded
    incident = made.face.of_operation("incident")[0].id
    made.face.look_at(incident=incident)
    struck(made, qtbot, "two")
    QTest.keyClicks(made.log.entry, "thr")
    answer()
    qtbot.waitUntil(lambda: not made.log.line._sent.busy)
    assert made.log.entry.text() == "thr"
    assert texts(window) == ["one", "two"]
    assert [told.incident for told in window.link.told if isinstance(told, WriteLog)] == ["", incident]


def test_enter_struck_twice_logs_once(desk: Desk, qtbot: QtBot, slow: Slow) -> None:
    made, window = desk()
    answer = slow(made, window)
    struck(made, qtbot, "one")
    strike(made, Key.Key_Return)
    qtbot.wait(5)
    answer()
    qtbot.waitUntil(lambda: made.log.entry.text() == "")
    assert texts(window) == ["one"]


def test_a_line_that_is_refused_late_comes_back_before_what_was_typed_since(
    desk: Desk, qtbot: QtBot, slow: Slow
) -> None:
    made, window = desk()
    window.link.gone = True
    answer = slow(made, window)
    struck(made, qtbot, "one")
    QTest.keyClicks(made.log.entry, "two")
    made.log.line._draft.keep()
    again, _ = desk()
    assert again.log.entry.text() == "one two"  # a crash would have lost neither
    answer()
    qtbot.waitUntil(lambda: not made.log.line._sent.busy)
    assert made.log.entry.text() == "one two"
    assert not made.log.line.refusal.isHidden()


def test_a_correction_that_takes_long_is_sent_once_and_what_is_typed_since_is_no_correction(
    desk: Desk, qtbot: QtBot, slow: Slow
) -> None:
    made, window = desk()
    log(made, qtbot, "won")
    strike(made, Key.Key_Up)
    made.log.entry.setText("one")
    answer = slow(made, window)
    strike(made, Key.Key_Return, Key.Key_Return)
    qtbot.wait(5)
    struck(made, qtbot, "two")
    answer()
    qtbot.waitUntil(lambda: not made.log.line._sent.busy)
    assert made.log.entry.text() == "two"
    assert [type(told) for told in window.link.told] == [WriteLog, CorrectLog]
    strike(made, Key.Key_Return)
    qtbot.waitUntil(lambda: texts(window) == ["won", "two"])
