"""Seats without disk, keys or network: each a picture of the events it holds."""

import hashlib
from collections.abc import Callable

import pytest

from console.domain import everything
from console.domain.author import Author
from console.domain.command_view import CommandView, command
from console.domain.facts import Draft, Event, Fact, Intent, Refused, decode, encode
from console.domain.needs import NeedsView, needs
from console.domain.operations import OpenOperation
from console.domain.orders import OrderView
from console.domain.picture import Picture
from console.domain.reference import AgencyEntry, Reference
from console.domain.requests import RequestView
from console.domain.room import PersonView

assert everything.__all__
START = 1_800_000_000_000
AGENCIES = ("SAFE", "SIAMU", "PF", "STIB", "BM")


def person(n: int, name: str, agency: str, *roles: str) -> PersonView:
    return PersonView(f"{n:032x}", name, agency, roles)


ANN = person(1, "Ann", "SAFE", "operator", "commander")
BEN = person(2, "Ben", "SIAMU", "liaison", "commander")
CLO = person(3, "Clo", "PF", "liaison")
DAN = person(4, "Dan", "SAFE", "operator")
EVE = person(5, "Eve", "STIB", "observer")
FAY = person(6, "Fay", "SAFE", "administrator")
GUS = person(7, "Gus", "SIAMU", "liaison")
PEOPLE = (ANN, BEN, CLO, DAN, EVE, FAY, GUS)


class Seat:
    """Holds events, gives them to others on demand; `skew` is how far its clock is ahead."""

    def __init__(self, number: int = 1, agency: str = "SAFE", skew: int = 0) -> None:
        self.number, self.agency, self.skew = number, agency, skew
        self.label = f"seat {number}"
        self.events: dict[str, Event] = {}
        self.picture = Picture(
            lambda thing: [e for e in self.events.values() if thing in e.about],
            Reference({code: AgencyEntry(code) for code in AGENCIES}),
            lambda entries: [self.events[entry] for entry in entries],
        )
        self.picture.people = {p.id: p for p in PEOPLE}
        self.now, self.seq, self.clock = START, 0, 0

    def author(self, who: PersonView | None) -> Author:
        if who is None:
            return Author(f"{self.number:032x}", self.label, self.number, self.agency)
        return Author(
            seat=f"{self.number:032x}",
            seat_label=self.label,
            seat_number=self.number,
            seat_agency=self.agency,
            person=who.id,
            name=who.name,
            agency=who.agency,
            roles=frozenset(who.roles),
        )

    def tell(self, intent: Intent, who: PersonView | None) -> str:
        """Ask for `intent`; returns the id of the first thing that its facts are about."""
        drafts = self.picture.rule(intent, self.author(who), self.now + self.skew)
        for draft in drafts:
            self.record(draft, who)
        return drafts[0].about[0]

    def record(self, draft: Draft, who: PersonView | None) -> Event:
        """Write a fact, whether or not any rule allows it."""
        self.seq += 1
        self.now += 1
        self.clock = max(self.clock + 1, (self.now + self.skew) << 16)
        fact = decode(draft.fact.kind, encode(draft.fact))
        event = Event(
            id=hashlib.sha256(f"{self.number}:{self.seq}".encode()).hexdigest(),
            hlc=self.clock,
            kind=draft.fact.kind,
            about=draft.about,
            author=self.author(who),
            fact=fact,
            replaces=self.picture.replaces(draft),
            feed=f"{self.number:064x}",
            seq=self.seq,
        )
        self.take(event)
        return event

    def forge(self, fact: Fact, who: PersonView | None, *about: str) -> Event:
        """What a patched seat writes, asking no rule."""
        return self.record(Draft(fact, about), who)

    def take(self, event: Event, *, lasting: bool = False) -> None:
        if event.id not in self.events:
            self.picture.fold(event, lasting=lasting)
            self.events[event.id] = event
            self.clock = max(self.clock, min(event.hlc, (self.now + self.skew + 60_000) << 16))

    def hear(self, other: "Seat") -> None:
        """Take all that the other holds."""
        for event in list(other.events.values()):
            self.take(event, lasting=True)

    def begin(self, title: str = "Dock fire") -> str:
        return self.tell(OpenOperation(title=title), DAN)

    def command(self, operation: str) -> CommandView:
        return command(self.picture, operation)

    def order(self, order: str) -> OrderView:
        view = self.picture.view(self.picture.get(order, "order"))
        assert isinstance(view, OrderView)
        return view

    def request(self, request: str) -> RequestView:
        view = self.picture.view(self.picture.get(request, "request"))
        assert isinstance(view, RequestView)
        return view

    def needs(self, who: PersonView) -> NeedsView:
        return needs(self.picture, self.author(who), self.now)


def meet(*seats: Seat) -> None:
    """All seats hold what any of them holds."""
    for one in seats:
        for other in seats:
            one.hear(other)


def refusal(seat: Seat, intent: Intent, who: PersonView | None = DAN) -> Refused:
    """Why it is refused; nothing is written by then."""
    held = len(seat.events)
    with pytest.raises(Refused) as said:
        seat.tell(intent, who)
    assert len(seat.events) == held
    return said.value


def refused(code: str, act: Callable[[], object]) -> None:
    """Check that it is refused with this code."""
    with pytest.raises(Refused) as said:
        act()
    assert said.value.code == code
