"""A seat with a changed program opens what others opened: at no seat does the thing become its own."""

from itertools import count
from unittest.mock import patch

from console.domain.agency_facts import DirectorySet
from console.domain.agenda import StepPlanned
from console.domain.board import BOARD_ID, PAGES
from console.domain.facts import Fact
from console.domain.incident_facts import IncidentOpened
from console.domain.log import LogWritten
from console.domain.operation_facts import OperationOpened
from console.domain.request_facts import RequestMade
from tests.console.domain.seats import BEN, DAN
from tests.rooms.house import House
from tests.rooms.network import in_step
from tests.rooms.seat import Seat


def board(seat: Seat) -> bytes | None:
    """What walls show, as faces of this seat are told of it."""
    return seat.engine._shown.encoded(("board", BOARD_ID))


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


def test_what_everybody_s_walls_show_stays_set_whatever_a_seat_opens_by_its_name(house: House) -> None:
    safe, siamu, liar = house.seats.values()
    operation = safe.tell(DAN, "operation.open", title="Dock fire")
    safe.tell(DAN, "board.set", page=PAGES[1])
    assert house.network.settle()
    shown = board(safe)
    assert shown is not None
    liar.forge(StepPlanned("Nothing", 1, "event"), liar.desk(BEN).by, BOARD_ID, operation)
    assert house.network.settle()
    assert board(safe) == board(siamu) == shown
    safe.tell(DAN, "board.set", page=PAGES[2])
    assert board(safe) != shown


def test_what_a_seat_opens_as_another_kind_of_thing_stays_on_every_screen(house: House) -> None:
    safe, siamu, liar = house.seats.values()
    operation = safe.tell(DAN, "operation.open", title="Dock fire")
    assert house.network.settle()
    house.network.sever([safe], [siamu, liar])
    things = {"operation": operation, "incident": safe.tell(DAN, "incident.open", title="Fire")}
    by = liar.desk(BEN).by
    for thing in things.values():  # the one is known to who hears of it, the other not yet
        liar.forge(StepPlanned("Nothing", 1, "event", operation=operation), by, thing, operation)
        liar.forge(DirectorySet("SAFE", {10: "Nothing"}), by, thing)
    house.network.run(5_000)
    assert siamu.look()[("operation", operation)] is not None
    house.network.mend()
    assert house.network.settle()
    for seat in (safe, siamu, liar):
        assert all(seat.look()[subject, id_] is not None for subject, id_ in things.items())
        assert seat.look()["command", operation] is not None
        assert {id_: seat.picture.find(id_) for id_ in things.values()} == {
            id_: seat.picture.get(id_, subject) for subject, id_ in things.items()
        }
        assert seat.look()["agenda", things["incident"]] is not None, (
            "what he wrote is kept, and shown as that"
        )
        assert seat.stale() == []
