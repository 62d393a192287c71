from typing import Any

import msgspec
import pytest

from console.domain.command import GrantCommand
from console.domain.facts import Draft
from console.domain.incident_facts import CasualtiesCounted, IncidentOpened, IncidentSet, casualties_id
from console.domain.incident_fields import located, substances
from console.domain.incidents import (
    CloseIncident,
    CountCasualties,
    CountUnits,
    IncidentView,
    LinkIncident,
    MergeIncident,
    OpenIncident,
    Place,
    ReopenIncident,
    SetIncident,
)
from console.domain.orders import IssueOrder
from console.domain.reference import Reference, Spot
from console.domain.requests import MakeRequest
from tests.console.domain.seats import ANN, BEN, CLO, DAN, EVE, Seat, meet, refusal

REFERENCE = Reference(
    substances=frozenset({"1017", "1203"}),
    municipalities=frozenset({"21001"}),
    incident_types=frozenset({"fire.industrial"}),
    gazetteer={"midi": Spot("Gare du Midi", 50.8357, 4.3365)},
)


@pytest.fixture
def seat() -> Seat:
    made = Seat()
    made.begin()
    return made


def incident(seat: Seat, id_: str) -> IncidentView:
    view = seat.picture.view(seat.picture.get(id_, "incident"))
    assert isinstance(view, IncidentView)
    return view


def opened(seat: Seat, title: str = "Fire at the dock") -> str:
    return seat.tell(OpenIncident(title=title), DAN)


def test_a_title_is_enough_and_the_number_can_be_said_aloud(seat: Seat) -> None:
    first, second = incident(seat, opened(seat)), incident(seat, opened(seat, "Demonstration"))
    assert (first.number, second.number) == ("1-1", "1-2")
    assert (first.fields["title"].value, first.fields["state"].value) == ("Fire at the dock", "open")
    assert (first.opened_by, first.opened_agency) == ("Dan", "SAFE")


def test_a_number_as_high_as_people_say_one_is_no_end_of_numbers(seat: Seat) -> None:
    numbers = [incident(seat, opened(seat)).number]
    seat.forge(IncidentOpened("1-999999", {1: "Absurd"}), DAN, "c" * 32, seat.picture.all("operation")[0].id)
    numbers += [incident(seat, opened(seat)).number for _ in range(2)]
    assert numbers == ["1-1", "1-2", "1-3"]


def test_two_incidents_that_share_a_number_are_told_apart_by_letters(seat: Seat) -> None:
    one = opened(seat)
    assert not incident(seat, one).twin
    other = "cd" * 14 + f"{(int(one[-4:], 16) + 1) % 2**16:04x}"  # letters of random ids may be the same
    seat.forge(IncidentOpened(incident(seat, one).number, {1: "Cloned"}), DAN, other)
    assert incident(seat, one).twin
    assert incident(seat, other).twin
    assert incident(seat, one).letters != incident(seat, other).letters


def test_an_incident_needs_to_say_which_operation_when_several_are_open(seat: Seat) -> None:
    other = seat.begin("New Year")
    assert refusal(seat, OpenIncident(title="Fire")).code == "operation.which"
    assert incident(seat, seat.tell(OpenIncident(title="Fire", operation=other), DAN)).operation == other


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("title", " ", "incident.no_title"),
        ("title", 7, "field.invalid"),
        ("severity", "huge", "incident.unknown_severity"),
        ("road", "flooded", "incident.unknown_road"),
        ("perimeter", -1, "incident.perimeter_out_of_range"),
        ("perimeter", 2**70, "incident.perimeter_out_of_range"),
        ("hazards", ["101"], "incident.unknown_un"),
        ("hazards", ["9999"], "incident.unknown_un"),
        ("hazards", ["1017"] * 21, "incident.too_many_hazards"),
        ("municipality", "Bruxelles", "incident.unknown_municipality"),
        ("type", "party", "incident.unknown_type"),
        ("place", {"text": "x", "lat": 91.0, "lon": 4.0}, "place.out_of_bounds"),
        ("place", {"text": "x", "lat": 50.8}, "place.half_a_point"),
        ("place", {"text": "", "code": "nowhere"}, "place.unknown_code"),
        ("place", "", "place.empty"),
        ("state", "closed", "field.not_settable"),
        ("colour", "red", "field.unknown"),
        ("access", "\u202ehidden", "text.control_character"),
    ],
)
def test_a_wrong_value_is_refused_in_words_of_its_own(seat: Seat, field: str, value: Any, code: str) -> None:
    seat.picture.reference = REFERENCE
    asked = SetIncident(incident=opened(seat), field=field, value=value)
    assert refusal(seat, asked).code == code


