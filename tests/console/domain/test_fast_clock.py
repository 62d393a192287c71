"""A clock two minutes ahead at one seat: what was done there before the holder let go of command stands."""

import pytest

from console.domain.command import GrantCommand, NameAide, OfferCommand, StateIntent, WithdrawCommand
from console.domain.command_facts import CommandOffered
from console.domain.command_view import command
from console.domain.facts import Intent
from console.domain.operations import AssessThreat, DecidePhase, OperationView
from console.domain.orders import CancelOrder, IssueOrder
from console.domain.requests import AnswerRequest, MakeRequest
from tests.console.domain.seats import ANN, BEN, DAN, Seat, meet

AHEAD = 120_000


@pytest.fixture
def seats() -> tuple[Seat, Seat, str]:
    """The holder's seat, and the one where her aide works."""
    one, other = Seat(), Seat(2, "SAFE", AHEAD)
    operation = one.begin()
    one.tell(GrantCommand(holder="Ann", authority="Governor"), ANN)
    one.tell(NameAide(person="Dan"), ANN)
    other.hear(one)
    return one, other, operation


OFFER = OfferCommand(to="Ben")


def let_go(one: Seat, other: Seat, how: Intent = OFFER) -> None:
    """The holder knows all that was done, and lets go of command before the fast clock is caught up with."""
    one.hear(other)
    one.now += 5_000
    one.tell(how, ANN)
    meet(one, other)


def test_what_was_cancelled_stays_cancelled(seats: tuple[Seat, Seat, str]) -> None:
    one, other, _ = seats
    order = one.tell(IssueOrder(to=("SIAMU",), text="Enter the tunnel"), ANN)
    other.hear(one)
    other.tell(CancelOrder(order=order, reason="gas"), DAN)
    let_go(one, other)
    for seat in (one, other):
        shown = seat.order(order)
        assert (shown.open, shown.reason) == (False, "gas")
        assert shown.state.value == {"state": "cancelled", "reason": "gas"}
        assert not [need for need in seat.needs(BEN).needs if need.thing == order]


def test_the_phase_the_threat_and_the_intent_stay_as_they_were_told(seats: tuple[Seat, Seat, str]) -> None:
    one, other, operation = seats
    other.tell(DecidePhase(phase="federal", authority="Minister"), DAN)
    other.tell(AssessThreat(area="Region", level=4, authority="CUTA"), DAN)
    other.tell(StateIntent(text="Evacuate, then search"), DAN)
    let_go(one, other)
    for seat in (one, other):
        view = seat.picture.view(seat.picture.get(operation, "operation"))
        assert isinstance(view, OperationView)
        assert view.fields["phase"].value["phase"] == "federal"
        assert [threat.shown.value["level"] for threat in view.threats] == [4]
        assert command(seat.picture, operation).intent.value == "Evacuate, then search"


def test_a_decision_about_a_request_stays(seats: tuple[Seat, Seat, str]) -> None:
    one, other, _ = seats
    request = one.tell(MakeRequest(to="command", text="Warn the public"), BEN)
    other.hear(one)
    other.tell(AnswerRequest(request=request, state="granted"), DAN)
    let_go(one, other)
    for seat in (one, other):
        assert seat.request(request).state.value["state"] == "granted"


@pytest.mark.parametrize("how", [OFFER, WithdrawCommand(reason="relieved")])
def test_an_order_that_the_holder_knew_when_he_let_go_is_not_said_to_come_after(
    seats: tuple[Seat, Seat, str], how: Intent
) -> None:
    one, other, _ = seats
    order = other.tell(IssueOrder(to=("SIAMU",), text="Enter the tunnel"), DAN)
    let_go(one, other, how)
    for seat in (one, other):
        assert (seat.order(order).invalid, seat.order(order).open) == ("", True)


