"""What the protocol core asks its surroundings to do."""

from enum import IntEnum

from msgspec import Struct

from console.mesh.messages import Address
from db.entry import Entry


class Priority(IntEnum):
    """Which frame leaves first on a link. Pushed entries of one feed keep their order: the chain needs it."""

    CONTROL = 0  # also trust statements
    PUSH = 1
    URGENT = 2  # answers that carry command, orders, receipts
    ANSWER = 3


class Send(Struct, frozen=True):
    """Send a frame on a link."""

    peer: int
    frame: bytes
    priority: Priority = Priority.CONTROL


class Admit(Struct, frozen=True):
    """Give this run to the record, in the order of these effects, and report to `Mesh.admitted`."""

    peer: int
    feed: bytes
    run: tuple[Entry, ...]
    size: int
    tip: bytes = b""

    @property
    def last(self) -> bytes:
        return self.run[-1].header


class Repair(Struct, frozen=True):
    """Give each of these to `Record.repair`: it takes only what fits an entry that it holds."""

    peer: int
    entries: tuple[Entry, ...]


class AddStatements(Struct, frozen=True):
    """Add these to the trust, keep them, and tell `Mesh.statements_changed`."""

    peer: int
    raw: tuple[bytes, ...]


class Trusted(Struct, frozen=True):
    """Statements that came through the porch and are in the trust already: keep them, and fold again."""

    raw: tuple[bytes, ...]


class AddBoxes(Struct, frozen=True):
    """Keep those of these key boxes that are newer, and tell `Mesh.boxes_changed`."""

    peer: int
    raw: tuple[bytes, ...]


class Learned(Struct, frozen=True):
    """A peer named addresses of seats."""

    peer: int
    known: tuple[Address, ...]


class Met(Struct, frozen=True):
    """A link is complete: both sides have said hello."""

    peer: int
    seat: bytes


class Close(Struct, frozen=True):
    """End a link for a reason that is nobody's fault; frames sent before still leave."""

    peer: int
    code: str


class Violation(Struct, frozen=True):
    """End a link because the peer broke the protocol, and be slow to take it up again."""

    peer: int
    code: str


Effect = Send | Admit | Repair | AddStatements | AddBoxes | Learned | Met | Close | Violation
