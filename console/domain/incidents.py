"""Incidents: what happened, where, how bad, who is on site."""

from typing import Any

import msgspec

from console.domain.facts import Fact, Intent, Noted, fact
from console.domain.registers import Shown
from console.domain.subjects import Field

SEVERITIES = ("minor", "notice", "serious", "critical")
DISCIPLINES = ("D1", "D2", "D3", "D4", "D5")
ROADS = ("open", "restricted", "closed")
EVACUATIONS = ("none", "shelter", "prepared", "under_way", "complete")
CASUALTIES = ("t1", "t2", "t3", "dead", "missing", "uninjured", "evacuated")


class Place(msgspec.Struct, frozen=True):
    """Where: a gazetteer code, coordinates (WGS84 degrees), or free text, which is shown as not located."""

    text: str
    code: str = ""
    lat: float | None = None
    lon: float | None = None


FIELDS = (
    Field(1, "title", str),
    Field(2, "type", str),  # catalogue code
    Field(3, "severity", str, caution=lambda v: SEVERITIES.index(v) if v in SEVERITIES else -1),
    Field(4, "place", Place),
    Field(5, "municipality", str),  # NIS code
    Field(6, "hazards", tuple[str, ...]),  # UN numbers, four digits each, as text
    Field(7, "access", str),
    Field(8, "state", str),  # open, closed, merged
    Field(10, "perimeter", int, caution=lambda v: v),  # metres
    Field(11, "road", str, caution=lambda v: ROADS.index(v) if v in ROADS else -1),
    Field(12, "evacuation", str, caution=lambda v: EVACUATIONS.index(v) if v in EVACUATIONS else -1),
    Field(20, "major", str),  # METHANE: no, standby, declared
    Field(21, "exact_location", str),
    Field(22, "type_detail", str),
    Field(23, "hazards_detail", str),
    Field(24, "casualties_detail", str),
    Field(25, "services", str),
    *(Field(30 + n, d, bool, caution=int, gathers=True) for n, d in enumerate(DISCIPLINES, 1)),
)


@fact("incident.opened", power="incidents")
class IncidentOpened(Fact, frozen=True, array_like=True):
    """about: (incident, operation). `values`: field number → first value."""

    number: str
    values: dict[int, Any]

    def changes(self) -> dict[int, Any]:
        return self.values


@fact("incident.set", power="incidents")
class IncidentSet(Fact, frozen=True, array_like=True):
    values: dict[int, Any]

    def changes(self) -> dict[int, Any]:
        return self.values


@fact("incident.closed", power="incidents")
class IncidentClosed(Fact, frozen=True, array_like=True):
    reason: str

    def changes(self) -> dict[int, Any]:
        return {8: "closed"}


@fact("incident.reopened", power="incidents")
class IncidentReopened(Fact, frozen=True, array_like=True):
    reason: str

    def changes(self) -> dict[int, Any]:
        return {8: "open"}


@fact("incident.merged", power="incidents")
class IncidentMerged(Fact, frozen=True, array_like=True):
    """about: (incident, into, operation)."""

    reason: str = ""

    def changes(self) -> dict[int, Any]:
        return {8: "merged"}


@fact("incident.linked", power="incidents")
class IncidentLinked(Fact, frozen=True, array_like=True):
    """about: (incident, other, operation)."""

    linked: bool = True


@fact("casualties.counted", power="incidents")
class CasualtiesCounted(Fact, frozen=True, array_like=True):
    """One register per (place, source, category): derived_id("casualties", incident, place, source, category).

    about: (register, incident, operation).
    """

    place: str
    source: str  # agency code, or free text
    category: str
    count: int

    def changes(self) -> dict[int, Any]:
        return {1: self.count}


@fact("units.counted", power="own_agency")
class UnitsCounted(Fact, frozen=True, array_like=True):
    """An agency's units: derived_id("units", incident, agency). about: (register, incident, operation)."""

    agency: str
    on_site: int
    asked: int
    detail: str = ""
    noted: Noted | None = None

    def changes(self) -> dict[int, Any]:
        return {1: {"on_site": self.on_site, "asked": self.asked, "detail": self.detail}}

    def speaks_for(self) -> str:
        return self.agency

    def note(self) -> Noted | None:
        return self.noted


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
    incident: str
    reason: str


class MergeIncident(Intent, frozen=True, kw_only=True, tag="incident.merge"):
    incident: str
    into: str
    reason: str = ""


class LinkIncident(Intent, frozen=True, kw_only=True, tag="incident.link"):
    incident: str
    other: str
    linked: bool = True


class CountCasualties(Intent, frozen=True, kw_only=True, tag="incident.casualties"):
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
    place: str
    source: str
    category: str
    shown: Shown  # value: count


class Units(msgspec.Struct, frozen=True):
    agency: str
    shown: Shown  # value: {"on_site", "asked", "detail"}


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
    reason: str = ""  # of the last closing
    open_orders: int = 0
    open_requests: int = 0
    lines: int = 0
    conflicts: int = 0
    void: int = 0
    unread: int = 0
    twin: bool = False  # another incident has the same number: show the letters
