"""Forms offer nothing that the rule will refuse, also where that changes while they are open."""

from collections.abc import Callable

import msgspec
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from console.domain.agenda import FinishStep, PlanStep
from console.domain.command import OfferCommand, WithdrawCommand
from console.domain.conflicts import SettleConflict
from console.domain.incidents import SetIncident
from console.domain.operations import CloseOperation, OpenOperation, ReopenOperation
from console.domain.orders import AnswerOrder, DraftOrder, IssueOrder, OrderView
from console.domain.requests import AnswerRequest, MakeRequest
from tests.widgets.conftest import Window
from tests.widgets.desks import saying
from widgets.desk import DeskWindow
from widgets.dialogs.agency import AgencyCard
from widgets.dialogs.asking import HandleRequest
from widgets.dialogs.compose import ComposeOrder
from widgets.dialogs.form import Form
from widgets.dialogs.handover import Handover
from widgets.dialogs.receipt import EndOrder, Receipt
from widgets.dialogs.settle import Settle
from widgets.dialogs.step import StepForm

Desk = Callable[..., tuple[DeskWindow, Window]]
OVER = "This operation is closed: All handed over"
HOLDER, OPERATOR, LIAISON = "Duty director", "SITCEN operator", "SIAMU liaison"


def end(window: Window) -> None:
    """Somebody closes the operation, with all that is open in it."""
    closing = CloseOperation(operation=window.face.operation_id, reason="All handed over", despite=True)
    window.room.seat.tell(closing, window.room.people[OPERATOR])
    window.show_again()


def offered(form: Form) -> dict[str, str]:
    """The buttons of the form, each with why it may not be pressed."""
    buttons = form.findChildren(QPushButton)
    return {b.text(): "" if b.isEnabled() else b.accessibleDescription() or "no reason" for b in buttons}


def issued(window: Window) -> OrderView:
    made = window.room.seat.tell(IssueOrder(to=("STIB",), text="Stop line 6"), window.room.people[HOLDER])
    window.show_again()
    view = window.face.picture.get("order", made)
    assert isinstance(view, OrderView)
    return view


def requested(window: Window, to: str, by: str) -> HandleRequest:
    made = window.room.seat.tell(MakeRequest(to=to, text="Ten buses"), window.room.people[by])
    window.show_again()
    return HandleRequest(window.face, window.face.picture.get("request", made))


def test_a_draft_is_issued_no_more_once_its_operation_is_closed(desk: Desk) -> None:
    _, window = desk(me=HOLDER)
    draft = window.room.seat.tell(DraftOrder(to=("STIB",), text="Stop line 6"), window.room.people[OPERATOR])
    window.show_again()
    form = ComposeOrder(window.face, draft=window.face.picture.get("order", draft))
    assert offered(form)["Issue order"] == ""
    end(window)
    assert offered(form)["Issue order"] == OVER
    form.act_main()
    assert form.told_why == OVER
    reopened = ReopenOperation(operation=window.face.operation_id, reason="It goes on")
    window.room.seat.tell(reopened, window.room.people[OPERATOR])
    window.show_again()
    assert offered(form)["Issue order"] == ""


def test_an_offer_of_command_is_neither_accepted_nor_declined_in_a_closed_operation(desk: Desk) -> None:
    _, window = desk(me=LIAISON)
    to = window.room.people[LIAISON]
    window.room.seat.tell(OfferCommand(to=to.id), window.room.people[HOLDER])
    window.show_again()
    form = Handover(window.face)
    assert {offered(form)[name] for name in ("Decline", "Accept command")} == {""}
    end(window)
    assert {offered(form)[name] for name in ("Decline", "Accept command")} == {OVER}
    assert offered(form)["Cancel"] == ""


