"""Decisions of named authorities, recorded by the holder of command: the phase, and threat levels by area."""

from typing import Annotated

import msgspec

from console.domain.author import Author
from console.domain.command import require_holder
from console.domain.facts import Draft, Refused
from console.domain.fields import Field
from console.domain.operation_facts import PHASES, PhaseDecided, ThreatAssessed, threat_id
from console.domain.operations import AssessThreat, DecidePhase
from console.domain.picture import Picture
from console.domain.scope import operation_of
from console.domain.subjects import Subject, rule
from console.domain.text import LINE, TITLE, choice, clean_line, optional


class Level(msgspec.Struct, frozen=True):
    """The threat in one area, by whose decision."""

    area: str
    level: Annotated[int, msgspec.Meta(ge=1, le=4)]
    authority: str


THREAT = Subject(
    "threat",
    facts=(ThreatAssessed,),
    opens=ThreatAssessed,
    fields=(Field(1, "level", Level, power="command", caution=lambda v: v["level"]),),
)


@rule(DecidePhase)
def decide_phase(picture: Picture, asked: DecidePhase, author: Author, _: int) -> list[Draft]:
    """As the holder of command or his aide was told."""
    operation = operation_of(picture, asked.operation)
    grant, _acting = require_holder(picture, operation, author)
    decided = PhaseDecided(
        phase=choice(asked.phase, PHASES, "operation.unknown_phase"),
        authority=clean_line(asked.authority, TITLE, "operation.no_authority"),
        territory=optional(asked.territory, LINE),
        epoch=grant.epoch,
        grant=grant.entry,
    )
    return [Draft(decided, (operation,))]


@rule(AssessThreat)
def assess_threat(picture: Picture, asked: AssessThreat, author: Author, _: int) -> list[Draft]:
    operation = operation_of(picture, asked.operation)
    grant, _acting = require_holder(picture, operation, author)
    if not 1 <= asked.level <= 4:
        raise Refused("operation.unknown_threat", level=str(asked.level)[:10])
    area = clean_line(asked.area, TITLE, "operation.no_area")
    assessed = ThreatAssessed(
        area=area,
        level=asked.level,
        authority=clean_line(asked.authority, TITLE, "operation.no_authority"),
        epoch=grant.epoch,
        grant=grant.entry,
    )
    return [Draft(assessed, (threat_id(operation, area), operation))]
