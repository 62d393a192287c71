"""Incidents: what happened, where, how bad; opened, changed, closed, merged and linked."""

from typing import Any

import msgspec

from console.domain.facts import Intent
from console.domain.incident_facts import (
    IncidentClosed,
    IncidentLinked,
    IncidentMerged,
    IncidentOpened,
    IncidentReopened,
    IncidentSet,
)
from console.domain.incident_fields import (
    DISCIPLINES,
    EVACUATIONS,
    FIELDS,
    MAJOR,
    ROADS,
    SEVERITIES,
    Place,
)
from console.domain.registers import Shown
from console.domain.subjects import Field, Subject, Thing

__all__ = ["DISCIPLINES", "EVACUATIONS", "FIELDS", "MAJOR", "ROADS", "SEVERITIES", "Place"]

CASUALTIES = ("t1", "t2", "t3", "dead", "missing", "uninjured", "evacuated")

INCIDENT = Subject(
    "incident",
    facts=(IncidentOpened, IncidentSet, IncidentClosed, IncidentReopened, IncidentMerged),
    opens=IncidentOpened,
    fields=FIELDS,
)
INCIDENT.rests = lambda thing, _: thing.value("state") == "closed"
LINK = Subject("link", facts=(IncidentLinked,), opens=IncidentLinked, fields=(Field(1, "linked", bool),))


class OpenIncident(Intent, frozen=True, kw_only=True, tag="incident.open"):
    """A title is enough; `operation` may be left out where exactly one is open."""

    title: str
    operation: str = ""
    type: str = ""
    severity: str = "notice"
    place: str | Place = ""
    municipality: str = ""
    disciplines: tuple[str, ...] = ()


class SetIncident(Intent, frozen=True, kw_only=True, tag="incident.set"):
    """One field by its name. Setting a field in conflict, having seen all heads, settles it."""

    incident: str
    field: str
    value: Any
    seen: tuple[str, ...] = ()


class CloseIncident(Intent, frozen=True, kw_only=True, tag="incident.close"):
    """Refused as incident.still_open with the counts of what is open, unless `despite`."""

    incident: str
    reason: str
    despite: bool = False


class ReopenIncident(Intent, frozen=True, kw_only=True, tag="incident.reopen"):
    """It was closed or merged too early."""

    incident: str
    reason: str


class MergeIncident(Intent, frozen=True, kw_only=True, tag="incident.merge"):
    """What is told about the one belongs to the other from now on."""

    incident: str
    into: str
    reason: str = ""


class LinkIncident(Intent, frozen=True, kw_only=True, tag="incident.link"):
    """One has to do with the other; `linked` false takes the link away."""

    incident: str
    other: str
    linked: bool = True


class CountCasualties(Intent, frozen=True, kw_only=True, tag="incident.casualties"):
    """A later count of the same source, place and category takes the place of the earlier."""

    incident: str
    place: str
    source: str
    category: str
    count: int


class CountUnits(Intent, frozen=True, kw_only=True, tag="incident.units"):
    """Own agency's units; another agency's only with `means` (phone, radio, person), as noted."""

    incident: str
    agency: str
    on_site: int
    asked: int = 0
    detail: str = ""
    means: str = ""
    informant: str = ""


class Casualties(msgspec.Struct, frozen=True):
    """One register: what one source counted of one category at one place."""

    place: str
    source: str
    category: str
    shown: Shown  # value: count
    incident: str = ""  # where it was counted, if that was merged into this one


class Units(msgspec.Struct, frozen=True):
    """One agency's units."""

    agency: str
    shown: Shown  # value: {"on_site", "asked", "detail"}
    incident: str = ""  # where they were counted, if that was merged into this one


class IncidentView(msgspec.Struct, frozen=True):
    """Mirrored as ("incident", id). `place` in fields is {"text", "code", "lat", "lon"}."""

    id: str
    operation: str
    number: str
    letters: str
    opened: int
    opened_by: str
    opened_agency: str
    updated: int  # ms of the last effective fact
    fields: dict[str, Shown] = {}
    casualties: tuple[Casualties, ...] = ()
    units: tuple[Units, ...] = ()
    links: tuple[str, ...] = ()
    merged_into: str = ""
    merged_from: tuple[str, ...] = ()
    reason: str = ""  # of the last closing, merging or reopening
    open_orders: int = 0
    open_requests: int = 0
    lines: int = 0
    conflicts: int = 0
    void: int = 0
    unread: int = 0
    twin: bool = False  # another incident has the same number: show the letters


def operation_with(incident: Thing) -> str:
    """The operation that an incident belongs to."""
    return incident.opening.about[1] if incident.opening and len(incident.opening.about) > 1 else ""
