"""What waits for one person."""

from typing import Any
from unittest.mock import patch

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.domain.agenda import FinishStep, PlanStep
from console.domain.command import DeclineCommand, GrantCommand, OfferCommand
from console.domain.facts import Event
from console.domain.incidents import OpenIncident, SetIncident
from console.domain.orders import AcknowledgeOrder, AnswerOrder, CancelOrder, DraftOrder, IssueOrder
from console.domain.picture import Picture
from console.domain.requests import AnswerRequest, MakeRequest
from console.domain.room import PersonView
from tests.console.domain.seats import ANN, BEN, CLO, DAN, EVE, FAY, GUS, START, Seat, meet
from tests.strategies import histories

MINUTE = 60_000
MODEST = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture
def seat() -> Seat:
    seat = Seat()
    seat.begin()
    seat.tell(GrantCommand(holder="Ann", authority="HO"), ANN)
    return seat


def sorts(seat: Seat, who: PersonView) -> list[str]:
    return [need.sort for need in seat.needs(who).needs]


def test_an_order_waits_for_the_liaison_until_acknowledged_and_answered(seat: Seat) -> None:
    order = seat.tell(IssueOrder(to=("SIAMU",), text="Hold the ring", due=START + 10 * MINUTE), ANN)
    need = seat.needs(BEN).needs[0]
    assert (need.sort, need.thing, need.label, need.severity) == (
        "acknowledge",
        order,
        "1 Hold the ring",
        "serious",
    )
    assert sorts(seat, GUS) == ["acknowledge"]
    assert sorts(seat, CLO) == sorts(seat, EVE) == []
    seat.tell(AcknowledgeOrder(order=order), GUS)
    assert sorts(seat, BEN) == ["answer"]
    seat.tell(AnswerOrder(order=order, answer="accepted"), BEN)
    assert sorts(seat, BEN) == []
    seat.now += 11 * MINUTE
    assert (sorts(seat, BEN), sorts(seat, ANN)) == (["answer"], ["overdue"])
    seat.tell(AnswerOrder(order=order, answer="done"), BEN)
    assert (sorts(seat, BEN), sorts(seat, ANN)) == ([], [])


def test_the_issuer_hears_after_two_minutes_of_silence(seat: Seat) -> None:
    seat.tell(IssueOrder(to=("SIAMU", "PF"), text="Hold the ring"), ANN)
    assert sorts(seat, ANN) == []
    seat.now += 2 * MINUTE + 1
    assert [n.params["agency"] for n in seat.needs(ANN).needs] == ["PF", "SIAMU"]
    assert {n.severity for n in seat.needs(ANN).needs} == {"critical"}


def test_silence_is_not_waited_for_longer_because_whose_clock_was_hours_ahead_asked(seat: Seat) -> None:
    order = seat.tell(IssueOrder(to=("SIAMU",), text="Hold the ring"), ANN)
    seat.tell(OfferCommand(to="Ben"), ANN)
    seat.now -= 120 * MINUTE  # as everybody else has it, and Ann once her clock is right
    assert sorted(sorts(seat, ANN)) == ["overdue", "overdue"]
    need = next(need for need in seat.needs(GUS).needs if need.thing == order)
    assert need.severity == "critical"
    seat.now += 119 * MINUTE + 30_000  # half a minute ahead is what clocks are believed
    assert sorts(seat, ANN) == []


def test_a_refused_order_comes_back_until_something_is_done_about_it(seat: Seat) -> None:
    order = seat.tell(IssueOrder(to=("SIAMU",), text="Hold the ring"), ANN)
    seat.tell(AnswerOrder(order=order, answer="refused", reason="No team"), BEN)
    need = seat.needs(ANN).needs[0]
    assert (need.sort, need.params["reason"], need.params["by"]) == ("refusal", "No team", "Ben")
    seat.tell(CancelOrder(order=order, reason="Found another"), ANN)
    assert sorts(seat, ANN) == []


