"""Operations: what the room is working on; a planned event, an emergency, or one that became the other."""

from typing import Any

import msgspec

from console.domain.facts import Fact, Intent, fact
from console.domain.registers import Shown
from console.domain.subjects import Field

PHASES = ("none", "municipal", "provincial", "federal")
SORTS = ("event", "emergency")

FIELDS = (
    Field(1, "title", str),
    Field(2, "sort", str),  # one of SORTS
    Field(3, "place", str),
    Field(4, "state", str),  # open, closed
    Field(5, "phase", dict[str, Any], power="command"),  # {"phase", "authority", "territory"}
    Field(6, "intent", str, power="command"),  # the commander's intent
)


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
    reason: str

    def changes(self) -> dict[int, Any]:
        return {4: "closed"}


@fact("operation.reopened", power="operations")
class OperationReopened(Fact, frozen=True, array_like=True):
    reason: str

    def changes(self) -> dict[int, Any]:
        return {4: "open"}


@fact("operation.phase_decided", power="command")
class PhaseDecided(Fact, frozen=True, array_like=True):
    """A named authority decided the phase. Recorded by the holder of command or an aide."""

    phase: str
    authority: str
    territory: str = ""
    epoch: int = 0

    def changes(self) -> dict[int, Any]:
        return {5: {"phase": self.phase, "authority": self.authority, "territory": self.territory}}


@fact("threat.assessed", power="command")
class ThreatAssessed(Fact, frozen=True, array_like=True):
    """A threat level for an area, as a named authority decided it. Its own thing: derived_id("threat", operation, area)."""

    area: str
    level: int  # 1 to 4
    authority: str
    epoch: int = 0

    def changes(self) -> dict[int, Any]:
        return {1: {"area": self.area, "level": self.level, "authority": self.authority}}


class OpenOperation(Intent, frozen=True, kw_only=True, tag="operation.open"):
    title: str
    sort: str = "emergency"
    place: str = ""


class SetOperation(Intent, frozen=True, kw_only=True, tag="operation.set"):
    """Title, sort (event ↔ emergency) or place."""

    operation: str
    field: str
    value: Any
    seen: tuple[str, ...] = ()


class DecidePhase(Intent, frozen=True, kw_only=True, tag="operation.phase"):
    operation: str
    phase: str
    authority: str
    territory: str = ""


class AssessThreat(Intent, frozen=True, kw_only=True, tag="operation.threat"):
    operation: str
    area: str
    level: int
    authority: str


class CloseOperation(Intent, frozen=True, kw_only=True, tag="operation.close"):
    """Refused with what is still open, unless `despite`."""

    operation: str
    reason: str
    despite: bool = False


class ReopenOperation(Intent, frozen=True, kw_only=True, tag="operation.reopen"):
    operation: str
    reason: str


class Threat(msgspec.Struct, frozen=True):
    area: str
    shown: Shown  # value: {"area", "level", "authority"}


class OperationView(msgspec.Struct, frozen=True):
    """Mirrored as ("operation", id)."""

    id: str
    number: str
    letters: str
    opened: int  # ms
    opened_by: str
    fields: dict[str, Shown] = {}
    threats: tuple[Threat, ...] = ()
    open_incidents: int = 0
    open_orders: int = 0
    open_requests: int = 0
    lines: int = 0  # log lines
    void: int = 0  # facts kept without effect
    unread: int = 0
