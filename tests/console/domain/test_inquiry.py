"""What the log's words alone tell somebody who was not there: for whom, in which capacity, and why."""

import pytest

from console.domain.agencies import SetState
from console.domain.command import GrantCommand, NameAide, OfferCommand
from console.domain.incidents import MergeIncident, OpenIncident, SetIncident
from console.domain.lines import Row
from console.domain.log_view import line_view
from console.domain.orders import AcknowledgeOrder, AnswerOrder, IssueOrder
from console.domain.requests import AnswerRequest, MakeRequest
from console.figures import time_of_day
from console.templates import LANGUAGES
from console.words import Words
from tests.console.domain.seats import ANN, BEN, DAN, START, Seat, meet

MINUTE = 60_000


@pytest.fixture
def seat() -> Seat:
    seat = Seat()
    seat.begin()
    seat.tell(GrantCommand(holder="Ann", authority="Governor"), ANN)
    return seat


def log(seat: Seat, lang: str = "en") -> list[str]:
    """The log of the operation as it is read, oldest first."""
    words = Words(lang)

    def told(row: Row) -> str:
        line = line_view(row, seat.picture)
        return line.text or words.kind(line.kind, line.params)

    operation = seat.picture.all("operation")[0].id
    return [told(row) for row in seat.picture.lines(operation, "").latest(500)]


def test_a_refusal_is_told_with_its_reason(seat: Seat) -> None:
    order = seat.tell(IssueOrder(to=("SIAMU",), text="Post at no. 155"), ANN)
    seat.tell(AnswerOrder(order=order, answer="refused", reason="it lies downwind"), BEN)
    request = seat.tell(MakeRequest(to="SIAMU", text="Ambulances", amount="20"), DAN)
    seat.tell(AnswerRequest(request=request, state="refused", reason="none left"), BEN)
    to_command = seat.tell(MakeRequest(to="command", text="Mass casualty plan"), DAN)
    seat.tell(AnswerRequest(request=to_command, state="refused", reason="not yet"), ANN)
    told = log(seat)
    assert "Order 1: refused by SIAMU – it lies downwind" in told
    assert "Request 1-1 to SIAMU: Ambulances – 20" in told
    assert "Request 1-1: refused by SIAMU – none left" in told
    assert "Request 1-2: refused – not yet" in told


def test_what_somebody_noted_for_an_agency_says_who_noted_it_and_whose_word_it_was(seat: Seat) -> None:
    order = seat.tell(IssueOrder(to=("STIB",), text="Close the network"), ANN)
    seat.tell(AcknowledgeOrder(order=order, agency="STIB", means="radio", informant="dispatcher"), DAN)
    seat.tell(SetState(agency="STIB", state="engaged", means="phone"), DAN)
    told = log(seat)
    assert "Order 1 acknowledged by STIB (noted by Dan for STIB, by radio – dispatcher)" in told
    assert "STIB: engaged (noted by Dan for STIB, by phone)" in told


def test_an_order_tells_its_limit_and_for_whom_an_aide_gave_it(seat: Seat) -> None:
    seat.tell(NameAide(person="Dan"), ANN)
    due = START + 20 * MINUTE
    seat.tell(IssueOrder(to=("STIB",), text="Close the network", due=due), DAN)
    assert log(seat)[-1] == f"Order 1 to STIB: Close the network (acting for Ann; due {time_of_day(due)})"


def test_taking_command_tells_on_whose_authority(seat: Seat) -> None:
    assert "Command 1: Ann (initial grant) – Governor" in log(seat)


def test_an_incident_keeps_the_title_under_which_it_was_opened(seat: Seat) -> None:
    smoke = seat.tell(OpenIncident(title="Smoke"), DAN)
    blast = seat.tell(OpenIncident(title="Blast"), DAN)
    seat.tell(SetIncident(incident=smoke, field="title", value="Bag"), DAN)
    seat.tell(MergeIncident(incident=smoke, into=blast, reason="same place"), DAN)
    told = log(seat)
    assert "Incident 1-1 opened: Smoke" in told
    assert "Incident 1-1 Bag merged into 1-2 Blast – same place" in told


def test_orders_of_one_number_are_told_apart_at_every_step(seat: Seat) -> None:
    seat.tell(NameAide(person="Dan"), ANN)
    other = Seat(2, "SIAMU")
    other.hear(seat)
    keep = seat.tell(IssueOrder(to=("SIAMU",), text="Keep it closed"), ANN)
    reopen = other.tell(IssueOrder(to=("SIAMU",), text="Reopen it"), DAN)
    meet(seat, other)
    seat.tell(AnswerOrder(order=keep, answer="done"), BEN)
    one, two = (seat.order(order).letters for order in (keep, reopen))
    told = log(seat)
    assert f"Order 1 {one} to SIAMU: Keep it closed" in told
    assert f"Order 1 {two} to SIAMU: Reopen it (acting for Ann)" in told
    assert f"Order 1 {one}: done by SIAMU" in told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_nobody_gave_leaves_no_trace(seat: Seat, lang: str) -> None:
    order = seat.tell(IssueOrder(to=("SIAMU",), text="Post"), ANN)
    seat.tell(AnswerOrder(order=order, answer="done"), BEN)
    seat.tell(MakeRequest(to="SIAMU", text="Ambulances"), DAN)
    seat.tell(OfferCommand(to="Ben"), ANN)
    for told in log(seat, lang):
        assert told == told.rstrip(" –:")
        assert "()" not in told
        assert "…" not in told
