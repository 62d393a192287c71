"""Orders: what the holder of command demands under an epoch, and each addressee's loop until done."""

import msgspec

from console.domain.facts import Intent, Noted
from console.domain.order_facts import ANSWERS
from console.domain.registers import Shown

__all__ = [
    "ANSWERS",
    "STEPS",
    "AcknowledgeOrder",
    "Addressee",
    "AnswerOrder",
    "CancelOrder",
    "DisplayOrder",
    "DraftOrder",
    "IssueOrder",
    "OrderView",
    "ReachOrder",
    "Step",
]

STEPS = ("recorded", "reached", "displayed", "acknowledged", *ANSWERS)


class DraftOrder(Intent, frozen=True, kw_only=True, tag="order.draft"):
    """Propose an order to the holder, who issues it with one act."""

    to: tuple[str, ...]
    text: str
    operation: str = ""
    incident: str = ""
    due: int = 0
    rationale: str = ""
    request: str = ""


class IssueOrder(Intent, frozen=True, kw_only=True, tag="order.issue"):
    """A new order, or from a draft or request, or replacing one: their fields stand where these are empty."""

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
    """Said by a desk that has shown it for a second, to a person of the addressee."""

    order: str


class AcknowledgeOrder(Intent, frozen=True, kw_only=True, tag="order.acknowledge"):
    """`agency` is the author's own by default; with `means` it is noted for another agency (by voice)."""

    order: str
    agency: str = ""
    means: str = ""
    informant: str = ""


class AnswerOrder(Intent, frozen=True, kw_only=True, tag="order.answer"):
    """One of ANSWERS; refused and impossible need a reason. With `means` it is noted for another agency."""

    order: str
    answer: str
    reason: str = ""
    agency: str = ""
    means: str = ""
    informant: str = ""


class CancelOrder(Intent, frozen=True, kw_only=True, tag="order.cancel"):
    """Nobody is to carry it out any longer."""

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
    reason: str = ""  # why cancelled or replaced
    replaced_by: str = ""  # order
    issued_seat: str = ""  # label
    grant: str = ""
    drafted_by: str = ""
    differs: bool = False  # a draft was issued twice, with different content
