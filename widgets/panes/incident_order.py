"""In which order incidents stand, what waits in each, and how many are told in full."""

from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from console.domain.incidents import DISCIPLINES, SEVERITIES, IncidentView
from console.domain.need import UNACKNOWLEDGED
from console.domain.orders import OrderView
from console.domain.requests import RequestView
from widgets.ages import overdue
from widgets.face import Face, value
from widgets.panes.incident_rows import STALE, GroupRow, IncidentRow

FULL: Final = 8  # incidents told on two lines; the later ones of many on one
GROUPS: Final = ("critical", "open", "quiet")


def by_attention(views: Iterable[IncidentView], now: int) -> list[IncidentView]:
    """Critical ones first, quiet ones last; then by severity, and the newest first."""
    return sorted(views, key=lambda view: (GROUPS.index(group(view, now)), -_severity(view), -view.opened))


def group(view: IncidentView, now: int) -> str:
    """Which group an incident belongs to: quiet is what nobody asked or told anything of for long."""
    if value(view.fields, "severity", "minor") == "critical":
        return "critical"
    waits = view.open_orders or view.open_requests or view.conflicts
    return "quiet" if not waits and now - view.updated > STALE else "open"


def grouped(
    rows: Sequence[IncidentRow], groups: dict[str, str], titles: dict[str, str]
) -> list[IncidentRow | GroupRow]:
    """Many rows stand under heads; few need none. `groups`: incident → group."""
    if len(rows) <= FULL:
        return list(rows)
    told: list[IncidentRow | GroupRow] = []
    last = ""
    for row in rows:
        if groups[row.id] != last:
            last = groups[row.id]
            count = sum(one == last for one in groups.values())
            told.append(GroupRow(last, titles[last].format(count)))
        told.append(row)
    return told


def shortened(rows: Sequence[IncidentRow | GroupRow]) -> list[IncidentRow | GroupRow]:
    """The rows where they stand: after the first so many on one line each."""
    told: list[IncidentRow | GroupRow] = []
    full = 0
    for row in rows:
        if isinstance(row, IncidentRow):
            full += 1
            row = msgspec.structs.replace(row, brief=True) if full > FULL else row  # noqa: PLW2901
        told.append(row)
    return told


def waits_in(face: Face, view: IncidentView, now: int) -> bool:
    """Whether something late, unowned or set twice waits in an incident."""
    orders: list[OrderView] = [o for o in face.of_operation("order") if o.open and o.incident == view.id]
    asked: list[RequestView] = [r for r in face.of_operation("request") if r.open and r.incident == view.id]
    late = any(overdue(due, now) for due in (*(o.due for o in orders), *(r.due for r in asked)))
    unanswered = any(_unacknowledged(order, now) for order in orders)
    unowned = not any(value(view.fields, name, False) for name in DISCIPLINES)
    return bool(view.conflicts) or late or unanswered or unowned


def _unacknowledged(order: OrderView, now: int) -> bool:
    if not order.number or now - order.issued <= UNACKNOWLEDGED:
        return False
    return any(
        not one.answer and all(step.step != "acknowledged" for step in one.steps) for one in order.addressees
    )


def _severity(view: IncidentView) -> int:
    severity = value(view.fields, "severity", "minor")
    return SEVERITIES.index(severity) if severity in SEVERITIES else 0
