"""Lines are corrected and withdrawn in the entry line."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console.domain.log import CorrectLog, WithdrawLog, WriteLog
from tests.widgets.conftest import Window
from tests.widgets.desks import press
from tests.widgets.entering import enter, log, typed
from widgets.desk import DeskWindow

Desk = Callable[..., tuple[DeskWindow, Window]]
Key = Qt.Key


def test_up_corrects_the_last_line_of_ones_own_in_place(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk()
    entry = log(made, qtbot, "-10 wind bakcs south")
    QTest.keyClick(entry.line, Key.Key_Up)
    before = entry.line.text()
    assert before.endswith("wind bakcs south")
    entry.line.setText(before.replace("bakcs", "backs"))
    enter(entry)
    qtbot.waitUntil(lambda: entry.line.text() == "")
    written, corrected = window.link.told
    assert isinstance(written, WriteLog)
    assert isinstance(corrected, CorrectLog)
    assert (corrected.text, corrected.happened) == ("wind backs south", written.happened)
    assert made.log.model.rows[0].text == "wind backs south"


def test_escape_leaves_the_line_as_it_was_and_gives_back_what_was_typed(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk()
    log(made, qtbot, "one")
    typed(made.log.line, "half a li")
    made.log.view.setFocus()
    made.log.view.setCurrentIndex(made.log.model.index(0, 0))
    press(made, "F2")
    assert made.log.entry.text() == "one"
    QTest.keyClick(made.log.entry, Key.Key_Escape)
    assert made.log.entry.text() == "half a li"
    assert len(window.link.told) == 1


def test_what_was_logged_just_now_is_withdrawn_with_a_reason(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk()
    entry = log(made, qtbot, "fire is out")
    assert entry.logged.isVisible()
    QTest.keyClick(entry.line, Key.Key_Delete)
    assert "withdraw" in entry.target.text()
    typed(entry, "said of another fire")
    enter(entry)
    qtbot.waitUntil(lambda: entry.line.text() == "")
    told = window.link.told[-1]
    assert isinstance(told, WithdrawLog)
    assert told.reason == "said of another fire"
    assert made.log.model.rows[0].struck
    assert not entry.logged.isVisible()


def test_a_line_is_not_withdrawn_without_a_reason_and_says_so(desk: Desk, qtbot: QtBot) -> None:
    made, _ = desk()
    entry = log(made, qtbot, "fire is out")
    QTest.keyClick(entry.line, Key.Key_Delete)
    enter(entry)
    qtbot.waitUntil(lambda: not entry.refusal.isHidden())
    assert entry.refusal.text() == "Say why."
    assert not made.log.model.rows[0].struck


def test_what_was_logged_elsewhere_is_corrected_there(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk(until=40 * 60)
    one, other, *_ = made.face.of_operation("incident")
    made.face.look_at(incident=one.id)
    entry = log(made, qtbot, f"#{other.number} smoek thins")
    QTest.keyClick(entry.line, Key.Key_Up)
    assert entry.line.text() == "smoek thins"
    entry.line.setText("smoke thins")
    enter(entry)
    qtbot.waitUntil(lambda: entry.line.text() == "")
    written, corrected = window.link.told
    assert isinstance(written, WriteLog)
    assert isinstance(corrected, CorrectLog)
    assert (written.incident, corrected.text) == (other.id, "smoke thins")


def test_del_on_a_line_of_the_log_withdraws_it_with_a_reason(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk()
    log(made, qtbot, "said in the wrong log")
    made.log.view.setFocus()
    made.log.view.setCurrentIndex(made.log.model.index(0, 0))
    QTest.keyClick(made.log.view, Key.Key_Delete)
    typed(made.log.line, "wrong log")
    enter(made.log.line)
    qtbot.waitUntil(lambda: made.log.model.rows[0].struck)
    assert isinstance(window.link.told[-1], WithdrawLog)
