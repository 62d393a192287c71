"""What a seat says by itself: that an order for its agency has reached it."""

import random
import time
from collections.abc import Iterable

from console.domain.facts import Event, Refused
from console.domain.order_facts import OrderIssued
from console.domain.orders import ReachOrder
from console.seat.commits import Commits
from console.seat.intents import Teller
from console.seat.ledger import Ledger
from console.seat.sessions import Sessions
from console.trust.errors import Refusal
from db.errors import StorageFailed

SOONEST, LATEST = 1.0, 3.0  # seconds that another seat of the agency lets the liaison's speak first


class Receipts:
    """Orders that are to be confirmed as reached, each with the moment from which this seat does it."""

    def __init__(self, ledger: Ledger, commits: Commits, teller: Teller, sessions: Sessions) -> None:
        self._ledger, self._commits = ledger, commits
        self._teller, self._sessions = teller, sessions
        self._due: dict[str, float] = {}

    @property
    def _agency(self) -> str:
        seat = self._ledger.trust.seats.get(self._ledger.seat)
        return seat.agency if seat is not None and not seat.revoked else ""

    def stored(self, events: Iterable[Event]) -> None:
        """Entries are on disk: note the orders among them that are for this seat's agency."""
        for event in events:
            if isinstance(event.fact, OrderIssued) and self._agency in event.fact.to:
                self._due.setdefault(event.about[0], time.monotonic() + self._delay())

    def begin(self) -> None:
        """At start: the orders that nobody of the agency has confirmed yet; those at rest need it no more."""
        for thing in self._ledger.picture.at_hand("order"):
            self.stored(thing.events)

    def _delay(self) -> float:
        if any(self._is_liaison(sitter.person) for sitter in self._sessions.open):
            return 0.0
        return random.uniform(SOONEST, LATEST)  # noqa: S311 - only spreads the seats

    def _is_liaison(self, person: bytes) -> bool:
        found = self._ledger.trust.people.get(person)
        return found is not None and found.agency == self._agency and "liaison" in found.roles

    def step(self) -> None:
        """Confirm what is due. Call it when nothing is being written."""
        now = time.monotonic()
        for order in [order for order, due in self._due.items() if due <= now]:
            del self._due[order]
            self._confirm(order)

    def _confirm(self, order: str) -> None:
        try:
            with self._commits.writing():
                asked = ReachOrder(order=order, agency=self._agency)
                self._teller.write(asked, self._ledger.author(0), 0)
        except StorageFailed:
            self._again(order)
        except (Refused, Refusal):
            return  # somebody else did, or the order is none
        else:
            self._commits.promise(lambda: None, lambda _: self._again(order))

    def _again(self, order: str) -> None:
        self._due[order] = time.monotonic() + LATEST

    @property
    def soonest(self) -> float | None:
        """Seconds until something is due."""
        return max(0.0, min(self._due.values()) - time.monotonic()) if self._due else None
