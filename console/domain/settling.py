"""How each subject writes the value that settles a conflict: by a fact of its own, as anybody would."""

from collections.abc import Callable
from typing import Any

import msgspec

from console.domain import agenda
from console.domain.agencies import AGENCY, STATES
from console.domain.agency_facts import AgencyListed, CapacitySet, DirectorySet, Reported, StateSet
from console.domain.agency_rules import catalogued, directory_entry
from console.domain.author import Author
from console.domain.command import require_holder
from console.domain.command_facts import IntentStated
from console.domain.facts import Event, Fact, Noted, Refused
from console.domain.incident_facts import (
    CasualtiesCounted,
    IncidentClosed,
    IncidentMerged,
    IncidentReopened,
    IncidentSet,
    UnitsCounted,
)
from console.domain.incident_fields import settable as incident_value
from console.domain.incidents import INCIDENT
from console.domain.log import RELIABILITIES, LogCorrected, LogWithdrawn
from console.domain.operation_facts import (
    OperationClosed,
    OperationReopened,
    OperationSet,
    PhaseDecided,
    ThreatAssessed,
)
from console.domain.operations import OPERATION
from console.domain.operations import settable as operation_value
from console.domain.picture import Picture
from console.domain.subjects import Thing
from console.domain.text import LINE, TEXT, choice, clean, clean_line, optional, optional_time


class Settling(msgspec.Struct, frozen=True):
    """What is to be settled: `event` wrote the value that is kept; None where the person gave another."""

    picture: Picture
    thing: Thing
    field: str
    value: Any
    event: Event | None
    author: Author
    now: int

    def given(self) -> Any:
        """The value, converted to the field's type."""
        return self.thing.subject.valid(self.field, self.value)

    def kept(self, kind: type[Fact]) -> Fact:
        """The fact whose value is kept. Raises Refused where the person gave a value of his own."""
        if self.event is None or not isinstance(self.event.fact, kind):
            raise Refused("conflict.keep_a_side", field=self.field, subject=self.thing.subject.name)
        return self.event.fact


Settler = Callable[[Settling], Fact]
SETTLERS: dict[str, Settler] = {}  # by subject


def _settles(subject: str) -> Callable[[Settler], Settler]:
    def enter(function: Settler) -> Settler:
        SETTLERS[subject] = function
        return function

    return enter


@_settles("operation")
def _operation(of: Settling) -> Fact:
    if of.field == "state":
        closed = choice(of.given(), ("open", "closed"), "conflict.no_such_side") == "closed"
        return OperationClosed("") if closed else OperationReopened("")
    if of.field in {"phase", "intent"}:
        grant, acting = require_holder(of.picture, of.thing.id, of.author)
        if of.field == "intent":
            return IntentStated(clean(of.given(), TEXT, "text.empty"), grant.epoch, grant.entry, acting)
        kept = of.kept(PhaseDecided)
        return msgspec.structs.replace(kept, epoch=grant.epoch, grant=grant.entry)
    return OperationSet({OPERATION.field(of.field).number: operation_value(of.field, of.given())})


@_settles("threat")
def _threat(of: Settling) -> Fact:
    kept = of.kept(ThreatAssessed)
    about = of.event.about if of.event is not None else ()
    grant, _ = require_holder(of.picture, about[1] if len(about) > 1 else "", of.author)
    return msgspec.structs.replace(kept, epoch=grant.epoch, grant=grant.entry)


@_settles("incident")
def _incident(of: Settling) -> Fact:
    if of.field == "state":
        if of.value == "merged":
            return IncidentMerged(getattr(of.kept(IncidentMerged), "reason", ""))
        closed = choice(of.given(), ("open", "closed"), "conflict.no_such_side") == "closed"
        return IncidentClosed("") if closed else IncidentReopened("")
    value = incident_value(of.picture, of.field, of.given())
    return IncidentSet({INCIDENT.field(of.field).number: msgspec.to_builtins(value)})


@_settles("casualties")
def _casualties(of: Settling) -> Fact:
    return _counted(of, CasualtiesCounted, count=of.given())


@_settles("units")
def _units(of: Settling) -> Fact:
    counted = of.given()
    return _counted(
        of,
        UnitsCounted,
        on_site=counted.on_site,
        asked=counted.asked,
        detail=optional(counted.detail, LINE),
        noted=_note(of),
    )


def _counted(of: Settling, kind: type[Fact], **values: Any) -> Fact:
    opening = of.thing.opening
    if opening is None or not isinstance(opening.fact, kind):
        raise Refused("conflict.keep_a_side", field=of.field, subject=of.thing.subject.name)
    return msgspec.structs.replace(opening.fact, **values)


def _note(of: Settling) -> Noted | None:
    """A word that was noted stays noted when it is kept, unless its own agency keeps it."""
    noted = of.event.fact.note() if of.event is not None and of.event.fact is not None else None
    own = noted is not None and of.author.is_("liaison") and of.author.agency == noted.agency
    return None if own else noted


@_settles("engagement")
def _engagement(of: Settling) -> Fact:
    agency = of.thing.opening.fact.speaks_for() if of.thing.opening and of.thing.opening.fact else ""
    value = of.given()
    if of.field == "state":
        return StateSet(agency, _note(of), choice(value, STATES, "agency.unknown_state"))
    if of.field == "capacity":
        return CapacitySet(agency, _note(of), value)
    return Reported(agency, _note(of), clean(value, TEXT, "agency.empty_report"))


@_settles("agency")
def _agency(of: Settling) -> Fact:
    facts = (e.fact for e in of.thing.events)
    code = next((f.code for f in facts if isinstance(f, AgencyListed | DirectorySet)), "")
    field = AGENCY.field(of.field)
    if field.power == "catalogue":
        return AgencyListed(code, {field.number: catalogued(field.name, of.value)})
    return DirectorySet(code, {field.number: directory_entry(field.name, of.value)})


@_settles("line")
def _line(of: Settling) -> Fact:
    value = of.given()
    if value.withdrawn:
        return LogWithdrawn(clean_line(value.reason, LINE, "log.no_reason"))
    return LogCorrected(
        text=clean(value.text, TEXT, "log.empty"),
        happened=optional_time(value.happened, of.now),
        reliability=choice(value.reliability, RELIABILITIES, "log.unknown_reliability"),
        key=value.key,
    )


@_settles("agenda")
def _agenda(of: Settling) -> Fact:
    value = agenda.settable(of.field, of.given(), of.now)
    return agenda.StepSet({agenda.AGENDA.field(of.field).number: value})
