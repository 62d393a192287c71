"""What is new since one looked."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from console.domain.facts import Intent
from console.domain.incidents import LinkIncident, SetIncident
from console.domain.log import WriteLog
from console.domain.orders import AcknowledgeOrder, CancelOrder, IssueOrder
from console.domain.requests import AnswerRequest, MakeRequest
from console.figures import clock_time
from console.link.client import Answered
from tests.widgets.conftest import Window
from tests.widgets.desks import press
from tests.widgets.entering import log
from widgets.ages import now_ms
from widgets.desk import DeskWindow
from widgets.panes.incident_rows import IncidentRow

Desk = Callable[..., tuple[DeskWindow, Window]]


@pytest.mark.parametrize("leave", ["Alt+Home", "lock"])
def test_what_is_new_since_one_looked_is_parted_from_what_was_read(
    desk: Desk, qtbot: QtBot, leave: str
) -> None:
    made, window = desk()
    press(made, "Alt+Down")
    window.bridge.drain()
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
        window.bridge.drain()
    parted = [row for row in made.log.model.rows if row.since]
    assert [row.since for row in parted] == [f"2 new since {clock_time(now_ms())}"]
    assert made.log.model.rows.index(parted[0]) == 2


def test_a_line_of_ones_own_is_not_new_to_its_incidents(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk(until=40 * 60)
    here, one, other = made.face.of_operation("incident")[:3]
    made.face.look_at(incident=here.id)

    def new() -> dict[str, str]:
        rows = [row for row in made.incidents._model_rows() if isinstance(row, IncidentRow)]
        return {row.id: row.waits for row in rows if "new" in row.waits}

    assert new() == {}
    log(made, qtbot, f"#{one.number} #{other.number} smoke over both")
    assert new() == {}
    said = WriteLog(text="smoke thins", incident=one.id)
    window.room.seat.tell(said, window.room.people["AMU liaison"])
    window.show_again()
    assert new().keys() == {one.id}
    assert "1 new" in new()[one.id]


def test_no_act_of_ones_own_is_new_to_its_incidents(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk("Duty director", until=27 * 60)
    here, one, other = made.face.of_operation("incident")[:3]
    made.face.look_at(incident=here.id)

    def do(intent: Intent) -> None:
        reply = made.face.bridge.tell(intent)
        window.bridge.drain()
        assert isinstance(reply.result(), Answered), reply.result()

    def new() -> dict[str, str]:
        rows = [row for row in made.incidents._model_rows() if isinstance(row, IncidentRow)]
        return {row.number: row.waits for row in rows if "new" in row.waits}

    do(IssueOrder(to=("SIAMU",), text="Measure at Laeken", incident=one.id))
    order = next(o for o in made.face.of_operation("order") if o.text == "Measure at Laeken")
    do(AcknowledgeOrder(order=order.id, agency="SIAMU", means="phone", informant="Peeters"))
    do(CancelOrder(order=order.id, reason="Measured already"))
    do(MakeRequest(to="STIB", text="Two buses", incident=one.id))
    asked = next(r for r in made.face.of_operation("request") if r.text == "Two buses")
    do(AnswerRequest(request=asked.id, state="granted", means="phone", informant="Dispatch"))
    do(SetIncident(incident=one.id, field="severity", value="critical"))
    do(LinkIncident(incident=one.id, other=other.id))
    assert new() == {}
    said = WriteLog(text="smoke thins", incident=one.id)
    window.room.seat.tell(said, window.room.people["AMU liaison"])
    window.show_again()
    assert "1 new" in new()[one.number]


def test_what_one_did_oneself_while_reading_is_not_told_as_new(desk: Desk, qtbot: QtBot) -> None:
    made, window = desk()
    made.log.view.setFocus()
    made.log.view.setCurrentIndex(made.log.model.index(3, 0))
    for who in ("SIAMU liaison", "AMU liaison"):
        said = WriteLog(text="smoke thins", operation=made.face.operation_id)
        window.room.seat.tell(said, window.room.people[who])
        window.show_again()
    qtbot.waitUntil(made.log.chip.isVisible)
    assert made.log.chip.text() == "1 new"
