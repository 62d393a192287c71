"""Scenarios: data files of who tells the room what, and when. See resources/scenarios."""

import re
from pathlib import Path
from typing import Any

import msgspec

from console.domain import everything  # noqa: F401 - fills the table of intents
from console.domain.facts import Intent
from console.domain.shapes import misfit
from console.domain.subjects import INTENTS
from db.errors import why

TIMES = frozenset({"due", "time", "happened"})  # given in minutes from the moment of the step
MINUTE = 60_000
_LINE = re.compile(r"line (\d+)")


class Broken(Exception):
    """A scenario that cannot be played: `code` and `params` for console.words."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params


class Player(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A person of the scenario, and the seat (1, 2, …) they sit at."""

    name: str
    agency: str
    roles: tuple[str, ...]
    seat: int = 1


class Step(msgspec.Struct, frozen=True):
    """One thing said: `at` seconds from the start. `told` is the intent with its "$names" still in it."""

    at: int
    person: str
    told: dict[str, Any]
    name: str = ""
    shot: str = ""

    def intent(self, known: dict[str, str], now: int) -> Intent:
        """The intent to tell at `now` (ms), where `known` maps names to ids. Raises Broken."""
        filled = {key: _filled(key, value, known, now) for key, value in self.told.items()}
        tag = filled.pop("intent", "")
        if tag not in INTENTS:
            raise Broken("scenario.unknown_intent", intent=str(tag))
        try:
            return msgspec.convert(filled, INTENTS[tag], strict=True)
        except msgspec.ValidationError as wrong:
            raise Broken("scenario.bad_step", at=self.at, **misfit(wrong)) from wrong


class Scenario(msgspec.Struct, frozen=True):
    """A whole exercise, its steps in order of time."""

    title: str
    summary: str
    room: str
    people: tuple[Player, ...]
    steps: tuple[Step, ...]


def load(path: Path) -> Scenario:
    """Read and check a scenario file. Raises Broken, which says where."""
    try:
        raw = msgspec.toml.decode(path.read_bytes())
        people = msgspec.convert(raw["people"], tuple[Player, ...])
        steps = tuple(sorted((_step(entry) for entry in raw["steps"]), key=lambda s: s.at))
        scenario = Scenario(raw["title"], raw["summary"], raw["room"], people, steps)
    except OSError as wrong:
        raise Broken("scenario.unreadable", path=str(path), reason=why(wrong)) from wrong
    except msgspec.ValidationError as wrong:
        raise Broken("scenario.malformed", path=str(path), **misfit(wrong)) from wrong
    except KeyError as wrong:
        raise Broken(
            "scenario.malformed", path=str(path), field=str(wrong.args[0]), misfit="missing"
        ) from wrong
    except (TypeError, AttributeError) as wrong:
        raise Broken("scenario.malformed", path=str(path), field="steps", misfit="array") from wrong
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        line = _LINE.search(str(wrong))
        raise Broken("scenario.not_toml", path=str(path), line=line[1] if line else "?") from wrong
    _check(scenario)
    return scenario


def _step(entry: dict[str, Any]) -> Step:
    told = dict(entry)
    at, person = str(told.pop("at")), str(told.pop("as"))
    minutes, colon, seconds = at.partition(":")
    if not (colon and minutes.isdigit() and seconds.isdigit()):
        raise Broken("scenario.bad_time", at=at)
    name, shot = str(told.pop("name", "")), str(told.pop("shot", ""))
    return Step(int(minutes) * 60 + int(seconds), person, told, name, shot)


def _check(scenario: Scenario) -> None:
    people = {player.name for player in scenario.people}
    known: dict[str, str] = {}
    for step in scenario.steps:
        if step.person not in people:
            raise Broken("scenario.unknown_person", at=step.at, person=step.person)
        step.intent(known, 0)
        if step.name:
            known[step.name] = "0" * 32


def _filled(key: str, value: Any, known: dict[str, str], now: int) -> Any:
    if isinstance(value, list):
        return [_filled(key, each, known, now) for each in value]
    if isinstance(value, str) and value.startswith("$"):
        if value[1:] not in known:
            raise Broken("scenario.unknown_name", name=value)
        return known[value[1:]]
    if key in TIMES and isinstance(value, str):
        try:
            return now + int(value) * MINUTE
        except ValueError as wrong:
            raise Broken("scenario.bad_time", at=value) from wrong
    return value
