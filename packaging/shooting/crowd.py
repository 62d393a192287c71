"""A crowded evening: the scenario of the dock, with forty incidents and sixty agencies."""

import json
from pathlib import Path
from typing import Any

from console import catalogue
from console.paths import resource

ADMINISTRATOR = "Room administrator"
TITLES = (
    ("critical", "fire.building", "Fire on three floors, tower at Place Eugène Flagey"),
    ("critical", "medical.mass", "Carbon monoxide, student residence, thirteen people taken ill"),
    ("serious", "transport.rail", "Train held between Schuman and Luxembourg, 340 people on board"),
    ("serious", "order.disturbance", "Fireworks thrown at trams, Place de la Bourse"),
    ("serious", "explosion.gas", "Smell of gas, Chaussée d'Ixelles, 40 m cordon"),
    ("serious", "threat.package", "Unattended bag, Gare Centrale, hall closed"),
    ("serious", "collapse", "Scaffolding down, Rue Royale, pavement blocked"),
    ("serious", "nature.flood", "Burst main, Chaussée de Wavre, cellars flooding"),
    ("serious", "traffic.closure", "Ring tunnel Léopold II closed, queue to Basilique"),
    ("notice", "order.demonstration", "Sit-in at Place du Luxembourg, about 300 people"),
    ("notice", "fire.vehicle", "Three cars on fire, Quai des Usines"),
    ("notice", "transport.road", "Bus and tram collided, Place Meiser"),
    ("notice", "medical.emergency", "First-aid post full, Grand-Place"),
    ("notice", "person.missing", "Child of six missing, Christmas market"),
    ("notice", "fire.alarm", "Alarm, Erasme hospital, block C"),
    ("notice", "order.arrests", "Forty administrative arrests, Boulevard Anspach"),
    ("notice", "hazmat.pollution", "Diesel in the canal, Bassin Béco"),
    ("notice", "transport.water", "Barge adrift, Pont Sainctelette"),
    ("notice", "threat.drone", "Drone above Place Rogier"),
    ("minor", "nature.storm", "Branches on tram wires, Avenue de Tervueren"),
    ("minor", "fire.alarm", "Alarm, Palais de Justice, no smoke seen"),
    ("minor", "order.event", "Concert at Forest National ends at 23:00"),
    ("minor", "transport.road", "Lorry stopped in Tunnel Reyers"),
    ("minor", "fire.vegetation", "Smoke, Parc Josaphat"),
    ("minor", "medical.emergency", "Runner down, Bois de la Cambre"),
    ("minor", "traffic.closure", "Lift stopped, Gare du Midi, two people inside"),
)
STREETS = ("Rue Haute", "Rue Blaes", "Chaussée de Mons", "Avenue Louise", "Rue Neuve", "Boulevard Lambermont",
           "Rue Gray", "Avenue Rogier", "Place Bockstael", "Rue du Bailli")  # fmt: skip
OTHERS = ("Sibelga", "Vivaqua", "Elia", "Fluxys", "Infrabel", "SNCB", "TEC", "De Lijn", "Proximus", "ASTRID",
          "Crèches", "Schools", "Airport", "CHU Brugmann", "CHU Saint-Pierre", "Érasme", "UZ Brussel",
          "Saint-Luc", "Delta", "Animal care", "Archives", "Weather desk")  # fmt: skip
STATES = ("engaged", "engaged", "standby", "present", "present", "absent")
Step = dict[str, Any]


def written(folder: Path) -> Path:
    """The scenario as a file in `folder`, without its ending."""
    dock = resource("scenarios", "vergote.toml").read_text(encoding="utf-8")
    person = {"name": ADMINISTRATOR, "agency": "SAFE", "roles": ["administrator", "operator"]}
    tables = [("people", person), *(("steps", step) for step in (*_agencies(), *_incidents()))]
    file = folder / "crowd.toml"
    file.write_text(dock + "".join(_table(*table) for table in tables), encoding="utf-8")
    return file.with_suffix("")


def _table(name: str, told: Step) -> str:
    return f"\n[[{name}]]\n" + "".join(f"{key} = {_told(value)}\n" for key, value in told.items())


def _told(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {_told(one)}" for key, one in value.items()) + "}"
    return json.dumps(value, ensure_ascii=False)


def _at(seconds: int) -> str:
    return f"{seconds // 60:02d}:{seconds % 60:02d}"


def _step(seconds: int, who: str, intent: str, **told: Any) -> Step:
    return {"at": _at(seconds), "as": who, "intent": intent, **told}


def _agencies() -> list[Step]:
    """Nineteen municipalities and as many others as make sixty."""
    towns = [(f"COM{t.nis}", {lang: f"{t.name(lang)}" for lang in ("fr", "nl", "en")}) for t in _towns()]
    others = [
        (
            "".join(c for c in name.upper() if c.isascii() and c.isalpha()),
            dict.fromkeys(("fr", "nl", "en"), name),
        )
        for name in OTHERS
    ]
    steps = []
    for n, (code, names) in enumerate((*towns, *others)):
        values = {"names": names, "shorts": names, "in_room": True}
        steps.append(_step(30, ADMINISTRATOR, "agency.list", agency=code, values=values))
        steps.append(
            _step(60 + 25 * n, "SITCEN operator", "agency.state", operation="$op", agency=code,
                  state=STATES[n % len(STATES)], means="phone", informant="duty desk")
        )  # fmt: skip
    return steps


def _incidents() -> list[Step]:
    towns = _towns()
    steps = []
    for n in range(36):
        severity, sort, title = TITLES[n] if n < len(TITLES) else ("minor", "fire.alarm", _alarm(n))
        disciplines = catalogue.incident_types().get(sort)
        steps.append(
            _step(70 + 33 * n, "SITCEN operator", "incident.open", operation="$op", title=title, type=sort,
                  severity=severity, municipality=towns[n % len(towns)].nis,
                  disciplines=list(disciplines.disciplines[: 1 + n % 4]) if disciplines else [])
        )  # fmt: skip
    return steps


def _alarm(n: int) -> str:
    return f"Automatic alarm, {STREETS[n % len(STREETS)]} {10 + n}"


def _towns() -> list[catalogue.Municipality]:
    return list(catalogue.municipalities().all())
