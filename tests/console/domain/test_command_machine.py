"""Command and orders over several seats, whatever is cut, doubled, late or out of order."""

import random
from contextlib import suppress
from typing import Any
from unittest.mock import patch

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from console.domain.command import (
    AcceptCommand,
    DeclineCommand,
    GrantCommand,
    NameAide,
    OfferCommand,
    ResumeCommand,
    StateIntent,
    WithdrawCommand,
)
from console.domain.command_facts import CommandGranted
from console.domain.facts import Intent, Refused
from console.domain.order_facts import ANSWERS, OrderAcknowledged, OrderAnswered, OrderIssued, OrderReached
from console.domain.orders import (
    AcknowledgeOrder,
    AnswerOrder,
    CancelOrder,
    DisplayOrder,
    DraftOrder,
    IssueOrder,
    ReachOrder,
)
from console.domain.room import PersonView
from tests.console.domain.seats import ANN, BEN, CLO, DAN, EVE, FAY, GUS, PEOPLE, Seat, meet

COMMANDERS = st.sampled_from((ANN, BEN))
ANYBODY = st.sampled_from((ANN, BEN, CLO, DAN, EVE, FAY, GUS))
WHERE = st.integers(0, 2)
WHICH = st.integers(0, 5)
STEP_OF = {"acknowledged": "order.acknowledged", "displayed": "order.displayed", "reached": "order.reached"}


