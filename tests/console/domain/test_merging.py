"""Two incidents that turn out to be one: nothing that was told about either is out of sight."""

import pytest

from console.domain.command import GrantCommand
from console.domain.facts import Refused
from console.domain.incident_facts import IncidentMerged
from console.domain.incidents import (
    CloseIncident,
    CountCasualties,
    CountUnits,
    IncidentView,
    MergeIncident,
    OpenIncident,
    ReopenIncident,
    SetIncident,
)
from console.domain.operations import CloseOperation
from console.domain.orders import IssueOrder
from console.domain.requests import MakeRequest
from tests.console.domain.seats import ANN, BEN, DAN, Seat, meet


@pytest.fixture
def seat() -> Seat:
    made = Seat()
    made.begin()
    made.tell(GrantCommand(holder=ANN.id, authority="Mayor"), ANN)
    return made


def incident(seat: Seat, id_: str) -> IncidentView:
    view = seat.picture.view(seat.picture.get(id_, "incident"))
    assert isinstance(view, IncidentView)
    return view


def state(seat: Seat, id_: str) -> str:
    return str(incident(seat, id_).fields["state"].value)


def opened(seat: Seat, title: str) -> str:
    return seat.tell(OpenIncident(title=title), DAN)


def two(seat: Seat) -> tuple[str, str]:
    return opened(seat, "Fire at the dock"), opened(seat, "Smoke at the dock")


def cut(seat: Seat, number: int = 2) -> Seat:
    other = Seat(number)
    other.hear(seat)
    return other


def merge(seat: Seat, one: str, into: str) -> None:
    seat.tell(MergeIncident(incident=one, into=into, reason="same fire"), DAN)


def test_what_is_open_about_the_merged_one_is_listed_before_the_other_is_closed(seat: Seat) -> None:
    one, other = two(seat)
    seat.tell(IssueOrder(to=("SIAMU",), text="Send foam", incident=other), ANN)
    seat.tell(MakeRequest(to="STIB", text="Stop line 1", incident=other), DAN)
    merge(seat, other, one)
    assert (incident(seat, one).open_orders, incident(seat, one).open_requests) == (1, 1)
    with pytest.raises(Refused) as said:
        seat.tell(CloseIncident(incident=one, reason="out"), DAN)
    assert (said.value.code, said.value.params) == (
        "incident.still_open",
        {
            "orders": 1,
            "requests": 1,
            "conflicts": 0,
            "which": [("order", 1, "Send foam"), ("request", "1-1", "Stop line 1")],
        },
    )


def test_it_is_listed_through_several_merges_and_until_it_was_one_too_many(seat: Seat) -> None:
    one, other = two(seat)
    third = opened(seat, "Smell in the street")
    seat.tell(IssueOrder(to=("SIAMU",), text="Measure", incident=third), ANN)
    merge(seat, third, other)
    merge(seat, other, one)
    assert incident(seat, one).open_orders == 1
    seat.tell(ReopenIncident(incident=third, reason="another smell"), DAN)
    assert (incident(seat, one).open_orders, incident(seat, third).open_orders) == (0, 1)


def test_the_injured_of_both_are_seen_at_the_one_that_stays(seat: Seat) -> None:
    one, other = two(seat)
    for at, count in ((one, 2), (other, 5)):
        counted = CountCasualties(incident=at, place="quay", source="SIAMU", category="t1", count=count)
        seat.tell(counted, DAN)
    merge(seat, other, one)
    shown = incident(seat, one).casualties
    assert {(c.shown.value, c.incident) for c in shown} == {(2, ""), (5, other)}, "never added up"


def test_units_of_the_merged_one_are_seen_where_their_agency_counted_none_at_the_other(seat: Seat) -> None:
    one, other = two(seat)
    seat.tell(CountUnits(incident=other, agency="SIAMU", on_site=3), BEN)
    seat.tell(CountUnits(incident=other, agency="PF", on_site=4, means="radio"), DAN)
    seat.tell(CountUnits(incident=one, agency="PF", on_site=6, means="radio"), DAN)
    merge(seat, other, one)
    units = {u.agency: (u.shown.value["on_site"], u.incident) for u in incident(seat, one).units}
    assert units == {"SIAMU": (3, other), "PF": (6, "")}


def test_what_is_asked_about_the_merged_one_later_refreshes_the_other_at_once(seat: Seat) -> None:
    one, other = two(seat)
    merge(seat, other, one)
    elsewhere = cut(seat)
    elsewhere.tell(MakeRequest(to="STIB", text="Stop line 1", incident=other), DAN)
    (news,) = [e for e in elsewhere.events.values() if e.id not in seat.events]
    assert one in seat.picture.fold(news)
    assert incident(seat, one).open_requests == 1


def test_what_becomes_of_the_merged_one_refreshes_the_other_at_once(seat: Seat) -> None:
    one, other = two(seat)
    merge(seat, other, one)
    elsewhere = cut(seat)
    elsewhere.tell(ReopenIncident(incident=other, reason="not the same"), DAN)
    (news,) = [e for e in elsewhere.events.values() if e.id not in seat.events]
    assert incident(seat, one).merged_from == (other,)
    assert one in seat.picture.fold(news)
    assert incident(seat, one).merged_from == ()


def test_two_that_were_merged_into_each_other_at_once_do_not_both_vanish(seat: Seat) -> None:
    one, other = two(seat)
    elsewhere = cut(seat)
    merge(seat, other, one)
    merge(elsewhere, one, other)
    meet(seat, elsewhere)
    for each in (seat, elsewhere):
        assert (state(each, one), state(each, other)) == ("open", "merged"), "the first that was opened stays"
        assert (incident(each, one).merged_into, incident(each, other).merged_into) == ("", one)
    with pytest.raises(Refused) as said:
        seat.tell(CloseOperation(operation=incident(seat, one).operation, reason="over"), DAN)
    assert said.value.params["incidents"] == 1
    seat.tell(SetIncident(incident=one, field="perimeter", value=300), DAN)
    seat.tell(CloseIncident(incident=one, reason="out"), DAN)
    meet(seat, elsewhere)
    assert (state(elsewhere, one), state(elsewhere, other)) == ("closed", "merged")


def test_what_was_merged_into_nothing_that_is_known_here_stays_open(seat: Seat) -> None:
    one, _ = two(seat)
    operation = incident(seat, one).operation
    for into in ("ab" * 16, operation, one):
        seat.forge(IncidentMerged("lost"), DAN, one, into, operation)
        assert (state(seat, one), incident(seat, one).merged_into) == ("open", "")


def test_a_ring_of_three_leaves_one(seat: Seat) -> None:
    one, other = two(seat)
    third = opened(seat, "Smell in the street")
    seats = seat, cut(seat), cut(seat, 3)
    for each, what, into in zip(seats, (one, other, third), (other, third, one), strict=True):
        merge(each, what, into)
    meet(*seats)
    assert {state(each, one) for each in seats} == {"open"}
    assert {state(each, third) for each in seats} == {"merged"}
