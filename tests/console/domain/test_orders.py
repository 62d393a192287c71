"""Orders, and each addressee's loop until it is closed."""

import pytest

from console.domain.command import AcceptCommand, GrantCommand, NameAide, OfferCommand, WithdrawCommand
from console.domain.log_view import telling
from console.domain.order_facts import (
    OrderAcknowledged,
    OrderAnswered,
    OrderCancelled,
    OrderDisplayed,
    OrderIssued,
    OrderReached,
)
from console.domain.orders import (
    AcknowledgeOrder,
    Addressee,
    AnswerOrder,
    CancelOrder,
    DisplayOrder,
    DraftOrder,
    IssueOrder,
    ReachOrder,
)
from tests.console.domain.seats import ANN, BEN, CLO, DAN, EVE, GUS, Seat, meet, refused


@pytest.fixture
def seat() -> Seat:
    seat = Seat()
    seat.begin()
    seat.tell(GrantCommand(holder="Ann", authority="HO"), ANN)
    return seat


def cut(seat: Seat, number: int = 2, agency: str = "SIAMU") -> Seat:
    other = Seat(number, agency)
    other.hear(seat)
    return other


def issue(seat: Seat, *to: str, text: str = "Hold the ring", due: int = 0) -> str:
    return seat.tell(IssueOrder(to=to or ("SIAMU",), text=text, due=due), ANN)


def loop(seat: Seat, order: str, agency: str = "SIAMU") -> Addressee:
    return next(a for a in seat.order(order).addressees if a.agency == agency)


def test_an_order_says_who_demands_what_of_whom_under_which_epoch(seat: Seat) -> None:
    view = seat.order(issue(seat, "SIAMU", "PF"))
    assert (view.number, view.epoch, view.issued_by, view.acting_for, view.invalid) == (1, 1, "Ann", "", "")
    assert [a.agency for a in view.addressees] == ["SIAMU", "PF"]
    assert [s.step for s in view.addressees[0].steps] == ["recorded"]
    assert (view.state.value["state"], view.open) == ("issued", True)
    assert seat.order(issue(seat)).number == 2


def test_orders_need_command_words_and_known_agencies(seat: Seat) -> None:
    refused("command.not_holder", lambda: seat.tell(IssueOrder(to=("PF",), text="Go"), BEN))
    refused("order.no_text", lambda: issue(seat, text="  "))
    refused("order.no_addressee", lambda: seat.tell(IssueOrder(text="Go"), ANN))
    refused("agency.unknown", lambda: issue(seat, "NOWHERE"))
    refused("text.too_long", lambda: issue(seat, text="x" * 100_000))
    refused("incident.unknown", lambda: seat.tell(IssueOrder(to=("PF",), text="Go", incident="a" * 32), ANN))


def test_each_step_is_shown_with_who_took_it(seat: Seat) -> None:
    order = issue(seat)
    fire = cut(seat)
    fire.tell(ReachOrder(order=order, agency="SIAMU"), None)
    fire.tell(DisplayOrder(order=order), BEN)
    fire.tell(AcknowledgeOrder(order=order), BEN)
    refused("order.already_reached", lambda: fire.tell(ReachOrder(order=order, agency="SIAMU"), None))
    refused("order.already_displayed", lambda: fire.tell(DisplayOrder(order=order), BEN))
    fire.tell(AnswerOrder(order=order, answer="under_way"), BEN)
    assert [s.step for s in loop(seat, order).steps] == ["recorded"]
    seat.hear(fire)
    assert [(s.step, s.by) for s in loop(seat, order).steps] == [
        ("recorded", "Ann"),
        ("reached", "seat 2"),
        ("displayed", "Ben"),
        ("acknowledged", "Ben"),
        ("under_way", "Ben"),
    ]
    assert (loop(seat, order).answer, loop(seat, order).closed) == ("under_way", False)


def test_an_order_is_open_until_all_addressees_closed_it(seat: Seat) -> None:
    order = issue(seat, "SIAMU", "PF")
    seat.tell(AnswerOrder(order=order, answer="done"), BEN)
    assert seat.order(order).open
    refused("order.no_reason", lambda: seat.tell(AnswerOrder(order=order, answer="refused", reason=""), CLO))
    seat.tell(AnswerOrder(order=order, answer="refused", reason="No team"), CLO)
    assert not seat.order(order).open
    assert loop(seat, order, "PF").answered.value["reason"] == "No team"


