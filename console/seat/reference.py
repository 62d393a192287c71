"""The shipped catalogues as the domain looks them up."""

from functools import cache

from console import catalogue
from console.domain.reference import AgencyEntry, Reference, Spot


@cache
def reference() -> Reference:
    """Agencies, incident types, substances, municipalities and places."""
    return Reference(
        agencies={row.code: _agency(row) for row in catalogue.agencies().all()},
        incident_types=frozenset(row.code for row in catalogue.incident_types().all()),
        substances=frozenset(row.un for row in catalogue.substances().all()),
        municipalities=frozenset(row.nis for row in catalogue.municipalities().all()),
        gazetteer={row.code: _spot(row) for row in catalogue.places().all()},
    )


def _agency(row: catalogue.Agency) -> AgencyEntry:
    return AgencyEntry(
        code=row.code,
        names=row.names,
        shorts=row.shorts,
        discipline=row.discipline,
        in_room=row.in_room,
        phone=row.phone,
        radio=row.radio,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )


def _spot(row: catalogue.GazetteerPlace) -> Spot:
    return Spot(row.names.get("fr") or row.code, row.lat, row.lon, row.municipality)
