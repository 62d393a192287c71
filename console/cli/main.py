"""The parser of the command line and its one place for errors."""

import argparse
import gc
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from console.cli.output import SHOWN, Failed, complain, set_streams
from console.cli.usage import Misused, Parser, asked_language
from console.figures import typed_decimal
from console.words import Words
from db.errors import Refusal, why

if TYPE_CHECKING:
    from console.domain.facts import Refused
    from console.drill.scenario import Broken
    from console.link.events import LinkRefused

Run = Callable[[argparse.Namespace, Words], int]
INTERRUPTED = 130
MISUSED = 2
UNANSWERED = 3  # by a seat that is there
WINDOWS = frozenset({"desk", "wall"})


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit status."""
    try:
        return _run(sys.argv[1:] if argv is None else argv)
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(typed: Sequence[str]) -> int:
    set_streams()
    words = Words(asked_language(typed))
    try:
        args = parser(words, *typed[:1]).parse_args(typed)
    except Misused as wrong:
        print(wrong.usage, file=sys.stderr)
        complain(words, wrong.code, wrong.params)
        return MISUSED
    try:
        return command(args.run)(args, words)
    except (Failed, Refusal, *_refusals()) as wrong:
        complain(words, wrong.code, dict(wrong.params))
        return UNANSWERED if wrong.code == "seat.silent" else 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as wrong:
        complain(words, "cli.os", {"reason": why(wrong), "path": str(wrong.filename or "")})
        return 1


def command(name: str) -> Run:
    """The function of a command, "module.function"; its module is loaded now, and those of others never:
    a window must not wait for what the disk and the network need. What is loaded stays: nobody collects.
    """
    module, _, function = name.partition(".")
    gc.disable()
    found: Run = getattr(importlib.import_module(f"console.cli.{module}"), function)
    gc.freeze()
    gc.enable()
    return found


def _refusals() -> "tuple[type[Refused], type[Broken], type[LinkRefused]]":
    """What else a command can be refused by; asked for only where something was raised."""
    from console.domain.facts import Refused
    from console.drill.scenario import Broken
    from console.link.events import LinkRefused

    return Refused, Broken, LinkRefused


def parser(words: Words, first: str = "") -> Parser:
    """What may be typed, in the language of these words. After a `first` word that opens a window, what may
    follow others is left out: nobody waits for it.
    """
    made = Parser(words, prog="belfry").branch("command")
    for some in (_faces,) if first in WINDOWS else (_room, _seat, _person, _talk, _keeping, _faces, _help):
        some(made)
    return made


def _room(belfry: Parser) -> None:
    room = belfry.group("room")
    create = room.command("create", "rooms.create")
    create.take("--name", required=True, value="name")
    create.take("--seat", required=True, value="name")
    create.take("--agency", required=True, value="agency")
    create.take("--person", required=True, value="name")
    create.take("--room-key", type=Path, required=True, value="file")
    create.take("--exercise", action="store_true")
    appoint, revoke = room.command("appoint", "rescuing.appoint"), room.command("revoke", "rescuing.revoke")
    readmit = room.command("readmit", "rescuing.readmit")
    for command in (appoint, revoke):
        command.take("person", value="person")
    for command in (appoint, revoke, readmit):
        command.take("--room-key", type=Path, required=True, value="file")
    appoint.take("--agency", default="", value="agency")
    appoint.take("--renew", action="store_true")
    revoke.take("--reason", required=True, value="text")
    revoke.take("--from", dest="since", type=_moment, value="time")
    whom = readmit.options.add_mutually_exclusive_group(required=True)
    readmit.take("--person", default="", value="person", among=whom)
    readmit.take("--seat", default="", value="seat", among=whom)


def _seat(belfry: Parser) -> None:
    seat = belfry.group("seat")
    invite, code = seat.command("invite", "rooms.invite"), seat.command("code", "coding.offer")
    for command in (invite, code):
        command.take("--label", required=True, value="name")
        command.take("--agency", required=True, value="agency")
        command.take("--variant", choices=("desk", "board", "recorder"), default="desk")
    invite.take("--out", type=Path, required=True, value="file")
    join = seat.command("join", "rooms.join")
    way = join.options.add_mutually_exclusive_group(required=True)
    join.take("--invite", type=Path, value="file", among=way)
    join.take("--code", value="code", among=way)
    join.take("--peer", default="", value="address")
    run = seat.command("run", "rooms.run")
    run.take("--listen", default="", value="address")
    run.take("--peer", action="append", default=[], value="address")
    run.take("--no-mdns", action="store_true")
    seat.command("stop", "rooms.stop")
    revoke = seat.command("revoke", "rooms.revoke_seat")
    revoke.take("seat", value="seat")
    revoke.take("--reason", required=True, value="text")
    for command in (invite, code, revoke):
        command.take("--as", dest="by", default="", value="person")


def _person(belfry: Parser) -> None:
    person = belfry.group("person")
    add, change = person.command("add", "rooms.add_person"), person.command("change", "rooms.change_person")
    add.take("--name", required=True, value="name")
    change.take("person", value="person")
    for command in (add, change):
        command.take("--agency", required=True, value="agency")
        command.take("--roles", required=True, value="roles")
    revoke = person.command("revoke", "rooms.revoke_person")
    revoke.take("person", value="person")
    revoke.take("--reason", required=True, value="text")
    renew = person.command("passphrase", "rooms.change_passphrase")
    for command in (add, change, revoke, renew):
        command.take("--as", dest="by", default="", value="person")


def _talk(belfry: Parser) -> None:
    tell = belfry.command("tell", "telling.tell")
    tell.take("--as", dest="person", default="", value="person")
    tell.take("--operation", default="", value="id")
    belfry.command("watch", "telling.watch")
    search = belfry.command("search", "telling.search")
    search.take("words", nargs="+", value="words")
    search.take("--limit", type=_page, default=50, value="number")
    show = belfry.command("show", "showing.show")
    show.take("what", choices=SHOWN)
    show.take("--json", action="store_true")
    show.take("--as", dest="person", default="", value="person")
    belfry.command("verify", "rooms.verify")


def _keeping(belfry: Parser) -> None:
    belfry.command("backup", "keeping.backup").take("--out", type=Path, value="file")
    belfry.command("restore", "keeping.restore").take("--backup", type=Path, value="file")
    carry = belfry.group("carry")
    out, into = carry.command("out", "keeping.carry_out"), carry.command("in", "keeping.carry_in")
    out.take("--lacking", type=Path, value="bundle")
    for command in (out, into):
        command.take("file", type=Path, value="file")


def _page(text: str) -> int:
    """How many at most, in one page."""
    from console.link.protocol import WINDOW

    if not text.isdecimal() or not 1 <= int(text[:9]) <= WINDOW:
        raise argparse.ArgumentTypeError(f"1 to {WINDOW}")
    return int(text)


def _moment(text: str) -> int:
    """A day, and a time of it on this machine's clock, in ms."""
    try:
        return int(datetime.fromisoformat(text).timestamp() * 1000)
    except OverflowError as wrong:
        raise ValueError from wrong


def _faces(belfry: Parser) -> None:
    belfry.command("desk", "faces.desk", home=False).take("home", nargs="?", type=Path, value="home")
    belfry.command("wall", "faces.wall").take("--screen", default="", value="name")
    demo = belfry.command("demo", "faces.demo", home=False)
    demo.take("--scenario", type=Path, value="file")
    demo.take("--offscreen", action="store_true")
    demo.take("--seats", type=int, default=3, value="number")
    demo.take("--speed", type=typed_decimal, default=10.0, value="number")
    demo.take("--for", dest="seconds", type=typed_decimal, default=0.0, value="seconds")
    demo.take("--shots", type=Path, value="folder")


def _help(belfry: Parser) -> None:
    group = belfry.group("help")
    group.command("intents", "helping.intents", home=False)
    group.command("powers", "helping.powers", home=False)
