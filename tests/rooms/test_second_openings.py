"""A seat with a changed program opens what others opened: at no seat does the thing become its own."""

from itertools import count
from unittest.mock import patch

from console.domain.agenda import StepPlanned
from console.domain.facts import Fact
from console.domain.incident_facts import IncidentOpened
from console.domain.log import LogWritten
from console.domain.operation_facts import OperationOpened
from console.domain.request_facts import RequestMade
from tests.console.domain.seats import BEN, DAN
from tests.rooms.house import House
from tests.rooms.network import in_step
from tests.rooms.seat import Seat


def opened(seat: Seat, things: dict[str, str]) -> dict[str, tuple[str, str, str]]:
    """Of each thing by whom it was opened, where it belongs, and its number."""
    found = {}
    for subject, id_ in things.items():
        opening = seat.picture.get(id_, subject).opening
        assert opening is not None
        named = opening.about[1] if len(opening.about) > 1 else ""
        found[subject] = (opening.author.name, named, getattr(opening.fact, "number", ""))
    return found


def test_what_a_seat_opens_of_others_with_the_lowest_clock_stays_theirs_at_every_seat(house: House) -> None:
    safe, siamu, liar = house.seats.values()
    operation = safe.tell(DAN, "operation.open", title="Dock fire")
    other = safe.tell(DAN, "operation.open", title="Flood")
    of = {"operation": operation}
    things = {
        "operation": operation,
        "incident": safe.tell(DAN, "incident.open", title="Fire", **of),
        "line": safe.tell(DAN, "log.write", text="Smoke", **of),
        "request": safe.tell(DAN, "request.make", to="SIAMU", text="Send foam", **of),
        "agenda": safe.tell(DAN, "agenda.plan", title="Briefing", time=safe.wall() + 3_600_000, **of),
    }
    truth = opened(safe, things)
    assert {name for name, *_ in truth.values()} == {DAN.name}
    assert house.network.settle()
    lies: dict[str, Fact] = {
        "operation": OperationOpened("3-9", "Nothing", "event"),
        "incident": IncidentOpened("3-1", {1: "Nothing"}),
        "line": LogWritten("Nothing", operation=other),
        "request": RequestMade("3-1", "SIAMU", "Nothing", operation=other),
        "agenda": StepPlanned("Nothing", 1, "event", operation=other),
    }
    by, clocks = liar.desk(BEN).by, count(1)
    with patch.object(liar.ledger.clock, "tick", lambda: next(clocks)):
        for subject, fact in lies.items():
            liar.forge(fact, by, *dict.fromkeys((things[subject], other)))
    assert house.network.settle()
    siamu.restart()
    assert house.network.settle()
    assert in_step(safe, siamu, liar)
    for seat in (safe, siamu, liar):
        assert opened(seat, things) == truth
        assert len(seat.picture.get(things["incident"], "incident").events) == 2
        line = seat.lines()[things["line"]]
        assert (line.by, line.operation) == (DAN.name, operation)
