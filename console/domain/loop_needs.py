"""Needs that come from command, orders and requests."""

from collections.abc import Iterator
from typing import Any

from console.domain.command import line_of
from console.domain.epochs import Line
from console.domain.need import REFUSAL_SHOWN, UNACKNOWLEDGED, UNANSWERED_OFFER, Asked, Need, label
from console.domain.order_loop import AGAINST, CLOSING, Loop
from console.domain.order_state import Wording
from console.domain.order_view import loop_of
from console.domain.orders import Addressee
from console.domain.request_facts import COMMAND, ROLE
from console.domain.request_state import Asking
from console.domain.request_view import asking_of, is_open


def command_needs(asked: Asked, operation: str) -> Iterator[Need]:
    """An offer to me; my own offer that came back or that nobody answers."""
    line, me = line_of(asked.picture, operation), asked.author.person
    for grant in line.living:
        offer = line.offer(grant)
        if offer is None or me not in (offer.to, grant.holder):
            continue
        declined, since = line.declined(offer), offer.hlc >> 16
        mine = {"operation": operation, "by": grant.name, "to": offer.name, "epoch": grant.epoch}
        if declined is not None:
            if me == grant.holder:
                params = {**mine, "reason": declined.text}
                yield Need("refusal", operation, offer.name, params, declined.hlc >> 16, 0, "critical")
        elif me == offer.to:
            yield Need("offer", operation, grant.name, mine, since, since + UNANSWERED_OFFER, "critical")
        elif asked.waited(since, UNANSWERED_OFFER):
            yield Need("overdue", operation, offer.name, mine, since, since + UNANSWERED_OFFER, "critical")


def commands(line: Line, person: str) -> bool:
    """Whether `person` is in command, claims to be, or acts for one who does."""
    return any(g.holder == person or any(a.to == person for a in line.aides(g)) for g in line.living)


def order_needs(asked: Asked, operation: str) -> Iterator[Need]:
    """Orders to my agency, what came back to what I issued, drafts that wait for me."""
    in_command = commands(line_of(asked.picture, operation), asked.author.person)
    for thing in asked.picture.unfinished(operation, "order"):
        loop = loop_of(asked.picture, thing)
        wording = loop.wording
        if wording is None or loop.void or loop.ending is not None:
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
        told = next((s for s in reversed(one.steps) if s.step == one.answer), None)
        back = {**params, "reason": told.reason if told else "", "by": one.answered.by}
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


def request_needs(asked: Asked, operation: str) -> Iterator[Need]:
    """Requests that I may answer, and what became of those I made."""
    in_command = commands(line_of(asked.picture, operation), asked.author.person)
    for thing in asked.picture.unfinished(operation, "request"):
        asking = asking_of(asked.picture, thing)
        late = asked.late(asking.state.due)
        waits = is_open(asked.picture, asking)
        if waits and _waits_for(asked, asking, in_command):
            yield _request("request", asking, "serious" if late else "notice")
        if asking.state.person != asked.author.person:
            continue
        at = asking.shown.at
        if asking.says == "refused" and not asked.late(at + REFUSAL_SHOWN):
            yield _request("refusal", asking, "serious", at)
        elif waits and late:
            yield _request("overdue", asking, "serious")


def _waits_for(asked: Asked, asking: Asking, in_command: bool) -> bool:
    if asking.order and asking.says == "granted":  # and its order was cancelled
        return in_command
    if not _is_asked(asked, asking, in_command):
        return False
    if asking.says == "asked" or asking.shown.conflict or asking.last is None:
        return True
    return asking.last.author.person == asked.author.person  # who took it owes the rest


def _is_asked(asked: Asked, asking: Asking, in_command: bool) -> bool:
    to, author = asking.state.to, asked.author
    if to == COMMAND:
        return in_command
    if to.startswith(ROLE):
        return author.is_(to.removeprefix(ROLE))
    return to == author.agency and (author.is_("liaison") or (asking.state.task and author.is_("operator")))


def _request(sort: str, asking: Asking, severity: str, since: int = 0) -> Need:
    made, value = asking.state, asking.shown.value
    reason = value.get("reason", "") if isinstance(value, dict) else ""
    params = {
        "number": made.number,
        "by": made.name,
        "agency": made.agency if sort == "request" else made.to,
        "operation": made.operation,
        "incident": made.incident,
        "amount": made.amount,
        "state": asking.says,
        "reason": reason,
    }
    return Need(
        sort=sort,
        thing=asking.thing.id,
        label=label(made.number, made.text),
        params={name: value for name, value in params.items() if value},
        since=since or made.asked,
        due=made.due,
        severity=severity,
    )
