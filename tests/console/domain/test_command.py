"""Who is in command of an operation, and how it passes."""

import msgspec
import pytest

from console.domain.command import (
    AcceptCommand,
    DeclineCommand,
    GrantCommand,
    NameAide,
    OfferCommand,
    ResumeCommand,
    StateIntent,
    VacateCommand,
    WithdrawCommand,
    may_command,
)
from console.domain.command_facts import (
    AideNamed,
    CommandAppointed,
    CommandGranted,
    CommandVacated,
    CommandWithdrawn,
    IntentStated,
)
from console.domain.epochs import MAX_EPOCH
from console.domain.facts import Intent
from console.domain.log_view import line_view
from console.domain.operations import CloseOperation, ReopenOperation
from console.domain.orders import IssueOrder
from console.domain.room import PersonView
from tests.console.domain.seats import ANN, BEN, CLO, DAN, EVE, FAY, GUS, Seat, meet, refusal, refused


@pytest.fixture
def seat() -> Seat:
    seat = Seat()
    seat.begin()
    return seat


@pytest.fixture
def operation(seat: Seat) -> str:
    return seat.picture.all("operation")[0].id


def test_an_operation_begins_with_nobody_in_command(seat: Seat, operation: str) -> None:
    assert seat.command(operation).state == "nobody"
    refusal = may_command(seat.picture, operation, seat.author(ANN))
    assert refusal is not None
    assert refusal.code == "command.nobody"


def test_a_commander_takes_command_by_decision_of_an_authority(seat: Seat, operation: str) -> None:
    seat.tell(GrantCommand(holder="Ann", authority="High Official"), ANN)
    view = seat.command(operation)
    assert (view.state, view.epoch, view.name, view.authority) == ("held", 1, "Ann", "High Official")
    assert may_command(seat.picture, operation, seat.author(ANN)) is None


def test_an_administrator_appoints_the_first_holder(seat: Seat, operation: str) -> None:
    seat.tell(GrantCommand(holder=BEN.id, authority="Minister-President"), FAY)
    view = seat.command(operation)
    assert (view.holder, view.grants[0].by, view.grants[0].agency) == (BEN.id, "Fay", "SIAMU")


@pytest.mark.parametrize(
    ("intent", "who", "code"),
    [
        (GrantCommand(holder="Ann", authority=" "), ANN, "command.no_authority"),
        (GrantCommand(holder="Ann", authority="HO"), DAN, "power.lacking"),
        (GrantCommand(holder="Fay", authority="HO"), FAY, "command.not_eligible"),
        (GrantCommand(holder="Nobody", authority="HO"), FAY, "person.unknown"),
        (OfferCommand(to="Ben"), ANN, "command.nobody"),
        (AcceptCommand(), BEN, "command.not_offered"),
        (ResumeCommand(), ANN, "command.nobody"),
        (WithdrawCommand(reason="tired"), ANN, "command.nobody"),
        (StateIntent(text="Hold"), ANN, "command.nobody"),
        (StateIntent(text="Hold"), EVE, "power.lacking"),
    ],
)
def test_what_nobody_may_do_while_nobody_commands(
    seat: Seat, operation: str, intent: Intent, who: PersonView, code: str
) -> None:
    refused(code, lambda: seat.tell(intent, who))


def test_command_that_is_held_is_granted_to_nobody_else(seat: Seat, operation: str) -> None:
    seat.tell(GrantCommand(holder="Ann", authority="HO"), ANN)
    refused("command.held", lambda: seat.tell(GrantCommand(holder="Ben", authority="HO"), FAY))


def test_an_offer_is_a_release(seat: Seat, operation: str) -> None:
    seat.tell(GrantCommand(holder="Ann", authority="HO"), ANN)
    seat.tell(OfferCommand(to="Ben"), ANN)
    view = seat.command(operation)
    assert (view.state, view.holder, view.offered_to, view.declined) == ("offered", ANN.id, BEN.id, False)
    refused("command.offered", lambda: seat.tell(StateIntent(text="Hold the ring"), ANN))
    refused("command.offered", lambda: seat.tell(OfferCommand(to="Ben"), ANN))
    refused("command.not_offered", lambda: seat.tell(AcceptCommand(), ANN))


