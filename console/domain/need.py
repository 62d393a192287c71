"""One thing that waits for one person, and for whom and when it is looked for."""

from typing import Any

import msgspec

from console.domain.author import Author
from console.domain.listing import AHEAD
from console.domain.picture import Picture

SORTS = (
    "acknowledge",
    "answer",
    "request",
    "offer",
    "conflict",
    "refusal",
    "overdue",
    "agenda",
    "draft",
    "passphrase",
    "afterwards",
)
UNACKNOWLEDGED = 120_000  # ms without acknowledgement before the issuer hears of it
UNANSWERED_OFFER = 120_000
SOON = 15 * 60_000  # an agenda step is a need this long before its time
REFUSAL_SHOWN = 30 * 60_000  # a refused request is its asker's need this long


class Need(msgspec.Struct, frozen=True):
    """One thing that waits for this person. `thing` is what the act is about."""

    sort: str
    thing: str
    label: str  # e.g. the order's number and text
    params: dict[str, Any] = {}
    since: int = 0
    due: int = 0
    severity: str = "notice"


class Asked(msgspec.Struct, frozen=True):
    """For whom needs are looked for, when, in what."""

    picture: Picture
    author: Author
    now: int

    def late(self, due: int) -> bool:
        """Whether a time that was set has passed."""
        return bool(due) and due < self.now

    def waited(self, since: int, limit: int) -> bool:
        """Whether something waits for longer than this. Since a time to come: its clock was ahead, nobody
        knows how long it waits, and it is better told too early than hours late.
        """
        return self.late(since + limit) or since > self.now + AHEAD


def label(number: int | str, text: str) -> str:
    """How a need names its thing."""
    short = " ".join(text[:160].split())
    return f"{number} {short}" if number else short