class Room(RuleBasedStateMachine):
    """Three seats; each knows only what it was given."""

    seats: tuple[Seat, ...]

    def __init__(self) -> None:
        """Ids are drawn alike each time, or hypothesis could not tell a story twice."""
        super().__init__()
        self._ids = patch("console.domain.ids.secrets.randbits", random.Random(0).getrandbits)
        self._ids.start()

    @initialize(skew=st.sampled_from((0, -3_600_000, 31_536_000_000)))
    def opens(self, skew: int) -> None:
        self.seats = (Seat(1, "SAFE"), Seat(2, "SIAMU", skew), Seat(3, "PF"))
        self.operation = self.seats[0].begin()
        meet(*self.seats)

    def _try(self, where: int, intent: Intent, who: PersonView | None) -> None:
        with suppress(Refused):  # anything else a rule raises is a fault
            self.seats[where].tell(intent, who)

    def _order(self, where: int, which: int) -> str:
        orders = sorted(self.seats[where].picture.all("order"), key=lambda t: t.id)
        return orders[which % len(orders)].id if orders else "0" * 32

    @rule(where=WHERE, who=COMMANDERS)
    def takes_command(self, where: int, who: PersonView) -> None:
        self._try(where, GrantCommand(holder=who.id, authority="High Official"), who)

    @rule(where=WHERE, who=COMMANDERS, to=COMMANDERS)
    def offers(self, where: int, who: PersonView, to: PersonView) -> None:
        self._try(where, OfferCommand(to=to.id), who)

    @rule(
        where=WHERE,
        who=COMMANDERS,
        intent=st.sampled_from(
            (AcceptCommand(), DeclineCommand(), ResumeCommand(), WithdrawCommand(reason="Enough"))
        ),
    )
    def hands_over(self, where: int, who: PersonView, intent: Intent) -> None:
        self._try(where, intent, who)

    @rule(where=WHERE, who=COMMANDERS, named=st.booleans())
    def names_an_aide(self, where: int, who: PersonView, named: bool) -> None:
        self._try(where, NameAide(person=DAN.id, named=named), who)

    @rule(where=WHERE, who=ANYBODY)
    def states_the_intent(self, where: int, who: PersonView) -> None:
        self._try(where, StateIntent(text="Contain"), who)

    @rule(where=WHERE, who=ANYBODY)
    def issues(self, where: int, who: PersonView) -> None:
        self._try(where, IssueOrder(to=("SIAMU", "PF"), text="Hold the ring"), who)

    @rule(where=WHERE, who=ANYBODY, which=WHICH)
    def issues_a_draft(self, where: int, who: PersonView, which: int) -> None:
        self._try(where, DraftOrder(to=("SIAMU",), text="Open the lock"), DAN)
        self._try(where, IssueOrder(draft=self._order(where, which)), who)

    @rule(where=WHERE, who=ANYBODY, which=WHICH)
    def cancels_or_replaces(self, where: int, who: PersonView, which: int) -> None:
        old = self._order(where, which)
        self._try(where, CancelOrder(order=old, reason="Wind"), who)
        self._try(where, IssueOrder(replaces=self._order(where, which + 1), text="More", reason="Wind"), who)

    @rule(
        where=WHERE,
        who=ANYBODY,
        which=WHICH,
        answer=st.sampled_from(ANSWERS),
        means=st.sampled_from(("", "phone")),
    )
    def answers(self, where: int, who: PersonView, which: int, answer: str, means: str) -> None:
        order = self._order(where, which)
        self._try(where, ReachOrder(order=order, agency=self.seats[where].agency), None)
        self._try(where, DisplayOrder(order=order), who)
        self._try(where, AcknowledgeOrder(order=order, agency="SIAMU", means=means), who)
        self._try(
            where, AnswerOrder(order=order, agency="SIAMU", answer=answer, reason="So", means=means), who
        )

    @rule(where=WHERE, who=ANYBODY, which=WHICH, epoch=st.integers(-1, 4))
    def a_patched_seat_writes(self, where: int, who: PersonView, which: int, epoch: int) -> None:
        seat = self.seats[where]
        order, operation = self._order(where, which), self.operation
        grants = seat.command(operation).grants
        grant = grants[which % len(grants)].entry if grants else "f" * 64
        seat.forge(OrderAnswered("PF", "done"), who, order, operation)
        seat.forge(OrderAcknowledged("SIAMU"), who, order, operation)
        seat.forge(OrderReached("SIAMU"), None, order, operation)
        seat.forge(
            OrderIssued(1, epoch, grant, ("PF",), "Home", operation=operation), EVE, "e" * 32, operation
        )
        seat.forge(CommandGranted(epoch, EVE.id, "Eve", "handover", "", grant, grant), who, operation)

    @rule(where=WHERE, to=WHERE, some=st.randoms(use_true_random=False))
    def some_arrives_twice_in_any_order(self, where: int, to: int, some: random.Random) -> None:
        held = list(self.seats[where].events.values())
        for event in some.sample(held, min(len(held), 4)):
            self.seats[to].take(event)
            self.seats[to].picture.fold(event)

    @rule(where=WHERE, to=WHERE)
    def two_seats_meet(self, where: int, to: int) -> None:
        meet(self.seats[where], self.seats[to])

    @invariant()
    def nobody_wins_silently(self) -> None:
        for seat in getattr(self, "seats", ()):
            view = seat.command(self.operation)
            assert view.holder in {"", ANN.id, BEN.id}
            assert (view.state in {"held", "offered"}) == bool(view.holder)
            assert (view.state == "contested") == bool(view.contested)

    @invariant()
    def no_shown_step_exceeds_its_evidence(self) -> None:
        for seat in getattr(self, "seats", ()):
            for thing in seat.picture.all("order"):
                self._evidenced(seat, thing.id)

    def _evidenced(self, seat: Seat, order: str) -> None:
        held = [
            (e.kind, getattr(e.fact, "agency", ""), e.author)
            for e in seat.events.values()
            if order in e.about
        ]
        view = seat.order(order)
        assert not (view.issued_by == "Eve" and view.open)
        for one in view.addressees:
            for step in one.steps:
                kind = STEP_OF.get(step.step, "order.issued" if step.step == "recorded" else "order.answered")
                agency = "" if step.step == "recorded" else one.agency
                by = [a for k, of, a in held if k == kind and of == agency]
                assert any(step.by in {a.name, a.seat_label} for a in by)
                if step.noted is None and step.step not in {"recorded", "reached"}:
                    assert any(a.name == step.by and a.agency == one.agency for a in by)

    def teardown(self) -> None:
        self._ids.stop()
        if not hasattr(self, "seats"):
            return
        meet(*self.seats)
        fresh = Seat(9)
        events = list(self.seats[0].events.values())
        random.Random(len(events)).shuffle(events)
        for event in events:
            fresh.take(event)
        assert {seen(seat, self.operation) for seat in (*self.seats, fresh)} == {seen(fresh, self.operation)}


def seen(seat: Seat, operation: str) -> tuple[Any, ...]:
    """All that a face could show of a seat, in a form that compares."""
    orders = sorted(seat.picture.all("order"), key=lambda t: t.id)
    seat.now = max(e.at for e in seat.events.values())
    return (
        seat.picture.digest(),
        str(seat.command(operation)),
        str([seat.order(t.id) for t in orders]),
        str([seat.needs(who) for who in PEOPLE]) if seat.now else "",
    )


TestRoom = Room.TestCase
TestRoom.settings = settings(
    max_examples=100, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
)
