"""The reference data that rooms begin with: agencies, incident types, municipalities, places, substances."""

import unicodedata
from collections.abc import Iterable
from functools import cache, cached_property
from typing import Generic, TypeVar

import msgspec

from console.paths import resource

SOURCES = ("seen", "general", "uncertain")


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One row. Dates are ISO; empty means open. `names` holds a name per language."""

    names: dict[str, str]
    valid_from: str = ""
    valid_to: str = ""

    @property
    def key(self) -> str:
        """The code it is known by."""
        raise NotImplementedError

    def searched(self) -> Iterable[str]:
        """The texts by which people look for it."""
        return (self.key, *self.names.values())

    def name(self, lang: str) -> str:
        return self.names.get(lang) or self.key


class Agency(Entry, frozen=True, kw_only=True):
    """`standing` at the table: host, authority, partner, federal, support, training."""

    code: str
    shorts: dict[str, str]
    discipline: str
    standing: str
    in_room: bool
    role: dict[str, str]
    phone: str = ""
    radio: str = ""

    @property
    def key(self) -> str:
        return self.code

    def short(self, lang: str) -> str:
        return self.shorts.get(lang) or self.code

    def searched(self) -> Iterable[str]:
        return (self.code, *self.names.values(), *self.shorts.values())


class IncidentType(Entry, frozen=True, kw_only=True):
    """What is proposed for a new incident of this type."""

    code: str
    disciplines: tuple[str, ...]
    severity: str

    @property
    def key(self) -> str:
        return self.code


class Municipality(Entry, frozen=True, kw_only=True):
    """One of the nineteen. `shared_post_codes` belong mainly to another."""

    nis: str
    post_codes: tuple[str, ...]
    shared_post_codes: tuple[str, ...]
    lat: float
    lon: float
    police_zone: str

    @property
    def key(self) -> str:
        return self.nis

    def searched(self) -> Iterable[str]:
        return (self.nis, *self.names.values(), *self.post_codes)


class GazetteerPlace(Entry, frozen=True, kw_only=True):
    """A place people name. `source` is one of SOURCES; an approximate point may be 300 m off."""

    code: str
    sort: str
    municipality: str
    lat: float
    lon: float
    approximate: bool
    source: str
    tags: dict[str, str] = {}

    @property
    def key(self) -> str:
        return self.code

    def searched(self) -> Iterable[str]:
        return (self.code, *self.names.values(), *self.tags.values())


class Substance(Entry, frozen=True, kw_only=True):
    """Dangerous goods. `un` and `kemler` are text: 0336, X423."""

    un: str
    class_: str = msgspec.field(name="class")
    code: str
    labels: str
    packing_group: str
    kemler: str
    tunnel: str

    @property
    def key(self) -> str:
        return self.un


E = TypeVar("E", bound=Entry)


class Catalogue(Generic[E]):
    """Rows of one kind, found by code or by words."""

    def __init__(self, rows: Iterable[E]) -> None:
        self._rows = {row.key: row for row in rows}

    @cached_property
    def _texts(self) -> dict[str, str]:
        return {key: folded(" ".join(row.searched())) for key, row in self._rows.items()}

    def get(self, code: str) -> E | None:
        """The row, or None where the code is unknown."""
        return self._rows.get(code)

    def all(self) -> list[E]:
        return list(self._rows.values())

    def search(self, words: str, limit: int = 20) -> list[E]:
        """Rows that hold every word, without regard to case and accents; those that begin so come first."""
        wanted = folded(words).split()
        if not wanted:
            return []
        found = [key for key, text in self._texts.items() if all(word in text for word in wanted)]
        found.sort(key=lambda key: (not self._begins(key, wanted[0]), key))
        return [self._rows[key] for key in found[:limit]]

    def _begins(self, key: str, word: str) -> bool:
        return any(folded(text).startswith(word) for text in self._rows[key].searched())


def folded(text: str) -> str:
    """Lower case without accents, for comparing what people type."""
    parts = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe"))
    return "".join(part for part in parts if not unicodedata.combining(part)).replace("’", "'")


def _load(file: str, kind: type[E]) -> Catalogue[E]:
    written = msgspec.json.decode(resource("catalogues", f"{file}.json").read_bytes())
    return Catalogue(msgspec.convert(written[file], list[kind]))  # type: ignore[valid-type]


@cache
def agencies() -> Catalogue[Agency]:
    return _load("agencies", Agency)


@cache
def incident_types() -> Catalogue[IncidentType]:
    return _load("incident_types", IncidentType)


@cache
def municipalities() -> Catalogue[Municipality]:
    return _load("municipalities", Municipality)


@cache
def places() -> Catalogue[GazetteerPlace]:
    return _load("gazetteer", GazetteerPlace)


@cache
def substances() -> Catalogue[Substance]:
    return _load("substances", Substance)
