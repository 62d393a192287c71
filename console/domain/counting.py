"""Counts at an incident: casualties by place, source and category; units by agency. Never added up."""

from typing import Annotated

import msgspec

from console.domain.author import Author
from console.domain.facts import Draft, Refused
from console.domain.incident_facts import CasualtiesCounted, UnitsCounted, casualties_id, units_id
from console.domain.incidents import CASUALTIES, INCIDENT, CountCasualties, CountUnits, operation_with
from console.domain.noting import agency_known, noted_for
from console.domain.picture import Picture
from console.domain.powers import check
from console.domain.resting import rests_with
from console.domain.subjects import Field, Subject, rule
from console.domain.text import LINE, TITLE, choice, clean_line, optional

MOST = 1_000_000

Count = Annotated[int, msgspec.Meta(ge=0, le=MOST)]


class UnitCount(msgspec.Struct, frozen=True):
    """What an agency has on site, and what was asked of it beyond."""

    on_site: Count
    asked: Count = 0
    detail: str = ""


AT_INCIDENT = (
    Subject(
        "casualties", facts=(CasualtiesCounted,), opens=CasualtiesCounted, fields=(Field(1, "count", Count),)
    ),
    Subject("units", facts=(UnitsCounted,), opens=UnitsCounted, fields=(Field(1, "units", UnitCount),)),
)
for _subject in AT_INCIDENT:
    _subject.rests = rests_with(INCIDENT.name, 1)
    _subject.recurs = True


@rule(CountCasualties)
def count_casualties(picture: Picture, asked: CountCasualties, author: Author, _: int) -> list[Draft]:
    check(author, "incidents")
    incident = picture.get(asked.incident, "incident")
    counted = CasualtiesCounted(
        place=clean_line(asked.place, TITLE, "casualties.no_place"),
        source=clean_line(asked.source, TITLE, "casualties.no_source"),
        category=choice(asked.category, CASUALTIES, "casualties.unknown_category"),
        count=_count(asked.count),
    )
    register = casualties_id(incident.id, counted.place, counted.source, counted.category)
    return [Draft(counted, (register, incident.id, operation_with(incident)))]


@rule(CountUnits)
def count_units(picture: Picture, asked: CountUnits, author: Author, _: int) -> list[Draft]:
    incident = picture.get(asked.incident, "incident")
    agency = agency_known(picture, asked.agency)
    noted = noted_for(author, "own_agency", agency, asked.means, asked.informant)
    counted = UnitsCounted(
        agency=agency,
        on_site=_count(asked.on_site),
        asked=_count(asked.asked),
        detail=optional(asked.detail, LINE),
        noted=noted,
    )
    return [Draft(counted, (units_id(incident.id, agency), incident.id, operation_with(incident)))]


def _count(value: int) -> int:
    if not 0 <= value <= MOST:
        raise Refused("count.out_of_range", limit=MOST)
    return value
