"""What is recorded about orders: drafted, issued, received, answered, cancelled, replaced."""

import hashlib
from functools import lru_cache
from typing import Any

from console.domain.author import Author
from console.domain.facts import Fact, Noted, fact

ANSWERS = ("accepted", "refused", "under_way", "done", "impossible")


@lru_cache(256)  # agencies are few
def slot(agency: str) -> int:
    """The number of the register that holds an agency's answer: above all fields of an order."""
    return 1 << 24 | int.from_bytes(hashlib.sha256(agency.encode(errors="replace")).digest()[:3])


@fact("order.drafted", power="draft")
class OrderDrafted(Fact, frozen=True, array_like=True):
    """about: (order, operation, incident?). Waits for the holder's one act. Never under an epoch."""

    to: tuple[str, ...]
    text: str
    due: int = 0
    rationale: str = ""
    operation: str = ""
    incident: str = ""
    request: str = ""

    def changes(self) -> dict[int, Any]:
        return {1: {"state": "draft"}}


@fact("order.issued", power="command")
class OrderIssued(Fact, frozen=True, array_like=True):
    """about: (order, operation, incident?, request?, replaced order?). `grant`: entry id."""

    number: int
    epoch: int
    grant: str
    to: tuple[str, ...]
    text: str
    due: int = 0
    rationale: str = ""
    operation: str = ""
    incident: str = ""
    request: str = ""
    replaced: str = ""
    acting: bool = False  # issued by an aide for the holder

    def changes(self) -> dict[int, Any]:
        return {1: {"state": "issued"}}


@fact("order.reached", power="seat")
class OrderReached(Fact, frozen=True, array_like=True):
    """A seat of the addressee stored it. Written by the seat."""

    agency: str

    def befits(self, author: Author) -> bool:
        return self.agency == author.seat_agency


@fact("order.displayed", power="receive")
class OrderDisplayed(Fact, frozen=True, array_like=True):
    """Shown for a second or more, unlocked, to a person of the addressee; once per order and person."""

    agency: str

    def befits(self, author: Author) -> bool:
        return self.agency == author.agency


@fact("order.acknowledged", power="answer")
class OrderAcknowledged(Fact, frozen=True, array_like=True):
    """A person of the addressee has read it, or said so to the one who noted it."""

    agency: str
    noted: Noted | None = None

    def speaks_for(self) -> str:
        return self.agency

    def note(self) -> Noted | None:
        return self.noted


@fact("order.answered", power="answer")
class OrderAnswered(Fact, frozen=True, array_like=True):
    """What an addressee makes of it: a register per agency, so that a correction replaces another."""

    agency: str
    answer: str
    reason: str = ""
    noted: Noted | None = None

    def changes(self) -> dict[int, Any]:
        return {slot(self.agency): self.answer}

    def befits(self, author: Author) -> bool:  # noqa: ARG002 - a word of no known answer befits nobody
        return self.answer in ANSWERS

    def speaks_for(self) -> str:
        return self.agency

    def note(self) -> Noted | None:
        return self.noted


@fact("order.cancelled", power="command")
class OrderCancelled(Fact, frozen=True, array_like=True):
    """Nobody is to carry it out any longer."""

    reason: str
    epoch: int = 0
    grant: str = ""

    def changes(self) -> dict[int, Any]:
        return {1: {"state": "cancelled", "reason": self.reason}}


@fact("order.replaced", power="command")
class OrderReplaced(Fact, frozen=True, array_like=True):
    """Written together with the issuing of the order that replaces it. about: (old, operation, new)."""

    reason: str
    by_order: str
    epoch: int = 0
    grant: str = ""

    def changes(self) -> dict[int, Any]:
        return {1: {"state": "replaced", "reason": self.reason, "by_order": self.by_order}}


ORDER_FACTS: tuple[type[Fact], ...] = (
    OrderDrafted,
    OrderIssued,
    OrderReached,
    OrderDisplayed,
    OrderAcknowledged,
    OrderAnswered,
    OrderCancelled,
    OrderReplaced,
)
