from typing import Any

import pytest

from console.domain.agenda import DropStep, FinishStep, MoveStep, PlanStep, StepView
from console.domain.command import GrantCommand, NameAide, OfferCommand
from console.domain.incidents import CloseIncident, OpenIncident, ReopenIncident
from console.domain.log import WriteLog
from console.domain.operation_facts import OperationSet, PhaseDecided, ThreatAssessed, threat_id
from console.domain.operations import (
    AssessThreat,
    CloseOperation,
    DecidePhase,
    OpenOperation,
    OperationView,
    ReopenOperation,
    SetOperation,
)
from tests.console.domain.seats import ANN, BEN, CLO, DAN, EVE, START, Seat, meet, refusal


@pytest.fixture
def seat() -> Seat:
    return Seat()


def operation(seat: Seat, id_: str) -> OperationView:
    view = seat.picture.view(seat.picture.get(id_, "operation"))
    assert isinstance(view, OperationView)
    return view


def test_several_are_open_at_once_each_with_a_number(seat: Seat) -> None:
    fire, year = seat.begin(), seat.tell(OpenOperation(title="New Year", sort="event"), DAN)
    assert (operation(seat, fire).number, operation(seat, year).number) == ("1-1", "1-2")
    assert operation(seat, year).fields["sort"].value == "event"


def test_an_event_that_becomes_an_emergency_keeps_its_id_and_its_log(seat: Seat) -> None:
    id_ = seat.tell(OpenOperation(title="New Year", sort="event"), DAN)
    seat.tell(WriteLog(text="Fireworks"), DAN)
    before = len(seat.picture.lines(id_))
    seat.tell(SetOperation(operation=id_, field="sort", value="emergency"), DAN)
    shown = operation(seat, id_)
    assert (shown.id, shown.fields["sort"].value) == (id_, "emergency")
    assert len(seat.picture.lines(id_)) == before + 1


def test_a_line_of_its_log_leaves_an_operation_as_it_was(seat: Seat) -> None:
    """Its log counts its lines: every face would be shown it anew, and draw it anew, for each of them."""
    id_ = seat.tell(OpenOperation(title="New Year", sort="event"), DAN)
    before = operation(seat, id_)
    seat.tell(WriteLog(text="Fireworks", operation=id_), DAN)
    assert operation(seat, id_) == before


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("title", "", "operation.no_title"),
        ("sort", "party", "operation.unknown_sort"),
        ("sort", 7, "field.invalid"),
        ("phase", {"phase": "federal"}, "field.not_settable"),
        ("intent", "evacuate", "field.not_settable"),
        ("state", "closed", "field.not_settable"),
        ("colour", "red", "field.unknown"),
    ],
)
def test_fields_are_set_only_with_sense(seat: Seat, field: str, value: Any, code: str) -> None:
    id_ = seat.begin()
    assert refusal(seat, SetOperation(operation=id_, field=field, value=value)).code == code


def test_a_phase_is_decided_by_a_named_authority_and_recorded_by_the_holder_of_command(seat: Seat) -> None:
    id_ = seat.begin()
    asked = DecidePhase(phase="municipal", authority="Mayor of Brussels", territory="Brussels")
    assert refusal(seat, asked, ANN).code == "command.nobody"
    seat.tell(GrantCommand(holder=ANN.id, authority="Mayor"), ANN)
    assert refusal(seat, asked, DAN).code == "command.not_holder"
    assert refusal(seat, asked, EVE).code == "power.lacking"
    seat.tell(asked, ANN)
    assert operation(seat, id_).fields["phase"].value == {
        "phase": "municipal",
        "authority": "Mayor of Brussels",
        "territory": "Brussels",
    }
    assert refusal(seat, DecidePhase(phase="cosmic", authority="x"), ANN).code == "operation.unknown_phase"
    assert refusal(seat, DecidePhase(phase="federal", authority=" "), ANN).code == "operation.no_authority"


def test_an_aide_records_a_phase_for_the_holder(seat: Seat) -> None:
    id_ = seat.begin()
    seat.tell(GrantCommand(holder=ANN.id, authority="Mayor"), ANN)
    seat.tell(NameAide(person=DAN.id), ANN)
    seat.tell(DecidePhase(phase="provincial", authority="High Official"), DAN)
    shown = operation(seat, id_).fields["phase"]
    assert (shown.value["phase"], shown.by) == ("provincial", "Dan")


