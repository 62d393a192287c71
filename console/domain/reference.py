"""What the room looks up: agencies, incident types, substances and municipalities, loaded by the seat."""

import msgspec


class AgencyEntry(msgspec.Struct, frozen=True):
    """An agency as the shipped catalogue has it; facts of the room stand above it."""

    code: str
    names: dict[str, str] = {}
    shorts: dict[str, str] = {}
    discipline: str = ""
    in_room: bool = True
    phone: str = ""
    radio: str = ""
    valid_from: str = ""  # ISO date
    valid_to: str = ""


class Spot(msgspec.Struct, frozen=True):
    """A place of the gazetteer."""

    text: str
    lat: float | None = None
    lon: float | None = None
    municipality: str = ""  # NIS code


class Reference(msgspec.Struct, frozen=True):
    """Tables by code. An empty table knows nothing and refuses nothing."""

    agencies: dict[str, AgencyEntry] = {}
    incident_types: frozenset[str] = frozenset()
    substances: frozenset[str] = frozenset()  # UN numbers, four digits, as text
    municipalities: frozenset[str] = frozenset()  # NIS codes
    gazetteer: dict[str, Spot] = {}
