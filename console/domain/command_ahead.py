"""What whoever lets go of command, or of an aide, knows although clocks say that it is yet to come."""

from itertools import chain, islice

from console.domain.command_state import Grant
from console.domain.epochs import Line
from console.domain.order_view import issues
from console.domain.picture import Picture

MOST = 500  # that one act names: a seat's clock may be behind all that was done


def orders_ahead(picture: Picture, operation: str, now: int) -> dict[str, tuple[str, ...]]:
    """By grant, the orders of the operation that are known here although their clocks are not behind ours."""
    found: dict[str, tuple[str, ...]] = {}
    for order in picture.linked(operation, "order"):
        for issue in issues(order) if order.latest >= now else ():
            if issue.hlc >> 16 >= now:
                found[issue.grant] = (*found.get(issue.grant, ()), issue.entry)[:MOST]
    return found


def said_ahead(line: Line, grant: Grant, aide: str, now: int) -> list[str]:
    """What the holder said of an aide."""
    words = (a for a in line.state.aides if a.of == grant.entry and a.to == aide and a.hlc >> 16 >= now)
    return [word.entry for word in islice(words, MOST)]


def done_ahead(picture: Picture, operation: str, grant: Grant, aide: str, now: int) -> list[str]:
    """What an aide did under the grant: orders, decisions, the intent. What rests was done long ago."""
    about = (picture.links.awake(operation, subject) for subject in ("order", "request", "threat"))
    things = (picture.get(operation, "operation"), *chain(*about))
    events = (event for thing in things if thing.latest >= now for event in thing.events)
    done = (
        event.id
        for event in events
        if event.at >= now and event.author.person == aide and getattr(event.fact, "grant", "") == grant.entry
    )
    return list(islice(done, MOST))
