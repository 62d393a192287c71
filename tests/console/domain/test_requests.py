"""Requests to an agency, a role or the command; tasks inside an agency."""

import pytest

from console.domain.command import GrantCommand
from console.domain.incidents import OpenIncident
from console.domain.orders import CancelOrder, DraftOrder, IssueOrder
from console.domain.request_facts import RequestAnswered, RequestDecided, RequestWithdrawn
from console.domain.requests import AnswerRequest, MakeRequest, WithdrawRequest
from tests.console.domain.seats import ANN, BEN, CLO, DAN, EVE, FAY, GUS, START, Seat, meet, refused


@pytest.fixture
def seat() -> Seat:
    seat = Seat()
    seat.begin()
    return seat


def ask(seat: Seat, to: str = "PF") -> str:
    return seat.tell(MakeRequest(to=to, text="Four officers", amount="4"), BEN)


def state(seat: Seat, request: str) -> str:
    return str(seat.request(request).state.value["state"])


def test_a_request_has_a_number_that_can_be_said_aloud(seat: Seat) -> None:
    first = seat.request(ask(seat))
    assert (first.number, first.to, first.asked_by, first.amount, first.open) == (
        "1-1",
        "PF",
        "Ben",
        "4",
        True,
    )
    assert seat.request(ask(seat)).number == "1-2"


def test_an_agency_takes_grants_and_finishes_it(seat: Seat) -> None:
    request = ask(seat)
    seat.tell(AnswerRequest(request=request, state="taken"), CLO)
    assert (state(seat, request), seat.request(request).taken_by) == ("taken", "Clo")
    seat.tell(AnswerRequest(request=request, state="granted"), CLO)
    assert seat.request(request).open
    seat.tell(AnswerRequest(request=request, state="done"), CLO)
    assert (state(seat, request), seat.request(request).open) == ("done", False)
    refused("request.closed", lambda: seat.tell(AnswerRequest(request=request, state="taken"), CLO))


def test_who_refuses_says_why(seat: Seat) -> None:
    request = ask(seat)
    refused("request.no_reason", lambda: seat.tell(AnswerRequest(request=request, state="refused"), CLO))
    seat.tell(AnswerRequest(request=request, state="refused", reason="All on the march"), CLO)
    assert seat.request(request).state.value["reason"] == "All on the march"


def test_requests_go_to_somebody_the_room_knows(seat: Seat) -> None:
    refused("agency.unknown", lambda: ask(seat, "NOWHERE"))
    refused("request.unknown_role", lambda: ask(seat, "role:king"))
    refused("power.lacking", lambda: seat.tell(MakeRequest(to="PF", text="Help"), EVE))
    refused("request.no_text", lambda: seat.tell(MakeRequest(to="PF", text=""), BEN))


def test_only_who_is_asked_answers(seat: Seat) -> None:
    request = ask(seat)
    refused("power.other_agency", lambda: seat.tell(AnswerRequest(request=request, state="taken"), GUS))
    refused("request.unknown_answer", lambda: seat.tell(AnswerRequest(request=request, state="asked"), CLO))
    refused("request.not_yours", lambda: seat.tell(WithdrawRequest(request=request, reason="x"), GUS))


def test_an_operator_notes_the_answer_of_an_agency_without_a_seat(seat: Seat) -> None:
    request = ask(seat, "BM")
    seat.tell(AnswerRequest(request=request, state="granted", means="phone", informant="Mobiris"), DAN)
    shown = seat.request(request).state
    assert shown.noted is not None
    assert (shown.noted.agency, shown.noted.means, shown.by) == ("BM", "phone", "Dan")


def test_a_role_answers_by_whoever_has_it(seat: Seat) -> None:
    request = ask(seat, "role:administrator")
    refused("request.other_role", lambda: seat.tell(AnswerRequest(request=request, state="taken"), CLO))
    seat.tell(AnswerRequest(request=request, state="taken"), FAY)
    assert seat.request(request).taken_by == "Fay"


def test_who_took_a_request_last_took_it_whoever_else_did_by_a_clock_ahead(seat: Seat) -> None:
    request = seat.tell(MakeRequest(to="role:operator", text="Warm blankets"), DAN)
    ahead = Seat(2, "SAFE", 31_536_000_000)
    ahead.hear(seat)
    ahead.tell(AnswerRequest(request=request, state="taken"), ANN)
    meet(seat, ahead)
    seat.tell(AnswerRequest(request=request, state="taken"), DAN)
    meet(seat, ahead)
    assert seat.request(request).taken_by == ahead.request(request).taken_by == "Dan"


def test_a_task_inside_an_agency_is_taken_by_its_operators(seat: Seat) -> None:
    task = seat.tell(MakeRequest(to="SAFE", text="Call the mayor"), ANN)
    assert seat.request(task).task
    seat.tell(AnswerRequest(request=task, state="taken"), DAN)
    assert seat.request(task).taken_by == "Dan"