def test_requests_wait_for_whoever_is_asked(seat: Seat) -> None:
    seat.tell(MakeRequest(to="PF", text="Four officers"), BEN)
    seat.tell(MakeRequest(to="role:administrator", text="A seat"), BEN)
    seat.tell(MakeRequest(to="command", text="Drain the canal"), BEN)
    task = seat.tell(MakeRequest(to="SAFE", text="Call the mayor"), ANN)
    assert [len(seat.needs(who).needs) for who in (CLO, FAY, ANN, DAN, EVE)] == [1, 1, 2, 1, 0]
    seat.tell(AnswerRequest(request=task, state="taken"), DAN)
    assert [len(seat.needs(who).needs) for who in (ANN, DAN)] == [1, 1]


def test_a_refused_or_late_request_comes_back_to_who_asked(seat: Seat) -> None:
    request = seat.tell(MakeRequest(to="PF", text="Four officers", due=START + MINUTE), BEN)
    seat.now += 2 * MINUTE
    assert sorts(seat, BEN) == ["overdue"]
    seat.tell(AnswerRequest(request=request, state="refused", reason="All on the march"), CLO)
    assert sorts(seat, BEN) == ["refusal"]
    seat.now += 31 * MINUTE
    assert sorts(seat, BEN) == []


def test_an_offer_waits_for_the_successor_and_a_refusal_for_the_holder(seat: Seat) -> None:
    seat.tell(OfferCommand(to="Ben"), ANN)
    assert (sorts(seat, BEN), sorts(seat, ANN)) == (["offer"], [])
    seat.now += 3 * MINUTE
    assert sorts(seat, ANN) == ["overdue"]
    seat.tell(DeclineCommand(reason="On site"), BEN)
    assert (sorts(seat, BEN), sorts(seat, ANN)) == ([], ["refusal"])


def test_a_draft_waits_for_the_holder(seat: Seat) -> None:
    draft = seat.tell(DraftOrder(to=("STIB",), text="Skip Bockstael"), DAN)
    assert (sorts(seat, ANN), sorts(seat, DAN)) == (["draft"], [])
    seat.tell(IssueOrder(draft=draft), ANN)
    assert sorts(seat, ANN) == []


def test_agenda_steps_come_up_a_quarter_of_an_hour_before(seat: Seat) -> None:
    time = START + 30 * MINUTE
    step = seat.tell(PlanStep(title="Briefing", time=time, sort="briefing", owner="SAFE"), DAN)
    seat.tell(PlanStep(title="March", time=time, owner=BEN.id), DAN)
    assert sorts(seat, DAN) == []
    seat.now = time - 14 * MINUTE
    assert (sorts(seat, DAN), sorts(seat, BEN), sorts(seat, CLO)) == (["agenda"], ["agenda"], [])
    seat.now = time + MINUTE
    assert seat.needs(DAN).needs[0].severity == "serious"
    seat.tell(FinishStep(step=step), DAN)
    assert sorts(seat, DAN) == []


def test_conflicts_wait_for_those_who_may_edit_the_field(seat: Seat) -> None:
    incident = seat.tell(OpenIncident(title="Fire"), DAN)
    other = Seat(2, "SIAMU")
    other.hear(seat)
    seat.tell(SetIncident(incident=incident, field="perimeter", value=300), DAN)
    other.tell(SetIncident(incident=incident, field="perimeter", value=500), BEN)
    meet(seat, other)
    assert (sorts(seat, DAN), sorts(other, BEN), sorts(seat, EVE)) == (["conflict"], ["conflict"], [])
    assert seat.needs(DAN).needs[0].severity == "serious"


