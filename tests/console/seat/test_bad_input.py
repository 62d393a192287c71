"""Whatever a face asks or tells, whole or torn: the seat answers in words and goes on."""

from typing import Any

import msgspec
import pytest

from console.domain.subjects import INTENTS
from console.link.client import Answered, Link, Paged, RefusedAnswer
from console.seat.acts import ACTS
from console.templates import LANGUAGES
from console.words import Words
from tests.console.seat.running import Seat, paged, tell

GARBAGE: tuple[Any, ...] = (
    None,
    "",
    "no id at all",
    "AB" * 16,
    "\u202e\x00",
    "x" * 100_000,
    "/" + "x" * 100_000,
    0,
    -1,
    10**15,
    1.5,
    True,
    [],
    [1, "x"],
    ["x" * 32, 3],
    {},
    {"a": [1]},
    b"\xff",
)
ASKED = {
    "log": ("operation", "incident", "before", "limit"),
    "search": ("words", "operation", "limit", "before"),
    "thing": ("thing", "field"),
    "history": ("thing", "field"),
    "needs": ("person",),
    "digest": ("extra",),
    "people": ("extra",),
    "refused": ("extra",),
    "backup": ("path",),
    "carry.in": ("path",),
    "carry.out": ("path", "lacking"),
    "nothing of the kind": ("x",),
}


@pytest.fixture
def amina(seat: Seat) -> Link:
    return seat.signed_in()


def in_words(answer: Any) -> None:
    assert isinstance(answer, Answered | Paged | RefusedAnswer)
    if isinstance(answer, RefusedAnswer):
        assert answer.code != "link.timeout"
        for lang in LANGUAGES:
            assert Words(lang).refusal(answer.code, answer.params) != f"refusal.{answer.code}"


@pytest.mark.parametrize("what", ASKED)
def test_a_question_is_answered_or_refused(seat: Seat, amina: Link, what: str) -> None:
    for field in ASKED[what]:
        for value in GARBAGE:
            in_words(amina.call(amina.ask(what, **{field: value}), timeout=20))
    tell(amina, "log.write", text="still here")
    assert [line.text for line in paged(amina, "log", operation="*") if line.text] == ["still here"]


def test_an_act_or_intent_of_one_field_is_refused(seat: Seat, amina: Link) -> None:
    for tag, kind in sorted({**INTENTS, **ACTS}.items()):
        fields = msgspec.structs.fields(kind)
        for field in fields:
            if sum(each.required for each in fields) > 1:
                in_words(amina.call(amina.tell({"intent": tag, field.name: "no id at all"}), timeout=20))
    torn: tuple[Any, ...] = (
        {},
        {"intent": None},
        {"intent": ["log.write"]},
        {"intent": "x" * 100_000},
        {1: 2},
    )
    for given in torn:
        in_words(amina.call(amina.tell(given), timeout=20))
    tell(amina, "log.write", text="still here")
