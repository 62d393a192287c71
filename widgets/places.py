"""Places as people type them: names of the gazetteer and of municipalities in either language, or a point."""

import math
import re
from functools import cache

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QLineEdit

from console import catalogue
from console.catalogue import folded
from console.domain.incidents import Place
from widgets.completing import Completer

MOST = 10
_POINT = re.compile(r"(-?\d{1,2}[.,]\d+)\s*[,; ]\s*(-?\d{1,3}[.,]\d+)\Z")
EARTH = 6_371_000  # metres
LINKS = frozenset({"de", "du", "des", "la", "le", "les", "van", "het", "der", "den"})


def bare(typed: str) -> str:
    """What is typed without the words that only link: a gare du Nord is the Gare Nord."""
    words = folded(typed).split()
    return " ".join([word for word in words if word not in LINKS] or words)


@cache
def _by_name() -> dict[str, Place]:
    """Every name in every language → the place that it means."""
    found: dict[str, Place] = {}
    for row in catalogue.places().all():
        found.update({folded(name): Place(code=row.code) for name in row.names.values()})
    for town in catalogue.municipalities().all():
        for name in town.names.values():
            found.setdefault(folded(name), Place(text=name, lat=town.lat, lon=town.lon))
    for name, place in list(found.items()):
        found.setdefault(bare(name), place)
    return found


def place_meant(typed: str) -> str | Place:
    """What was typed as the seat takes it: a place by its name, a point, or the text as it is."""
    typed = typed.strip()
    if found := _POINT.match(typed):
        lat, lon = (float(part.replace(",", ".")) for part in found.groups())
        return Place(text=typed, lat=lat, lon=lon)
    known = _by_name()
    return known.get(folded(typed)) or known.get(bare(typed)) or typed


def municipality_of(meant: str | Place) -> str:
    """The NIS code of the municipality that a place lies in, where the catalogues know it."""
    if isinstance(meant, str):
        return ""
    row = catalogue.places().get(meant.code)
    if row is not None:
        return row.municipality
    named = catalogue.municipalities().search(meant.text) if meant.text else []
    return named[0].nis if named else ""


def point_of(meant: str | Place) -> tuple[float, float] | None:
    """Latitude and longitude, where they are known."""
    if isinstance(meant, str):
        return None
    row = catalogue.places().get(meant.code)
    if row is not None:
        return row.lat, row.lon
    return (meant.lat, meant.lon) if meant.lat is not None and meant.lon is not None else None


def metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """How far two points lie from each other."""
    north = math.radians(other[0] - one[0])
    east = math.radians(other[1] - one[1]) * math.cos(math.radians((one[0] + other[0]) / 2))
    return EARTH * math.hypot(north, east)


def suggested(typed: str, lang: str) -> list[str]:
    """Names that what is typed could become, by any name that the place has."""
    wanted = bare(typed)
    rows = [*catalogue.municipalities().search(wanted, MOST), *catalogue.places().search(wanted, MOST)]
    names = dict.fromkeys(row.name(lang) for row in rows)
    return sorted(names, key=lambda name: not folded(name).startswith(wanted))[:MOST]


class PlaceCompleter(Completer):
    """Completes the names of places in a line, whichever language they are typed in."""

    def __init__(self, field: QLineEdit, lang: str) -> None:
        self._names = QStringListModel()
        super().__init__(self._names, field)
        self._lang = lang
        field.textEdited.connect(self._typed)
        field.setCompleter(self)

    def _typed(self, text: str) -> None:
        self._names.setStringList(suggested(text, self._lang))
