"""`show`: one part of the picture, for people or, with --json, for scripts."""

import argparse
from collections.abc import Callable
from typing import Any

import msgspec

from console.cli.opening import asked, linked
from console.cli.output import emit
from console.cli.telling import is_exercise
from console.link.client import Link
from console.words import Words

KINDS = {
    "operations": "operation",
    "incidents": "incident",
    "agencies": "agency",
    "orders": "order",
    "requests": "request",
    "command": "command",
    "agenda": "agenda",
    "conflicts": "conflict",
    "seats": "seat",
    "needs": "needs",
}
SHOWN = (*KINDS, "log", "digest")
PAGE = 500


def show(args: argparse.Namespace, words: Words) -> int:
    """Print `args.what`."""
    with linked(args.home, args.lang) as link:
        exercise = is_exercise(link)
        if args.what == "digest":
            print(asked(link, "digest")[0])
        elif args.what == "log":
            _print(_log(link), args.json, exercise, lambda view: line(view, words))
        else:
            views = sorted(link.mirrored.all(KINDS[args.what]), key=_key)
            _print(views, args.json, exercise, lambda view: summary(view, words))
    return 0


def _key(view: Any) -> str:
    return str(getattr(view, "id", "") or getattr(view, "code", "") or getattr(view, "operation", ""))


def _log(link: Link) -> list[Any]:
    """The whole log, oldest first, fetched page by page."""
    lines: list[Any] = []
    before: Any = None
    while True:
        page = asked(link, "log", operation="*", before=before, limit=PAGE)
        lines = [*page, *lines]
        if len(page) < PAGE:
            return lines
        before = page[0].order


def _print(views: list[Any], as_json: bool, exercise: bool, told: Callable[[Any], str]) -> None:
    for view in views:
        if as_json:
            emit(exercise, **msgspec.to_builtins(view))
        else:
            print(told(view))


def line(view: Any, words: Words) -> str:
    """A log line as one line of text: time, agency, words."""
    text = view.text or words.kind(view.kind, view.params)
    return "  ".join(part for part in (words.time(view.happened), view.agency or "—", text) if part)


def summary(view: Any, words: Words) -> str:
    """Any view as one line: its number or code, and what stands in its fields."""
    name = str(getattr(view, "number", "") or getattr(view, "code", "") or getattr(view, "label", ""))
    fields = getattr(view, "fields", {})
    values = [f"{key}: {words.value(key, shown.value)}" for key, shown in fields.items()]
    text = [
        str(getattr(view, attr))
        for attr in ("text", "name", "state", "link")
        if isinstance(getattr(view, attr, 0), str)
    ]
    return "  ".join(part for part in (name, *text, *values) if part)
