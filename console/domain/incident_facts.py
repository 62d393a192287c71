"""What is recorded about incidents, their casualties and the units on site."""

from typing import Any

from console.domain.facts import Fact, Noted, fact
from console.domain.ids import derived_id


@fact("incident.opened", power="incidents")
class IncidentOpened(Fact, frozen=True, array_like=True):
    """about: (incident, operation). `values`: field number → first value."""

    number: str
    values: dict[int, Any]

    def changes(self) -> dict[int, Any]:
        return self.values


@fact("incident.set", power="incidents")
class IncidentSet(Fact, frozen=True, array_like=True):
    """Fields of an incident take new values."""

    values: dict[int, Any]
    afterwards: bool | None = None

    def changes(self) -> dict[int, Any]:
        return self.values


@fact("incident.closed", power="incidents")
class IncidentClosed(Fact, frozen=True, array_like=True):
    """Nothing is left to do about it."""

    reason: str

    def changes(self) -> dict[int, Any]:
        return {8: "closed"}


@fact("incident.reopened", power="incidents")
class IncidentReopened(Fact, frozen=True, array_like=True):
    """It was closed or merged too early."""

    reason: str
    afterwards: bool | None = None

    def changes(self) -> dict[int, Any]:
        return {8: "open"}


@fact("incident.merged", power="incidents")
class IncidentMerged(Fact, frozen=True, array_like=True):
    """Two incidents turned out to be one. about: (incident, into, operation)."""

    reason: str = ""
    afterwards: bool | None = None

    def changes(self) -> dict[int, Any]:
        return {8: "merged"}


@fact("incident.linked", power="incidents")
class IncidentLinked(Fact, frozen=True, array_like=True):
    """One has to do with the other. about: (link, incident, other, operation), the two by id."""

    linked: bool = True

    def changes(self) -> dict[int, Any]:
        return {1: self.linked}

    def fits(self, about: tuple[str, ...]) -> bool:
        return len(about) > 2 and about[1] < about[2] and about[0] == link_id(about[1], about[2])


@fact("casualties.counted", power="incidents")
class CasualtiesCounted(Fact, frozen=True, array_like=True):
    """One register per (place, source, category). about: (register, incident, operation)."""

    place: str
    source: str  # agency code, or free text
    category: str
    count: int
    afterwards: bool | None = None

    def changes(self) -> dict[int, Any]:
        return {1: self.count}

    def fits(self, about: tuple[str, ...]) -> bool:
        if len(about) < 2:
            return False
        return about[0] == casualties_id(about[1], self.place, self.source, self.category)


@fact("units.counted", power="own_agency")
class UnitsCounted(Fact, frozen=True, array_like=True):
    """An agency's units. about: (register, incident, operation)."""

    agency: str
    on_site: int
    asked: int
    detail: str = ""
    noted: Noted | None = None
    afterwards: bool | None = None

    def changes(self) -> dict[int, Any]:
        return {1: {"on_site": self.on_site, "asked": self.asked, "detail": self.detail}}

    def speaks_for(self) -> str:
        return self.agency

    def note(self) -> Noted | None:
        return self.noted

    def fits(self, about: tuple[str, ...]) -> bool:
        return len(about) > 1 and about[0] == units_id(about[1], self.agency)


def casualties_id(incident: str, place: str, source: str, category: str) -> str:
    """Each source counts each category at each place for itself."""
    return derived_id("casualties", incident, place, source, category)


def units_id(incident: str, agency: str) -> str:
    """Each agency counts its own units."""
    return derived_id("units", incident, agency)


def link_id(first: str, second: str) -> str:
    """The link of two incidents, in whichever order they are named."""
    return derived_id("link", *sorted((first, second)))
