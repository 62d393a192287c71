"""Needs that come from requests: those one may answer, and what became of one's own."""

from collections.abc import Iterator

from console.domain.command import line_of
from console.domain.need import REFUSAL_SHOWN, Asked, Need, label
from console.domain.request_facts import COMMAND, ROLE
from console.domain.request_state import Asking
from console.domain.request_view import asking_of, is_open


def request_needs(asked: Asked, operation: str) -> Iterator[Need]:
    """Requests that I may answer, and what became of those I made."""
    in_command = line_of(asked.picture, operation).commands(asked.author.person)
    for thing in asked.picture.unfinished(operation, "request"):
        asking = asking_of(asked.picture, thing)
        if asking.state.operation not in ("", operation):
            continue
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