def test_the_holder_answers_what_is_asked_of_command(seat: Seat) -> None:
    request = ask(seat, "command")
    refused("command.nobody", lambda: seat.tell(AnswerRequest(request=request, state="taken"), ANN))
    seat.tell(GrantCommand(holder="Ann", authority="HO"), ANN)
    seat.tell(AnswerRequest(request=request, state="taken"), ANN)
    assert seat.request(request).taken_by == "Ann"


def test_one_act_turns_a_request_into_an_order(seat: Seat) -> None:
    seat.tell(GrantCommand(holder="Ann", authority="HO"), ANN)
    request = ask(seat)
    order = seat.tell(IssueOrder(request=request), ANN)
    view = seat.order(order)
    assert (view.text, view.addressees[0].agency, view.request) == ("Four officers", "PF", request)
    assert (state(seat, request), seat.request(request).order, seat.request(request).open) == (
        "granted",
        order,
        False,
    )


def test_the_order_is_about_what_the_request_was_about_and_due_when_it_was(seat: Seat) -> None:
    seat.tell(GrantCommand(holder="Ann", authority="HO"), ANN)
    fire, due = seat.tell(OpenIncident(title="Fire"), DAN), START + 600_000
    asked = MakeRequest(to="PF", text="Four officers", incident=fire, due=due)
    ordered = seat.order(seat.tell(IssueOrder(request=seat.tell(asked, BEN)), ANN))
    drafted = seat.order(seat.tell(DraftOrder(to=(), text="", request=seat.tell(asked, BEN)), DAN))
    assert [(o.text, o.incident, o.due) for o in (ordered, drafted)] == [("Four officers", fire, due)] * 2


def test_a_request_becomes_one_order_and_none_once_it_was_withdrawn(seat: Seat) -> None:
    seat.tell(GrantCommand(holder="Ann", authority="HO"), ANN)
    request = ask(seat)
    draft = seat.tell(DraftOrder(to=(), text="", request=request), DAN)
    order = seat.tell(IssueOrder(request=request), ANN)
    refused("request.ordered", lambda: seat.tell(IssueOrder(request=request), ANN))
    refused("request.ordered", lambda: seat.tell(IssueOrder(draft=draft), ANN))
    new = seat.tell(IssueOrder(replaces=order, text="Six officers", reason="More came"), ANN)
    assert seat.request(request).order == new
    refused("request.ordered", lambda: seat.tell(IssueOrder(request=request), ANN))
    withdrawn = ask(seat)
    seat.tell(WithdrawRequest(request=withdrawn, reason="They went home"), BEN)
    refused("request.closed", lambda: seat.tell(IssueOrder(request=withdrawn), ANN))
    assert state(seat, withdrawn) == "withdrawn"


def test_what_an_agency_refused_the_holder_may_order(seat: Seat) -> None:
    seat.tell(GrantCommand(holder="Ann", authority="HO"), ANN)
    request = ask(seat)
    seat.tell(AnswerRequest(request=request, state="refused", reason="All on the march"), CLO)
    assert seat.request(request).order == ""
    seat.tell(IssueOrder(request=request), ANN)
    assert state(seat, request) == "granted"


def test_a_request_waits_again_when_its_order_is_cancelled(seat: Seat) -> None:
    seat.tell(GrantCommand(holder="Ann", authority="HO"), ANN)
    request = ask(seat)
    order = seat.tell(IssueOrder(request=request), ANN)
    new = seat.tell(IssueOrder(replaces=order, text="Six officers", reason="More came"), ANN)
    assert (seat.request(request).open, seat.needs(ANN).needs) == (False, ())
    seat.tell(CancelOrder(order=new, reason="None to spare"), ANN)
    cancelled = list(seat.events.values())[-1]
    assert (seat.request(request).open, seat.request(request).order) == (True, "")
    assert [need.thing for need in seat.needs(ANN).needs] == [request]
    other = Seat(2)
    for event in reversed(seat.events.values()):
        if event is not cancelled:
            other.take(event)
    assert not other.request(request).open
    assert request in other.picture.fold(cancelled)
    assert other.request(request) == seat.request(request)


def test_withdrawing_and_granting_at_once_is_shown_until_settled(seat: Seat) -> None:
    request = ask(seat)
    other = Seat(2, "PF")
    other.hear(seat)
    seat.tell(WithdrawRequest(request=request, reason="Not needed"), BEN)
    other.tell(AnswerRequest(request=request, state="granted"), CLO)
    meet(seat, other)
    assert seat.request(request) == other.request(request)
    assert (seat.request(request).state.conflict, seat.request(request).open) == (True, True)
    seat.tell(WithdrawRequest(request=request, reason="Really not"), BEN)
    assert (seat.request(request).state.conflict, state(seat, request)) == (False, "withdrawn")


def test_patched_seats_answer_without_effect(seat: Seat) -> None:
    request = ask(seat)
    seat.forge(RequestAnswered("SIAMU", "granted"), GUS, request)
    seat.forge(RequestDecided("granted"), FAY, request)
    seat.forge(RequestDecided("granted", "", 1, "0" * 64, "a" * 32), ANN, request)
    seat.forge(RequestWithdrawn("no"), GUS, request)
    seat.forge(RequestAnswered("PF", "eaten"), CLO, request)
    assert (state(seat, request), seat.request(request).open) == ("asked", True)