def test_an_offer_that_stands_in_a_closed_operation_keeps_nobody_from_laying_command_down(
    desk: Desk, qtbot: QtBot
) -> None:
    made, window = desk(me=HOLDER)
    window.room.seat.tell(OfferCommand(to=window.room.people[LIAISON].id), window.room.people[HOLDER])
    window.show_again()
    form = Handover(window.face)
    assert {offered(form)[name] for name in ("Lay down", "Take command back")} == {""}
    end(window)
    assert (offered(form)["Lay down"], offered(form)["Take command back"]) == ("", OVER)
    assert made.command.holder.hand_over.isEnabled()
    form.findChildren(QLineEdit)[0].setText("All handed over")
    next(b for b in form.findChildren(QPushButton) if b.text() == "Lay down").click()
    qtbot.waitUntil(lambda: any(isinstance(told, WithdrawCommand) for told in window.link.told))
    qtbot.waitUntil(lambda: not form.isVisible())
    window.show_again()
    assert window.face.command.state == "nobody"


def test_no_agency_says_anything_more_in_a_closed_operation(desk: Desk) -> None:
    _, window = desk(me=HOLDER)
    form = AgencyCard(window.face, window.face.picture.get("agency", "SAFE"))
    assert form.report.isEnabled()
    end(window)
    assert not form.report.isEnabled()
    assert form.report.accessibleDescription() == OVER
    assert offered(form)["Record"] == "", "the directory may still be kept"


def test_nobody_commands_who_has_offered_it_until_they_take_it_back(desk: Desk) -> None:
    made, window = desk(me=HOLDER)
    form, cancelling = ComposeOrder(window.face), EndOrder(window.face, issued(window))
    window.room.seat.tell(OfferCommand(to=window.room.people[LIAISON].id), window.room.people[HOLDER])
    window.show_again()
    why = "Command is offered to SIAMU liaison; await the answer or resume it."
    assert offered(form)["Issue order"] == why
    assert {offered(cancelling)[name] for name in ("Replace it…", "Cancel the order")} == {why}
    assert offered(cancelling)["Keep it"] == ""
    assert not made.acts.registry.commands["decide"].may()


def test_whoever_claims_a_contested_command_goes_on_giving_orders(desk: Desk) -> None:
    """People on the ground need them; what is ordered is shown as contested."""
    _, window = desk(me=HOLDER)
    form = ComposeOrder(window.face)
    window.room.contest(HOLDER, "Police zone liaison")
    window.show_again()
    assert offered(form)["Issue order"] == ""
    window.room.contest("SIAMU liaison", "Police zone liaison")
    window.show_again()
    assert offered(form)["Issue order"] == "Command is contested: two people claim it."


def test_a_decision_on_an_order_shows_who_refused_it_and_why(desk: Desk) -> None:
    _, window = desk(me=HOLDER)
    order = issued(window)
    refused = AnswerOrder(order=order.id, answer="refused", reason="No crew", agency="STIB", means="phone")
    window.room.seat.tell(refused, window.room.people[OPERATOR])
    window.show_again()
    said = saying(EndOrder(window.face, window.face.picture.get("order", order.id)))
    assert "STIB" in said
    assert "No crew" in said


def test_an_order_says_whom_to_call_as_seats_come_and_go(desk: Desk) -> None:
    _, window = desk(me=HOLDER)
    form, seats = ComposeOrder(window.face, replaces=issued(window)), window.room.seats
    assert "No live seat, call by phone: STIB" in form.note.text()
    gone = next(key for key, seat in seats.items() if seat.agency == "STIB")
    seats[gone] = msgspec.structs.replace(seats[gone], link="linked")
    window.show_again()
    assert form.note.text() == ""


def test_a_draft_is_issued_in_its_own_operation_whichever_is_looked_at(desk: Desk, qtbot: QtBot) -> None:
    _, window = desk(me=HOLDER)
    seat, people = window.room.seat, window.room.people
    draft = seat.tell(DraftOrder(to=("STIB",), text="Stop line 6"), people[OPERATOR])
    of = window.face.operation_id
    other = seat.tell(OpenOperation(title="Flood"), people[OPERATOR])
    window.show_again()
    window.face.look_at(other)
    form = ComposeOrder(window.face, draft=window.face.picture.get("order", draft))
    assert offered(form)["Issue order"] == ""
    form.act_main()
    qtbot.waitUntil(lambda: any(isinstance(told, IssueOrder) for told in window.link.told))
    told = next(told for told in window.link.told if isinstance(told, IssueOrder))
    assert told.operation == of


