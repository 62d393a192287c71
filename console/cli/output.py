"""What the command line prints: JSON lines on stdout, words on stderr."""

import codecs
import io
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


def set_streams() -> None:
    """No character set of a terminal ends a command: what it lacks is written by its number. What a script
    hands over is UTF-8, as JSON is, whatever the locale; what is typed is as the terminal has it.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    if isinstance(sys.stdin, io.TextIOWrapper) and not sys.stdin.isatty():
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")


def emit(exercise: bool, **values: Any) -> None:
    """Print one JSON line; in an exercise room it says so."""
    print_json({**values, "exercise": True} if exercise else values)


def print_json(line: Any) -> None:
    """Print one JSON line: UTF-8, or ASCII where the locale is of another character set."""
    utf8 = codecs.lookup(getattr(sys.stdout, "encoding", None) or "utf-8").name == "utf-8"
    print(json.dumps(msgspec.to_builtins(line), ensure_ascii=not utf8), flush=True)


def complain(words: Words, code: str, params: dict[str, Any]) -> None:
    """Say on stderr, in the reader's language, what is wrong."""
    print(f"belfry: {words.refusal(code, params)}", file=sys.stderr, flush=True)
