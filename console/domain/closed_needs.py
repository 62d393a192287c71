"""Needs that outlive their operation: what was asked, ordered or told beyond a cut while others closed it."""

from collections.abc import Iterator
from typing import Any

from console.domain.afterwards import came_after, closings_of, fact_of
from console.domain.closed import knew
from console.domain.command import line_of
from console.domain.facts import Event
from console.domain.lines import Row
from console.domain.listing import listed
from console.domain.log_view import line_view
from console.domain.need import Asked, Need
from console.domain.numbers import label
from console.domain.operation_facts import OperationClosed
from console.domain.order_needs import order_needs
from console.domain.request_needs import request_needs
from console.domain.subjects import Thing

NAMED, WORDS = 12, 160  # of what came: how many a need names, in how many characters each


def owed_unknown(asked: Asked, operation: Thing) -> Iterator[Need]:
    """Orders and requests of a closed operation of which nobody who closed it knew."""
    loops = [*order_needs(asked, operation.id), *request_needs(asked, operation.id)]
    owed = [need for need in loops if need.sort != "draft"]
    closings = list(closings_of(operation)) if owed else []
    for need in owed:
        thing = asked.picture.find(need.thing)
        if thing is not None and not any(_knew(event, closed, thing) for event, closed in closings):
            yield need


def _knew(event: Event, closed: OperationClosed, thing: Thing) -> bool:
    if closed.despite is not None:
        return thing.id in closed.despite
    return thing.opening is not None and listed(thing.opening) <= listed(event)


def came_needs(asked: Asked, operation: Thing) -> Iterator[Need]:
    """What came after the closing: for who closed, who commands and administrators, until one has looked."""
    me = asked.author.person
    closers = {event.author.person for event, _ in closings_of(operation)}
    if not (
        me in closers
        or asked.author.is_("administrator")
        or line_of(asked.picture, operation.id).commands(me)
    ):
        return
    came = came_after(asked.picture, operation)
    if came:
        named = [_told(asked, row) for row in came[:NAMED]]
        yield Need(
            sort="afterwards",
            thing=operation.id,
            label=label(operation),
            params={"operation": operation.id, "n": len(came), "came": named},
            since=named[0]["at"],
            severity="serious",
        )


def _told(asked: Asked, row: Row) -> dict[str, Any]:
    """A row as a line of the log shows it, in short: its text, else its kind and what its words need.

    `unsaid`: an older version did not say whether its author knew of the closing.
    """
    line = line_view(row, asked.picture)
    told = {"text": line.text[:WORDS]} if line.text else {"kind": line.kind, "params": line.params}
    event = fact_of(row)
    unsaid = {"unsaid": True} if event is not None and knew(event.fact) is None else {}
    return {"at": line.at, "by": line.by, **told, **unsaid}
