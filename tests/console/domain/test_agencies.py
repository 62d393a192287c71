from typing import Any

import pytest

from console.domain.agencies import (
    AgencyView,
    ListAgency,
    Report,
    SetCapacity,
    SetDirectory,
    SetState,
    agency_view,
)
from console.domain.agency_facts import AgencyListed, StateSet, agency_id, engagement_id
from console.domain.facts import Noted
from tests.console.domain.seats import BEN, CLO, DAN, EVE, FAY, Seat, meet, refusal


@pytest.fixture
def seat() -> Seat:
    made = Seat()
    made.begin()
    return made


def agency(seat: Seat, code: str) -> AgencyView:
    view = agency_view(seat.picture, code)
    assert view is not None
    return view


def said(seat: Seat, code: str, field: str) -> Any:
    return agency(seat, code).engagements[0].fields[field]


def test_the_catalogues_agencies_are_there_before_anybody_says_a_word(seat: Seat) -> None:
    codes = [seat.picture.view(thing).code for thing in seat.picture.all("agency")]
    assert codes == ["SAFE", "SIAMU", "PF", "STIB", "BM"]
    assert agency(seat, "SIAMU").people == ("Ben", "Gus")
    assert agency_view(seat.picture, "NASA") is None


def test_an_administrator_adds_and_renames_agencies_with_dates(seat: Seat) -> None:
    merged = {"names": {"fr": "Police", "nl": "Politie"}, "valid_from": "2027-10-01", "in_room": True}
    assert refusal(seat, ListAgency(agency="POL", values=merged)).code == "power.lacking"
    seat.tell(ListAgency(agency="POL", values=merged), FAY)
    shown = agency(seat, "POL")
    assert (shown.names["nl"], shown.valid_from, shown.in_room) == ("Politie", "2027-10-01", True)
    seat.tell(ListAgency(agency="STIB", values={"valid_to": "2030-01-01"}), FAY)
    assert agency(seat, "STIB").valid_to == "2030-01-01"


def test_no_agency_is_listed_that_people_would_take_for_another(seat: Seat) -> None:
    listed = {"names": {"fr": "Police", "nl": "Politie"}}
    seat.tell(ListAgency(agency="POL", values={**listed, "valid_to": "2030-01-01"}), FAY)
    assert refusal(seat, ListAgency(agency="pol", values={"names": {"fr": "Autre"}}), FAY).code == (
        "agency.code_taken"
    )
    alike = {"names": {"fr": "POLICE"}}
    assert refusal(seat, ListAgency(agency="PZ", values=alike), FAY).params == {
        "like": "POL",
        "name": "Police",
    }
    seat.tell(ListAgency(agency="PZ", values={**alike, "valid_from": "2030-01-01"}), FAY)  # it follows
    seat.tell(ListAgency(agency="POL", values=listed), FAY)  # as it is called already
    assert agency(seat, "PZ").names == {"fr": "POLICE"}


@pytest.mark.parametrize(
    ("code", "values", "why"),
    [
        ("P O", {"names": {"fr": "x"}}, "agency.bad_code"),
        ("POL", {}, "agency.nothing_given"),
        ("POL", {"names": {}}, "agency.no_name"),
        ("POL", {"names": {"french": "x"}}, "agency.no_name"),
        ("POL", {"names": {"fr": "\u202e"}}, "text.control_character"),
        ("POL", {"valid_from": "soon"}, "agency.bad_date"),
        ("POL", {"discipline": "D9"}, "incident.unknown_discipline"),
        ("POL", {"phone": "112"}, "field.not_settable"),
        ("POL", {"colour": "red"}, "field.unknown"),
        ("POL", {"names": 7}, "field.invalid"),
    ],
)
def test_a_catalogue_entry_needs_sense(seat: Seat, code: str, values: dict[str, Any], why: str) -> None:
    assert refusal(seat, ListAgency(agency=code, values=values), FAY).code == why


def test_the_directory_says_whom_to_call(seat: Seat) -> None:
    seat.tell(SetDirectory(agency="SIAMU", field="phone", value=" 02 208 81 11 "), DAN)
    seat.tell(SetDirectory(agency="SIAMU", field="deputies", value=["Gus", "Ida"]), DAN)
    fields = agency(seat, "SIAMU").fields
    assert (fields["phone"].value, fields["deputies"].value) == ("02 208 81 11", ["Gus", "Ida"])
    assert refusal(seat, SetDirectory(agency="NASA", field="phone", value="1")).code == "agency.unknown"
    assert refusal(seat, SetDirectory(agency="SIAMU", field="names", value={})).code == "field.not_settable"


def test_a_liaison_speaks_for_the_own_agency_only(seat: Seat) -> None:
    seat.tell(SetState(agency="SIAMU", state="engaged"), BEN)
    shown = said(seat, "SIAMU", "state")
    assert (shown.value, shown.noted, shown.agency) == ("engaged", None, "SIAMU")
    assert refusal(seat, SetState(agency="STIB", state="engaged"), BEN).code == "power.other_agency"
    assert refusal(seat, SetState(agency="SAFE", state="engaged"), DAN).code == "power.lacking"
    assert refusal(seat, SetState(agency="SIAMU", state="asleep"), BEN).code == "agency.unknown_state"


