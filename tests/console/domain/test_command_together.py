"""Seats that always hear one another, each by its own clock: all tell what people did, one after another."""

import random
from contextlib import suppress
from unittest.mock import patch

import pytest
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
from console.domain.facts import Intent, Refused
from console.domain.operations import (
    AssessThreat,
    CloseOperation,
    DecidePhase,
    OpenOperation,
    OperationView,
    ReopenOperation,
)
from console.domain.orders import CancelOrder, IssueOrder
from console.domain.requests import AnswerRequest, MakeRequest
from console.domain.room import PersonView
from tests.console.domain.seats import ANN, BEN, CLO, DAN, Seat, meet

SKEWS = st.sampled_from((0, -5_000, 120_000, -3_600_000, 31_536_000_000))
WHERE = st.integers(0, 2)
COMMANDERS = st.sampled_from((ANN, BEN))
AIDES = st.sampled_from((DAN, CLO))
ACTING = st.sampled_from((ANN, BEN, DAN, CLO))
PAUSES = st.sampled_from((3_000, 130_000))
FOLLOWED = 60_000  # ms by which a clock follows another


class Together(RuleBasedStateMachine):
    """What each person did, told in the order of the acts; every seat must tell the same."""

    def __init__(self) -> None:
        """Ids are drawn alike each time, or hypothesis could not tell a story twice."""
        super().__init__()
        self._ids = patch("console.domain.ids.secrets.randbits", random.Random(0).getrandbits)
        self._ids.start()
        self.holder: PersonView | None = None
        self.to: PersonView | None = None
        self.declined = self.closed = False
        self.aides: set[str] = set()
        self.dismissed: set[str] = set()
        self.intent: str | None = None
        self.phase = self.threat = 0
        self.count = self.now = 0
        self.orders: dict[str, bool] = {}  # whether it was cancelled
        self.requests: dict[str, str] = {}

    @initialize(first=SKEWS, second=SKEWS, third=SKEWS)
    def opens(self, first: int, second: int, third: int) -> None:
        self.seats = (Seat(1, "SAFE", first), Seat(2, "SIAMU", second), Seat(3, "PF", third))
        self.now = self.seats[0].now
        self.operation = self._tell(0, OpenOperation(title="Dock fire"), DAN)
        self.takes_command(1, ANN)
        self.names_an_aide(1, DAN, named=True)

    def _tell(self, where: int, intent: Intent, who: PersonView) -> str:
        """By the wall clock of the seat; all hear of it."""
        seat = self.seats[where]
        self.now = seat.now = max(self.now, *(s.now for s in self.seats)) + 1
        drafts = seat.picture.rule(intent, seat.author(who), seat.now + seat.skew)
        for draft in drafts:
            seat.record(draft, who)
        self.now = seat.now
        meet(*self.seats)
        return drafts[0].about[0]

    def _tries(self, where: int, intent: Intent, who: PersonView, may: bool) -> str:
        found = ""
        with suppress(Refused):
            found = self._tell(where, intent, who)
        assert bool(found) is may
        return found

    def _commands(self, who: PersonView) -> bool:
        if self.holder is None or self.to is not None or self.closed:
            return False
        return who is self.holder or who.id in self.aides

    @rule(ms=PAUSES)
    def waits(self, ms: int) -> None:
        self.now += ms
        for seat in self.seats:
            seat.now = self.now

    @rule(where=WHERE, who=COMMANDERS)
    def takes_command(self, where: int, who: PersonView) -> None:
        may = self.holder is None and not self.closed
        self._tries(
            where, GrantCommand(holder=who.id, authority="Governor", operation=self.operation), who, may
        )
        self.holder = who if may else self.holder

    @rule(where=WHERE, who=COMMANDERS, to=COMMANDERS)
    def offers(self, where: int, who: PersonView, to: PersonView) -> None:
        may = self.holder is who and self.to is None and to is not who and not self.closed
        self._tries(where, OfferCommand(to=to.id, operation=self.operation), who, may)
        if may:
            self.to, self.declined = to, False

    def _begins(self, who: PersonView | None) -> None:
        self.holder, self.to, self.declined, self.aides = who, None, False, set()
        self.dismissed = set()

    @rule(where=WHERE, who=COMMANDERS)
    def accepts(self, where: int, who: PersonView) -> None:
        may = self.to is who and not self.declined and not self.closed
        self._tries(where, AcceptCommand(operation=self.operation), who, may)
        if may:
            self._begins(who)

    @rule(where=WHERE, who=COMMANDERS)
    def declines(self, where: int, who: PersonView) -> None:
        may = self.to is who and not self.declined and not self.closed
        self._tries(where, DeclineCommand(operation=self.operation), who, may)
        self.declined = self.declined or may

    @rule(where=WHERE, who=COMMANDERS)
    def resumes(self, where: int, who: PersonView) -> None:
        may = self.holder is who and self.to is not None and not self.closed
        self._tries(where, ResumeCommand(operation=self.operation), who, may)
        if may:
            self._begins(who)

    @rule(where=WHERE, who=COMMANDERS)
    def lays_down(self, where: int, who: PersonView) -> None:
        may = self.holder is who
        self._tries(where, WithdrawCommand(reason="Relieved", operation=self.operation), who, may)
        if may:
            self._begins(None)

    @rule(where=WHERE, aide=AIDES, named=st.booleans())
    def names_an_aide(self, where: int, aide: PersonView, named: bool) -> None:
        if aide.id in self.dismissed and self._runs_ahead(where):
            return  # not survived: see the last test
        may = self.holder is not None and not self.closed and named is not (aide.id in self.aides)
        said = NameAide(person=aide.id, named=named, operation=self.operation)
        self._tries(where, said, self.holder or ANN, may)
        if may:
            self.aides ^= {aide.id}
            self.dismissed |= set() if named else {aide.id}

    def _runs_ahead(self, where: int) -> bool:
        """Of some seat by more than its clock follows."""
        return any(self.seats[where].skew > seat.skew + FOLLOWED for seat in self.seats)

    @rule(where=WHERE, who=ACTING)
    def states_the_intent(self, where: int, who: PersonView) -> None:
        may = self._commands(who)
        self.count += 1
        said = f"Contain {self.count}"
        self._tries(where, StateIntent(text=said, operation=self.operation), who, may)
        self.intent = said if may else self.intent

    @rule(where=WHERE, who=ACTING, level=st.integers(1, 4))
    def decides(self, where: int, who: PersonView, level: int) -> None:
        may = self._commands(who)
        phase = DecidePhase(
            phase=("municipal", "federal")[level % 2], authority=str(level), operation=self.operation
        )
        self._tries(where, phase, who, may)
        threat = AssessThreat(area="Region", level=level, authority="CUTA", operation=self.operation)
        self._tries(where, threat, who, may)
        if may:
            self.phase = self.threat = level

    @rule(where=WHERE, who=ACTING)
    def issues(self, where: int, who: PersonView) -> None:
        order = IssueOrder(to=("SIAMU",), text="Enter the tunnel", operation=self.operation)
        found = self._tries(where, order, who, self._commands(who))
        if found:
            self.orders[found] = False

    @rule(where=WHERE, who=ACTING, which=st.integers(0, 9))
    def cancels(self, where: int, who: PersonView, which: int) -> None:
        running = [order for order, ended in self.orders.items() if not ended]
        if not running or self.closed:
            return
        order = running[which % len(running)]
        if self._tries(where, CancelOrder(order=order, reason="gas"), who, self._commands(who)):
            self.orders[order] = True

    @rule(where=WHERE, who=ACTING, state=st.sampled_from(("granted", "refused")))
    def asks_and_decides(self, where: int, who: PersonView, state: str) -> None:
        if self.closed:
            return
        asked = self._tell(where, MakeRequest(to="command", text="Warn", operation=self.operation), DAN)
        answer = AnswerRequest(request=asked, state=state, reason="So")
        found = self._tries(where, answer, who, self._commands(who))
        self.requests[asked] = state if found else "asked"

    @rule(where=WHERE)
    def closes_or_reopens(self, where: int) -> None:
        acts = (CloseOperation, ReopenOperation)
        act = acts[self.closed](
            operation=self.operation, reason="So", **({} if self.closed else {"despite": True})
        )
        self._tell(where, act, DAN)
        self.closed = not self.closed

    @invariant()
    def every_seat_tells_it(self) -> None:
        for seat in getattr(self, "seats", ()):
            view = seat.command(self.operation)
            state = "nobody" if self.holder is None else "held" if self.to is None else "offered"
            assert (view.state, view.incomplete, view.contested) == (state, False, ())
            assert view.holder == (self.holder.id if self.holder else "")
            assert view.offered_to == (self.to.id if self.to else "")
            assert view.declined == self.declined
            assert set(view.acting) == self.aides
            assert (view.intent.value, view.intent.conflict) == (self.intent, False)
            self._told_of_the_operation(seat)
            for order, ended in self.orders.items():
                shown = seat.order(order)
                assert (shown.invalid, shown.open) == ("", not ended)
            for request, said in self.requests.items():
                assert seat.request(request).state.value["state"] == said

    def _told_of_the_operation(self, seat: Seat) -> None:
        view = seat.picture.view(seat.picture.get(self.operation, "operation"))
        assert isinstance(view, OperationView)
        assert view.fields["state"].value == ("closed" if self.closed else "open")
        if self.phase:
            assert view.fields["phase"].value["authority"] == str(self.phase)
            assert [t.shown.value["level"] for t in view.threats] == [self.threat]

    def teardown(self) -> None:
        self._ids.stop()


TestTogether = Together.TestCase
TestTogether.settings = settings(
    max_examples=100, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
)


@pytest.mark.xfail(reason="what an aide did does not say which word about him it follows", strict=True)
def test_what_an_aide_does_counts_whom_a_clock_ahead_has_named_again() -> None:
    right, ahead = Seat(1, "SAFE"), Seat(2, "SIAMU", 120_000)
    operation = right.begin()
    right.tell(GrantCommand(holder=ANN.id, authority="Governor", operation=operation), ANN)
    for seat, named in ((right, True), (right, False), (ahead, True)):
        meet(right, ahead)
        seat.tell(NameAide(person=DAN.id, named=named, operation=operation), ANN)
    meet(right, ahead)
    order = right.tell(IssueOrder(to=("SIAMU",), text="Enter the tunnel", operation=operation), DAN)
    assert right.order(order).invalid == ""
