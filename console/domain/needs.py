"""Needs you: what one person owes the room, and what came back to them."""

from typing import Any

import msgspec

SORTS = ("acknowledge", "answer", "request", "offer", "conflict", "refusal", "overdue", "agenda", "draft")


class Need(msgspec.Struct, frozen=True):
    """One thing that waits for this person. `thing` is what the act is about."""

    sort: str
    thing: str
    label: str  # e.g. the order's number and text
    params: dict[str, Any] = {}
    since: int = 0
    due: int = 0
    severity: str = "notice"


class NeedsView(msgspec.Struct, frozen=True):
    """Mirrored as ("needs", person) to the session of that person only."""

    person: str
    needs: tuple[Need, ...] = ()