def test_an_order_that_the_holder_did_not_know_when_he_let_go_is_marked(
    seats: tuple[Seat, Seat, str],
) -> None:
    one, other, _ = seats
    known = other.tell(IssueOrder(to=("SIAMU",), text="Enter the tunnel"), DAN)
    one.hear(other)
    unknown = other.tell(IssueOrder(to=("SIAMU",), text="Leave the tunnel"), DAN)
    one.now += 5_000
    one.tell(OFFER, ANN)
    meet(one, other)
    for seat in (one, other):
        assert [seat.order(order).invalid for order in (known, unknown)] == ["", "command.released"]


def test_an_offer_names_only_what_is_ahead_of_its_own_clock(seats: tuple[Seat, Seat, str]) -> None:
    one, other, _ = seats
    one.tell(IssueOrder(to=("SIAMU",), text="Hold the ring"), ANN)
    other.hear(one)
    other.tell(IssueOrder(to=("SIAMU",), text="Enter the tunnel"), DAN)
    one.hear(other)
    ahead = next(
        e.id for e in other.events.values() if e.kind == "order.issued" and e.author.person == DAN.id
    )
    one.now += 5_000
    one.tell(OFFER, ANN)
    offers = [e.fact for e in one.events.values() if isinstance(e.fact, CommandOffered)]
    assert [offer.before for offer in offers] == [(ahead,)]


DISMISSED = NameAide(person="Dan", named=False)


def test_what_an_aide_did_before_the_holder_dismissed_him_stands(seats: tuple[Seat, Seat, str]) -> None:
    one, other, operation = seats
    order = one.tell(IssueOrder(to=("SIAMU",), text="Enter the tunnel"), ANN)
    request = one.tell(MakeRequest(to="command", text="Warn the public"), BEN)
    other.hear(one)
    other.tell(CancelOrder(order=order, reason="gas"), DAN)
    issued = other.tell(IssueOrder(to=("SIAMU",), text="Hold the ring"), DAN)
    other.tell(DecidePhase(phase="federal", authority="Minister"), DAN)
    other.tell(AssessThreat(area="Region", level=4, authority="CUTA"), DAN)
    other.tell(StateIntent(text="Evacuate, then search"), DAN)
    other.tell(AnswerRequest(request=request, state="granted"), DAN)
    let_go(one, other, DISMISSED)
    for seat in (one, other):
        assert (seat.order(order).open, seat.order(order).reason) == (False, "gas")
        assert (seat.order(issued).open, seat.order(issued).invalid) == (True, "")
        view = seat.picture.view(seat.picture.get(operation, "operation"))
        assert isinstance(view, OperationView)
        assert view.fields["phase"].value["phase"] == "federal"
        assert [threat.shown.value["level"] for threat in view.threats] == [4]
        assert seat.command(operation).intent.value == "Evacuate, then search"
        assert seat.request(request).state.value["state"] == "granted"


def test_what_an_aide_does_once_he_is_dismissed_has_no_effect(seats: tuple[Seat, Seat, str]) -> None:
    one, other, operation = seats
    other.tell(StateIntent(text="Evacuate, then search"), DAN)
    one.hear(other)
    other.tell(StateIntent(text="Search"), DAN)
    one.now += 5_000
    one.tell(DISMISSED, ANN)
    meet(one, other)
    for seat in (one, other):
        assert seat.command(operation).intent.value == "Evacuate, then search"


@pytest.mark.parametrize("skew", [31_536_000_000, 120_000, -120_000, -3_600_000])
def test_an_aide_is_let_go_and_named_again_wherever_the_holder_sits(skew: int) -> None:
    one, other = Seat(), Seat(2, "SAFE", skew)
    operation = one.begin()
    one.tell(GrantCommand(holder="Ann", authority="Governor"), ANN)
    for seat, named in (
        (other, True),
        (one, False),
        (other, True),
        (other, False),
        (one, True),
        (other, False),
    ):
        meet(one, other)
        seat.tell(NameAide(person="Dan", named=named), ANN)
        meet(one, other)
        aides = [each.command(operation).aides for each in (one, other)]
        assert aides == [("Dan",) if named else ()] * 2
