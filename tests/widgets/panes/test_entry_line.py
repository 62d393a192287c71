"""The entry line, driven by keys: what it understands, asks, offers, corrects and keeps."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.domain.log import CorrectLog, WithdrawLog, WriteLog
from tests.widgets.conftest import Window
from tests.widgets.desks import form, press
from tests.widgets.rooms import PASSPHRASE
from widgets.ages import HOUR, MINUTE, clock_time, now_ms
from widgets.desk import DeskWindow
from widgets.dialogs.compose import ComposeOrder
from widgets.dialogs.incident import NewIncident
from widgets.panes.entry_line import EntryLine
from widgets.panes.incident_rows import IncidentRow

Desk = Callable[..., tuple[DeskWindow, Window]]
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


def log(made: DeskWindow, qtbot: QtBot, text: str) -> EntryLine:
    """Log a line and wait until it is recorded."""
    typed(made.log.line, text)
    enter(made.log.line)
    qtbot.waitUntil(lambda: made.log.entry.text() == "")
    return made.log.line


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Callable[[Window], Callable[[], None]]:
    """Lets a seat take its time; it answers when what this gives is called."""

    def begin(window: Window) -> Callable[[], None]:
        drain = window.link.drain
        monkeypatch.setattr(window.link, "drain", lambda _ms=5: [])

        def answer() -> None:
            monkeypatch.setattr(window.link, "drain", drain)
            window.bridge.drain()

        return answer

    return begin


def struck(made: DeskWindow, qtbot: QtBot, text: str) -> None:
    """As somebody types who does not look up, while the loop goes round."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)
    strike(made, Key.Key_Return)
    qtbot.wait(5)


def texts(window: Window) -> list[str]:
    return [told.text for told in window.link.told if isinstance(told, WriteLog)]


def test_typing_on_before_a_line_is_recorded_begins_another(
    desk: Desk, qtbot: QtBot, slow: Callable[[Window], Callable[[], None]]
) -> None:
    made, window = desk()
    answer = slow(window)
    made.log.entry.setFocus()
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


def test_enter_struck_twice_logs_once(
    desk: Desk, qtbot: QtBot, slow: Callable[[Window], Callable[[], None]]
) -> None:
    made, window = desk()
    answer = slow(window)
    made.log.entry.setFocus()
    struck(made, qtbot, "one")
    strike(made, Key.Key_Return)
    qtbot.wait(5)
    answer()
    qtbot.waitUntil(lambda: made.log.entry.text() == "")
    assert texts(window) == ["one"]


def test_a_line_that_is_refused_late_comes_back_before_what_was_typed_since(
    desk: Desk, qtbot: QtBot, slow: Callable[[Window], Callable[[], None]]
) -> None:
    made, window = desk()
    window.link.gone = True
    answer = slow(window)
    made.log.entry.setFocus()
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
    desk: Desk, qtbot: QtBot, slow: Callable[[Window], Callable[[], None]]
) -> None:
    made, window = desk()
    log(made, qtbot, "won")
    strike(made, Key.Key_Up)
    made.log.entry.setText("one")
    answer = slow(window)
    strike(made, Key.Key_Return, Key.Key_Return)
    qtbot.wait(5)
    struck(made, qtbot, "two")
    answer()
    qtbot.waitUntil(lambda: not made.log.line._sent.busy)
    assert made.log.entry.text() == "two"
    assert [type(told) for told in window.link.told] == [WriteLog, CorrectLog]
    strike(made, Key.Key_Return)
    qtbot.waitUntil(lambda: texts(window) == ["won", "two"])


def test_what_is_understood_stands_beside_the_line_before_enter(desk: Desk) -> None:
    made, _ = desk()
    number = made.face.of_operation("incident")[0].number
    typed(made.log.line, f"-10 !3 T1 to Brugmann @AMU #{number}")
    said = made.log.line.said.text()
    assert clock_time(now_ms() - 10 * MINUTE) in said
    assert "AMU" in said
    assert "key fact" in said
    assert made.log.line.target.text() == f"#{number}"


