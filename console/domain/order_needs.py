"""Needs that come from orders: what one's agency owes, what came back, drafts that wait."""

from collections.abc import Iterator
from typing import Any

from console.domain.command import line_of
from console.domain.need import UNACKNOWLEDGED, Asked, Need, label
from console.domain.order_loop import AGAINST, CLOSING, Loop
from console.domain.order_state import Wording
from console.domain.order_view import loop_of
from console.domain.orders import Addressee


def order_needs(asked: Asked, operation: str) -> Iterator[Need]:
    """Orders to my agency, what came back to what I issued, drafts that wait for me."""
    in_command = line_of(asked.picture, operation).commands(asked.author.person)
    for thing in asked.picture.unfinished(operation, "order"):
        loop = loop_of(asked.picture, thing)
        wording = loop.wording
        if (
            wording is None
            or loop.void
            or loop.ending is not None
            or wording.operation not in ("", operation)
        ):
            continue
        if not loop.issued:
            if in_command:
                yield _need("draft", loop, wording, {"by": wording.name})
            continue
        own = in_command or (not loop.line.living and wording.person == asked.author.person)
        for one in loop.addressees:
            if one.agency == asked.author.agency and asked.author.is_("liaison"):
                yield from _owed(asked, loop, wording, one)
            if own:
                yield from _came_back(asked, loop, wording, one)


def _owed(asked: Asked, loop: Loop, wording: Wording, one: Addressee) -> Iterator[Need]:
    late = asked.late(wording.due)
    params = {"by": wording.name, "agency": one.agency, "invalid": loop.fault}
    if not one.answer and not _acknowledged(one):
        overdue = late or asked.waited(wording.hlc >> 16, UNACKNOWLEDGED)
        yield _need("acknowledge", loop, wording, params, "critical" if overdue else "serious")
    elif one.contradicted or not one.answer or (late and not one.closed):
        yield _need(
            "answer", loop, wording, {**params, "answer": one.answer}, "serious" if late else "notice"
        )


def _came_back(asked: Asked, loop: Loop, wording: Wording, one: Addressee) -> Iterator[Need]:
    params = {"agency": one.agency, "answer": one.answer}
    if one.answer in AGAINST or one.contradicted:
        back = {**params, "reason": one.answered.value["reason"], "by": one.answered.by}
        yield _need("refusal", loop, wording, back, "serious", one.answered.at)
        return
    issued = wording.hlc >> 16
    unseen = not one.answer and not _acknowledged(one) and asked.waited(issued, UNACKNOWLEDGED)
    if one.answer not in CLOSING and (unseen or asked.late(wording.due)):
        yield _need("overdue", loop, wording, params, "critical" if unseen else "serious")


def _acknowledged(one: Addressee) -> bool:
    return any(s.step == "acknowledged" for s in one.steps)


def _need(
    sort: str,
    loop: Loop,
    wording: Wording,
    params: dict[str, Any],
    severity: str = "notice",
    since: int = 0,
) -> Need:
    about = {"number": wording.number, "operation": wording.operation, "incident": wording.incident}
    return Need(
        sort=sort,
        thing=loop.thing.id,
        label=label(wording.number, wording.text),
        params={**about, **{name: value for name, value in params.items() if value}},
        since=since or wording.hlc >> 16,
        due=wording.due,
        severity=severity,
    )