def test_substances_are_known_by_their_four_digits() -> None:
    assert substances(REFERENCE, ("UN 1017", "un1203", "1017")) == ("1017", "1203")


def test_a_code_of_the_gazetteer_gives_the_place_and_free_text_stays_unlocated() -> None:
    assert located(REFERENCE, "midi") == Place("Gare du Midi", "midi", 50.8357, 4.3365)
    assert located(REFERENCE, "behind the church") == Place("behind the church")


def test_an_observer_changes_nothing_and_a_patched_seat_does_not_help_him(seat: Seat) -> None:
    id_ = opened(seat)
    assert refusal(seat, SetIncident(incident=id_, field="title", value="Hoax"), EVE).code == "power.lacking"
    seat.forge(IncidentSet({1: "Hoax"}), EVE, id_)
    shown = incident(seat, id_)
    assert (shown.fields["title"].value, shown.void) == ("Fire at the dock", 1)


@pytest.mark.parametrize("value", [7, None, [7], {"a": {1: 2, "b": 3}}, b"\xff", 1e308])
@pytest.mark.parametrize("number", [1, 4, 6, 8, 10, 31, 99])
def test_nonsense_from_a_peer_leaves_the_field_as_it_was(seat: Seat, number: int, value: Any) -> None:
    id_ = opened(seat)
    seat.tell(SetIncident(incident=id_, field="perimeter", value=200), DAN)
    before = incident(seat, id_).fields
    seat.forge(IncidentSet({number: value}), DAN, id_)
    after = incident(seat, id_).fields
    if (number, value) != (10, 7):
        assert {n: s.value for n, s in after.items() if s.value is not None} == {
            n: s.value for n, s in before.items()
        }
    assert seat.picture.digest()


def test_a_peer_cannot_close_an_incident_by_writing_its_state(seat: Seat) -> None:
    id_ = opened(seat)
    seat.forge(IncidentSet({8: "closed"}), DAN, id_)
    assert incident(seat, id_).fields["state"].value == "open"


def test_a_place_off_the_earth_from_a_peer_is_not_shown(seat: Seat) -> None:
    id_ = opened(seat)
    seat.forge(IncidentSet({4: {"text": "x", "lat": 400.0, "lon": 4.0}}), DAN, id_)
    assert incident(seat, id_).fields["place"].value is None


def test_hidden_characters_from_a_peer_are_not_shown(seat: Seat) -> None:
    id_ = opened(seat)
    seat.forge(IncidentSet({1: "\u202eeriF\x00"}), DAN, id_)
    assert incident(seat, id_).fields["title"].value == "eriF"


@pytest.mark.parametrize(
    ("field", "lesser", "cautious"),
    [
        ("perimeter", 100, 500),
        ("road", "open", "closed"),
        ("evacuation", "complete", "under_way"),
        ("severity", "minor", "critical"),
    ],
)
def test_at_odds_over_safety_the_cautious_value_is_shown(field: str, lesser: Any, cautious: Any) -> None:
    one, other = Seat(1), Seat(2)
    one.begin()
    id_ = opened(one)
    other.hear(one)
    one.tell(SetIncident(incident=id_, field=field, value=cautious), DAN)
    other.now += 60_000
    other.tell(SetIncident(incident=id_, field=field, value=lesser), DAN)
    meet(one, other)
    shown = incident(one, id_).fields[field]
    assert (shown.value, shown.conflict) == (cautious, True)
    assert incident(other, id_).conflicts == 1