def test_a_phase_forged_outside_command_is_not_shown(seat: Seat) -> None:
    id_ = seat.begin()
    seat.tell(GrantCommand(holder=ANN.id, authority="Mayor"), ANN)
    seat.tell(DecidePhase(phase="municipal", authority="Mayor"), ANN)
    grant = seat.command(id_).grants[0]
    seat.forge(PhaseDecided("federal", "Minister", "", grant.epoch, grant.entry), DAN, id_)
    seat.forge(OperationSet({5: {"phase": "federal"}, 6: "run", 4: "closed"}), DAN, id_)
    fields = operation(seat, id_).fields
    assert fields["phase"].value["phase"] == "municipal"
    assert fields["state"].value == "open"


def test_each_area_has_a_threat_level_and_the_highest_comes_first(seat: Seat) -> None:
    id_ = seat.begin()
    seat.tell(GrantCommand(holder=BEN.id, authority="Mayor"), BEN)
    for area, level in (("Station", 2), ("European quarter", 4), ("Station", 3)):
        seat.tell(AssessThreat(area=area, level=level, authority="OCAM"), BEN)
    shown = operation(seat, id_).threats
    assert [(t.area, t.shown.value["level"]) for t in shown] == [("European quarter", 4), ("Station", 3)]
    too_high = AssessThreat(area="Station", level=5, authority="OCAM")
    assert refusal(seat, too_high, BEN).code == "operation.unknown_threat"


def test_a_threat_from_outside_command_or_off_the_scale_is_not_shown(seat: Seat) -> None:
    id_ = seat.begin()
    seat.tell(GrantCommand(holder=BEN.id, authority="Mayor"), BEN)
    grant = seat.command(id_).grants[0]
    thing = threat_id(id_, "Station")
    seat.forge(ThreatAssessed("Station", 4, "OCAM", grant.epoch, grant.entry), DAN, thing, id_)
    seat.forge(ThreatAssessed("Station", 99, "OCAM", grant.epoch, grant.entry), BEN, thing, id_)
    seat.forge(ThreatAssessed("Elsewhere", 4, "OCAM", grant.epoch, grant.entry), BEN, thing, id_)
    assert operation(seat, id_).threats == ()


def test_what_the_holder_decided_stands_after_he_handed_over(seat: Seat) -> None:
    id_ = seat.begin()
    seat.tell(GrantCommand(holder=ANN.id, authority="Mayor"), ANN)
    seat.tell(DecidePhase(phase="municipal", authority="Mayor"), ANN)
    seat.tell(OfferCommand(to=BEN.id), ANN)
    assert refusal(seat, DecidePhase(phase="none", authority="Mayor"), ANN).code == "command.offered"
    assert operation(seat, id_).fields["phase"].value["phase"] == "municipal"


def test_closing_lists_what_is_open_and_reopening_takes_it_back(seat: Seat) -> None:
    id_ = seat.begin()
    seat.tell(OpenIncident(title="Fire"), DAN)
    said = refusal(seat, CloseOperation(operation=id_, reason="over"))
    assert said.code == "operation.still_open"
    assert said.params == {
        "incidents": 1,
        "orders": 0,
        "requests": 0,
        "conflicts": 0,
        "which": [("incident", "1-1", "Fire")],
    }
    seat.tell(CloseOperation(operation=id_, reason="over", despite=True), DAN)
    assert refusal(seat, OpenIncident(title="Fire", operation=id_)).code == "operation.closed"
    seat.tell(ReopenOperation(operation=id_, reason="rekindled"), DAN)
    assert (operation(seat, id_).fields["state"].value, operation(seat, id_).reason) == ("open", "rekindled")
    assert refusal(seat, ReopenOperation(operation=id_, reason="again")).code == "operation.open"


def test_of_much_that_is_open_the_first_is_named(seat: Seat) -> None:
    id_ = seat.begin()
    for n in range(13):
        seat.tell(OpenIncident(title=f"Fire {n} " + "x" * 190), DAN)
    which = refusal(seat, CloseOperation(operation=id_, reason="over")).params["which"]
    assert [number for _, number, _ in which] == [f"1-{n}" for n in range(1, 13)]
    assert which[0][2].startswith("Fire 0 xxx")
    assert all(len(text) <= 101 and text.endswith("…") for _, _, text in which)


