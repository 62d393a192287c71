"""Who closed an operation looks at what others told in it beyond a cut, and says so once for all."""

from collections.abc import Callable

from msgspec import structs
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from console.domain.afterwards import ReviewOperation
from console.domain.ids import new_id
from console.domain.incidents import OpenIncident
from console.domain.log import LogWritten, WriteLog
from console.domain.operations import CloseOperation
from tests.console.domain.seats import Seat
from tests.widgets.conftest import Window
from tests.widgets.desks import form, saying
from widgets.desk import DeskWindow
from widgets.dialogs.afterwards import Afterwards
from widgets.dialogs.operation import EndOperation
from widgets.panes.need_rows import NeedRow

Desk = Callable[..., tuple[DeskWindow, Window]]
OPERATOR, LIAISON = "SITCEN operator", "SIAMU liaison"


def closed_beyond_a_cut(window: Window, lines: int, older: tuple[str, ...] = ()) -> None:
    here, people = window.room.seat, window.room.people
    island = Seat(99, "SIAMU")
    island.picture.people, island.now = here.picture.people, here.now
    island.hear(here)
    operation = window.face.operation_id
    here.tell(CloseOperation(operation=operation, reason="All handed over", despite=True), people[OPERATOR])
    for n in range(lines):
        island.tell(WriteLog(text=f"Victim {n}", operation=operation), people[LIAISON])
    island.tell(OpenIncident(title="Ward 5", severity="critical", operation=operation), people[LIAISON])
    for old in older:
        island.forge(LogWritten(old, operation=operation), people[LIAISON], new_id(island.now), operation)
    here.hear(island)
    window.show_again()


def waiting(made: DeskWindow) -> list[NeedRow]:
    return [row for row in made.needs._rows.rows if row.need.sort == "afterwards"]


def test_what_came_after_the_closing_is_told_and_one_look_is_enough(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk(me=OPERATOR)
    closed_beyond_a_cut(window, 2)
    (row,) = waiting(made)
    assert row.title.endswith(": 3")
    assert row.text.startswith("Victim 0 | Victim 1 | Incident 99-1 opened: Ward 5")
    made.needs.act(row)
    shown = saying(form(Afterwards))
    assert all(told in shown for told in ("Victim 0", "Victim 1", "Incident 99-1 opened: Ward 5"))
    form(Afterwards).seen.click()
    qtbot.waitUntil(lambda: any(isinstance(told, ReviewOperation) for told in window.link.told))
    window.show_again()
    assert waiting(made) == []


def test_what_does_not_fit_is_counted_and_the_form_leads_to_the_reopening(desk: Desk) -> None:
    made, window = desk(me=OPERATOR)
    closed_beyond_a_cut(window, 15)
    made.needs.act(waiting(made)[0])
    assert "and 4 more, in the log" in saying(form(Afterwards))
    form(Afterwards).reopen.click()
    reopening = form(EndOperation)
    assert any(button.text() == "Reopen operation" for button in reopening.findChildren(QPushButton))


def test_what_came_from_a_cut_of_days_is_told_with_its_day(desk: Desk) -> None:
    made, window = desk(me=OPERATOR)
    closed_beyond_a_cut(window, 1)
    need = waiting(made)[0].need
    came = [{**told, "at": 0} for told in need.params["came"]]
    shown = Afterwards(made.face, structs.replace(need, params={**need.params, "came": came}))
    shown.show()
    assert "01/01 " in saying(shown)


def test_of_what_an_older_version_told_the_form_says_that_knowing_is_not_recorded(desk: Desk) -> None:
    made, window = desk(me=OPERATOR)
    closed_beyond_a_cut(window, 1, ("Victim of old",))
    made.needs.act(waiting(made)[0])
    shown = saying(form(Afterwards))
    assert "Victim of old (whether the closing was known there is not recorded)" in shown
    assert "Victim 0 (whether" not in shown
