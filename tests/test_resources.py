"""The catalogues are data that anybody may edit: what must hold for every row."""

import json
import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from console import catalogue
from console.catalogue import Catalogue, Entry
from console.domain.incidents import DISCIPLINES, SEVERITIES
from console.paths import resource

LANGUAGES = {"fr", "nl", "en"}
CATALOGUES: dict[str, Catalogue[Any]] = {
    "agencies": catalogue.agencies(),
    "incident_types": catalogue.incident_types(),
    "municipalities": catalogue.municipalities(),
    "gazetteer": catalogue.places(),
    "substances": catalogue.substances(),
}
EVERYTHING = [(name, row) for name, rows in CATALOGUES.items() for row in rows.all()]


def codes(rows: Catalogue[Any]) -> set[str]:
    return {row.key for row in rows.all()}


@pytest.mark.parametrize("name", CATALOGUES)
def test_no_code_stands_twice(name: str) -> None:
    written = json.loads(resource("catalogues", f"{name}.json").read_text(encoding="utf-8"))
    (rows,) = (value for value in written.values() if isinstance(value, list))
    assert len(rows) == len(CATALOGUES[name].all())


def test_every_row_has_a_name_in_each_language_and_dates_that_are_dates() -> None:
    for _, row in EVERYTHING:
        assert isinstance(row, Entry)
        assert set(row.names) == LANGUAGES
        assert all(name.strip() == name and name for name in row.names.values()), row.key
        for day in filter(None, (row.valid_from, row.valid_to)):
            date.fromisoformat(day)


def test_agencies_have_ascii_codes_and_short_names_of_the_readers_language() -> None:
    agencies = catalogue.agencies()
    assert len(agencies.all()) >= 25
    for agency in agencies.all():
        assert re.fullmatch(r"[A-Z0-9]{2,10}", agency.code)
        assert set(agency.shorts) == set(agency.role) == LANGUAGES
        assert agency.discipline in {"", *DISCIPLINES}
    fire = agencies.get("SIAMU")
    assert fire is not None
    assert (fire.short("fr"), fire.short("nl")) == ("SIAMU", "DBDMH")


def test_no_real_telephone_number_or_radio_group_is_shipped() -> None:
    assert {(a.phone, a.radio) for a in catalogue.agencies().all()} == {("", "")}


def test_incident_types_propose_known_disciplines_and_severities() -> None:
    for kind in catalogue.incident_types().all():
        assert set(kind.disciplines) <= set(DISCIPLINES)
        assert kind.severity in SEVERITIES


def test_the_nineteen_municipalities_name_their_police_zone() -> None:
    rows = catalogue.municipalities().all()
    assert len(rows) == 19
    assert (
        {row.police_zone for row in rows}
        == {f"ZP{n}" for n in range(5339, 5345)}
        <= codes(catalogue.agencies())
    )
    assert all(re.fullmatch(r"210(0[1-9]|1[0-9])", row.nis) for row in rows)


def test_places_lie_in_or_near_the_region_and_say_where_they_come_from() -> None:
    nis = codes(catalogue.municipalities()) | {""}
    for place in catalogue.places().all():
        assert 50.76 < place.lat < 50.92, place.code
        assert 4.24 < place.lon < 4.49, place.code
        assert place.source in catalogue.SOURCES
        assert place.approximate or place.source == "seen"
        assert place.municipality in nis
        assert place.code.startswith(f"{place.sort}.")


def test_substances_keep_leading_zeros_and_water_warnings() -> None:
    for row in catalogue.substances().all():
        assert re.fullmatch(r"\d{4}", row.un)
    fireworks, sodium = catalogue.substances().get("0336"), catalogue.substances().get("1428")
    assert fireworks is not None
    assert sodium is not None
    assert sodium.kemler == "X423"


@pytest.mark.parametrize("scenario", sorted(resource("scenarios").glob("*.toml")), ids=lambda path: path.stem)
def test_scenarios_speak_the_catalogues_codes(scenario: Path) -> None:
    told = tomllib.loads(scenario.read_text(encoding="utf-8"))
    opened = {step["type"] for step in told["steps"] if step["intent"] == "incident.open" and "type" in step}
    assert opened <= codes(catalogue.incident_types())
    assert {person["agency"] for person in told["people"]} <= codes(catalogue.agencies())


def test_an_unknown_code_is_nothing() -> None:
    assert catalogue.agencies().get("NOBODY") is None
    assert catalogue.substances().get("9999") is None


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("etangs noirs", "metro.etangs_noirs"),
        ("ZWARTE vijvers", "metro.etangs_noirs"),
        ("bassin vergote", "quay.bassin_vergote"),
        ("FBMZ", "rail.gare_midi"),
        ("hôpital érasme", "hospital.hopital_erasme"),
    ],
)
def test_places_are_found_in_either_language_without_accents(typed: str, found: str) -> None:
    assert found in {place.code for place in catalogue.places().search(typed)}


def test_a_search_for_nothing_finds_nothing_and_long_answers_are_cut() -> None:
    assert catalogue.places().search("   ") == []
    assert len(catalogue.places().search("e", limit=7)) == 7


def test_what_begins_with_the_word_comes_first() -> None:
    assert catalogue.incident_types().search("fire")[0].code.startswith("fire.")