def test_accepting_opens_the_next_epoch(seat: Seat, operation: str) -> None:
    seat.tell(GrantCommand(holder="Ann", authority="HO"), ANN)
    seat.tell(OfferCommand(to="Ben"), ANN)
    seat.tell(AcceptCommand(), BEN)
    view = seat.command(operation)
    assert (view.state, view.epoch, view.name, view.basis, view.authority) == (
        "held",
        2,
        "Ben",
        "handover",
        "HO",
    )
    assert [g.epoch for g in view.grants] == [1, 2]
    refused("command.not_holder", lambda: seat.tell(StateIntent(text="Hold"), ANN))


def test_after_a_refusal_the_old_holder_resumes(seat: Seat, operation: str) -> None:
    seat.tell(GrantCommand(holder="Ann", authority="HO"), ANN)
    seat.tell(OfferCommand(to="Ben"), ANN)
    seat.tell(DeclineCommand(reason="I am needed on site"), BEN)
    assert seat.command(operation).declined
    refused("command.not_offered", lambda: seat.tell(AcceptCommand(), BEN))
    seat.tell(ResumeCommand(), ANN)
    assert (seat.command(operation).state, seat.command(operation).epoch) == ("held", 2)


def test_offers_go_to_eligible_people_other_than_the_holder(seat: Seat, operation: str) -> None:
    seat.tell(GrantCommand(holder="Ann", authority="HO"), ANN)
    refused("command.offer_to_self", lambda: seat.tell(OfferCommand(to="Ann"), ANN))
    refused("command.not_eligible", lambda: seat.tell(OfferCommand(to="Clo"), ANN))
    refused("command.not_holder", lambda: seat.tell(OfferCommand(to="Ann"), BEN))


def test_laying_down_leaves_nobody_until_the_next_grant(seat: Seat, operation: str) -> None:
    seat.tell(GrantCommand(holder="Ann", authority="HO"), ANN)
    refused("command.no_reason", lambda: seat.tell(WithdrawCommand(reason=""), ANN))
    seat.tell(WithdrawCommand(reason="Federal phase"), ANN)
    assert seat.command(operation).state == "nobody"
    seat.tell(GrantCommand(holder="Ben", authority="Minister"), BEN)
    assert (seat.command(operation).state, seat.command(operation).epoch) == ("held", 2)


def test_the_command_of_a_revoked_holder_is_ended_by_an_administrator(seat: Seat, operation: str) -> None:
    seat.tell(GrantCommand(holder="Ann", authority="HO"), ANN)
    seat.tell(NameAide(person="Dan"), ANN)
    refused("command.may_hold", lambda: seat.tell(VacateCommand(reason="ill"), FAY))
    seat.picture.people[ANN.id] = msgspec.structs.replace(ANN, revoked=True)
    refused("command.held", lambda: seat.tell(GrantCommand(holder="Ben", authority="HO"), BEN))
    refused("power.lacking", lambda: seat.tell(VacateCommand(reason="key stolen"), BEN))
    refused("command.no_reason", lambda: seat.tell(VacateCommand(reason=""), FAY))
    seat.tell(VacateCommand(reason="key stolen"), FAY)
    assert seat.command(operation).state == "nobody"
    refused("command.nobody", lambda: seat.tell(StateIntent(text="Keep the metro running"), DAN))
    refused("command.nobody", lambda: seat.tell(VacateCommand(reason="again"), FAY))
    told = line_view(seat.picture.lines(operation).latest(1)[0], seat.picture)
    assert (told.kind, told.void, told.params.get("acting_for")) == ("command.vacated", "", None)
    seat.tell(GrantCommand(holder="Ben", authority="HO"), BEN)
    assert (seat.command(operation).state, seat.command(operation).name) == ("held", "Ben")
    seat.picture.people[ANN.id] = ANN  # let in again: what was ended stays so
    assert (seat.command(operation).state, seat.command(operation).name) == ("held", "Ben")


