"""Needs that come from the agenda and from conflicts."""

from collections.abc import Iterator

from console.domain.command import line_of
from console.domain.conflicts import ConflictView, open_conflicts
from console.domain.loop_needs import commands
from console.domain.need import SOON, Asked, Need, label
from console.domain.powers import POWERS
from console.domain.request_state import RequestState
from console.domain.subjects import SUBJECTS

# The power by which a subject's fields are written, where the field names none of its own.
EDITING = {
    "operation": "operations",
    "threat": "command",
    "incident": "incidents",
    "casualties": "incidents",
    "units": "own_agency",
    "agency": "directory",
    "engagement": "own_agency",
    "agenda": "agenda",
    "line": "log",
    "request": "requests",
    "order": "command",
}


def agenda_needs(asked: Asked) -> Iterator[Need]:
    """Steps that I or my agency own: soon, or past their time and not done."""
    owners = {asked.author.person, asked.author.agency} - {""}
    for step in asked.picture.all("agenda"):
        time = step.value("time")
        if step.value("state") != "planned" or step.value("owner") not in owners or not isinstance(time, int):
            continue
        if time <= asked.now + SOON:
            late = asked.late(time)
            title = str(step.value("title"))
            since = step.opening.at if step.opening is not None else 0
            params = {"owner": step.value("owner")}
            yield Need(
                "agenda", step.id, label("", title), params, since, time, "serious" if late else "notice"
            )


def conflict_needs(asked: Asked) -> Iterator[Need]:
    """Fields with several values, of which I may say which one holds."""
    for conflict in open_conflicts(asked.picture):
        if may_settle(asked, conflict):
            yield Need(
                sort="conflict",
                thing=conflict.thing,
                label=conflict.label,
                params={
                    "subject": conflict.subject,
                    "field": conflict.field,
                    "operation": conflict.operation,
                    "incident": conflict.incident,
                },
                since=conflict.since,
                severity="serious" if conflict.safety else "notice",
            )


def may_settle(asked: Asked, conflict: ConflictView) -> bool:
    """Whether the person may write the field, as far as the table of powers and the grants tell."""
    author = asked.author
    field = SUBJECTS[conflict.subject].field(conflict.field)
    power = POWERS[field.power or EDITING.get(conflict.subject, "read")]
    if not author.is_(*power.roles):
        return False
    if power.scope == "holder":
        return commands(line_of(asked.picture, conflict.operation), author.person)
    if power.scope == "agency":
        return any(side.agency == author.agency for side in conflict.sides)
    if conflict.subject == "request":
        return _concerns(asked, conflict.thing)
    return power.code != "read"


def _concerns(asked: Asked, request: str) -> bool:
    state = asked.picture.get(request, "request").state
    made = state if isinstance(state, RequestState) else RequestState()
    return asked.author.person == made.person or asked.author.agency == made.to