def test_a_word_noted_for_an_agency_is_a_state_of_its_own_and_yields(seat: Seat) -> None:
    order = issue(seat, "BM", "SIAMU")
    seat.tell(AcknowledgeOrder(order=order, agency="SIAMU", means="phone", informant="duty officer"), DAN)
    first = loop(seat, order)
    assert (first.voice, first.steps[-1].by) == (True, "Dan")
    assert first.steps[-1].noted is not None
    seat.tell(AnswerOrder(order=order, answer="accepted"), BEN)
    seat.tell(AnswerOrder(order=order, agency="SIAMU", answer="done", means="radio"), DAN)
    fire = cut(seat)
    fire.tell(AcknowledgeOrder(order=order), BEN)
    seat.hear(fire)
    assert not loop(seat, order).voice


def test_the_liaisons_own_word_stands_above_a_concurrent_noted_one(seat: Seat) -> None:
    order = issue(seat)
    fire = cut(seat)
    fire.tell(AnswerOrder(order=order, answer="accepted"), BEN)
    seat.tell(AnswerOrder(order=order, agency="SIAMU", answer="done", means="phone"), DAN)
    meet(seat, fire)
    assert (loop(seat, order).answer, loop(seat, order).contradicted) == ("accepted", False)


def test_only_the_addressee_answers_and_only_once_it_is_issued(seat: Seat) -> None:
    order = issue(seat, "PF")
    refused("order.not_addressee", lambda: seat.tell(AcknowledgeOrder(order=order), BEN))
    refused(
        "power.other_agency", lambda: seat.tell(AnswerOrder(order=order, answer="done", agency="PF"), BEN)
    )
    refused("power.lacking", lambda: seat.tell(DisplayOrder(order=order), EVE))
    refused("order.unknown_answer", lambda: seat.tell(AnswerOrder(order=order, answer="maybe"), CLO))
    refused(
        "noted.unknown_means", lambda: seat.tell(AcknowledgeOrder(order=order, agency="PF", means="x"), DAN)
    )
    draft = seat.tell(DraftOrder(to=("PF",), text="Close the bridge"), DAN)
    refused("order.not_issued", lambda: seat.tell(AcknowledgeOrder(order=draft), CLO))


def test_two_people_acknowledge_once_each(seat: Seat) -> None:
    order = issue(seat)
    seat.tell(AcknowledgeOrder(order=order), BEN)
    seat.tell(AcknowledgeOrder(order=order), GUS)
    refused("order.already_acknowledged", lambda: seat.tell(AcknowledgeOrder(order=order), BEN))
    fire = cut(seat)
    fire.forge(OrderAcknowledged("SIAMU"), BEN, order)
    seat.hear(fire)
    assert [s.by for s in loop(seat, order).steps if s.step == "acknowledged"] == ["Ben", "Gus"]


def test_done_and_impossible_at_once_are_flagged_until_somebody_says_which(seat: Seat) -> None:
    order = issue(seat)
    fire = cut(seat)
    fire.tell(AnswerOrder(order=order, answer="done"), BEN)
    seat.tell(AnswerOrder(order=order, answer="impossible", reason="No water"), GUS)
    meet(seat, fire)
    one = loop(seat, order)
    assert (one.answer, one.contradicted, one.closed) == ("impossible", True, False)
    assert one == loop(fire, order)
    fire.tell(AnswerOrder(order=order, answer="done"), BEN)
    assert (loop(fire, order).contradicted, loop(fire, order).closed) == (False, True)


def test_a_draft_is_issued_with_one_act(seat: Seat) -> None:
    draft = seat.tell(DraftOrder(to=("STIB",), text="Skip Bockstael", rationale="Plume"), DAN)
    assert (seat.order(draft).state.value["state"], seat.order(draft).number) == ("draft", 0)
    assert seat.tell(IssueOrder(draft=draft), ANN) == draft
    view = seat.order(draft)
    assert (view.number, view.text, view.rationale, view.drafted_by) == (1, "Skip Bockstael", "Plume", "Dan")
    refused("order.already_issued", lambda: seat.tell(IssueOrder(draft=draft), ANN))


def test_who_drafted_takes_the_draft_back_but_not_once_it_is_issued(seat: Seat) -> None:
    draft = seat.tell(DraftOrder(to=("STIB",), text="Skip Bockstael"), DAN)
    refused("command.not_holder", lambda: seat.tell(CancelOrder(order=draft, reason="x"), GUS))
    other = cut(seat)
    other.tell(CancelOrder(order=draft, reason="The line is closed"), DAN)
    view = other.order(draft)
    assert (view.state.value["state"], view.reason, view.open) == ("cancelled", "The line is closed", False)
    refused("order.cancelled", lambda: other.tell(IssueOrder(draft=draft), ANN))
    seat.tell(IssueOrder(draft=draft), ANN)
    refused("command.not_holder", lambda: seat.tell(CancelOrder(order=draft, reason="x"), DAN))
    meet(seat, other)
    assert seat.order(draft) == other.order(draft)
    assert (seat.order(draft).state.value["state"], seat.order(draft).open) == ("issued", True)


