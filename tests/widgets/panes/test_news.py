"""What is new since one looked."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from console.domain.log import WriteLog
from tests.widgets.conftest import Window
from tests.widgets.desks import press
from widgets.ages import clock_time, now_ms
from widgets.desk import DeskWindow
from widgets.panes.incident_rows import IncidentRow

Desk = Callable[..., tuple[DeskWindow, Window]]


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