def test_disciplines_engaged_by_one_stay_engaged_when_another_saw_none() -> None:
    one, other = Seat(1), Seat(2)
    one.begin()
    id_ = opened(one)
    other.hear(one)
    one.tell(SetIncident(incident=id_, field="D2", value=True), DAN)
    other.tell(SetIncident(incident=id_, field="D2", value=False), DAN)
    meet(one, other)
    shown = incident(one, id_).fields["D2"]
    assert (shown.value, shown.conflict) == (True, False)


def test_closing_names_what_is_open_and_can_be_done_despite_it(seat: Seat) -> None:
    id_ = opened(seat)
    seat.tell(GrantCommand(holder=ANN.id, authority="Mayor"), ANN)
    seat.tell(MakeRequest(to="STIB", text="Stop line 1", incident=id_), DAN)
    seat.tell(IssueOrder(to=("SIAMU",), text="Send foam", incident=id_), ANN)
    said = refusal(seat, CloseIncident(incident=id_, reason="out"))
    assert said.code == "incident.still_open"
    assert said.params == {
        "orders": 1,
        "requests": 1,
        "conflicts": 0,
        "which": [("order", 1, "Send foam"), ("request", "1-1", "Stop line 1")],
    }
    seat.tell(CloseIncident(incident=id_, reason="Fire out", despite=True), DAN)
    assert (incident(seat, id_).fields["state"].value, incident(seat, id_).reason) == ("closed", "Fire out")
    assert refusal(seat, CloseIncident(incident=id_, reason="again")).code == "incident.closed"
    seat.tell(ReopenIncident(incident=id_, reason="Rekindled"), DAN)
    assert (incident(seat, id_).fields["state"].value, incident(seat, id_).reason) == ("open", "Rekindled")


def test_two_calls_about_one_fire_become_one_incident(seat: Seat) -> None:
    one, other = opened(seat), opened(seat, "Smoke at the dock")
    seat.tell(MergeIncident(incident=other, into=one, reason="same fire"), DAN)
    assert (incident(seat, other).merged_into, incident(seat, one).merged_from) == (one, (other,))
    assert refusal(seat, MergeIncident(incident=one, into=other)).code == "incident.closed"
    assert refusal(seat, MergeIncident(incident=one, into=one)).code == "incident.same"
    seat.tell(ReopenIncident(incident=other, reason="two fires after all"), DAN)
    assert (incident(seat, other).merged_into, incident(seat, one).merged_from) == ("", ())


def test_a_link_is_seen_from_both_ends_and_can_be_taken_away(seat: Seat) -> None:
    one, other = opened(seat), opened(seat, "Power cut")
    seat.tell(LinkIncident(incident=one, other=other), DAN)
    assert (incident(seat, one).links, incident(seat, other).links) == ((other,), (one,))
    seat.tell(LinkIncident(incident=other, other=one, linked=False), DAN)
    assert incident(seat, one).links == ()


def test_counts_of_two_sources_stand_side_by_side(seat: Seat) -> None:
    id_ = opened(seat)
    for source, count in (("SIAMU", 3), ("witness", 12), ("SIAMU", 4)):
        seat.tell(CountCasualties(incident=id_, place="quay", source=source, category="t1", count=count), DAN)
    shown = incident(seat, id_).casualties
    assert [(c.source, c.shown.value, c.shown.conflict) for c in shown] == [
        ("SIAMU", 4, False),
        ("witness", 12, False),
    ]
    assert all(c.shown.at and c.shown.by for c in shown)