def test_a_draft_issued_on_both_sides_of_a_cut_says_where_it_differs(seat: Seat) -> None:
    draft = seat.tell(DraftOrder(to=("STIB",), text="Skip Bockstael"), DAN)
    seat.tell(NameAide(person="Dan"), ANN)
    other = cut(seat)
    seat.tell(IssueOrder(draft=draft), ANN)
    other.tell(IssueOrder(draft=draft, text="Close line 6"), DAN)
    meet(seat, other)
    assert seat.order(draft) == other.order(draft)
    assert seat.order(draft).differs


def test_cancelling_and_acknowledging_cross_and_both_are_shown(seat: Seat) -> None:
    order = issue(seat)
    fire = cut(seat)
    fire.tell(AcknowledgeOrder(order=order), BEN)
    refused("order.no_reason", lambda: seat.tell(CancelOrder(order=order, reason=""), ANN))
    seat.tell(CancelOrder(order=order, reason="Wind turned"), ANN)
    meet(seat, fire)
    view = fire.order(order)
    assert (view.state.value["state"], view.reason, view.open) == ("cancelled", "Wind turned", False)
    assert view.addressees[0].steps[-1].step == "acknowledged"
    refused("order.cancelled", lambda: seat.tell(CancelOrder(order=order, reason="again"), ANN))


def test_replacing_ends_the_old_order_in_the_same_act(seat: Seat) -> None:
    old = issue(seat)
    refused("order.no_reason", lambda: seat.tell(IssueOrder(text="500 m", replaces=old), ANN))
    new = seat.tell(IssueOrder(text="500 m", replaces=old, reason="Wind"), ANN)
    assert (seat.order(old).state.value["state"], seat.order(old).replaced_by) == ("replaced", new)
    assert (seat.order(new).replaced, seat.order(new).addressees[0].agency) == (old, "SIAMU")
    refused("order.replaced", lambda: seat.tell(IssueOrder(text="x", replaces=old, reason="y"), ANN))


def test_a_number_as_high_as_people_say_one_is_no_end_of_numbers(seat: Seat) -> None:
    operation = seat.picture.all("operation")[0].id
    entry = seat.command(operation).grants[0].entry
    numbers = [seat.order(issue(seat)).number]
    absurd = OrderIssued(999_999, 1, entry, ("PF",), "Home", operation=operation)
    seat.forge(absurd, ANN, "d" * 32, operation)
    numbers += [seat.order(issue(seat)).number for _ in range(2)]
    assert numbers == [1, 2, 3]


def test_orders_of_one_number_show_their_letters(seat: Seat) -> None:
    seat.tell(NameAide(person="Dan"), ANN)
    other = cut(seat)
    mine = issue(seat)
    theirs = other.tell(IssueOrder(to=("PF",), text="Close the bridge"), DAN)
    assert not seat.order(mine).twin
    changed = [seat.picture.fold(e) for e in other.events.values() if e.id not in seat.events]
    assert mine in set().union(*changed)
    assert seat.order(mine).twin
    assert other.order(theirs).acting_for == "Ann"


def test_open_orders_pass_to_the_new_holder(seat: Seat) -> None:
    order = issue(seat)
    seat.tell(OfferCommand(to="Ben"), ANN)
    refused("command.offered", lambda: issue(seat))
    seat.tell(AcceptCommand(), BEN)
    assert seat.order(order).invalid == ""
    refused("command.not_holder", lambda: seat.tell(CancelOrder(order=order, reason="x"), ANN))
    seat.tell(CancelOrder(order=order, reason="Not needed"), BEN)
    assert seat.order(order).state.value["state"] == "cancelled"


# Patched seats and cuts.


def forged(seat: Seat, grant: str, epoch: int = 1) -> OrderIssued:
    operation = seat.picture.all("operation")[0].id
    return OrderIssued(7, epoch, grant, ("SIAMU",), "Everybody home", operation=operation)


def test_a_patched_seat_issues_orders_without_effect(seat: Seat) -> None:
    operation = seat.picture.all("operation")[0].id
    entry = seat.command(operation).grants[0].entry
    seat.forge(forged(seat, entry), DAN, "d" * 32, operation)
    seat.forge(forged(seat, "0" * 64), ANN, "e" * 32, operation)
    seat.forge(forged(seat, entry, epoch=2), ANN, "b" * 32, operation)
    seat.forge(forged(seat, entry), EVE, "f" * 32, operation)
    assert (seat.order("d" * 32).invalid, seat.order("d" * 32).open) == ("command.not_holder", False)
    for order in ("e" * 32, "b" * 32):
        assert (seat.order(order).invalid, seat.order(order).open) == ("command.no_such_grant", False)
    assert seat.picture.find("f" * 32) is None
    refused("order.not_issued", lambda: seat.tell(AcknowledgeOrder(order="d" * 32), BEN))


