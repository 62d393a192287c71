"""The fields of an incident, and what a person may write to each."""

import re
from typing import Annotated, Any

import msgspec

from console.domain.facts import Refused
from console.domain.fields import Field
from console.domain.picture import Picture
from console.domain.reference import Reference
from console.domain.shapes import misfit
from console.domain.text import LINE, TEXT, TITLE, choice, clean, clean_line, optional, readable

SEVERITIES = ("minor", "notice", "serious", "critical")
DISCIPLINES = ("D1", "D2", "D3", "D4", "D5")
ROADS = ("open", "restricted", "closed")
EVACUATIONS = ("none", "shelter", "prepared", "under_way", "complete")
MAJOR = ("no", "standby", "declared")
WIDEST = 100_000  # metres
MOST_SUBSTANCES = 20

_UN = re.compile(r"(?:UN\s*)?(\d{4})\Z", re.IGNORECASE | re.ASCII)


class Place(msgspec.Struct, frozen=True):
    """Where: a gazetteer code, coordinates (WGS84 degrees), or free text, which is shown as not located."""

    text: str = ""
    code: str = ""
    lat: float | None = None
    lon: float | None = None


class _Recorded(msgspec.Struct, frozen=True):
    """A place as the fold takes it from anybody."""

    text: str
    code: str = ""
    lat: Annotated[float, msgspec.Meta(ge=-90, le=90)] | None = None
    lon: Annotated[float, msgspec.Meta(ge=-180, le=180)] | None = None


def _rank(codes: tuple[str, ...]) -> Any:
    return lambda value: codes.index(value) if value in codes else -1


_STATE = ("incident.opened", "incident.closed", "incident.reopened", "incident.merged")

FIELDS = (
    Field(1, "title", str),
    Field(2, "type", str),  # catalogue code
    Field(3, "severity", str, caution=_rank(SEVERITIES)),
    Field(4, "place", _Recorded),
    Field(5, "municipality", str),  # NIS code
    Field(6, "hazards", tuple[str, ...]),  # UN numbers, four digits each, as text
    Field(7, "access", str),
    Field(8, "state", str, writers=_STATE),  # open, closed, merged
    Field(10, "perimeter", int, caution=lambda value: value),  # metres
    Field(11, "road", str, caution=_rank(ROADS)),
    # The cautious value is that people are still inside, whatever another seat heard.
    Field(12, "evacuation", str, caution=_rank(EVACUATIONS[::-1])),
    Field(20, "major", str),  # METHANE: one of MAJOR
    Field(21, "exact_location", str),
    Field(22, "type_detail", str),
    Field(23, "hazards_detail", str),
    Field(24, "casualties_detail", str),
    Field(25, "services", str),
    *(Field(30 + n, d, bool, caution=int, gathers=True) for n, d in enumerate(DISCIPLINES, 1)),
)

_CODES = {"severity": SEVERITIES, "road": ROADS, "evacuation": EVACUATIONS, "major": MAJOR}
_DETAILS = ("access", "exact_location", "type_detail", "hazards_detail", "casualties_detail", "services")


def settable(picture: Picture, field: str, value: Any) -> Any:
    """A value, already of the field's type, that a person may write to it. Raises Refused."""
    if field in _CODES:
        return choice(value, _CODES[field], f"incident.unknown_{field}")
    if field in _DETAILS:
        return clean(value, TEXT, "text.empty") if value.strip() else ""
    if field in DISCIPLINES:
        return value
    match field:
        case "title":
            return clean_line(value, TITLE, "incident.no_title")
        case "type" | "municipality":
            return _code(picture.reference, field, value)
        case "place":
            return located(picture.reference, value)
        case "hazards":
            return substances(picture.reference, value)
        case "perimeter" if 0 <= value <= WIDEST:
            return value
        case "perimeter":
            raise Refused("incident.perimeter_out_of_range", limit=WIDEST)
    raise Refused("field.not_settable", field=field, subject="incident")


def _code(reference: Reference, field: str, value: str) -> str:
    known = reference.incident_types if field == "type" else reference.municipalities
    value = optional(value, 64)
    if value and known and value not in known:
        raise Refused(f"incident.unknown_{field}", value=value)
    return value


def substances(reference: Reference, numbers: tuple[str, ...]) -> tuple[str, ...]:
    """UN numbers as four digits. Raises Refused for one that is none, or that no table knows."""
    if len(numbers) > MOST_SUBSTANCES:
        raise Refused("incident.too_many_hazards", limit=MOST_SUBSTANCES)
    found = []
    for number in numbers:
        match = _UN.match(number.strip())
        if match is None or (reference.substances and match[1] not in reference.substances):
            raise Refused("incident.unknown_un", value=readable(number[:20]))
        found.append(match[1])
    return tuple(dict.fromkeys(found))


def place_given(value: Any) -> str | Place:
    """What somebody gave as a place. Raises Refused."""
    try:
        return msgspec.convert(value, str | Place)
    except msgspec.ValidationError as wrong:
        raise Refused("field.invalid", **{**misfit(wrong), "field": "place"}) from wrong


def located(reference: Reference, given: str | Place) -> Place:
    """A place as it is recorded; text that is a code of the gazetteer is taken as such. Raises Refused."""
    if isinstance(given, str):
        text = clean_line(given, LINE, "place.empty")
        given = Place(text="", code=text) if text in reference.gazetteer else Place(text=text)
    if (given.lat is None) != (given.lon is None):
        raise Refused("place.half_a_point")
    if given.lat is not None and given.lon is not None and not _on_earth(given.lat, given.lon):
        raise Refused("place.out_of_bounds", lat=str(given.lat)[:20], lon=str(given.lon)[:20])
    spot = reference.gazetteer.get(given.code)
    if given.code and spot is None:
        raise Refused("place.unknown_code", value=readable(given.code[:40]))
    text = optional(given.text, LINE) or (spot.text if spot else "")
    if given.lat is None and spot is not None:
        return Place(text=text, code=given.code, lat=spot.lat, lon=spot.lon)
    if not text and given.lat is None:
        raise Refused("place.empty")
    return Place(text=text, code=given.code, lat=given.lat, lon=given.lon)


def _on_earth(lat: float, lon: float) -> bool:
    return -90 <= lat <= 90 and -180 <= lon <= 180
