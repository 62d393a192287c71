"""What was asked or ordered beyond a cut, in an operation that the other side closed, is still owed."""

from console.domain.command import GrantCommand
from console.domain.operations import CloseOperation, ReopenOperation
from console.domain.orders import AnswerOrder, IssueOrder
from console.domain.requests import MakeRequest
from console.domain.room import PersonView
from tests.console.domain.seats import ANN, BEN, DAN, Seat, meet, refused

BEHIND = -120_000


def cut(skew: int = 0) -> tuple[Seat, Seat, str]:
    one, other = Seat(), Seat(2, "SIAMU", skew)
    operation = one.begin()
    one.tell(GrantCommand(holder="Ann", authority="Governor"), ANN)
    other.hear(one)
    return one, other, operation


def owed(seat: Seat, who: PersonView) -> set[tuple[str, str]]:
    return {(need.sort, need.thing) for need in seat.needs(who).needs if need.sort != "passphrase"}


def test_an_order_given_beyond_the_cut_waits_for_its_addressee_though_the_operation_was_closed() -> None:
    for skew in (0, BEHIND):
        one, other, operation = cut(skew)
        one.tell(CloseOperation(operation=operation, reason="over"), DAN)
        order = other.tell(IssueOrder(to=("SIAMU",), text="Evacuate ward 5"), ANN)
        request = other.tell(MakeRequest(to="SIAMU", text="Twelve beds"), DAN)
        meet(one, other)
        for seat in (one, other):
            assert owed(seat, BEN) == {("acknowledge", order), ("request", request)}
        one.now += 600_000
        assert ("overdue", order) in owed(one, ANN)
        one.tell(AnswerOrder(order=order, answer="done"), BEN)
        assert owed(one, BEN) == {("request", request)}


def test_what_was_open_before_the_eyes_of_who_closed_is_owed_no_longer() -> None:
    one, other, operation = cut()
    order = one.tell(IssueOrder(to=("SIAMU",), text="Hold the ring"), ANN)
    close = CloseOperation(operation=operation, reason="over")
    refused("operation.still_open", lambda: one.tell(close, DAN))
    one.tell(CloseOperation(operation=operation, reason="over", despite=True), DAN)
    meet(one, other)
    assert owed(one, BEN) == owed(other, BEN) == set()
    one.tell(ReopenOperation(operation=operation, reason="too early"), DAN)
    assert owed(one, BEN) == {("acknowledge", order)}
