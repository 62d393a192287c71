"""The desk, driven by keys, on a real picture."""

from collections.abc import Callable

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from console.domain.agencies import SetState
from console.domain.incidents import SetIncident
from console.domain.log import WriteLog
from tests.widgets.conftest import Window
from tests.widgets.desks import form, press, saying
from tests.widgets.rooms import PASSPHRASE
from widgets.desk import DeskWindow
from widgets.dialogs.incident import NewIncident
from widgets.face import MAIN_LOG, value
from widgets.frame import Frame
from widgets.palette import Palette

Desk = Callable[..., tuple[DeskWindow, Window]]
Key = Qt.Key
TOP = {Qt.WindowType.Window, Qt.WindowType.Dialog}  # a menu or a tool tip is part of the window below it


def test_enter_logs_and_empties_the_line(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk()
    press(made, "Alt+Down")
    press(made, "Ctrl+J")
    QTest.keyClicks(made.log.entry, "-10 wind backs south-west")
    QTest.keyClick(made.log.entry, Key.Key_Return)
    qtbot.waitUntil(lambda: made.log.entry.text() == "")
    (told,) = window.link.told
    assert isinstance(told, WriteLog)
    assert (told.text, told.incident) == ("wind backs south-west", made.face.incident_id)
    assert any(row.text == "wind backs south-west" for row in made.log.model.rows)


def test_a_refused_line_says_why_and_keeps_what_was_typed(desk: Desk, qtbot: QtBot) -> None:
    made, _ = desk()
    made.log.entry.setText("x" * 5000)
    QTest.keyClick(made.log.entry, Key.Key_Return)
    qtbot.waitUntil(lambda: not made.log.line.refusal.isHidden())
    assert "4000" in made.log.line.refusal.text()
    assert made.log.entry.text() == "x" * 5000


def test_an_incident_is_opened_by_its_title_alone(desk: Desk, qtbot: QtBot) -> None:
    made, _ = desk()
    press(made, "Ctrl+N")
    opened = form(NewIncident)
    QTest.keyClicks(opened.title, "Gas leak, Rue Haute")
    QTest.keyClick(opened.title, Key.Key_Return)
    qtbot.waitUntil(lambda: made.face.incident is not None)
    assert made.face.incident is not None
    assert value(made.face.incident.fields, "title") == "Gas leak, Rue Haute"
    assert "Gas leak, Rue Haute" in made.incident.title.text()


def test_a_fact_is_edited_in_place_and_a_wrong_one_keeps_its_text(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk()
    press(made, "Alt+Down")
    cell = made.incident.facts.cells["hazards"]
    cell.edit()
    editor = cell.findChild(QLineEdit)
    assert editor is not None
    editor.setText("9999")
    QTest.keyClick(editor, Key.Key_Return)
    qtbot.waitUntil(lambda: not made.incident.refusal.isHidden())
    assert editor.text() == "9999"
    editor.setText("1203, 1017")
    QTest.keyClick(editor, Key.Key_Return)
    qtbot.waitUntil(lambda: cell.value.text() == "UN 1203, UN 1017")
    told = window.link.told[-1]
    assert isinstance(told, SetIncident)
    assert told.seen


def test_a_sign_in_refuses_a_wrong_passphrase_and_opens_with_the_right_one(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk(me="")
    assert made.veil.isVisible()
    made.veil.person.setCurrentIndex(made.veil.person.findData(window.room.people["AMU liaison"].id))
    QTest.keyClicks(made.veil.passphrase, "wrong")
    QTest.keyClick(made.veil.passphrase, Key.Key_Return)
    qtbot.waitUntil(lambda: not made.veil.refusal.isHidden())
    assert made.veil.passphrase.text() == ""
    QTest.keyClicks(made.veil.passphrase, PASSPHRASE)
    QTest.keyClick(made.veil.passphrase, Key.Key_Return)
    qtbot.waitUntil(lambda: not made.veil.isVisible())
    assert made.face.me is not None
    assert made.face.me.name == "AMU liaison"


def test_a_locked_screen_shows_nothing_and_opens_again(desk: Desk, qtbot: QtBot) -> None:
    made, _ = desk()
    press(made, "Ctrl+L")
    qtbot.waitUntil(made.veil.isVisible)
    assert made.veil.locked
    assert made.veil.geometry() == made.rect()
    assert made.face.me is None
    QTest.keyClicks(made.veil.passphrase, PASSPHRASE)
    QTest.keyClick(made.veil.passphrase, Key.Key_Return)
    qtbot.waitUntil(lambda: not made.veil.isVisible())


def test_a_seat_that_is_gone_leaves_its_last_picture_and_what_is_typed(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk()
    made.log.entry.setText("not lost")
    window.link.lose()
    window.bridge.drain()
    assert made.notices.isVisible()
    assert made.incidents.incidents.model().rowCount() > 0
    QTest.keyClick(made.log.entry, Key.Key_Return)
    qtbot.waitUntil(lambda: not made.log.line.refusal.isHidden())
    assert made.log.entry.text() == "not lost"
    window.link.regain()
    window.bridge.drain()
    assert made.notices.isHidden()


def test_whoever_starts_a_seat_again_keeps_the_keys_and_types_on(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk()
    window.link.lose()
    window.bridge.drain()
    act = made.notices.strips[0].act
    act.setFocus()
    QTest.keyClick(act, Key.Key_Space)
    qtbot.waitUntil(lambda: "is starting" in saying(made.notices))
    assert act.hasFocus()
    window.link.regain()
    window.bridge.drain()
    assert made.log.entry.hasFocus()


def test_what_others_do_appears_without_moving_the_selection(desk: Desk) -> None:
    made, window = desk()
    press(made, "Alt+Down")
    chosen = made.face.incident_id
    window.room.seat.tell(SetState(agency="AMU", state="relieved"), window.room.people["AMU liaison"])
    window.room.seat.tell(
        WriteLog(text="told by another", incident=chosen), window.room.people["AMU liaison"]
    )
    window.show_again()
    assert made.face.incident_id == chosen
    assert made.log.model.rows[0].text == "told by another"


def test_the_language_changes_while_the_desk_runs(desk: Desk) -> None:
    made, _ = desk()
    made.face.speech.speak("nl")
    assert "Eenhoofdig commando" in saying(made)
    made.face.speech.speak("fr")
    assert "Commandement unique" in saying(made)
    assert made.acts.registry.actions["order.new"].text() == "Nouvel ordre"
    made.face.speech.speak("en")
    assert "Single command" in saying(made)


def test_an_observer_is_offered_nothing_that_changes(desk: Desk) -> None:
    made, _ = desk(me="")
    offered = {name for name, command in made.acts.registry.commands.items() if command.may()}
    assert offered.isdisjoint({"incident.new", "order.new", "request.new", "operation.new", "decide"})


def test_the_palette_finds_an_incident_without_accents_or_case(desk: Desk, qtbot: QtBot) -> None:
    made, _ = desk()
    press(made, "Ctrl+K")
    palette = form(Palette)
    QTest.keyClicks(palette.line, "VERGOTE")
    QTest.keyClick(palette.line, Key.Key_Return)
    assert made.face.incident is not None
    assert "Vergote" in str(value(made.face.incident.fields, "title"))


def test_every_window_of_an_exercise_stands_in_its_frame(desk: Desk) -> None:
    made, window = desk()
    window.room.room = msgspec.structs.replace(window.room.room, exercise=True)
    window.show_again()
    press(made, "Alt+Down")
    for name in made.acts.registry.commands:
        if name not in {"lock", "sign_out"}:
            made.acts.registry.run(name)
    made.agencies.list.selectRow(0)
    QTest.keyClick(made.agencies.list, Key.Key_Return)
    windows = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w.windowType() in TOP]
    assert len(windows) > 12, [type(one).__name__ for one in windows]
    for one in windows:
        assert any(frame.exercise for frame in one.findChildren(Frame)), type(one).__name__
    assert "EXERCISE" in made.windowTitle()


def test_a_calm_desk_has_hardly_a_saturated_pixel(desk: Desk) -> None:
    made, window = desk()
    lately = window.room.seat.now
    for seat in window.room.seats.values():
        window.room.seats[seat.id] = msgspec.structs.replace(
            seat, link="linked", since=lately, complete=lately
        )
    window.show_again()
    image = made.grab().toImage()
    points = [(x, y) for x in range(0, image.width(), 4) for y in range(0, image.height(), 4)]
    saturated = sum(image.pixelColor(x, y).hsvSaturationF() > 0.4 for x, y in points)
    assert saturated / len(points) <= 0.02


def test_no_key_means_two_things(desk: Desk) -> None:
    made, _ = desk()
    keys = [key.toString() for action in made.actions() for key in action.shortcuts()]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("text", ["<b>bold</b>", "a & b < c", "<img src=x>"])
def test_what_people_typed_is_shown_as_they_typed_it(desk: Desk, text: str) -> None:
    made, window = desk()
    press(made, "Alt+Down")
    window.room.seat.tell(
        SetIncident(incident=made.face.incident_id, field="title", value=text),
        window.room.people["AMU liaison"],
    )
    window.show_again()
    assert made.incident.title.text() == text
    assert made.incident.title.textFormat() == Qt.TextFormat.PlainText


@pytest.mark.parametrize("wide", [1920, 1366, 700])
def test_orders_are_one_act_away_at_any_width(desk: Desk, qtbot: QtBot, wide: int) -> None:
    made, opened = desk()
    opened.room.contest("Duty director", "Police zone liaison")
    opened.show_again()
    made.resize(wide, 768)
    made.notices.strips[0].act.click()
    assert made.command.list.hasFocus()
    assert made.command.holder.name.text() == "CONTESTED"
    assert "Police zone liaison: epoch 2" in made.command.holder.standing.text()


def test_a_room_without_an_operation_shows_its_own_log(desk: Desk, qtbot: QtBot) -> None:
    made, _ = desk(me="SITCEN operator", until=-1)
    assert made.face.operation is None
    QTest.keyClicks(made.log.entry, "the room is manned")
    QTest.keyClick(made.log.entry, Key.Key_Return)
    qtbot.waitUntil(lambda: [row.text for row in made.log.model.rows] == ["the room is manned"])
    assert made.log_head.text() == "LOG OF THE ROOM 1"


def test_the_log_of_something_else_has_no_count_until_its_own_is_here(desk: Desk) -> None:
    made, window = desk(until=45 * 60)
    of_operation = made.log_head.text()
    made.face.look_at(incident=made.face.of_operation("incident")[0].id)
    assert made.log_head.text() == "LOG OF THE INCIDENT"
    window.bridge.drain()
    assert made.log_head.text() == f"LOG OF THE INCIDENT {made.face.picture.count(MAIN_LOG)}"
    made.face.look_at()
    window.bridge.drain()
    assert made.log_head.text() == of_operation
