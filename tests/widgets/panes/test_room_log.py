"""The room's own log, read and written beside the operation."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.domain.log import OWN, LineView, WriteLog
from console.domain.log_view import line_view
from console.domain.operations import OpenOperation
from console.link.pages import Hit
from tests.widgets.conftest import Window
from tests.widgets.desks import form, press
from tests.widgets.entering import enter, log, typed
from widgets.actions import Actions
from widgets.desk import DeskWindow
from widgets.dialogs.line import LineForm
from widgets.palette import Palette

Desk = Callable[..., tuple[DeskWindow, Window]]
KEYS = "Alt+End"


def told(made: DeskWindow, window: Window, *texts: str) -> None:
    """Somebody else writes into the room's own log."""
    for text in texts:
        window.room.seat.tell(WriteLog(text=text, operation=OWN), window.room.people["SITCEN operator"])
    window.show_again()


def read(made: DeskWindow) -> list[str]:
    return [row.text for row in made.log.model.rows if row.line.kind == "log.written"]


def written(window: Window) -> list[tuple[str, str]]:
    return [(told.text, told.operation) for told in window.link.told if isinstance(told, WriteLog)]


def finding(window: Window, *lines: LineView) -> None:
    """The seat finds these lines, whatever it is asked for."""
    hits = [Hit(x.entry, x.kind, x.about or x.id, x.at, x.operation, x, order=n) for n, x in enumerate(lines)]

    def search(_asked: dict[str, Any]) -> tuple[list[Hit], bool]:
        return hits, False

    window.link.pages["search"] = search


def chosen_in_palette(made: DeskWindow, qtbot: QtBot) -> None:
    palette = Palette(made.face, Actions(QWidget()), made)
    palette.rise()
    palette.line.setText("zz any words")
    qtbot.waitUntil(lambda: palette.view.model().rowCount() > 0)
    palette.view.acted.emit(palette.view.model().rows[0])  # type: ignore[attr-defined]


def test_one_key_reads_the_rooms_own_log_and_another_goes_back(desk: Desk) -> None:
    made, window = desk()
    told(made, window, "Generator tested")
    operation, of_operation = made.face.operation_id, read(made)[:9]  # in sight; the rest follows
    assert "Generator tested" not in of_operation
    press(made, KEYS)
    window.bridge.drain()
    assert read(made) == ["Generator tested"]
    assert made.log_head.text().startswith("LOG OF THE ROOM")
    assert made.incident.none.text() == "This is the room's own log: what belongs to no operation."
    assert made.face.operation_id == operation
    assert made.command.holder.name.text() == "Duty director", "the rest stays with the operation"
    press(made, "Alt+Home")
    window.bridge.drain()
    assert read(made)[:9] == of_operation


def test_the_rooms_own_log_says_that_it_is_where_no_incident_is_open_either(desk: Desk) -> None:
    made, window = desk(until=-1)
    window.room.seat.tell(OpenOperation(title="Flood"), window.room.people["SITCEN operator"])
    window.show_again()
    assert not made.incident.none.isVisible()
    press(made, KEYS)
    assert made.incident.none.isVisible()
    assert not made.incident.choose.isVisible()


def test_the_button_in_the_head_goes_there_and_back(desk: Desk) -> None:
    made, window = desk()
    assert made.other_log.text() == "Log of the room"
    assert "Alt+End" in made.other_log.toolTip()
    made.other_log.click()
    window.bridge.drain()
    assert made.log_head.text().startswith("LOG OF THE ROOM")
    assert made.other_log.text() == "Log of the operation"
    assert "Alt+Home" in made.other_log.toolTip()
    made.other_log.click()
    window.bridge.drain()
    assert made.log_head.text().startswith("LOG OF THE OPERATION")


def test_without_an_operation_there_is_no_other_log(desk: Desk) -> None:
    made, _ = desk(until=-1)
    assert made.face.operation is None
    assert made.other_log.isHidden()
    assert not made.acts.registry.commands["log.room"].may()


def test_a_line_goes_where_it_was_begun(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk()
    operation = made.face.operation_id
    typed(made.log.line, "Begun in the operation")
    press(made, KEYS)
    assert made.log.line.target.text() == "operation log"
    enter(made.log.line)
    qtbot.waitUntil(lambda: made.log.entry.text() == "")
    assert made.log.line.target.text() == "room log"
    typed(made.log.line, "Begun in the room")
    press(made, "Alt+Home")
    assert made.log.line.target.text() == "room log"
    enter(made.log.line)
    qtbot.waitUntil(lambda: made.log.entry.text() == "")
    log(made, qtbot, "And back")
    assert written(window) == [
        ("Begun in the operation", operation),
        ("Begun in the room", OWN),
        ("And back", operation),
    ]
    press(made, KEYS)
    window.bridge.drain()
    assert read(made) == ["Begun in the room"]


def test_an_incident_that_is_named_has_its_line_also_from_the_rooms_log(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk()
    incident = made.face.of_operation("incident")[0]
    press(made, KEYS)
    log(made, qtbot, f"#{incident.number} Second tank")
    rows = window.room.seat.picture.lines(made.face.operation_id, incident.id).latest(1)
    assert line_view(rows[0], window.room.seat.picture).text == "Second tank"


def test_what_was_begun_for_the_room_is_still_for_it_after_a_crash(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk()
    press(made, KEYS)
    typed(made.log.line, "Half a line")
    made.log.line._draft.keep()
    again = DeskWindow(window.face)
    again.face.look_at(again.face.operation_id)
    assert again.log.line.line.text() == "Half a line"
    assert again.log.line.target.text() == "room log"


def test_a_hit_in_the_rooms_own_log_is_read_there(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk()
    told(made, window, "Generator tested", "Keys handed over")
    picture = window.room.seat.picture
    first = picture.lines("").latest(2)[0]
    finding(window, line_view(first, picture))
    chosen_in_palette(made, qtbot)
    window.bridge.drain()
    assert read(made) == ["Keys handed over", "Generator tested"]
    assert made.log.view.current().text == "Generator tested"


def test_a_hit_too_far_back_for_the_log_is_read_by_itself(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk()
    finding(window, LineView("ab" * 16, (1, ""), 1, 1, "log.written", text="Long ago"))
    chosen_in_palette(made, qtbot)
    window.bridge.drain()
    assert form(LineForm).text.toPlainText() == "Long ago"


def test_lines_that_wait_for_their_operation_are_found_in_the_rooms_log(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk()
    press(made, KEYS)
    elsewhere = LineView(
        "ab" * 16, (2, ""), 2, 2, "log.written", made.face.operation_id, text="Of the operation"
    )
    waiting = LineView(
        "cd" * 16, (1, ""), 1, 1, "log.written", "ef" * 16, text="Its opening has not come", waits=True
    )
    finding(window, waiting, elsewhere)
    press(made, "Ctrl+F")
    made.log.finder.words.setText("has")
    qtbot.waitUntil(lambda: bool(made.log.finder.search.hits) and not made.log.finder.search.busy)
    assert read(made) == ["Its opening has not come"]


def test_a_new_operation_is_not_looked_at_by_who_reads_the_rooms_log(desk: Desk) -> None:
    made, window = desk()
    press(made, KEYS)
    window.room.seat.tell(OpenOperation(title="Flood"), window.room.people["SITCEN operator"])
    window.show_again()
    assert made.face.room_log
