"""Needs that come from the agenda, from conflicts, and from how one signs in."""

from collections.abc import Iterator

from console.domain.conflicts import may_settle, open_conflicts
from console.domain.need import SOON, Asked, Need, label


def agenda_needs(asked: Asked) -> Iterator[Need]:
    """Steps that I or my agency own: soon, or past their time and not done."""
    owners = {asked.author.person, asked.author.agency} - {""}
    for step in asked.picture.all("agenda"):
        time, owner = step.value("time"), step.value("owner")
        if step.value("state") != "planned" or owner not in owners or not isinstance(time, int):
            continue
        if time <= asked.now + SOON:
            yield Need(
                sort="agenda",
                thing=step.id,
                label=label("", str(step.value("title"))),
                params={"owner": owner},
                since=step.opening.at if step.opening is not None else 0,
                due=time,
                severity="serious" if asked.late(time) else "notice",
            )


def conflict_needs(asked: Asked) -> Iterator[Need]:
    """Fields with several values, of which I may say which one holds."""
    for conflict in open_conflicts(asked.picture):
        if may_settle(asked.picture, conflict, asked.author):
            about = {
                "subject": conflict.subject,
                "field": conflict.field,
                "operation": conflict.operation,
                "incident": conflict.incident,
                "of": conflict.of,
            }
            yield Need(
                sort="conflict",
                thing=conflict.thing,
                label=conflict.label,
                params={name: value for name, value in about.items() if value},
                since=conflict.since,
                severity="serious" if conflict.safety else "notice",
            )


def passphrase_needs(asked: Asked) -> Iterator[Need]:
    """A passphrase of one's own, in the place of one that somebody else chose."""
    person = asked.picture.people.get(asked.author.person)
    if person is not None and person.one_time:
        yield Need(sort="passphrase", thing=person.id, label=person.name, severity="minor")
