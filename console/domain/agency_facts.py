"""What is recorded about agencies: the catalogue, the directory, and their part in each operation."""

from typing import Any

from console.domain.facts import Fact, Noted, fact
from console.domain.ids import derived_id


def agency_id(code: str) -> str:
    """The id of the agency known by this code."""
    return derived_id("agency", code)


def engagement_id(operation: str, code: str) -> str:
    """The id of an agency's part in an operation."""
    return derived_id("engagement", operation, code)


class _Coded(Fact, frozen=True, array_like=True):
    """About an agency itself: about (agency)."""

    code: str
    values: dict[int, Any]

    def changes(self) -> dict[int, Any]:
        return self.values

    def fits(self, about: tuple[str, ...]) -> bool:
        return about[0] == agency_id(self.code)


@fact("agency.listed", power="catalogue")
class AgencyListed(_Coded, frozen=True, array_like=True):
    """Catalogue fields (1 to 9) of an agency, new or changed."""


@fact("agency.directory_set", power="directory")
class DirectorySet(_Coded, frozen=True, array_like=True):
    """Directory fields (10 and up)."""


class _Word(Fact, frozen=True, array_like=True):
    """What an agency says of itself, or somebody noted for it: about (engagement, operation, agency)."""

    agency: str
    noted: Noted | None = None

    def speaks_for(self) -> str:
        return self.agency

    def note(self) -> Noted | None:
        return self.noted

    def fits(self, about: tuple[str, ...]) -> bool:
        if len(about) < 3 or about[2] != agency_id(self.agency):
            return False
        return about[0] == engagement_id(about[1], self.agency)


@fact("engagement.state_set", power="own_agency")
class StateSet(_Word, frozen=True, array_like=True):
    """Absent, present, standby, engaged or relieved."""

    state: str = "present"

    def changes(self) -> dict[int, Any]:
        return {1: self.state}


@fact("engagement.capacity_set", power="own_agency")
class CapacitySet(_Word, frozen=True, array_like=True):
    """How much of what it has is in use, in per cent."""

    capacity: int = 0

    def changes(self) -> dict[int, Any]:
        return {2: self.capacity}


@fact("engagement.reported", power="own_agency")
class Reported(_Word, frozen=True, array_like=True):
    """A situation report."""

    text: str = ""

    def changes(self) -> dict[int, Any]:
        return {3: self.text}