def test_the_incident_of_the_first_character_stays_the_target(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk()
    press(made, "Alt+Down")
    first = made.face.incident_id
    typed(made.log.line, "smoke thins")
    press(made, "Alt+Home")
    assert made.log.line.target.text().startswith("#")
    enter(made.log.line)
    qtbot.waitUntil(lambda: made.log.entry.text() == "")
    told = window.link.told[-1]
    assert isinstance(told, WriteLog)
    assert told.incident == first


def test_several_incidents_in_one_line_are_one_log_and_its_references(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk(until=40 * 60)
    one, other, *_ = made.face.of_operation("incident")
    log(made, qtbot, f"people walk from #{one.number} to #{other.number}")
    told = window.link.told[-1]
    assert isinstance(told, WriteLog)
    said = f"people walk from #{one.number} to #{other.number}"
    assert (told.text, told.incident, told.references) == (said, one.id, (other.id,))


def asked_about(made: DeskWindow, text: str) -> EntryLine:
    """Enter with a time of another day in front: a question, and nothing logged."""
    typed(made.log.line, text)
    enter(made.log.line)
    assert not made.log.line.which_day.isHidden()
    return made.log.line


@pytest.mark.parametrize(("key", "back"), [(Key.Key_Up, 13 * HOUR), (Key.Key_Down, -11 * HOUR)])
def test_a_time_of_another_day_is_asked_about_before_anything_is_logged(
    desk: Desk, qtbot: QtBot, key: Key, back: int
) -> None:
    made, window = desk()
    far = clock_time(now_ms() - 13 * HOUR)
    entry = asked_about(made, f"{far} first call")
    assert window.link.told == []
    strike(made, key)
    qtbot.waitUntil(lambda: entry.line.text() == "")
    told = window.link.told[-1]
    assert isinstance(told, WriteLog)
    assert told.text == "first call"
    assert abs(now_ms() - back - told.happened) < 2 * MINUTE


def test_the_question_of_the_day_eats_nothing_and_is_not_answered_by_typing_on(
    desk: Desk, qtbot: QtBot
) -> None:
    made, window = desk()
    far = clock_time(now_ms() - 13 * HOUR)
    entry = asked_about(made, f"{far} first call")
    strike(made, Key.Key_Return, Key.Key_Enter)
    assert not entry.which_day.isHidden()
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, " by 1 man")
    qtbot.wait(50)
    assert entry.line.text() == f"{far} first call by 1 man"
    assert entry.which_day.isHidden()
    assert window.link.told == []


def test_escape_leaves_the_question_of_the_day_and_keeps_the_text(desk: Desk) -> None:
    made, window = desk()
    far = clock_time(now_ms() - 13 * HOUR)
    entry = asked_about(made, f"{far} first call")
    strike(made, Key.Key_Escape)
    assert entry.which_day.isHidden()
    assert entry.line.hasFocus()
    assert entry.line.text() == f"{far} first call"
    assert window.link.told == []


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


def test_a_click_that_came_too_soon_for_the_offer_leaves_the_keys_with_the_line(
    desk: Desk, qtbot: QtBot
) -> None:
    made, window = desk()
    entry = log(made, qtbot, "one")
    made._still._moved[entry.logged.withdraw].start()  # it came up under the pointer just now
    QTest.mouseClick(entry.logged.withdraw, Qt.MouseButton.LeftButton)
    strike(made, Key.Key_Space)
    assert entry.line.text() == " "
    assert entry.doing.line is None
    assert len(window.link.told) == 1


def test_the_offer_ends_when_somebody_types_on(desk: Desk, qtbot: QtBot) -> None:
    made, _ = desk()
    entry = log(made, qtbot, "one")
    assert entry.logged.isVisible()
    typed(entry, "t")
    assert not entry.logged.isVisible()


def test_a_draft_survives_the_crash_of_the_desk_and_comes_back_to_its_writer_only(
    desk: Desk, qtbot: QtBot
) -> None:
    made, _ = desk()
    press(made, "Alt+Down")
    about = made.face.incident_id
    typed(made.log.line, "not yet sent")
    made.log.line._draft.keep()
    other, _ = desk(me="AMU liaison")
    assert other.log.entry.text() == ""
    again, window = desk()
    assert again.log.entry.text() == "not yet sent"
    assert again.face.incident_id == ""
    enter(again.log.line)
    qtbot.waitUntil(lambda: again.log.entry.text() == "")
    assert [t.text for t in window.link.told if isinstance(t, WriteLog)] == ["not yet sent"]
    third, _ = desk()
    assert third.log.entry.text() == ""
    assert about


@pytest.mark.parametrize("key", ["Ctrl+J", "F6"])
def test_going_back_to_the_line_by_key_goes_on_with_what_is_typed(desk: Desk, key: str) -> None:
    made, _ = desk()
    typed(made.log.line, "half a li")
    press(made, "Shift+F6")
    assert not made.log.entry.hasFocus()
    press(made, key)
    if key == "F6":
        QTest.keyClick(made.log.view, Key.Key_Tab)  # the list of the log comes before its line
    assert made.log.entry.hasFocus()
    QTest.keyClicks(made.log.entry, "ne")
    assert made.log.entry.text() == "half a line"


def test_after_the_lock_keys_go_to_the_line(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk()
    typed(made.log.line, "half a li")
    made.incidents.incidents.setFocus()
    window.link.lock()
    window.bridge.drain()
    made.veil.passphrase.setText(PASSPHRASE)
    QTest.keyClick(made.veil.passphrase, Key.Key_Return)
    qtbot.waitUntil(made.veil.isHidden)
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, "ne")
    assert made.log.entry.text() == "half a line"


def test_a_line_becomes_an_order_with_one_key_and_keeps_its_incident(desk: Desk) -> None:
    made, _ = desk()
    made.log.view.setFocus()
    rows = made.log.model.rows
    place = next(n for n, row in enumerate(rows) if row.line.kind == "log.written" and row.line.incident)
    made.log.view.setCurrentIndex(made.log.model.index(place, 0))
    press(made, "Ctrl+O")
    order = form(ComposeOrder)
    assert isinstance(order, ComposeOrder)
    assert order.what.toPlainText() == rows[place].text
    assert order.incident == rows[place].line.incident


def test_what_is_typed_becomes_an_incident_and_leaves_the_line_once_recorded(
    desk: Desk, qtbot: QtBot
) -> None:
    made, _ = desk()
    typed(made.log.line, "gas smell in Rue Haute")
    press(made, "Ctrl+N")
    opened = form(NewIncident)
    assert isinstance(opened, NewIncident)
    assert opened.title.text() == "gas smell in Rue Haute"
    assert made.log.entry.text() == "gas smell in Rue Haute"
    QTest.keyClick(opened.title, Key.Key_Return)
    qtbot.waitUntil(lambda: made.log.entry.text() == "")


@pytest.mark.parametrize("leave", ["Alt+Home", "lock"])
def test_what_is_new_since_one_looked_is_parted_from_what_was_read(
    desk: Desk, qtbot: QtBot, leave: str
) -> None:
    made, window = desk()
    press(made, "Alt+Down")
    incident = made.face.incident_id
    if leave == "lock":
        window.link.lock()
        window.bridge.drain()
    else:
        press(made, leave)
    for text in ("one", "two"):
        window.room.seat.tell(WriteLog(text=text, incident=incident), window.room.people["AMU liaison"])
    window.show_again()
    if leave != "lock":
        rows = [row for row in made.incidents._model_rows() if isinstance(row, IncidentRow)]
        assert ["2 new" in row.waits for row in rows if row.id == incident] == [True]
        press(made, "Alt+Down")
    parted = [row for row in made.log.model.rows if row.since]
    assert [row.since for row in parted] == [f"2 new since {clock_time(now_ms())}"]
    assert made.log.model.rows.index(parted[0]) == 2
