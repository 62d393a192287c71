"""Who opens a thing of others a second time takes nothing of it: its id shows which seat made it."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from console.domain.agenda import PlanStep, StepPlanned
from console.domain.author import Author
from console.domain.changing import changed
from console.domain.facts import Event, Fact, Intent
from console.domain.ids import id_by, is_by, new_id
from console.domain.incident_facts import IncidentOpened
from console.domain.incidents import CloseIncident, OpenIncident
from console.domain.log import CorrectLog, LogWritten, WriteLog
from console.domain.log_view import line_view
from console.domain.operation_facts import OperationOpened
from console.domain.operations import OpenOperation
from console.domain.order_facts import OrderDrafted
from console.domain.orders import DraftOrder
from console.domain.picture import Picture
from console.domain.request_facts import RequestMade
from console.domain.requests import MakeRequest
from tests.console.domain.seats import DAN, START, Seat, person
from tests.console.domain.test_order_of_arrival import AT_THE_END, everything_shown
from tests.console.domain.test_rest_page import started_again

LEO = person(9, "Leo", "STIB", "operator", "liaison")
Told = tuple[Any, ...]


def _incident(picture: Picture, thing: str) -> Told:
    shown = picture.view(picture.get(thing, "incident"))
    return shown.number, shown.operation, shown.opened_by, shown.opened


def _operation(picture: Picture, thing: str) -> Told:
    shown = picture.view(picture.get(thing, "operation"))
    return shown.number, "", shown.opened_by, shown.opened


def _request(picture: Picture, thing: str) -> Told:
    shown = picture.view(picture.get(thing, "request"))
    return shown.number, shown.operation, shown.asked_by, shown.asked


def _order(picture: Picture, thing: str) -> Told:
    shown = picture.view(picture.get(thing, "order"))
    return "", shown.operation, shown.drafted_by, 0


def _step(picture: Picture, thing: str) -> Told:
    opening = picture.get(thing, "agenda").opening
    assert opening is not None
    return "", picture.view(picture.get(thing, "agenda")).operation, opening.author.name, opening.at


def _line(picture: Picture, thing: str) -> Told:
    picture.waiting_lines()
    shown = line_view(picture.things.line(thing, 0), picture)
    return "", shown.operation, shown.by, shown.at


KINDS: dict[str, tuple[Intent, Callable[[str], Fact], Callable[[Picture, str], Told]]] = {
    "incident": (
        OpenIncident(title="Fire"),
        lambda _: IncidentOpened("7-1", {1: "Nothing", 7: "open"}),
        _incident,
    ),
    "operation": (
        OpenOperation(title="Dock fire"),
        lambda _: OperationOpened("7-9", "Nothing", "event"),
        _operation,
    ),
    "request": (
        MakeRequest(to="STIB", text="Stop line 1"),
        lambda other: RequestMade("7-1", "STIB", "Nothing", operation=other),
        _request,
    ),
    "step": (
        PlanStep(title="Briefing", time=START + 1),
        lambda other: StepPlanned("Nothing", START, "event", operation=other),
        _step,
    ),
    "order": (
        DraftOrder(to=("SIAMU",), text="Send foam"),
        lambda other: OrderDrafted(("STIB",), "Nothing", operation=other),
        _order,
    ),
    "line": (WriteLog(text="Smoke"), lambda other: LogWritten("Nothing", operation=other), _line),
    "corrected line": (WriteLog(text="Smoke"), lambda other: LogWritten("Nothing", operation=other), _line),
    "closed incident": (
        OpenIncident(title="Fire"),
        lambda _: IncidentOpened("7-1", {1: "Nothing", 7: "open"}),
        _incident,
    ),
}


class Room:
    """One thing, what its seat wrote of it, and a second opening with the lowest clock of all."""

    def __init__(self, kind: str) -> None:
        seat, (intent, lie, self._told) = Seat(), KINDS[kind]
        operation = seat.begin()
        if "operation" in intent.__struct_fields__:
            intent = msgspec.structs.replace(intent, operation=operation)
        self.thing = seat.tell(intent, DAN)
        self.opening = list(seat.events.values())[-1]
        if kind == "corrected line":
            seat.tell(CorrectLog(line=self.thing, text="Steam"), DAN)
        if kind == "closed incident":
            seat.tell(CloseIncident(incident=self.thing, reason="out"), DAN)
        self.other = seat.tell(OpenOperation(title="Flood"), DAN)
        self.truth = self._told(seat.picture, self.thing)
        self.true = list(seat.events.values())
        liar = Seat(7, "STIB", -1_000_000_000_000)
        liar.hear(seat)
        liar.clock = 0
        forged = liar.forge(lie(self.other), LEO, *dict.fromkeys((self.thing, self.other)))
        self.lie = msgspec.structs.replace(forged, replaces={})
        assert self.lie.hlc < min(event.hlc for event in self.true)

    def told(self, seat: Seat) -> Told:
        return self._told(seat.picture, self.thing)

    def arrivals(self) -> list[list[Event]]:
        """The lie first, last and between; the true opening last; all backwards."""
        rest = [event for event in self.true if event is not self.opening]
        orders = [[*self.true[:at], self.lie, *self.true[at:]] for at in range(len(self.true) + 1)]
        orders += [[self.lie, *rest, self.opening], [*rest, self.lie, self.opening]]
        return [*orders, *(list(reversed(order)) for order in orders)]


@pytest.fixture(params=KINDS)
def room(request: pytest.FixtureRequest) -> Room:
    return Room(request.param)


def test_what_a_request_asks_is_asked_once_and_where_it_was_made() -> None:
    room = Room("request")
    seat = Seat(9, "STIB")
    for event in (room.lie, *room.true):
        seat.take(event)
    needs = [need for need in seat.needs(LEO).needs if need.thing == room.thing]
    assert [(need.sort, need.params["operation"]) for need in needs] == [("request", room.truth[1])]


def test_an_id_shows_the_seat_that_made_it_and_no_other() -> None:
    seat, other = f"{1:032x}", f"{2:032x}"
    made = id_by(seat, START)
    assert is_by(seat, made)
    assert not is_by(other, made)
    assert not is_by("", made)
    assert not any(is_by(one, new_id(START)) for one in (seat, other, ""))
    assert int(made[:12], 16) == START
    assert (made[12], made[16] in "89ab", len(made)) == ("7", True, 32)
    assert len({id_by(seat, START) for _ in range(200)}) == 200


def test_a_thing_stays_what_it_was_opened_as_whenever_the_lie_comes(room: Room) -> None:
    shown, digests = [], set()
    for arriving in room.arrivals():
        for lasting in (False, True):
            seat = Seat(9)
            for event in arriving:
                seat.take(event, lasting=lasting)
            assert room.told(seat) == room.truth
            shown.append(everything_shown(seat.picture))
            digests.add(seat.picture.digest())
    assert all(each == shown[0] for each in shown)
    assert len(digests) == 1


def test_a_thing_on_a_rest_page_stays_what_it_was_opened_as(room: Room) -> None:
    whole = Seat(9)
    for event in (*room.true, room.lie):
        whole.take(event, lasting=True)
    for arriving in room.arrivals():
        for at in range(1, len(arriving) + 1):
            seat = Seat(9)
            for event in arriving[:at]:
                seat.take(event, lasting=True)
            seat = started_again(seat)
            for event in arriving[at:]:
                seat.take(event, lasting=True)
            seat.picture.settle(AT_THE_END)
            assert room.told(seat) == room.truth
            assert seat.picture.digest() == whole.picture.digest()
            assert everything_shown(seat.picture) == everything_shown(whole.picture)


def test_an_opening_whose_seat_was_not_known_yet_comes_first_once_it_is(room: Room) -> None:
    seat, stranger = Seat(9), Author("", standing="unknown")
    for event in (room.lie, *room.true):
        seat.take(msgspec.structs.replace(event, author=stranger) if event is room.opening else event)
    seat.events[room.opening.id] = room.opening
    seat.picture.refold(room.thing)
    again = Seat(9)
    for event in (*room.true, room.lie):
        again.take(event)
    assert room.told(seat) == room.truth
    assert everything_shown(seat.picture) == everything_shown(again.picture)
    assert seat.picture.digest() == again.picture.digest()


def test_the_lie_is_kept_with_the_thing_and_told_after_its_opening(room: Room) -> None:
    seat = Seat(9)
    for event in (room.lie, *room.true):
        seat.take(event)
    thing = next(each for each in seat.picture.things.same(room.thing))
    assert [event.id for event in thing.events][:2] == [room.opening.id, room.lie.id]


def test_all_screens_are_told_what_the_true_opening_changes(room: Room) -> None:
    seat = Seat(9)
    for event in (*(event for event in room.true if event is not room.opening), room.lie):
        seat.take(event)
    before = everything_shown(seat.picture)
    told = seat.picture.fold(room.opening)
    after = everything_shown(seat.picture)
    for subject, id_ in before.keys() | after.keys():
        if before.get((subject, id_)) != after.get((subject, id_)) and id_:
            assert id_ in told, subject
    assert told <= changed((room.opening,), seat.picture)


def test_of_an_id_that_nobody_s_seat_made_the_earliest_clock_opens_it_as_ever() -> None:
    one, other, thing = Seat(1), Seat(2), new_id(START)
    first = one.forge(LogWritten("first"), DAN, thing)
    other.hear(one)
    second = msgspec.structs.replace(other.forge(LogWritten("second"), LEO, thing), hlc=1, replaces={})
    for arriving in ([first, second], [second, first]):
        seat = Seat(9)
        for event in arriving:
            seat.take(event)
        opening = seat.picture.get(thing, "line").opening
        assert opening is not None
        assert opening.id == second.id


@pytest.mark.parametrize("kind", ["incident", "operation", "line"])
def test_an_id_means_what_its_seat_opened_under_it_whatever_another_opens(kind: str) -> None:
    room = Room(kind)
    step = Seat(7, "STIB").forge(StepPlanned("Nothing", START, "event"), LEO, room.thing, room.other)
    for arriving in ([step, *room.true], [*room.true, step]):
        for lasting in (False, True):
            seat = Seat(9)
            for event in arriving:
                seat.take(event, lasting=lasting)
            for found in (seat.picture.find(room.thing), started_again(seat).picture.find(room.thing)):
                assert found is not None
                assert found.subject.name == kind
