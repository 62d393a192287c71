"""`show`: one part of the picture, for people or, with --json, for scripts."""

import argparse
from collections.abc import Callable
from functools import partial
from typing import Any

import msgspec

from console.cli.opening import asked, linked, signed_in
from console.cli.output import KINDS, emit
from console.cli.summaries import log_line, standing, summary
from console.cli.telling import is_exercise
from console.domain.room import SeatView
from console.link.client import Link
from console.words import Words

PAGE = 500


def show(args: argparse.Namespace, words: Words) -> int:
    """Print `args.what`: as who was named sees it, else as anybody does; what waits for one, as one."""
    as_one = args.what == "needs" or args.person
    with signed_in(args.home, args.person, words) if as_one else linked(args.home, args.lang) as link:
        exercise = is_exercise(link)
        if args.what == "needs":
            _print(asked(link, "needs"), args.json, exercise, lambda view: summary(view, words))
        elif args.what == "digest":
            (digest,) = asked(link, "digest")
            emit(exercise, digest=digest) if args.json else print(digest)
        elif args.what == "room":
            _print_room(link, args.json, words)
        elif args.what == "log":
            _print(_log(link), args.json, exercise, lambda view: log_line(view, words))
        else:
            views = sorted(link.mirrored.all(KINDS[args.what]), key=_key)
            _print(views, args.json, exercise, lambda view: summary(view, words))
    return 0


def _print_room(link: Link, as_json: bool, words: Words) -> None:
    """The room, how this seat stands in it, and what stands in the way: what a window shows below."""
    room, status = link.mirrored.get("room", ""), link.mirrored.get("status", "")
    if as_json:
        emit(room.exercise, room=room, status=status)
        return
    for line in standing(room, status, partial(link.mirrored.get, "seat"), words):
        print(line)


def _key(view: Any) -> tuple[int, str]:
    name = getattr(view, "id", "") or getattr(view, "code", "") or getattr(view, "operation", "")
    return getattr(view, "number", 0) if isinstance(view, SeatView) else 0, str(name)


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