def test_a_count_filed_under_another_register_has_no_effect(seat: Seat) -> None:
    id_ = opened(seat)
    register = casualties_id(id_, "quay", "SIAMU", "t1")
    seat.tell(CountCasualties(incident=id_, place="quay", source="SIAMU", category="t1", count=3), DAN)
    seat.forge(CasualtiesCounted("quay", "SIAMU", "dead", 90), DAN, register, id_)
    assert [(c.category, c.shown.value) for c in incident(seat, id_).casualties] == [("t1", 3)]


def test_an_agency_counts_its_own_units_and_others_only_note_them(seat: Seat) -> None:
    id_ = opened(seat)
    assert refusal(seat, CountUnits(incident=id_, agency="SIAMU", on_site=3)).code.startswith("power.")
    seat.tell(CountUnits(incident=id_, agency="SIAMU", on_site=3, means="radio", informant="Officer"), DAN)
    noted = incident(seat, id_).units[0].shown
    assert (noted.value["on_site"], noted.noted is not None, noted.by) == (3, True, "Dan")
    seat.tell(CountUnits(incident=id_, agency="SIAMU", on_site=5, asked=2), BEN)
    own = incident(seat, id_).units[0].shown
    assert (own.value, own.noted) == ({"on_site": 5, "asked": 2, "detail": ""}, None)
    assert (
        refusal(seat, CountUnits(incident=id_, agency="SIAMU", on_site=-1), BEN).code == "count.out_of_range"
    )
    assert refusal(seat, CountUnits(incident=id_, agency="PF", on_site=1), BEN).code.startswith("power.")


def test_facts_about_an_incident_that_has_not_arrived_wait_and_are_counted() -> None:
    one, other = Seat(1), Seat(2)
    one.begin()
    id_ = opened(one)
    one.tell(SetIncident(incident=id_, field="perimeter", value=300), DAN)
    first, second, third = one.events.values()
    other.take(third)
    assert (other.picture.waiting, other.picture.find(id_)) == (1, None)
    other.take(second)
    assert other.picture.waiting == 0
    other.take(first)
    assert incident(other, id_).fields == incident(one, id_).fields


def test_a_fact_that_cannot_be_read_leaves_its_field_incomplete() -> None:
    one, other = Seat(1), Seat(2)
    one.begin()
    id_ = opened(one)
    one.tell(SetIncident(incident=id_, field="perimeter", value=300), DAN)
    one.tell(SetIncident(incident=id_, field="perimeter", value=500), DAN)
    *before, last = one.events.values()
    for event in before:
        other.take(event)
    other.take(msgspec.structs.replace(last, fact=None))
    shown = incident(other, id_)
    assert (shown.fields["perimeter"].value, shown.fields["perimeter"].incomplete, shown.unread) == (
        300,
        True,
        1,
    )
    other.picture.fold(last)
    shown = incident(other, id_)
    assert (shown.fields["perimeter"].value, shown.fields["perimeter"].incomplete, shown.unread) == (
        500,
        False,
        0,
    )


def test_a_grant_that_arrives_later_gives_effect_to_what_was_written_before(seat: Seat) -> None:
    id_ = opened(seat)
    event = seat.forge(IncidentSet({1: "Fire, hall 3"}), EVE, id_)
    trusted = msgspec.structs.replace(event, author=seat.author(CLO))
    seat.events[event.id] = trusted
    seat.picture.refold(id_)
    assert incident(seat, id_).fields["title"].value == "Fire, hall 3"


def test_an_incident_opened_by_somebody_without_power_is_unknown(seat: Seat) -> None:
    event = seat.record(Draft(IncidentOpened("1-9", {1: "Hoax"}), ("ab" * 16,)), EVE)
    assert seat.picture.find(event.about[0]) is None
    assert seat.picture.waiting == 0
    assert (
        refusal(seat, SetIncident(incident="ab" * 16, field="title", value="x"), CLO).code
        == "incident.unknown"
    )
