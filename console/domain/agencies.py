"""Agencies: who is here, for which operation, how loaded, and when they last reported."""

from typing import Any

import msgspec

from console.domain.facts import Fact, Intent, Noted, fact
from console.domain.registers import Shown
from console.domain.subjects import Field

STATES = ("absent", "present", "standby", "engaged", "relieved")

# Thing id: derived_id("agency", code). Known by its code alone; the catalogue in resources/ gives first names.
FIELDS = (
    Field(1, "names", dict[str, str], power="catalogue"),  # language → name
    Field(2, "shorts", dict[str, str], power="catalogue"),  # language → short name
    Field(3, "discipline", str, power="catalogue"),
    Field(4, "valid_from", str, power="catalogue"),  # ISO date
    Field(5, "valid_to", str, power="catalogue"),
    Field(10, "liaison", str, power="directory"),
    Field(11, "deputies", tuple[str, ...], power="directory"),
    Field(12, "phone", str, power="directory"),
    Field(13, "radio", str, power="directory"),
)

# Thing id: derived_id("engagement", operation, code). about: (engagement, operation, agency thing).
ENGAGEMENT_FIELDS = (
    Field(1, "state", str),
    Field(2, "capacity", int),  # per cent in use
    Field(3, "report", str),
)


@fact("agency.listed", power="catalogue")
class AgencyListed(Fact, frozen=True, array_like=True):
    """Catalogue fields (1 to 5) of an agency, new or changed."""

    code: str
    values: dict[int, Any]

    def changes(self) -> dict[int, Any]:
        return self.values


@fact("agency.directory_set", power="directory")
class DirectorySet(Fact, frozen=True, array_like=True):
    """Directory fields (10 and up)."""

    code: str
    values: dict[int, Any]

    def changes(self) -> dict[int, Any]:
        return self.values


class _Word(Fact, frozen=True, array_like=True):
    """What an agency says of itself, or somebody noted for it."""

    agency: str
    noted: Noted | None = None

    def speaks_for(self) -> str:
        return self.agency

    def note(self) -> Noted | None:
        return self.noted


@fact("engagement.state_set", power="own_agency")
class StateSet(_Word, frozen=True, array_like=True):
    state: str = "present"

    def changes(self) -> dict[int, Any]:
        return {1: self.state}


@fact("engagement.capacity_set", power="own_agency")
class CapacitySet(_Word, frozen=True, array_like=True):
    capacity: int = 0

    def changes(self) -> dict[int, Any]:
        return {2: self.capacity}


@fact("engagement.reported", power="own_agency")
class Reported(_Word, frozen=True, array_like=True):
    text: str = ""

    def changes(self) -> dict[int, Any]:
        return {3: self.text}


class ListAgency(Intent, frozen=True, kw_only=True, tag="agency.list"):
    """Add an agency to the catalogue or change its catalogue fields, by name."""

    agency: str
    values: dict[str, Any]


class SetDirectory(Intent, frozen=True, kw_only=True, tag="agency.set"):
    """One directory field: liaison, deputies, phone, radio."""

    agency: str
    field: str
    value: Any
    seen: tuple[str, ...] = ()


class SetState(Intent, frozen=True, kw_only=True, tag="agency.state"):
    """`means` (phone, radio, person) where it is noted for another agency."""

    agency: str
    state: str
    operation: str = ""
    means: str = ""
    informant: str = ""


class SetCapacity(Intent, frozen=True, kw_only=True, tag="agency.capacity"):
    agency: str
    capacity: int
    operation: str = ""
    means: str = ""
    informant: str = ""


class Report(Intent, frozen=True, kw_only=True, tag="agency.report"):
    agency: str
    text: str
    operation: str = ""
    means: str = ""
    informant: str = ""


class Engagement(msgspec.Struct, frozen=True):
    """An agency in one operation."""

    operation: str
    fields: dict[str, Shown] = {}  # state, capacity, report


class AgencyView(msgspec.Struct, frozen=True):
    """Mirrored as ("agency", code)."""

    code: str
    id: str
    names: dict[str, str]
    shorts: dict[str, str]
    discipline: str
    in_room: bool
    fields: dict[str, Shown] = {}  # directory fields
    engagements: tuple[Engagement, ...] = ()
    people: tuple[str, ...] = ()  # names of people of the agency known to the room
