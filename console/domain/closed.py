"""Whether who states something saw that its operation was closed: the fact says so, for nothing else can."""

import msgspec

from console.domain.facts import Draft, Fact
from console.domain.things import Things

SAYS = "afterwards"  # the field of the facts that may be about a closed operation


def knowingly(draft: Draft, things: Things) -> Draft:
    """The same; a fact that can say whether its operation was closed for its author says it."""
    if SAYS not in draft.fact.__struct_fields__:
        return draft
    own = getattr(draft.fact, "operation", None)
    closed = any(_is_closed(things, each) for each in (draft.about if own is None else (own,)))
    return msgspec.structs.replace(draft, fact=msgspec.structs.replace(draft.fact, **{SAYS: closed}))


def _is_closed(things: Things, operation: str) -> bool:
    thing = things.get(operation, "operation")
    return thing is not None and thing.known and bool(thing.value("state") == "closed")


def knew(fact: Fact | None) -> bool | None:
    """Whether its author saw that its operation was closed; None where an older version did not say.

    What has no way to say it, no rule allows in an operation that is closed.
    """
    told: bool | None = getattr(fact, SAYS, False)
    return told