def test_a_patched_seat_neither_issues_a_draft_nor_cancels_an_order(seat: Seat) -> None:
    operation = seat.picture.all("operation")[0].id
    entry = seat.command(operation).grants[0].entry
    draft = seat.tell(DraftOrder(to=("PF",), text="Close the bridge"), DAN)
    order = issue(seat)
    seat.forge(forged(seat, entry), DAN, draft, operation)
    seat.forge(OrderCancelled("no", 1, entry), DAN, order, operation)
    seat.forge(OrderCancelled("no"), ANN, draft, operation)  # who did not draft it, under no grant
    assert seat.order(draft).state.value["state"] == "draft"
    assert (seat.order(order).state.value["state"], seat.order(order).open) == ("issued", True)


def test_nobody_reaches_displays_or_answers_for_another_agency(seat: Seat) -> None:
    order = issue(seat)
    seat.forge(OrderReached("SIAMU"), None, order)
    seat.forge(OrderDisplayed("SIAMU"), ANN, order)
    seat.forge(OrderAnswered("SIAMU", "done"), CLO, order)
    seat.forge(OrderAnswered("PF", "done"), CLO, order)
    one = loop(seat, order)
    assert ([s.step for s in one.steps], one.answer) == (["recorded"], "")
    refused("power.other_agency", lambda: seat.tell(ReachOrder(order=order, agency="SIAMU"), None))


def test_what_the_old_holder_issues_after_his_offer_is_marked(seat: Seat) -> None:
    operation = seat.picture.all("operation")[0].id
    entry = seat.command(operation).grants[0].entry
    seat.tell(OfferCommand(to="Ben"), ANN)
    seat.forge(forged(seat, entry), ANN, "d" * 32, operation)
    assert (seat.order("d" * 32).invalid, seat.order("d" * 32).open) == ("command.released", True)


def test_while_command_is_contested_orders_of_both_stay_visible_and_marked(seat: Seat) -> None:
    alone = Seat(2, "SIAMU")
    alone.take(next(iter(seat.events.values())))
    alone.tell(GrantCommand(holder="Ben", authority="Mayor"), BEN)
    mine = issue(seat)
    theirs = alone.tell(IssueOrder(to=("PF",), text="Close the bridge"), BEN)
    meet(seat, alone)
    assert {seat.order(mine).invalid, seat.order(theirs).invalid} == {"command.contested"}
    assert seat.order(mine).open
    later = issue(seat)
    assert seat.order(later).invalid == "command.contested"
    refused("command.contested", lambda: seat.tell(CancelOrder(order=mine, reason="x"), GUS))
    alone.tell(WithdrawCommand(reason="Ann was first"), BEN)
    meet(seat, alone)
    assert (seat.order(mine).invalid, seat.order(theirs).invalid) == ("", "command.contested")
    seat.tell(WithdrawCommand(reason="Federal phase"), ANN)
    assert {seat.order(mine).invalid, seat.order(theirs).invalid} == {"command.contested"}


def test_one_claimant_does_not_cancel_the_orders_of_the_other(seat: Seat) -> None:
    alone = Seat(2, "SIAMU")
    alone.take(next(iter(seat.events.values())))
    alone.tell(GrantCommand(holder="Ben", authority="Mayor"), BEN)
    mine = issue(seat)
    meet(seat, alone)
    alone.tell(CancelOrder(order=mine, reason="Mine now"), BEN)
    assert alone.order(mine).state.value["state"] == "issued"


def test_values_of_the_wrong_kind_never_break_an_order(seat: Seat) -> None:
    operation = seat.picture.all("operation")[0].id
    entry = seat.command(operation).grants[0].entry
    order = "d" * 32
    many = tuple(f"A{n}" for n in range(500))
    hostile = OrderIssued(-5, 1, entry, many, "\u202eevil\x00", due=-(1 << 60), operation=operation)
    seat.forge(hostile, ANN, order, operation)
    seat.forge(OrderAnswered("A1", "nonsense", "x" * 60_000), CLO, order)
    view = seat.order(order)
    assert (view.text, view.due, len(view.addressees)) == ("evil", 0, 64)
    assert seat.order(issue(seat)).number == 1


def test_the_log_marks_what_was_ordered_without_command(seat: Seat) -> None:
    operation = seat.picture.all("operation")[0].id
    entry = seat.command(operation).grants[0].entry
    good = telling(list(seat.events.values())[-1], seat.picture)
    bad = telling(seat.forge(forged(seat, entry), DAN, "d" * 32, operation), seat.picture)
    assert good is not None
    assert bad is not None
    assert (good.void, bad.void) == ("", "power")
