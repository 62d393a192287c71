"""Which facts of an incident the desk shows, in what words, and what people may write to them."""

import re
from typing import Any

from PySide6.QtCore import QCoreApplication

from console import catalogue
from console.domain.incidents import EVACUATIONS, ROADS, SEVERITIES, Casualties, IncidentView
from console.domain.registers import Shown
from widgets.ages import moment
from widgets.face import Face
from widgets.panes.casualty_words import by_category, category_word, place_of
from widgets.panes.fact import Fact
from widgets.places import place_meant
from widgets.text import NO_BREAK

translate = QCoreApplication.translate
CHOSEN = {"severity": SEVERITIES, "road": ROADS, "evacuation": EVACUATIONS}
_METRES = re.compile(r"(\d{1,6})\s*m?\Z")


def facts_of(face: Face, incident: IncidentView) -> list[Fact]:
    """The cells, in the order in which people ask for them."""
    first, second = ("type", "place", "hazards", "access"), ("perimeter", "road", "evacuation", "severity")
    counts = _casualties(face, incident), _units(face, incident)
    told = [_fact(face, incident, field) for field in (*first, *second)]
    return [*told[:4], counts[0], *told[4:], counts[1]]


def as_told(field: str, given: Any) -> Any:
    """What was typed as the seat takes it; None where it cannot be meant."""
    if field == "perimeter":
        found = _METRES.match(str(given).strip())
        return int(found[1]) if found else None
    if field == "place":
        return place_meant(str(given))
    if field == "hazards":
        return tuple(part for part in re.split(r"[,;·]+", str(given)) if part.strip())
    return given


def _fact(face: Face, incident: IncidentView, field: str) -> Fact:
    words = face.words
    shown = incident.fields.get(field, Shown())
    name = words.field("incident", field)
    text, role = _words(face, field, shown), "value"
    if shown.conflict:
        role = "contested"
    elif shown.incomplete:
        text, role = f"{text} ({words.word('lamp.incomplete')})", "contested"
    return Fact(
        field=field,
        name=name[:1].upper() + name[1:],
        text=text,
        source=_source(face, field, shown),
        role=role,
        shown=None if shown.conflict else shown,
        options=_options(face, field),
        typed=_typed(field, shown, text),
        conflict=shown.conflict,
    )


def _source(face: Face, field: str, shown: Shown) -> str:
    """When a safety field was set; that a place is no more than a text."""
    if field == "place" and shown.value and shown.value.get("lat") is None:
        return face.words.word("lamp.not_located")
    return moment(shown.at) if shown.at and field in {"perimeter", "road", "evacuation"} else ""


def _words(face: Face, field: str, shown: Shown) -> str:
    if shown.value in (None, "", ()):
        return ""
    if field == "hazards":
        return ", ".join(f"UN {number}" for number in shown.value)
    if field == "place":
        place = shown.value
        return str(place.get("text") or f"{place.get('lat')}, {place.get('lon')}")
    return face.words.value(field, shown.value)


def _typed(field: str, shown: Shown, text: str) -> str:
    if field == "place" and isinstance(shown.value, dict):
        return str(shown.value.get("text", ""))
    if field in CHOSEN or field == "type":
        return str(shown.value or "")
    return text


def _options(face: Face, field: str) -> tuple[tuple[str, str], ...]:
    if field in CHOSEN:
        return tuple((code, face.words.word(f"{field}.{code}")) for code in CHOSEN[field])
    if field == "type":
        rows = catalogue.incident_types().all()
        return tuple(sorted(((r.code, r.name(face.words.lang)) for r in rows), key=lambda pair: pair[1]))
    return ()


def _casualties(face: Face, incident: IncidentView) -> Fact:
    """The latest count, with its place, source and time; how many other sources there are is said."""
    name = translate("Facts", "Casualties")
    if not incident.casualties:
        return Fact("casualties", name, "")
    latest = max(incident.casualties, key=lambda c: c.shown.at)
    same = [c for c in incident.casualties if _whence(c) == _whence(latest)]
    others = len(set(map(_whence, incident.casualties))) - 1
    text = " · ".join(
        f"{c.shown.value}{NO_BREAK}{category_word(face, c)}" for c in sorted(same, key=by_category)
    )
    if others:
        more = translate("Facts", "1 more source") if others == 1 else translate("Facts", "{0} more sources")
        text += f"\n{more.format(others)}"
    conflict = any(c.shown.conflict for c in incident.casualties)
    at = max(c.shown.at for c in same)
    source = f"{place_of(face, latest)}, {face.words.agency(latest.source)} {moment(at)}"
    return Fact("casualties", name, text, source, "contested" if conflict else "value", conflict=conflict)


def _whence(one: Casualties) -> tuple[str, str, str]:
    return (one.place, one.source, one.incident)


def _units(face: Face, incident: IncidentView) -> Fact:
    name = translate("Facts", "Units on site")
    values = [u.shown.value for u in incident.units if u.shown.value]
    on_site, asked = (sum(int(v.get(key, 0)) for v in values) for key in ("on_site", "asked"))
    if not values:
        return Fact("units", name, "")
    text = str(on_site)
    if asked:
        text += translate("Facts", " · {0} asked").format(asked)
    agencies = ", ".join(face.words.agency(u.agency) for u in incident.units if u.shown.value)
    conflict = any(u.shown.conflict for u in incident.units)
    return Fact("units", name, text, agencies, "contested" if conflict else "value", conflict=conflict)
