"""Needs you: what one person owes the room, and what came back to them."""

import msgspec

from console.domain.author import FORKED, GOOD, Author
from console.domain.closed_needs import came_needs, owed_unknown
from console.domain.command_needs import command_needs
from console.domain.incidents import SEVERITIES
from console.domain.need import SORTS, Asked, Need
from console.domain.order_needs import order_needs
from console.domain.other_needs import agenda_needs, conflict_needs, passphrase_needs
from console.domain.picture import Picture
from console.domain.request_needs import request_needs

__all__ = ["SORTS", "Need", "NeedsView", "needs"]

_NEVER = 1 << 62


class NeedsView(msgspec.Struct, frozen=True):
    """Mirrored as ("needs", person) to the session of that person only."""

    person: str
    needs: tuple[Need, ...] = ()


def needs(picture: Picture, author: Author, now: int) -> NeedsView:
    """What waits for `author` at `now` (ms): the gravest first, then what is due first, then the oldest."""
    if not author.person or author.standing not in (GOOD, FORKED):
        return NeedsView(author.person)
    asked = Asked(picture, author, now)
    found = [*conflict_needs(asked), *agenda_needs(asked), *passphrase_needs(asked)]
    for operation in picture.all("operation"):
        if operation.value("state") != "closed":
            found += command_needs(asked, operation.id)
            found += order_needs(asked, operation.id)
            found += request_needs(asked, operation.id)
        else:
            found += owed_unknown(asked, operation)
            found += came_needs(asked, operation)
    return NeedsView(author.person, tuple(sorted(found, key=_urgency)))


def _urgency(need: Need) -> tuple[int, int, int, str, str, str]:
    gravity = SEVERITIES.index(need.severity)
    return (
        -gravity,
        need.due or _NEVER,
        need.since,
        need.sort,
        need.thing,
        str(need.params.get("agency", "")),
    )
