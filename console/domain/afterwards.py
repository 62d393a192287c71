"""What came into an operation of which who closed it knew nothing: looked at by a person, who says so."""

from collections.abc import Iterator

from console.domain.author import Author
from console.domain.closed import knew
from console.domain.facts import Draft, Event, Intent, Refused
from console.domain.lines import Lines, Row, Told
from console.domain.listing import listed
from console.domain.numbers import label
from console.domain.operation_facts import OperationClosed, OperationReviewed, short
from console.domain.picture import Picture
from console.domain.powers import check
from console.domain.subjects import Thing, rule

MOST_REVIEWED = 1_000  # rows that one review names: what is beyond waits for the next
# What belongs to the time after a closing, or is answered to who waits for it, by whoever knows of it or not.
_EXPECTED = frozenset(
    {
        *(f"operation.{what}" for what in ("set", "closed", "reopened", "reviewed")),
        *(f"order.{what}" for what in ("acknowledged", "answered", "cancelled")),
        *(f"request.{what}" for what in ("answered", "decided", "withdrawn")),
        *(f"command.{what}" for what in ("withdrawn", "vacated", "declined")),
        *("incident.closed", "incident.linked", "agenda.set"),
    }
)


class ReviewOperation(Intent, frozen=True, kw_only=True, tag="operation.review"):
    """What came after the closing was looked at; `n` is how much of it was shown, 0 all there is."""

    operation: str
    n: int = 0


@rule(ReviewOperation)
def review_operation(picture: Picture, asked: ReviewOperation, author: Author, _: int) -> list[Draft]:
    check(author, "review")
    thing = picture.get(asked.operation, "operation")
    came = came_after(picture, thing)
    if not came:
        raise Refused("operation.nothing_came", label=label(thing))
    if asked.n and asked.n != len(came):
        raise Refused("operation.more_came", label=label(thing), n=len(came))
    return [Draft(OperationReviewed(tuple(short(row.id) for row in came[:MOST_REVIEWED])), (thing.id,))]


def came_after(picture: Picture, operation: Thing) -> list[Row]:
    """Of a closed operation's log the rows that nobody who closed it knew, and nobody has looked at since."""
    if operation.value("state") != "closed":
        return []
    log, folded = picture.lines(operation.id), operation.folded
    if folded.came is None or folded.came[0] != log.extent:
        folded.came = log.extent, list(_came(log, operation))
    rows: list[Row] = folded.came[1]
    return rows


def _came(log: Lines, operation: Thing) -> Iterator[Row]:
    closings = list(closings_of(operation))
    if not closings:
        return
    seen = {
        row
        for event in operation.events
        if isinstance(event.fact, OperationReviewed) and operation.subject.gives_effect(event)
        for row in event.fact.seen
    }
    closers = {event.author.seat for event, _ in closings}
    for clock, name in log.keys(min(_reach(*each) for each in closings)):
        if short(name) not in seen and not any(_knew(*each, clock, name) for each in closings):
            row = log.at(clock, name)
            event = fact_of(row)
            if event is not None and _unforeseen(event, row, closers):
                yield row


def fact_of(row: Row) -> Event | None:
    """What a row tells of, or the opening of the line that it is."""
    return row.event if isinstance(row, Told) else row.opening


def closings_of(operation: Thing) -> Iterator[tuple[Event, OperationClosed]]:
    """The closings that count, each with its event."""
    for event in operation.events:
        if isinstance(event.fact, OperationClosed) and operation.subject.gives_effect(event):
            yield event, event.fact


def _reach(event: Event, closed: OperationClosed) -> int:
    """The clock up to which who closed knew the log, as far as the closing can tell."""
    return listed(event) if closed.latest is None else min(closed.since, listed(event))


def _knew(event: Event, closed: OperationClosed, clock: int, row: str) -> bool:
    return clock <= _reach(event, closed) or short(row) in (closed.latest or ())


def _unforeseen(event: Event, row: Row, closers: set[str]) -> bool:
    """Whether nothing shows that its author knew that the operation was closed, and it counts."""
    subject = row.thing.subject if isinstance(row, Told) else row.subject
    if event.kind in _EXPECTED or event.author.seat in closers or knew(event.fact):
        return False
    return subject.gives_effect(event)