def test_a_holder_who_is_no_commander_any_more_is_relieved_the_same_way(seat: Seat, operation: str) -> None:
    seat.tell(GrantCommand(holder="Ann", authority="HO"), ANN)
    seat.picture.people[ANN.id] = msgspec.structs.replace(ANN, roles=("operator",))
    seat.tell(VacateCommand(reason="changed post"), FAY)
    assert seat.command(operation).state == "nobody"


def test_of_two_who_claim_command_the_revoked_one_is_out_and_the_other_holds_it(
    seat: Seat, operation: str
) -> None:
    seat.tell(GrantCommand(holder="Ann", authority="HO"), ANN)
    seat.forge(CommandGranted(1, BEN.id, "Ben", "initial", "Mayor"), BEN, operation)
    assert seat.command(operation).state == "contested"
    seat.picture.people[ANN.id] = msgspec.structs.replace(ANN, revoked=True)
    seat.tell(VacateCommand(reason="key stolen"), FAY)
    assert (seat.command(operation).state, seat.command(operation).name) == ("held", "Ben")


def test_nobody_but_an_administrator_ends_the_command_of_another(seat: Seat, operation: str) -> None:
    """Whatever a changed program of a commander signs."""
    held = seat.tell(GrantCommand(holder="Ann", authority="HO"), ANN)
    grant = seat.command(operation).grants[0].entry
    seat.forge(CommandVacated(1, grant, ANN.id, "Ann", "mine now"), BEN, operation)
    assert held
    assert (seat.command(operation).state, seat.command(operation).name) == ("held", "Ann")


def test_an_offer_that_nobody_can_take_any_more_is_no_reason_to_keep_command(
    seat: Seat, operation: str
) -> None:
    seat.tell(GrantCommand(holder="Ann", authority="HO"), ANN)
    seat.tell(OfferCommand(to="Ben"), ANN)
    seat.tell(CloseOperation(operation=operation, reason="over"), DAN)
    refused("operation.closed", lambda: seat.tell(AcceptCommand(operation=operation), BEN))
    refused("operation.closed", lambda: seat.tell(ResumeCommand(operation=operation), ANN))
    seat.tell(WithdrawCommand(operation=operation, reason="over"), ANN)
    seat.tell(ReopenOperation(operation=operation, reason="rekindled"), DAN)
    assert seat.command(operation).state == "nobody"
    refused("command.not_offered", lambda: seat.tell(AcceptCommand(), BEN))


def test_an_aide_acts_for_the_holder_in_his_epoch_only(seat: Seat, operation: str) -> None:
    seat.tell(GrantCommand(holder="Ann", authority="HO"), ANN)
    seat.tell(NameAide(person="Dan"), ANN)
    assert seat.command(operation).aides == ("Dan",)
    seat.tell(StateIntent(text="Keep the metro running"), DAN)
    assert seat.command(operation).intent.value == "Keep the metro running"
    seat.tell(OfferCommand(to="Ben"), ANN)
    seat.tell(AcceptCommand(), BEN)
    refused("command.not_holder", lambda: seat.tell(StateIntent(text="Stop"), DAN))
    assert seat.command(operation).intent.value == "Keep the metro running"


def test_an_aide_is_let_go(seat: Seat, operation: str) -> None:
    seat.tell(GrantCommand(holder="Ann", authority="HO"), ANN)
    refused("command.aide_never", lambda: seat.tell(NameAide(person="Dan", named=False), ANN))
    refused("command.aide_may_not_act", lambda: seat.tell(NameAide(person="Eve"), ANN))
    refused("command.aide_is_holder", lambda: seat.tell(NameAide(person="Ann"), ANN))
    seat.tell(NameAide(person="Dan"), ANN)
    seat.tell(NameAide(person="Dan", named=False), ANN)
    assert seat.command(operation).aides == ()
    refused("command.not_holder", lambda: seat.tell(StateIntent(text="Stop"), DAN))
    seat.forge(IntentStated("Stop", 1, seat.command(operation).grants[0].entry), DAN, operation)
    assert seat.command(operation).intent.value is None


