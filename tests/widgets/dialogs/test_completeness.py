"""What may be missing here, and what only few hold, stand where a commander looks, in words."""

from collections.abc import Callable

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from console.figures import clock_time
from tests.widgets.conftest import Window
from tests.widgets.desks import saying
from widgets.desk import DeskWindow
from widgets.dialogs.agency import AgencyCard
from widgets.dialogs.line import LineForm
from widgets.panes.log_rows import LogRow

Desk = Callable[..., tuple[DeskWindow, Window]]


def card(made: DeskWindow, agency: str) -> str:
    return saying(AgencyCard(made.face, made.face.picture.get("agency", agency), made))


def test_an_agencys_card_tells_up_to_when_its_word_is_here(desk: Desk) -> None:
    made, opened = desk(until=45 * 60)
    assert "all that was written there is here" in card(made, "PF")
    gone = opened.room.status.complete["STIB"]
    assert f"complete up to {clock_time(gone)}" in card(made, "STIB")
    opened.room.status = msgspec.structs.replace(opened.room.status, complete={"STIB": 0})
    opened.show_again()
    assert "nothing that was written there is here yet" in card(made, "STIB")


@pytest.mark.parametrize(
    ("seats", "linked", "others", "told"),
    [
        (32, 31, 32, "every seat of the room"),
        (32, 31, 2, "this seat and 2 of 32 others"),
        (32, 31, 0, "if it is lost now, so is this"),
        (32, 0, 0, "it has not gone out yet"),
        (0, 0, 0, "the only one of the room"),
    ],
)
@pytest.mark.parametrize("written", [True, False])
def test_a_line_tells_who_holds_it(
    desk: Desk, qtbot: QtBot, seats: int, linked: int, others: int, told: str, written: bool
) -> None:
    made, opened = desk(until=45 * 60)
    status = msgspec.structs.replace(opened.room.status, seats=seats, linked=linked)
    opened.room.status, opened.room.replicated = status, others
    opened.show_again()
    rows: list[LogRow] = made.log.model.rows
    line = next(row.line for row in rows if (row.line.kind == "log.written") is written)
    form = LineForm(made.face, line, made)
    form.show()
    qtbot.waitUntil(lambda: told in form.held.text())


def test_what_is_told_late_and_takes_two_lines_covers_no_field(desk: Desk, qtbot: QtBot) -> None:
    made, opened = desk(until=45 * 60)
    made.face.speech.speak("fr")
    opened.room.replicated = 0
    line = next(row.line for row in made.log.model.rows if row.line.kind == "log.written")
    form = LineForm(made.face, line, made)
    form.show()
    qtbot.waitUntil(lambda: "ce poste seul" in form.held.text())
    made.face.speech.speak("en")
    assert form.held.height() >= form.held.heightForWidth(form.held.width())
    assert form.text.geometry().bottom() < form.reason.geometry().top()
