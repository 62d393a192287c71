"""Command on three islands: people are revoked, programs lie, operations close and reopen, clocks differ."""

import random
from collections.abc import Iterable
from contextlib import suppress

import msgspec
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from console.domain.author import AFTER_REVOCATION, GOOD
from console.domain.command import (
    AcceptCommand,
    GrantCommand,
    NameAide,
    OfferCommand,
    ResumeCommand,
    VacateCommand,
    WithdrawCommand,
    may_command,
)
from console.domain.command_facts import CommandGranted, CommandOffered
from console.domain.command_view import CommandView
from console.domain.facts import Event, Refused
from console.domain.operations import CloseOperation, ReopenOperation
from console.domain.room import PersonView
from tests.console.domain.seats import ANN, BEN, CLO, DAN, FAY, PEOPLE, Seat, person
from tests.console.domain.test_command_machine import WHERE, Room, seen
from tests.console.domain.test_order_of_arrival import everything_shown

HAL = person(8, "Hal", "SAFE", "operator", "commander")
SKEWS = st.sampled_from((0, 0, -5_000, 120_000, -3_600_000, 31_536_000_000))
CLAIMANTS = st.sampled_from((ANN, BEN, HAL))
EPOCHS = st.sampled_from((-(2**63), 0, 1, 2, 3, 999_999, 1_000_000, 2**64 - 1))