def test_the_newer_intent_supersedes_and_says_when(seat: Seat, operation: str) -> None:
    seat.tell(GrantCommand(holder="Ann", authority="HO"), ANN)
    seat.tell(StateIntent(text="Contain"), ANN)
    first = seat.command(operation).intent
    seat.tell(StateIntent(text="Evacuate"), ANN)
    second = seat.command(operation).intent
    assert (second.value, second.by, second.conflict) == ("Evacuate", "Ann", False)
    assert second.at > first.at


# Cuts, races and patched seats.


def cut(seat: Seat) -> Seat:
    other = Seat(2, "SIAMU")
    other.hear(seat)
    return other


def test_two_grants_of_one_epoch_are_contested_until_one_concedes(seat: Seat, operation: str) -> None:
    other = cut(seat)
    seat.tell(GrantCommand(holder="Ann", authority="HO"), ANN)
    other.tell(GrantCommand(holder="Ben", authority="Mayor"), BEN)
    meet(seat, other)
    for view in (seat.command(operation), other.command(operation)):
        assert (view.state, view.holder, {g.name for g in view.contested}) == (
            "contested",
            "",
            {"Ann", "Ben"},
        )
    assert may_command(seat.picture, operation, seat.author(ANN)) is None
    refused("command.contested", lambda: seat.tell(StateIntent(text="Wait"), DAN))
    refused("command.contested", lambda: seat.tell(OfferCommand(to="Ben"), ANN))
    other.tell(WithdrawCommand(reason="Ann was first"), BEN)
    meet(seat, other)
    assert (seat.command(operation).state, seat.command(operation).name) == ("held", "Ann")


def test_aides_stay_aides_where_their_holder_took_command_on_both_sides_of_a_cut(
    seat: Seat, operation: str
) -> None:
    other = cut(seat)
    for each, aide in ((seat, "Dan"), (other, "Clo")):
        each.tell(GrantCommand(holder="Ann", authority="HO"), ANN)
        each.tell(NameAide(person=aide), ANN)
    meet(seat, other)
    for each in (seat, other):
        assert (each.command(operation).state, set(each.command(operation).aides)) == ("held", {"Dan", "Clo"})
    for who in (DAN, CLO):
        assert refusal(seat, NameAide(person=who.id), ANN).code == "command.aide_already"
        seat.tell(StateIntent(text=f"Contain, by {who.name}"), who)
        seat.tell(NameAide(person=who.id, named=False), ANN)
        assert refusal(seat, StateIntent(text="Stop"), who).code == "command.not_holder"
    assert seat.command(operation).aides == ()


def test_accepting_and_resuming_at_once_is_contested(seat: Seat, operation: str) -> None:
    seat.tell(GrantCommand(holder="Ann", authority="HO"), ANN)
    seat.tell(OfferCommand(to="Ben"), ANN)
    other = cut(seat)
    seat.tell(ResumeCommand(), ANN)
    other.tell(AcceptCommand(), BEN)
    meet(seat, other)
    assert seat.command(operation).state == other.command(operation).state == "contested"
    assert [g.epoch for g in seat.command(operation).contested] == [2, 2]


