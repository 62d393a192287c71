"""What is recorded about operations: opened, changed, closed, the phase and the threats that were decided."""

from typing import Any

from console.domain.facts import Fact, fact
from console.domain.ids import derived_id

PHASES = ("none", "municipal", "provincial", "federal")
SORTS = ("event", "emergency")


@fact("operation.opened", power="operations")
class OperationOpened(Fact, frozen=True, array_like=True):
    """An operation begins. `number` is what people say aloud, `<seat number>-<n>`."""

    number: str
    title: str
    sort: str
    place: str = ""

    def changes(self) -> dict[int, Any]:
        return {1: self.title, 2: self.sort, 3: self.place, 4: "open"}


@fact("operation.set", power="operations")
class OperationSet(Fact, frozen=True, array_like=True):
    """Fields of an operation take new values."""

    values: dict[int, Any]

    def changes(self) -> dict[int, Any]:
        return self.values


@fact("operation.closed", power="operations")
class OperationClosed(Fact, frozen=True, array_like=True):
    """The room is done with it.

    `despite`: the orders and requests that stood open before the eyes of who closed it; None where an older
    version, or the settling of a conflict, did not say. `latest`: the newest rows of its log before these
    eyes, each by the beginning of its id; None likewise. `since`: the clock up to which all was known.
    """

    reason: str
    despite: tuple[str, ...] | None = None
    latest: tuple[str, ...] | None = None
    since: int = 0

    def changes(self) -> dict[int, Any]:
        return {4: "closed"}


@fact("operation.reopened", power="operations")
class OperationReopened(Fact, frozen=True, array_like=True):
    """It was closed too early."""

    reason: str

    def changes(self) -> dict[int, Any]:
        return {4: "open"}


@fact("operation.reviewed", power="review")
class OperationReviewed(Fact, frozen=True, array_like=True):
    """Somebody looked at what came after the closing. `seen`: rows of the log, as a closing names them."""

    seen: tuple[str, ...]


@fact("operation.phase_decided", power="command")
class PhaseDecided(Fact, frozen=True, array_like=True):
    """A named authority decided the phase. Recorded by the holder of command or an aide, under a grant."""

    phase: str
    authority: str
    territory: str = ""
    epoch: int = 0
    grant: str = ""

    def changes(self) -> dict[int, Any]:
        return {5: {"phase": self.phase, "authority": self.authority, "territory": self.territory}}


@fact("threat.assessed", power="command")
class ThreatAssessed(Fact, frozen=True, array_like=True):
    """A threat level for an area, as a named authority decided it. about: (threat, operation)."""

    area: str
    level: int  # 1 to 4
    authority: str
    epoch: int = 0
    grant: str = ""

    def changes(self) -> dict[int, Any]:
        return {1: {"area": self.area, "level": self.level, "authority": self.authority}}

    def fits(self, about: tuple[str, ...]) -> bool:
        return len(about) > 1 and about[0] == threat_id(about[1], self.area)


def short(row: str) -> str:
    """How a closing and a review name a row of the log."""
    return row[:32]


def threat_id(operation: str, area: str) -> str:
    """Each area of an operation has a threat level of its own."""
    return derived_id("threat", operation, area)
