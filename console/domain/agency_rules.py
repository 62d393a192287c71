"""Who may change the catalogue and the directory, and say how an agency stands in an operation."""

import re
from datetime import date
from typing import Any

from console.domain.agencies import (
    AGENCY,
    CATALOGUE,
    DIRECTORY,
    STATES,
    ListAgency,
    Report,
    SetCapacity,
    SetDirectory,
    SetState,
    agency_view,
    named,
    view,
)
from console.domain.agency_facts import (
    AgencyListed,
    CapacitySet,
    DirectorySet,
    Reported,
    StateSet,
    agency_id,
    engagement_id,
)
from console.domain.author import Author
from console.domain.facts import Draft, Fact, Refused
from console.domain.ids import entry_ids
from console.domain.likeness import likeness
from console.domain.noting import agency_known, noted_for
from console.domain.picture import Picture
from console.domain.powers import check
from console.domain.scope import operation_of
from console.domain.subjects import rule
from console.domain.text import TEXT, TITLE, choice, clean, clean_line, optional

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,23}\Z")
_LANGUAGE = re.compile(r"[a-z]{2}\Z")
MOST_DEPUTIES = 10
DISCIPLINES = ("", "D1", "D2", "D3", "D4", "D5")


@rule(ListAgency)
def list_agency(picture: Picture, asked: ListAgency, author: Author, _: int) -> list[Draft]:
    """Agencies merge, are renamed and cease: the catalogue says from when to when each stood."""
    check(author, "catalogue")
    if not _CODE.match(asked.agency):
        raise Refused("agency.bad_code")
    if not asked.values:
        raise Refused("agency.nothing_given")
    values = {name: catalogued(name, value) for name, value in asked.values.items()}
    _told_apart(picture, asked.agency, values)
    numbered = {AGENCY.field(name).number: value for name, value in values.items()}
    return [Draft(AgencyListed(asked.agency, numbered), (agency_id(asked.agency),))]


def _told_apart(picture: Picture, code: str, values: dict[str, Any]) -> None:
    """Raise Refused where people would take the agency for another, which it does not follow."""
    own = agency_view(picture, code)
    before = {likeness(name) for name in named(own)} if own is not None else set()
    given = {likeness(n) for field in ("names", "shorts") for n in values.get(field, {}).values()} - before
    begins = values.get("valid_from", own.valid_from if own is not None else "")
    for other in filter(None, (view(thing, picture) for thing in picture.all(AGENCY.name))):
        if other.code == code:
            continue
        if own is None and likeness(other.code) == likeness(code):
            raise Refused("agency.code_taken", like=other.code)
        alike = next((name for name in named(other) if likeness(name) in given), "")
        if alike and not (other.valid_to and begins >= other.valid_to):
            raise Refused("agency.name_taken", like=other.code, name=alike)


@rule(SetDirectory)
def set_directory(picture: Picture, asked: SetDirectory, author: Author, _: int) -> list[Draft]:
    check(author, "directory")
    code = agency_known(picture, asked.agency)
    value = directory_entry(asked.field, asked.value)
    changed = DirectorySet(code, {AGENCY.field(asked.field).number: value})
    return [Draft(changed, (agency_id(code),), entry_ids(asked.seen))]


def catalogued(field: str, given: Any) -> Any:
    """A value that an administrator may give a catalogue field. Raises Refused."""
    value = AGENCY.valid(field, given)
    if field not in CATALOGUE:
        raise Refused("field.not_settable", field=field, subject="agency")
    if field == "discipline":
        return choice(value, DISCIPLINES, "incident.unknown_discipline")
    if field in {"valid_from", "valid_to"}:
        return _day(value)
    if field == "in_room":
        return value
    if not value or not all(_LANGUAGE.match(language) for language in value):
        raise Refused("agency.no_name")
    return {language: clean_line(name, TITLE, "agency.no_name") for language, name in value.items()}


def directory_entry(field: str, given: Any) -> Any:
    """A value that an operator may give a directory field. Raises Refused."""
    value = AGENCY.valid(field, given)
    if field not in DIRECTORY:
        raise Refused("field.not_settable", field=field, subject="agency")
    if field != "deputies":
        return optional(value, TITLE)
    if len(value) > MOST_DEPUTIES:
        raise Refused("agency.too_many_deputies", limit=MOST_DEPUTIES)
    return [clean_line(name, TITLE, "agency.no_name") for name in value]


def _day(text: str) -> str:
    if not text:
        return ""
    try:
        return date.fromisoformat(text[:20]).isoformat()
    except ValueError as wrong:
        raise Refused("agency.bad_date") from wrong


@rule(SetState)
def set_state(picture: Picture, asked: SetState, author: Author, _: int) -> list[Draft]:
    noted = noted_for(author, "own_agency", asked.agency, asked.means, asked.informant)
    state = choice(asked.state, STATES, "agency.unknown_state")
    return _said(picture, asked.operation, asked.agency, StateSet(asked.agency, noted, state))


@rule(SetCapacity)
def set_capacity(picture: Picture, asked: SetCapacity, author: Author, _: int) -> list[Draft]:
    noted = noted_for(author, "own_agency", asked.agency, asked.means, asked.informant)
    if not 0 <= asked.capacity <= 100:
        raise Refused("agency.capacity_out_of_range")
    return _said(picture, asked.operation, asked.agency, CapacitySet(asked.agency, noted, asked.capacity))


@rule(Report)
def report(picture: Picture, asked: Report, author: Author, _: int) -> list[Draft]:
    noted = noted_for(author, "own_agency", asked.agency, asked.means, asked.informant)
    text = clean(asked.text, TEXT, "agency.empty_report")
    return _said(picture, asked.operation, asked.agency, Reported(asked.agency, noted, text))


def _said(picture: Picture, given: str, agency: str, word: Fact) -> list[Draft]:
    operation = operation_of(picture, given)
    code = agency_known(picture, agency)
    return [Draft(word, (engagement_id(operation, code), operation, agency_id(code)))]