def test_an_acceptance_known_before_its_offer_is_held_and_incomplete(seat: Seat, operation: str) -> None:
    seat.tell(GrantCommand(holder="Ann", authority="HO"), ANN)
    seat.tell(OfferCommand(to="Ben"), ANN)
    other = cut(seat)
    other.tell(AcceptCommand(), BEN)
    late = Seat(3)
    held_back = [e for e in other.events.values() if e.kind in {"command.granted", "command.offered"}]
    for event in other.events.values():
        if event not in held_back:
            late.take(event)
    late.take(held_back[-1])
    assert (late.command(operation).state, late.command(operation).incomplete) == ("held", True)
    late.hear(other)
    assert (late.command(operation).state, late.command(operation).incomplete) == ("held", False)


def test_nobody_takes_command_that_was_not_let_go_of(seat: Seat, operation: str) -> None:
    seat.tell(GrantCommand(holder="Ann", authority="HO"), ANN)
    first = seat.command(operation).grants[0].entry
    seat.forge(CommandGranted(2, BEN.id, "Ben", "handover", "", first, "f" * 64), BEN, operation)
    assert seat.command(operation).state == "contested"


@pytest.mark.parametrize(
    ("epoch", "who", "basis"), [(2, ANN, "handover"), (2, BEN, "resume"), (1, BEN, "handover")]
)
def test_an_offer_is_accepted_by_whom_it_was_made_to_taken_back_by_its_maker_and_opens_a_later_epoch(
    seat: Seat, operation: str, epoch: int, who: PersonView, basis: str
) -> None:
    seat.tell(GrantCommand(holder="Ann", authority="HO"), ANN)
    seat.tell(OfferCommand(to="Ben"), ANN)
    first, offer = seat.command(operation).grants[0].entry, list(seat.events)[-1]
    seat.forge(CommandGranted(epoch, who.id, who.name, basis, "HO", first, offer), who, operation)
    assert seat.command(operation).state == "contested"


@pytest.mark.parametrize("epoch", [MAX_EPOCH - 1, MAX_EPOCH, 2**63 - 1, 2**64 - 1])
def test_an_epoch_as_high_as_can_be_written_keeps_nobody_from_command(
    seat: Seat, operation: str, epoch: int
) -> None:
    seat.tell(GrantCommand(holder="Ann", authority="HO"), ANN)
    seat.tell(OfferCommand(to="Ben"), ANN)
    first, offer = seat.command(operation).grants[0].entry, list(seat.events)[-1]
    seat.forge(CommandGranted(epoch, BEN.id, "Ben", "handover", "HO", first, offer), BEN, operation)
    for _ in range(2):
        seat.tell(OfferCommand(to="Ann"), BEN)
        seat.tell(AcceptCommand(), ANN)
        assert (seat.command(operation).state, seat.command(operation).name) == ("held", "Ann")
        seat.tell(OfferCommand(to="Ben"), ANN)
        seat.tell(ResumeCommand(), ANN)
        assert (seat.command(operation).state, seat.command(operation).name) == ("held", "Ann")
        seat.tell(WithdrawCommand(reason="relieved"), ANN)
        assert seat.command(operation).state == "nobody"
        seat.tell(GrantCommand(holder="Ben", authority="HO"), BEN)
        assert (seat.command(operation).state, seat.command(operation).name) == ("held", "Ben")
        assert seat.command(operation).epoch <= MAX_EPOCH
    order = seat.tell(IssueOrder(to=("PF",), text="Go"), BEN)
    assert (seat.order(order).invalid, seat.order(order).open) == ("", True)


def test_epochs_count_on_from_where_they_were_before_somebody_wrote_the_highest(
    seat: Seat, operation: str
) -> None:
    seat.tell(GrantCommand(holder="Ann", authority="HO"), ANN)
    seat.tell(OfferCommand(to="Ben"), ANN)
    first, offer = seat.command(operation).grants[0].entry, list(seat.events)[-1]
    seat.forge(CommandGranted(2**64 - 1, BEN.id, "Ben", "handover", "HO", first, offer), BEN, operation)
    seat.tell(WithdrawCommand(reason="relieved"), BEN)
    assert (seat.command(operation).state, seat.command(operation).epoch) == ("nobody", 1)
    seat.tell(GrantCommand(holder="Ann", authority="HO"), ANN)
    assert (seat.command(operation).state, seat.command(operation).epoch) == ("held", 2)
    backwards = Seat(9)
    for event in reversed(seat.events.values()):
        backwards.take(event)
    assert backwards.command(operation) == seat.command(operation)


