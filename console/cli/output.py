"""What the command line prints: JSON lines on stdout, words on stderr."""

import json
import sys
from typing import Any, Final

import msgspec

from console.words import Words

# What `show` shows of the picture: its word → the kind of view.
KINDS: Final = {
    "operations": "operation",
    "incidents": "incident",
    "agencies": "agency",
    "orders": "order",
    "requests": "request",
    "command": "command",
    "agenda": "agenda",
    "conflicts": "conflict",
    "seats": "seat",
}
SHOWN: Final = (*KINDS, "room", "needs", "log", "digest")


class Failed(Exception):
    """A command cannot go on. `code` and `params` are put into words."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code, params)
        self.code, self.params = code, params


def emit(exercise: bool, **values: Any) -> None:
    """Print one JSON line; in an exercise room it says so."""
    line = {**values, "exercise": True} if exercise else values
    print(json.dumps(msgspec.to_builtins(line), ensure_ascii=False), flush=True)


def complain(words: Words, code: str, params: dict[str, Any]) -> None:
    """Say on stderr, in the reader's language, what is wrong."""
    print(f"belfry: {words.refusal(code, params)}", file=sys.stderr, flush=True)
