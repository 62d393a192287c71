"""Whatever stands in whatever field of whatever intent: it is done, or refused in words."""

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from console.domain.agenda import PlanStep
from console.domain.command import GrantCommand
from console.domain.facts import Intent, Refused
from console.domain.incidents import OpenIncident
from console.domain.log import WriteLog
from console.domain.orders import IssueOrder
from console.domain.requests import MakeRequest
from console.domain.subjects import INTENTS
from console.domain.text import readable
from console.templates import LANGUAGES
from console.words import Words
from tests.console.domain.seats import ANN, DAN, EVE, START, Seat

AWKWARD: tuple[Any, ...] = (
    "",
    " \t ",
    "x" * 100_000,
    "bell \x07",
    "\u202edesolc",
    "\u200b\u200d",
    "<b>closed</b>",
    "0" * 32,
    "no id at all",
    "line\none",
    0,
    -1,
    1,
    START,
    10**18,
    -(2**63),
    2**63,
    1.5,
    float("nan"),
    True,
    None,
    (),
    ("",),
    ("x" * 100_000,),
    ("SAFE",) * 100_000,
    {},
    {"a": {"b": [1, {"c": None}]}},
    {"lat": 91.0, "lon": 4.0},
    {"lat": 50.8},
    {"text": "\u202e", "code": "x" * 10_000},
    b"\xff",
)


@pytest.fixture(scope="module")
def seat() -> Seat:
    made = Seat()
    made.begin()
    made.tell(GrantCommand(holder="Ann", authority="HO"), ANN)
    return made


@pytest.fixture(scope="module")
def known(seat: Seat) -> dict[str, Any]:
    """Something sound for every field that an intent may need."""
    incident = seat.tell(OpenIncident(title="Fire"), DAN)
    other = seat.tell(OpenIncident(title="Smoke"), DAN)
    return {
        "operation": seat.picture.all("operation")[0].id,
        "incident": incident,
        "into": other,
        "other": other,
        "line": seat.tell(WriteLog(text="A line"), DAN),
        "order": seat.tell(IssueOrder(to=("SAFE",), text="Go"), ANN),
        "request": seat.tell(MakeRequest(to="SAFE", text="Help"), DAN),
        "step": seat.tell(PlanStep(title="Briefing", time=START + 60_000), DAN),
        "thing": incident,
        "to": "SAFE",
        "agency": "SAFE",
        "holder": "Ann",
        "person": "Dan",
        "field": "title",
    }


def sound(kind: type[Intent], known: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {"intent": kind.__struct_config__.tag}
    for field in msgspec.structs.fields(kind):
        if not field.required:
            continue
        value: Any = known.get(field.name, "a text")
        if field.type is int:
            value = 1
        elif field.name == "to" and "Order" in kind.__name__:
            value = ("SAFE",)
        elif field.name == "values":
            value = {"in_room": True}
        found[field.name] = value
    return found


def filled_in(kind: type[Intent], known: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for field in msgspec.structs.fields(kind):
        for value in AWKWARD:
            yield {**sound(kind, known), field.name: value}


def test_whose_power_is_lacking_is_said_in_the_readers_language(seat: Seat) -> None:
    with pytest.raises(Refused) as said:
        seat.picture.rule(WriteLog(text="x"), seat.author(EVE), seat.now)
    assert "liaison, opérateur" in Words("fr").refusal(said.value.code, said.value.params)


def said_in_words(refused: Refused, given: dict[str, Any]) -> None:
    for lang in LANGUAGES:
        told = Words(lang).refusal(refused.code, refused.params)
        assert told != f"refusal.{refused.code}", given
        assert len(told) < 1500, given
        assert readable(told) == told, (given, told)


@pytest.mark.parametrize("tag", sorted(INTENTS))
def test_it_is_done_or_refused_in_words(seat: Seat, known: dict[str, Any], tag: str) -> None:
    kind = INTENTS[tag]
    for given in filled_in(kind, known):
        try:
            intent = msgspec.convert(given, kind)
        except msgspec.ValidationError:
            continue  # the seat says which field, see console/seat/intents.py
        for who in (ANN, DAN):
            try:
                drafts = seat.picture.rule(intent, seat.author(who), seat.now)
            except Refused as refused:
                said_in_words(refused, given)
                continue
            for draft in drafts:
                assert len(msgspec.msgpack.encode(draft.fact)) < 60_000, given