class Islands(Room):
    """As `Room`, where trust comes to a seat with the entries that it hears of."""

    cuts: dict[str, set[str]]  # by person who was revoked: what still counts
    knows: tuple[set[str], ...]  # by seat: who was revoked

    @initialize(first=SKEWS, second=SKEWS, third=SKEWS)
    def opens(self, first: int, second: int, third: int) -> None:
        self.seats = (Seat(1, "SAFE", first), Seat(2, "SIAMU", second), Seat(3, "PF", third))
        self.cuts, self.knows = {}, (set(), set(), set())
        for seat in self.seats:
            seat.picture.people[HAL.id] = HAL
        self.operation = self.seats[0].begin()
        self._try(0, GrantCommand(holder=ANN.id, authority="High Official"), ANN)
        self._all_meet()

    def _all_meet(self) -> None:
        for where in range(3):
            for other in range(3):
                self._hears(where, other)

    def _hears(self, where: int, other: int, events: Iterable[Event] = ()) -> None:
        self.knows[where].update(self.knows[other])
        for event in events or list(self.seats[other].events.values()):
            author = msgspec.structs.replace(event.author, standing=GOOD)
            self.seats[where].take(msgspec.structs.replace(event, author=author), lasting=True)
        self._judges(self.seats[where], self.knows[where])

    @rule(where=WHERE, to=WHERE, some=st.randoms(use_true_random=False))
    def some_arrives_twice_in_any_order(self, where: int, to: int, some: random.Random) -> None:
        held = list(self.seats[where].events.values())
        self._hears(to, where, some.sample(held, min(len(held), 4)))

    def _judges(self, seat: Seat, revoked: set[str]) -> None:
        """As a seat does once it has new statements: whose standing is another is folded again."""
        for id_ in revoked:
            seat.picture.people[id_] = msgspec.structs.replace(seat.picture.people[id_], revoked=True)
        for event in list(seat.events.values()):
            author, cut = event.author, self.cuts.get(event.author.person, set())
            if author.person in revoked and event.id not in cut and author.standing == GOOD:
                author = msgspec.structs.replace(author, standing=AFTER_REVOCATION)
                seat.events[event.id] = msgspec.structs.replace(event, author=author)
                seat.picture.refold(event.about[0])

    @rule(where=WHERE, to=WHERE)
    def two_seats_meet(self, where: int, to: int) -> None:
        self._hears(where, to)
        self._hears(to, where)

    @rule(where=WHERE, who=st.sampled_from((ANN, BEN, DAN)))
    def revokes(self, where: int, who: PersonView) -> None:
        if who.id not in self.cuts:
            self.cuts[who.id] = {e.id for e in self.seats[where].events.values() if e.author.person == who.id}
            self.knows[where].add(who.id)
            self._judges(self.seats[where], self.knows[where])

    def _try_as(self, where: int, intent: object, who: PersonView) -> None:
        """Who is revoked, and known to be, signs in nowhere."""
        if who.id not in self.knows[where]:
            self._try(where, intent, who)  # type: ignore[arg-type]

    @rule(where=WHERE)
    def vacates(self, where: int) -> None:
        self._try(where, VacateCommand(reason="Key stolen", operation=self.operation), FAY)

    @rule(where=WHERE, who=CLAIMANTS, to=CLAIMANTS)
    def passes_on(self, where: int, who: PersonView, to: PersonView) -> None:
        self._try_as(where, OfferCommand(to=to.id), who)

    @rule(where=WHERE, who=CLAIMANTS, take=st.sampled_from((AcceptCommand(), ResumeCommand())))
    def takes_on(self, where: int, who: PersonView, take: AcceptCommand | ResumeCommand) -> None:
        self._try_as(where, take, who)

    @rule(where=WHERE, who=CLAIMANTS, aide=st.sampled_from((CLO, DAN)), named=st.booleans())
    def lets_act(self, where: int, who: PersonView, aide: PersonView, named: bool) -> None:
        self._try_as(where, NameAide(person=aide.id, named=named), who)

    @rule(where=WHERE, again=st.booleans())
    def closes_or_reopens(self, where: int, again: bool) -> None:
        if again:
            self._try(where, ReopenOperation(operation=self.operation, reason="Rekindled"), DAN)
        else:
            self._try(where, CloseOperation(operation=self.operation, reason="Over", despite=True), DAN)

    @rule(where=WHERE, ms=st.sampled_from((3_000, 130_000)))
    def waits(self, where: int, ms: int) -> None:
        self.seats[where].now += ms

    @rule(
        where=WHERE,
        who=CLAIMANTS,
        epoch=EPOCHS,
        basis=st.sampled_from(("initial", "handover", "resume", "")),
        which=st.integers(0, 5),
    )
    def a_changed_program_claims(
        self, where: int, who: PersonView, epoch: int, basis: str, which: int
    ) -> None:
        seat = self.seats[where]
        if who.id in self.knows[where]:
            return
        grants = ["", *(g.entry for g in seat.command(self.operation).grants)]
        offers = ["", *(e.id for e in seat.events.values() if isinstance(e.fact, CommandOffered))]
        grant, offer = grants[which % len(grants)], offers[which % len(offers)]
        claim = CommandGranted(epoch, who.id, who.name, basis, "", grant, offer)
        seat.forge(claim, who, self.operation)

    @invariant()
    def nobody_wins_silently(self) -> None:
        for seat, revoked in zip(getattr(self, "seats", ()), getattr(self, "knows", ()), strict=True):
            view = seat.command(self.operation)
            assert (view.state in {"held", "offered"}) == bool(view.holder)
            assert (view.state == "contested") == bool(view.contested)
            for who in (*PEOPLE, HAL):
                if (
                    who.id not in revoked
                    and may_command(seat.picture, self.operation, seat.author(who)) is None
                ):
                    assert who.id in _in_command(view)
            if view.state == "held" and view.holder not in revoked:
                holder = seat.author(seat.picture.people[view.holder])
                assert may_command(seat.picture, self.operation, holder) is None

    @invariant()
    def every_offer_waits_for_somebody(self) -> None:
        for seat in getattr(self, "seats", ()):
            view = seat.command(self.operation)
            operation = seat.picture.get(self.operation, "operation")
            for offer in view.offers if operation.value("state") != "closed" else ():
                waits = offer.holder if offer.declined else offer.to
                who = seat.picture.people[waits]
                sorts = {n.sort for n in seat.needs(who).needs if n.thing == self.operation}
                assert ("refusal" if offer.declined else "offer") in sorts

    def _comes_to_somebody(self) -> None:
        """Whatever was done before, people can bring it about that one of them is in command."""
        seat = self.seats[0]
        self._try(0, ReopenOperation(operation=self.operation, reason="Rekindled"), FAY)
        for _ in range(20):
            view = seat.command(self.operation)
            if view.state == "nobody":
                break
            self._try(0, VacateCommand(reason="Key stolen", operation=self.operation), FAY)
            for who in (ANN, BEN, HAL):
                self._try_as(0, WithdrawCommand(reason="Enough", operation=self.operation), who)
        assert seat.command(self.operation).state == "nobody"
        seat.tell(GrantCommand(holder=HAL.id, authority="Governor", operation=self.operation), HAL)
        view = seat.command(self.operation)
        assert (view.state, view.name) == ("held", "Hal")

    def teardown(self) -> None:
        self._ids.stop()
        if not hasattr(self, "seats"):
            return
        self._all_meet()
        fresh = Seat(9)
        fresh.picture.people[HAL.id] = HAL
        for event in reversed(self.seats[0].events.values()):
            fresh.take(event)
        self._judges(fresh, self.knows[0])
        for seat in self.seats:
            assert seen(seat, self.operation) == seen(fresh, self.operation)
            assert everything_shown(seat.picture) == everything_shown(fresh.picture)
        with suppress(Refused):
            self.seats[0].tell(ReopenOperation(operation=self.operation, reason="Rekindled"), CLO)
        self._comes_to_somebody()


def _in_command(view: CommandView) -> set[str]:
    claimed = {each for grant in view.contested for each in (grant.holder, *grant.aides)}
    return {view.holder, *view.acting, *claimed} - {""}


TestIslands = Islands.TestCase
TestIslands.settings = settings(
    max_examples=60, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
)