def test_the_gravest_comes_first_and_every_seat_lists_the_same(seat: Seat) -> None:
    seat.tell(MakeRequest(to="SIAMU", text="Foam"), DAN)
    seat.tell(IssueOrder(to=("SIAMU",), text="Hold the ring"), ANN)
    seat.tell(OfferCommand(to="Ben"), ANN)
    assert sorts(seat, BEN) == ["offer", "acknowledge", "request"]
    other = Seat(2)
    other.now = seat.now
    for event in reversed(seat.events.values()):
        other.take(event)
    assert other.needs(BEN) == seat.needs(BEN)


def test_a_void_order_needs_nobody(seat: Seat) -> None:
    from console.domain.order_facts import OrderIssued

    operation = seat.picture.all("operation")[0].id
    seat.forge(OrderIssued(9, 1, "0" * 64, ("SIAMU",), "Go", operation=operation), GUS, "d" * 32, operation)
    assert sorts(seat, BEN) == []


@MODEST
@given(histories(), st.randoms(use_true_random=False))
def test_what_is_over_is_looked_at_again_as_soon_as_somebody_may_owe_it_something(
    events: list[Event], chance: Any
) -> None:
    chance.shuffle(events)
    there = Seat(9)
    for number, event in enumerate(events):
        there.take(event)
        if number % 4 == 0:
            there.picture.refold(events[chance.randrange(number + 1)].about[0])
        waiting = [there.needs(who) for who in (ANN, BEN, GUS)]
        with patch.object(Picture, "unfinished", Picture.linked):
            assert [there.needs(who) for who in (ANN, BEN, GUS)] == waiting


def test_an_order_that_was_done_is_owed_again_once_somebody_contradicts_it(seat: Seat) -> None:
    order = seat.tell(IssueOrder(to=("SIAMU",), text="Hold the ring"), ANN)
    far = Seat(2)
    meet(seat, far)
    seat.tell(AnswerOrder(order=order, answer="done"), BEN)
    assert sorts(seat, ANN) == sorts(seat, BEN) == []
    far.tell(AnswerOrder(order=order, answer="impossible", reason="no water"), GUS)
    seat.hear(far)
    assert sorts(seat, ANN) == ["refusal"]


def test_an_order_without_effect_is_owed_once_its_grant_has_come(seat: Seat) -> None:
    order = seat.tell(IssueOrder(to=("SIAMU",), text="Hold the ring"), ANN)
    late = Seat(2)
    for event in [e for e in seat.events.values() if e.kind != "command.granted"]:
        late.take(event)
    assert sorts(late, BEN) == []
    late.hear(seat)
    assert [need.thing for need in late.needs(BEN).needs] == [order]


def test_a_passphrase_that_somebody_else_chose_waits_to_be_changed_after_all_else(seat: Seat) -> None:
    seat.tell(IssueOrder(to=("SIAMU",), text="Hold the ring"), ANN)
    seat.picture.people[BEN.id] = msgspec.structs.replace(BEN, one_time=True)
    assert sorts(seat, BEN) == ["acknowledge", "passphrase"]
    seat.picture.people[BEN.id] = BEN
    assert sorts(seat, BEN) == ["acknowledge"]


def test_the_reason_of_a_refusal_is_that_of_who_refused_last_whatever_the_clocks_say() -> None:
    seat, ahead = Seat(), Seat(2, "SIAMU", 31_536_000_000)
    seat.begin()
    seat.tell(GrantCommand(holder="Ann", authority="Governor"), ANN)
    order = seat.tell(IssueOrder(to=("SIAMU",), text="Enter the tunnel"), ANN)
    ahead.hear(seat)
    ahead.tell(AnswerOrder(order=order, answer="refused", reason="no crew"), BEN)
    meet(seat, ahead)
    seat.tell(AnswerOrder(order=order, answer="refused", reason="gas"), GUS)
    meet(seat, ahead)
    for each in (seat, ahead):
        (refused,) = (need for need in each.needs(ANN).needs if need.sort == "refusal")
        assert (refused.params["by"], refused.params["reason"]) == ("Gus", "gas")