def step(seat: Seat, id_: str) -> StepView:
    view = seat.picture.view(seat.picture.get(id_, "agenda"))
    assert isinstance(view, StepView)
    return view


def test_a_planned_step_moves_and_is_done_once(seat: Seat) -> None:
    seat.begin()
    id_ = seat.tell(PlanStep(title="Briefing", time=START + 60_000, sort="briefing", owner="SAFE"), DAN)
    seat.tell(MoveStep(step=id_, time=START + 120_000), CLO)
    assert (step(seat, id_).fields["time"].value, step(seat, id_).state) == (START + 120_000, "planned")
    seat.tell(FinishStep(step=id_), DAN)
    assert (step(seat, id_).state, step(seat, id_).open) == ("done", False)
    assert refusal(seat, DropStep(step=id_)).code == "agenda.not_planned"
    assert refusal(seat, PlanStep(title="x", time=12)).code == "time.out_of_range"
    assert refusal(seat, PlanStep(title="x", time=START, sort="party")).code == "agenda.unknown_sort"


def test_a_step_is_owned_by_an_agency_or_a_person_whom_the_room_knows(seat: Seat) -> None:
    seat.begin()
    for owner, owned_by in (("SIAMU", ""), ("Ben", "Ben"), (BEN.id, "Ben"), ("", "")):
        planned = seat.tell(PlanStep(title="Briefing", time=START + 60_000, owner=owner), DAN)
        assert step(seat, planned).owned_by == owned_by
    assert [need.sort for need in seat.needs(BEN).needs] == ["agenda"] * 3, "SIAMU’s, and twice Ben’s own"
    assert refusal(seat, PlanStep(title="x", time=START, owner="SIAMUU")).code == "agenda.unknown_owner"


def test_a_step_moved_here_and_dropped_there_stays_in_sight_until_somebody_decides() -> None:
    one, other = Seat(1), Seat(2)
    one.begin()
    id_ = one.tell(PlanStep(title="Briefing", time=START + 60_000), DAN)
    other.hear(one)
    one.tell(MoveStep(step=id_, time=START + 120_000), DAN)
    other.tell(DropStep(step=id_), CLO)
    meet(one, other)
    for seat in (one, other):
        assert (step(seat, id_).open, step(seat, id_).fields["state"].conflict) == (True, True)
    one.tell(DropStep(step=id_), DAN)
    assert (step(one, id_).open, step(one, id_).state) == (False, "dropped")


def test_a_step_moved_at_two_seats_at_once_shows_both_times() -> None:
    one, other = Seat(1), Seat(2)
    one.begin()
    id_ = one.tell(PlanStep(title="Briefing", time=START + 60_000), DAN)
    other.hear(one)
    one.tell(MoveStep(step=id_, time=START + 120_000), DAN)
    other.tell(MoveStep(step=id_, time=START + 180_000), CLO)
    meet(one, other)
    assert step(one, id_).fields["time"].conflict
    one.tell(MoveStep(step=id_, time=START + 150_000), DAN)
    assert not step(one, id_).fields["time"].conflict


def test_a_refusal_calls_an_operation_or_incident_as_people_do(seat: Seat) -> None:
    fire = seat.begin()
    incident = seat.tell(OpenIncident(title="Smoke", operation=fire), DAN)
    name = f"{operation(seat, fire).number} {operation(seat, fire).fields['title'].value}"
    assert refusal(seat, ReopenOperation(operation=fire, reason="again")).params == {"label": name}
    again = ReopenIncident(incident=incident, reason="again")
    assert refusal(seat, again).params == {"label": "1-1 Smoke"}
    seat.tell(CloseIncident(incident=incident, reason="out"), DAN)
    assert refusal(seat, CloseIncident(incident=incident, reason="again")).params == {"label": "1-1 Smoke"}
    seat.tell(CloseOperation(operation=fire, reason="over"), DAN)
    assert refusal(seat, CloseOperation(operation=fire, reason="again")).params == {"label": name}
    assert refusal(seat, OpenIncident(title="Late", operation=fire)).params == {"label": name}
