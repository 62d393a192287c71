"""Orders: what the holder of command demands under an epoch, and each addressee's loop until done."""

from typing import Any

import msgspec

from console.domain.facts import Fact, Intent, Noted, fact
from console.domain.registers import Shown
from console.domain.subjects import Field

ANSWERS = ("accepted", "refused", "under_way", "done", "impossible")
STEPS = ("recorded", "reached", "displayed", "acknowledged", *ANSWERS)

FIELDS = (Field(1, "state", dict[str, Any]),)  # {"state": draft | issued | cancelled | replaced, "reason", "by_order"}


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
    """about: (order, operation, incident?, request?, replaced order?). `grant`: entry id of the grant it stands under."""

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


@fact("order.displayed", power="receive")
class OrderDisplayed(Fact, frozen=True, array_like=True):
    """Rendered for a second or more, unlocked, a person of the addressee signed in; once per order and person."""

    agency: str


@fact("order.acknowledged", power="answer")
class OrderAcknowledged(Fact, frozen=True, array_like=True):
    agency: str
    noted: Noted | None = None

    def speaks_for(self) -> str:
        return self.agency

    def note(self) -> Noted | None:
        return self.noted


@fact("order.answered", power="answer")
class OrderAnswered(Fact, frozen=True, array_like=True):
    agency: str
    answer: str
    reason: str = ""
    noted: Noted | None = None

    def speaks_for(self) -> str:
        return self.agency

    def note(self) -> Noted | None:
        return self.noted


@fact("order.cancelled", power="command")
class OrderCancelled(Fact, frozen=True, array_like=True):
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


class DraftOrder(Intent, frozen=True, kw_only=True, tag="order.draft"):
    to: tuple[str, ...]
    text: str
    operation: str = ""
    incident: str = ""
    due: int = 0
    rationale: str = ""
    request: str = ""


class IssueOrder(Intent, frozen=True, kw_only=True, tag="order.issue"):
    """A new order; or of a draft (`draft` set: its fields stand where these are empty); or from a request; or replacing one."""

    to: tuple[str, ...] = ()
    text: str = ""
    operation: str = ""
    incident: str = ""
    due: int = 0
    rationale: str = ""
    draft: str = ""
    request: str = ""
    replaces: str = ""
    reason: str = ""  # why the other is replaced


class ReachOrder(Intent, frozen=True, kw_only=True, tag="order.reach"):
    """Asked by the seat itself."""

    order: str
    agency: str


class DisplayOrder(Intent, frozen=True, kw_only=True, tag="order.display"):
    order: str


class AcknowledgeOrder(Intent, frozen=True, kw_only=True, tag="order.acknowledge"):
    """`agency` is the author's own by default; with `means` it is noted for another agency (by voice)."""

    order: str
    agency: str = ""
    means: str = ""
    informant: str = ""


class AnswerOrder(Intent, frozen=True, kw_only=True, tag="order.answer"):
    order: str
    answer: str
    reason: str = ""
    agency: str = ""
    means: str = ""
    informant: str = ""


class CancelOrder(Intent, frozen=True, kw_only=True, tag="order.cancel"):
    order: str
    reason: str


class Step(msgspec.Struct, frozen=True):
    """A step of one addressee, with its evidence."""

    step: str  # of STEPS
    at: int
    by: str
    seat: str = ""
    reason: str = ""
    noted: Noted | None = None


class Addressee(msgspec.Struct, frozen=True):
    """One agency's loop. `steps` in order of evidence; `voice`: acknowledged only by voice, as noted."""

    agency: str
    steps: tuple[Step, ...] = ()
    voice: bool = False
    answer: str = ""  # last of ANSWERS
    answered: Shown = Shown()
    contradicted: bool = False  # done and impossible both stand
    closed: bool = False


class OrderView(msgspec.Struct, frozen=True):
    """Mirrored as ("order", id) while open, and for some time after."""

    id: str
    operation: str
    incident: str
    number: int  # 0: draft
    letters: str
    epoch: int
    text: str
    due: int
    rationale: str
    issued: int
    issued_by: str
    acting_for: str  # name of the holder, where an aide issued it
    request: str
    replaced: str  # order that this one replaces
    state: Shown
    addressees: tuple[Addressee, ...] = ()
    invalid: str = ""  # why it has no effect: command.not_holder, contested…
    twin: bool = False
    open: bool = True
