"""Everything that the engine can be asked has a place in the desk, or stands here with its reason."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from console.cli.main import main
from console.domain.subjects import INTENTS
from console.seat.acts import ACTS

WIDGETS = Path(__file__).resolve().parents[2] / "widgets"
ELSEWHERE = {
    "order.reach": "a seat says by itself that an order arrived there",
}


def asked(capsys: pytest.CaptureFixture[str]) -> set[str]:
    """What `belfry help intents` lists."""
    assert main(["help", "intents"]) == 0
    return {json.loads(line)["intent"] for line in capsys.readouterr().out.splitlines()}


def spoken() -> Iterator[str]:
    """Every intent that the windows make: by its class, or by the name of an act of trust."""
    known = {cls.__name__: tag for tag, cls in INTENTS.items()}
    for file in WIDGETS.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in known:
                yield known[node.func.id]
            elif isinstance(node, ast.Constant) and node.value in ACTS:
                yield str(node.value)


def test_every_intent_has_a_place_in_the_desk_or_a_reason(capsys: pytest.CaptureFixture[str]) -> None:
    assert sorted(asked(capsys) - set(spoken())) == sorted(ELSEWHERE)
