"""A clock two minutes ahead at one seat: what was done there before the holder let go of command stands."""

import pytest

from console.domain.command import GrantCommand, NameAide, OfferCommand, StateIntent
from console.domain.command_view import command
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


def let_go(one: Seat, other: Seat) -> None:
    """The holder knows all that was done, and offers command before the fast clock is caught up with."""
    one.hear(other)
    one.now += 5_000
    one.tell(OfferCommand(to="Ben"), ANN)
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
