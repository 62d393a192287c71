"""The agenda: planned steps with a time and an owner."""

from typing import Any

import msgspec

from console.domain.facts import Fact, Intent, fact
from console.domain.registers import Shown
from console.domain.subjects import Field

SORTS = ("briefing", "deadline", "event")

FIELDS = (
    Field(1, "title", str),
    Field(2, "time", int),  # ms
    Field(3, "owner", str),  # agency code, or person id
    Field(4, "state", str),  # planned, done, dropped
)


@fact("agenda.planned", power="agenda")
class StepPlanned(Fact, frozen=True, array_like=True):
    """about: (step, operation)."""

    title: str
    time: int
    sort: str
    owner: str = ""
    operation: str = ""

    def changes(self) -> dict[int, Any]:
        return {1: self.title, 2: self.time, 3: self.owner, 4: "planned"}


@fact("agenda.set", power="agenda")
class StepSet(Fact, frozen=True, array_like=True):
    values: dict[int, Any]

    def changes(self) -> dict[int, Any]:
        return self.values


class PlanStep(Intent, frozen=True, kw_only=True, tag="agenda.plan"):
    title: str
    time: int
    operation: str = ""
    sort: str = "event"
    owner: str = ""


class MoveStep(Intent, frozen=True, kw_only=True, tag="agenda.move"):
    step: str
    time: int
    seen: tuple[str, ...] = ()


class FinishStep(Intent, frozen=True, kw_only=True, tag="agenda.done"):
    step: str


class DropStep(Intent, frozen=True, kw_only=True, tag="agenda.drop"):
    step: str


class StepView(msgspec.Struct, frozen=True):
    """Mirrored as ("agenda", id)."""

    id: str
    operation: str
    sort: str
    fields: dict[str, Shown] = {}
    state: str = "planned"