def test_nobody_takes_command_in_the_name_of_another(seat: Seat, operation: str) -> None:
    seat.forge(CommandGranted(1, ANN.id, "Ann", "initial", "HO"), BEN, operation)
    seat.forge(CommandAppointed(1, CLO.id, "Clo", "HO"), CLO, operation)
    seat.forge(CommandGranted(1, EVE.id, "Eve", "initial", "HO"), EVE, operation)
    assert seat.command(operation).state == "nobody"


def test_nobody_lays_down_or_shares_the_command_of_another(seat: Seat, operation: str) -> None:
    seat.tell(GrantCommand(holder="Ann", authority="HO"), ANN)
    entry = seat.command(operation).grants[0].entry
    seat.forge(CommandWithdrawn(1, entry, "because"), BEN, operation)
    seat.forge(AideNamed(1, entry, BEN.id, "Ben"), BEN, operation)
    seat.forge(IntentStated("Everybody home", 1, entry), GUS, operation)
    view = seat.command(operation)
    assert (view.state, view.aides, view.intent.value) == ("held", (), None)


def test_a_clock_far_behind_does_not_undo_what_an_aide_says(seat: Seat, operation: str) -> None:
    seat.tell(GrantCommand(holder="Ann", authority="HO"), ANN)
    seat.tell(NameAide(person="Dan"), ANN)
    other = Seat(2, skew=-3_600_000)
    other.hear(seat)
    other.tell(StateIntent(text="Contain"), DAN)
    seat.hear(other)
    assert seat.command(operation).intent.value == "Contain"


def test_command_facts_fold_to_the_same_in_any_order(seat: Seat, operation: str) -> None:
    seat.tell(GrantCommand(holder="Ann", authority="HO"), ANN)
    seat.tell(NameAide(person="Dan"), ANN)
    seat.tell(OfferCommand(to="Ben"), ANN)
    seat.tell(AcceptCommand(), BEN)
    seat.tell(StateIntent(text="Contain"), BEN)
    backwards = Seat(9)
    for event in reversed(seat.events.values()):
        backwards.take(event)
        backwards.take(event)
    assert backwards.picture.digest() == seat.picture.digest()
    assert backwards.command(operation) == seat.command(operation)


def test_nobody_is_granted_command_over_a_holder_who_keeps_it(seat: Seat, operation: str) -> None:
    seat.tell(GrantCommand(holder="Ann", authority="HO"), ANN)
    first = seat.command(operation).grants[0].entry
    seat.forge(CommandGranted(2, BEN.id, "Ben", "initial", "Mayor", first), BEN, operation)
    assert {g.name for g in seat.command(operation).contested} == {"Ann", "Ben"}


def test_a_change_of_command_refreshes_the_orders_of_the_operation(seat: Seat, operation: str) -> None:
    seat.tell(GrantCommand(holder="Ann", authority="HO"), ANN)
    order = seat.tell(IssueOrder(to=("PF",), text="Go"), ANN)
    other = cut(seat)
    other.tell(StateIntent(text="Contain"), ANN)
    other.tell(OfferCommand(to="Ben"), ANN)
    stated, offered = list(other.events.values())[-2:]
    assert order not in seat.picture.fold(stated)
    assert order in seat.picture.fold(offered)


def test_who_was_revoked_is_refused_by_name(seat: Seat) -> None:
    seat.picture.people |= {GUS.id: msgspec.structs.replace(GUS, revoked=True)}
    refused_as = refusal(seat, GrantCommand(holder=GUS.id, authority="Mayor"), ANN)
    assert (refused_as.code, refused_as.params) == ("person.revoked", {"name": "Gus"})
