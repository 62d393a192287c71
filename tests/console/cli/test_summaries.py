"""What the command line says in one line is what a window says."""

import msgspec

from console.cli.summaries import standing, summary
from console.domain.agencies import SetState
from console.domain.command import AcceptCommand, GrantCommand, OfferCommand, ResumeCommand
from console.domain.conflicts import open_conflicts
from console.domain.incidents import CountCasualties, OpenIncident
from console.domain.orders import IssueOrder
from console.domain.room import RoomView, SeatView, StatusView
from console.words import Words
from tests.console.domain.seats import ANN, BEN, DAN, Seat, meet

EN = Words("en")


def parted() -> tuple[Seat, Seat, str]:
    """Two seats in a cut: at one Ben takes the command that Ann takes back at the other."""
    one, other = Seat(), Seat(2, "SIAMU")
    operation = one.begin()
    one.tell(GrantCommand(holder="Ann", authority="Governor"), ANN)
    one.tell(OfferCommand(to="Ben"), ANN)
    other.hear(one)
    one.tell(ResumeCommand(), ANN)
    other.tell(AcceptCommand(), BEN)
    return one, other, operation


def test_seats_that_do_not_answer_are_counted_as_seats_of_the_room() -> None:
    room = RoomView(id="", name="Room", exercise=False, seat="", label="Desk", number=1, agency="SAFE")
    told = list(standing(room, StatusView(linked=3, seats=5, in_step=3), lambda _: None, EN))
    assert "in step with 3 of 5 seats" in told


def test_up_to_when_a_seat_is_complete_is_told_with_its_day() -> None:
    seat = SeatView("1" * 32, 4, "Siamu 1", "SIAMU", "desk", "gone", complete=1)
    assert "01/01/1970" in summary(seat, EN)


def test_a_contested_command_names_all_who_claim_it() -> None:
    one, other, operation = parted()
    meet(one, other)
    told = summary(one.command(operation), EN)
    assert "Ann, Ben" in told or "Ben, Ann" in told


def test_orders_of_one_number_are_told_apart_and_say_why_they_may_not_count() -> None:
    one, other, _ = parted()
    keep = one.tell(IssueOrder(to=("STIB",), text="Keep it closed"), ANN)
    other.tell(IssueOrder(to=("STIB",), text="Reopen it"), BEN)
    assert summary(one.order(keep), EN).startswith("Order 1  ")
    meet(one, other)
    told = summary(one.order(keep), EN)
    assert told.startswith(f"Order 1 {one.order(keep).letters}  ")
    assert "Command is contested" in told


def test_a_count_set_twice_says_which_count_it_is() -> None:
    one, other, _ = parted()
    incident = one.tell(OpenIncident(title="Blast"), DAN)
    other.hear(one)
    for seat, count in ((one, 14), (other, 20)):
        dead = CountCasualties(incident=incident, place="Dock", source="STIB", category="dead", count=count)
        seat.tell(dead, DAN)
    meet(one, other)
    (conflict,) = open_conflicts(one.picture)
    assert summary(conflict, EN).startswith("1-1 Blast – dead (Dock, source STIB)  count")
    (need,) = (n for n in one.needs(DAN).needs if n.sort == "conflict")
    assert summary(need, EN) == f"{EN.word('need.conflict')}  1-1 Blast – dead (Dock, source STIB)"
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(need), type=type(need)) == need
    assert EN.conflicting("1-1 Blast", "casualties", {}) == "1-1 Blast"


def test_states_that_are_at_odds_are_told_in_the_readers_language() -> None:
    one, other, operation = parted()
    for seat, state in ((one, "present"), (other, "relieved")):
        told = SetState(operation=operation, agency="SIAMU", state=state)
        seat.tell(told, BEN)
    meet(one, other)
    (conflict,) = open_conflicts(one.picture)
    told_in_dutch = summary(conflict, Words("nl"))
    assert "aanwezig" in told_in_dutch
    assert "relieved" not in told_in_dutch
