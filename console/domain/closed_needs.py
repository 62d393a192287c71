"""Needs that outlive their operation: what was asked or ordered beyond a cut while others closed it."""

from collections.abc import Iterator

from console.domain.loop_needs import order_needs, request_needs
from console.domain.need import Asked, Need
from console.domain.operation_facts import OperationClosed
from console.domain.subjects import Thing


def owed_unknown(asked: Asked, operation: Thing) -> Iterator[Need]:
    """Orders and requests of a closed operation of which nobody who closed it knew."""
    loops = [*order_needs(asked, operation.id), *request_needs(asked, operation.id)]
    owed = [need for need in loops if need.sort != "draft"]
    closings = _closings(operation) if owed else []
    for need in owed:
        thing = asked.picture.find(need.thing)
        if thing is not None and not any(_knew(hlc, closed, thing) for hlc, closed in closings):
            yield need


def _closings(operation: Thing) -> list[tuple[int, OperationClosed]]:
    return [
        (event.hlc, event.fact)
        for event in operation.events
        if isinstance(event.fact, OperationClosed) and operation.subject.gives_effect(event)
    ]


def _knew(hlc: int, closed: OperationClosed, thing: Thing) -> bool:
    if closed.despite is not None:
        return thing.id in closed.despite
    return thing.opening is not None and thing.opening.hlc <= hlc