def test_an_operator_notes_anothers_word_and_how_it_came(seat: Seat) -> None:
    seat.tell(SetState(agency="STIB", state="standby", means="phone", informant="Mr Dupont"), DAN)
    shown = said(seat, "STIB", "state")
    assert (shown.value, shown.by, shown.agency) == ("standby", "Dan", "STIB")
    assert shown.noted == Noted("STIB", "phone", "Mr Dupont")
    assert (
        refusal(seat, SetState(agency="STIB", state="standby", means="rumour")).code == "noted.unknown_means"
    )
    assert (
        refusal(seat, SetState(agency="STIB", state="standby", means="phone"), EVE).code
        == "power.may_not_note"
    )


def test_a_noted_word_yields_to_the_liaisons_own_at_the_same_time_or_later() -> None:
    one, other = Seat(1), Seat(2)
    one.begin()
    other.hear(one)
    one.tell(SetState(agency="PF", state="engaged"), CLO)
    other.now += 60_000
    other.tell(SetState(agency="PF", state="absent", means="radio"), DAN)
    meet(one, other)
    shown = said(one, "PF", "state")
    assert (shown.value, shown.noted, shown.conflict) == ("engaged", None, False)
    assert len(shown.heads) == 2
    one.tell(SetState(agency="PF", state="relieved", means="phone"), DAN)
    assert said(one, "PF", "state").value == "relieved"
    one.tell(SetState(agency="PF", state="present"), CLO)
    assert said(one, "PF", "state").noted is None


def test_a_forged_word_for_another_agency_has_no_effect(seat: Seat) -> None:
    operation = seat.picture.all("operation")[0].id
    thing, about = engagement_id(operation, "STIB"), (operation, agency_id("STIB"))
    seat.forge(StateSet("STIB", None, "absent"), BEN, thing, *about)
    seat.forge(StateSet("STIB", Noted("PF", "phone"), "absent"), DAN, thing, *about)
    seat.forge(StateSet("STIB", Noted("STIB", "telepathy"), "absent"), DAN, thing, *about)
    seat.forge(StateSet("PF", None, "absent"), CLO, thing, *about)
    assert agency(seat, "STIB").engagements == ()


def test_an_agency_that_nobody_with_power_listed_is_not_there(seat: Seat) -> None:
    seat.forge(AgencyListed("FAKE", {1: {"fr": "Fake"}}), DAN, agency_id("FAKE"))
    seat.forge(AgencyListed("FAKE", {1: {"fr": "Fake"}}), FAY, agency_id("STIB"))
    assert agency_view(seat.picture, "FAKE") is None
    assert agency(seat, "STIB").names == {}
    assert refusal(seat, SetDirectory(agency="FAKE", field="phone", value="1")).code == "agency.unknown"


def test_a_catalogue_fact_does_not_write_the_directory(seat: Seat) -> None:
    seat.forge(AgencyListed("STIB", {12: "0900"}), FAY, agency_id("STIB"))
    assert "phone" not in agency(seat, "STIB").fields or agency(seat, "STIB").fields["phone"].value is None


def test_capacity_and_report_are_kept_per_operation(seat: Seat) -> None:
    first = seat.picture.all("operation")[0].id
    second = seat.begin("New Year")
    assert refusal(seat, SetCapacity(agency="SIAMU", capacity=50), BEN).code == "operation.which"
    seat.tell(SetCapacity(agency="SIAMU", capacity=50, operation=first), BEN)
    seat.tell(SetCapacity(agency="SIAMU", capacity=20, operation=second), BEN)
    seat.tell(Report(agency="SIAMU", text="Two pumps\nat the quay", operation=first), BEN)
    shown = {e.operation: e.fields for e in agency(seat, "SIAMU").engagements}
    assert (shown[first]["capacity"].value, shown[second]["capacity"].value) == (50, 20)
    assert shown[first]["report"].value == "Two pumps\nat the quay"
    asked = SetCapacity(agency="SIAMU", capacity=101, operation=first)
    assert refusal(seat, asked, BEN).code == "agency.capacity_out_of_range"
    assert refusal(seat, Report(agency="SIAMU", text="", operation=first), BEN).code == "agency.empty_report"


def test_the_word_of_an_agency_is_shown_before_the_operation_is_known(seat: Seat) -> None:
    """A screen that looked at the agency once is told of no change when the opening arrives."""
    seat.tell(SetState(agency="SIAMU", state="engaged"), BEN)
    late = Seat(2)
    opening, said_after = seat.events.values()
    late.take(said_after)
    shown = agency(late, "SIAMU")
    assert shown.engagements[0].fields["state"].value == "engaged"
    late.take(opening)
    assert agency(late, "SIAMU") == shown
