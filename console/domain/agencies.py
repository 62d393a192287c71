"""Agencies: who is here, for which operation, how loaded, and when they last reported."""

from collections.abc import Iterable
from typing import Annotated, Any

import msgspec

from console.domain.agency_facts import (
    AgencyListed,
    CapacitySet,
    DirectorySet,
    Reported,
    StateSet,
    agency_id,
)
from console.domain.facts import Intent
from console.domain.fields import Field
from console.domain.picture import Picture
from console.domain.reference import AgencyEntry, Reference
from console.domain.registers import Shown
from console.domain.subjects import Subject, Thing

STATES = ("absent", "present", "standby", "engaged", "relieved")

Percent = Annotated[int, msgspec.Meta(ge=0, le=100)]

FIELDS = (
    Field(1, "names", dict[str, str], power="catalogue"),  # language → name
    Field(2, "shorts", dict[str, str], power="catalogue"),  # language → short name
    Field(3, "discipline", str, power="catalogue"),
    Field(4, "valid_from", str, power="catalogue"),  # ISO date
    Field(5, "valid_to", str, power="catalogue"),
    Field(6, "in_room", bool, power="catalogue"),
    Field(10, "liaison", str, power="directory"),
    Field(11, "deputies", tuple[str, ...], power="directory"),
    Field(12, "phone", str, power="directory"),
    Field(13, "radio", str, power="directory"),
)
CATALOGUE = ("names", "shorts", "discipline", "valid_from", "valid_to", "in_room")
DIRECTORY = ("liaison", "deputies", "phone", "radio")

ENGAGEMENT_FIELDS = (
    Field(1, "state", str),
    Field(2, "capacity", Percent),  # in use
    Field(3, "report", str),
)


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
    """Per cent in use."""

    agency: str
    capacity: int
    operation: str = ""
    means: str = ""
    informant: str = ""


class Report(Intent, frozen=True, kw_only=True, tag="agency.report"):
    """A situation report; the last one's age is shown."""

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
    valid_from: str = ""  # ISO date
    valid_to: str = ""


def view(thing: Thing, picture: Picture) -> AgencyView | None:
    """The catalogue's agency with what the room changed; None where nobody with that power listed it."""
    code = code_of(thing, picture.reference)
    entry = picture.reference.agencies.get(code) or AgencyEntry(code, in_room=False)
    fields = thing.fields()
    listed = {name: fields.pop(name).value for name in CATALOGUE if name in fields}
    listed = {name: value for name, value in listed.items() if value is not None}
    if not listed and code not in picture.reference.agencies:
        return None
    directory = {"phone": Shown(value=entry.phone), "radio": Shown(value=entry.radio)}
    return AgencyView(
        code=code,
        id=thing.id,
        names=listed.get("names", entry.names),
        shorts=listed.get("shorts", entry.shorts),
        discipline=listed.get("discipline", entry.discipline),
        in_room=listed.get("in_room", entry.in_room),
        fields={**{name: shown for name, shown in directory.items() if shown.value}, **fields},
        engagements=_engagements(picture, thing),
        people=tuple(sorted(p.name for p in picture.people.values() if p.agency == code and not p.revoked)),
        valid_from=listed.get("valid_from", entry.valid_from),
        valid_to=listed.get("valid_to", entry.valid_to),
    )


def named(agency: AgencyView) -> tuple[str, ...]:
    """All that it is called, in whichever language."""
    return (*agency.names.values(), *agency.shorts.values())


def agency_view(picture: Picture, code: str) -> AgencyView | None:
    """The agency known by this code, or None."""
    thing = picture.find(agency_id(code))
    return view(thing, picture) if thing is not None and thing.subject is AGENCY else None


def _engagements(picture: Picture, agency: Thing) -> tuple[Engagement, ...]:
    found = []
    for thing in picture.linked(agency.id, "engagement"):
        opening = thing.opening
        if opening is not None:
            found.append(Engagement(opening.about[1], thing.fields()))
    return tuple(sorted(found, key=lambda e: e.operation))


def _seeds(reference: Reference) -> Iterable[str]:
    return map(agency_id, reference.agencies)


AGENCY = Subject("agency", facts=(AgencyListed, DirectorySet), fields=FIELDS, view=view)
AGENCY.seeds = _seeds
ENGAGEMENT = Subject(
    "engagement",
    facts=(StateSet, CapacitySet, Reported),
    opens=(StateSet, CapacitySet, Reported),
    fields=ENGAGEMENT_FIELDS,
)
ENGAGEMENT.recurs = True


def code_of(thing: Thing, reference: Reference) -> str:
    """The code of an agency's thing; empty where only facts without effect name it."""
    facts = (e.fact for e in thing.events if thing.subject.gives_effect(e))
    named = next((f.code for f in facts if isinstance(f, AgencyListed | DirectorySet)), "")
    return named or next((code for code in reference.agencies if agency_id(code) == thing.id), "")