def test_a_request_that_is_over_is_answered_no_more(desk: Desk) -> None:
    _, window = desk(me=HOLDER)
    form = requested(window, "SAFE", OPERATOR)
    assert {offered(form)[name] for name in ("Refuse", "Take")} == {""}
    answer = AnswerRequest(request=form._request.id, state="refused", reason="None are free")
    window.room.seat.tell(answer, window.room.people[HOLDER])
    window.show_again()
    assert {offered(form)[name] for name in ("Refuse", "Take")} == {"This request is closed: refused."}
    assert offered(form)["Make it an order…"] == "", "what was refused may be ordered"


def test_the_word_of_another_agency_is_noted_once_it_is_said_how_it_came(desk: Desk) -> None:
    _, window = desk(me=OPERATOR)
    form = requested(window, "STIB", LIAISON)
    assert offered(form)["Take"] == "You speak for safe.brussels, not for STIB."
    form.means.setCurrentIndex(form.means.findData("phone"))
    assert offered(form)["Take"] == ""


def test_only_a_liaison_answers_for_the_agency_others_note_its_word(desk: Desk) -> None:
    _, window = desk(me=OPERATOR)
    told = IssueOrder(to=("SAFE",), text="Staff the hotline")
    order = window.room.seat.tell(told, window.room.people[HOLDER])
    window.show_again()
    form = Receipt(window.face, window.face.picture.get("order", order))
    assert "those who have it: liaison officer" in offered(form)["Acknowledge"]
    form.behalf.click()
    assert offered(form)["Acknowledge"] == ""


def test_a_request_to_a_role_is_answered_by_who_has_it(desk: Desk) -> None:
    _, window = desk(me=OPERATOR)
    assert offered(requested(window, "role:operator", LIAISON))["Take"] == ""
    why = 'This request is for the role "liaison officer".'
    assert offered(requested(window, "role:liaison", LIAISON))["Take"] == why


def test_only_who_is_in_command_answers_what_is_asked_of_command(desk: Desk) -> None:
    _, window = desk(me=LIAISON)
    form = requested(window, "command", OPERATOR)
    why = "Only the holder of command (Duty director) or an aide may do this."
    assert {offered(form)[name] for name in ("Refuse", "Take")} == {why}


def test_what_somebody_else_settled_or_did_meanwhile_is_offered_no_more(desk: Desk) -> None:
    _, window = desk(me=HOLDER)
    seat, people = window.room.seat, window.room.people
    incident = window.face.of_operation("incident")[0].id
    for metres in (300, 900):
        changed = SetIncident(incident=incident, field="perimeter", value=metres, seen=("ab" * 32,))
        seat.tell(changed, people[OPERATOR])
    step = seat.tell(PlanStep(title="Briefing", time=seat.now + 60_000), people[OPERATOR])
    window.show_again()
    conflict = window.face.picture.get("conflict", f"{incident}:perimeter")
    settling = Settle(window.face, conflict)
    doing = StepForm(window.face, window.face.picture.get("agenda", step))
    assert {*offered(settling).values(), *offered(doing).values()} == {""}
    heads = tuple(side.entry for side in conflict.sides)
    kept = SettleConflict(thing=incident, field="perimeter", head=heads[0], seen=heads)
    seat.tell(kept, people[OPERATOR])
    seat.tell(FinishStep(step=step), people[OPERATOR])
    window.show_again()
    assert {why for name, why in offered(settling).items() if name != "Cancel"} == {
        'There is no conflict on "perimeter".'
    }
    assert offered(doing)["Done"] == "This step is no longer planned."
