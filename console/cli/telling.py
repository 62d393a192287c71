"""`tell`, `watch` and `search`: speaking to a room and listening to it, line by line."""

import argparse
import json
import selectors
import sys
from collections.abc import Iterable
from typing import Any

from console.cli.opening import answered, asked, linked, signed_in
from console.cli.output import Failed, emit
from console.domain.subjects import INTENTS
from console.link.client import Answered, Changed, Gone, Link, LogWindow
from console.link.protocol import ALL
from console.seat.starting import NotAnswering
from console.words import Words

MAX_LINE = 1_000_000  # characters of one intent


def tell(args: argparse.Namespace, words: Words) -> int:
    """Read intents as JSON lines from stdin; print an answer for each. Exit status 1 if one was refused; a
    seat that falls silent is told of the first that it leaves without an answer, and of none after that.
    """
    refused = 0
    with signed_in(args.home, args.person, words) as link:
        exercise = is_exercise(link)
        for line in _lines(sys.stdin or ()):  # none where it is closed
            try:
                answer = _told(link, line, args.operation, words)
            except NotAnswering:
                emit(exercise, **_no("link.gone", {}, words))
                raise
            refused += not answer["ok"]
            emit(exercise, **answer)
    return int(refused > 0)


def _lines(stream: Iterable[str]) -> Iterable[str]:
    return (line for line in (raw.strip() for raw in stream) if line)


def _told(link: Link, line: str, operation: str, words: Words) -> dict[str, Any]:
    try:
        answer = link.call(link.tell(_intent(line, operation)), timeout=60)
    except Failed as wrong:
        return _no(wrong.code, wrong.params, words)
    if isinstance(answer, Answered):
        return {"ok": True, "entry": answer.entry, "about": answer.about}
    return _no(answer.code, answer.params, words)


def _no(code: str, params: dict[str, Any], words: Words) -> dict[str, Any]:
    return {"ok": False, "code": code, "refused": words.refusal(code, params)}


def _intent(line: str, operation: str) -> dict[str, Any]:
    """The intent in a line of JSON. Raises Failed in words a script's author understands."""
    if len(line) > MAX_LINE:
        raise Failed("intent.too_long", limit=MAX_LINE)
    try:
        intent = json.loads(line)
    except (ValueError, RecursionError) as wrong:  # no JSON, or a number of thousands of digits
        raise Failed("intent.not_json", place=getattr(wrong, "pos", 0) + 1) from wrong
    if not isinstance(intent, dict):
        raise Failed("intent.not_an_object")
    cls = INTENTS.get(str(intent.get("intent", "")))
    if operation and cls is not None and "operation" in cls.__struct_fields__:
        intent.setdefault("operation", operation)
    return intent


def is_exercise(link: Link) -> bool:
    """Whether the link's room is an exercise: every answer then says so."""
    room = link.mirrored.get("room", "")
    return bool(room is not None and room.exercise)


def watch(args: argparse.Namespace, words: Words) -> int:
    """Print the picture as it is, then every change as it comes, until interrupted or the seat is gone."""
    with linked(args.home, args.lang, face="watch") as link:
        exercise = is_exercise(link)
        for kind, key in link.mirrored.shown():
            emit(exercise, kind=kind, key=key, view=link.mirrored.get(kind, key))
        answered(link, link.mirror(logs=(LogWindow(ALL, ALL),)))
        selector = selectors.DefaultSelector()
        selector.register(link.fileno(), selectors.EVENT_READ)
        while True:
            for event in link.drain():
                if isinstance(event, Gone):
                    raise Failed("link.gone")
                if isinstance(event, Changed):
                    for kind, key in sorted(event.keys):
                        emit(exercise, kind=kind, key=key, view=link.mirrored.get(kind, key))
            selector.select(timeout=0 if link.pending else 0.5)


def search(args: argparse.Namespace, words: Words) -> int:
    """Print the entries that hold all the words, newest first."""
    with linked(args.home, args.lang) as link:
        exercise = is_exercise(link)
        for item in asked(link, "search", words=" ".join(args.words), limit=args.limit):
            emit(exercise, hit=item)
    return 0
