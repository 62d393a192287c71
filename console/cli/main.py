"""The parser of the command line and its one place for errors."""

import argparse
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from console.cli.output import SHOWN, Failed, complain
from console.cli.usage import Misused, Parser, asked_language, language
from console.words import LANGUAGES, Words
from db.errors import Refusal, why

if TYPE_CHECKING:
    from console.domain.facts import Refused
    from console.drill.scenario import Broken
    from console.link.events import LinkRefused

Run = Callable[[argparse.Namespace, Words], int]
INTERRUPTED = 130
MISUSED = 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit status."""
    try:
        args = _parser().parse_args(argv)
    except Misused as wrong:
        words = Words(asked_language(sys.argv[1:] if argv is None else argv))
        print(words.word("cli.usage", line=wrong.usage), file=sys.stderr)
        complain(words, wrong.code, wrong.params)
        return MISUSED
    words = Words(args.lang)
    try:
        return command(args.run)(args, words)
    except (Failed, Refusal, *_refusals()) as wrong:
        complain(words, wrong.code, dict(wrong.params))
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as wrong:
        complain(words, "cli.os", {"reason": why(wrong), "path": str(wrong.filename or "")})
        return 1


def command(name: str) -> Run:
    """The function of a command, "module.function"; its module is loaded now, and those of others never:
    a window must not wait for what the disk and the network need.
    """
    module, _, function = name.partition(".")
    found: Run = getattr(importlib.import_module(f"console.cli.{module}"), function)
    return found


def _refusals() -> "tuple[type[Refused], type[Broken], type[LinkRefused]]":
    """What else a command can be refused by; asked for only where something was raised."""
    from console.domain.facts import Refused
    from console.drill.scenario import Broken
    from console.link.events import LinkRefused

    return Refused, Broken, LinkRefused


def _parser() -> Parser:
    parser = Parser(prog="belfry", description="The operator console of a crisis centre.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _room(commands)
    _seat(commands)
    _person(commands)
    _talk(commands)
    _keeping(commands)
    _faces(commands)
    _help(commands)
    return parser


Commands: TypeAlias = "argparse._SubParsersAction[Parser]"  # noqa: SLF001 - only its type


def _add(commands: Commands, name: str, run: str, text: str, home: bool = True) -> Parser:
    command: Parser = commands.add_parser(name, help=text, description=text)
    command.set_defaults(run=run)
    command.add_argument("--lang", choices=LANGUAGES, default=language(), help="language of the words")
    if home:
        command.add_argument("home", type=Path, metavar="HOME", help="the seat's folder")
    return command


def _group(commands: Commands, name: str, text: str) -> Commands:
    group: Commands = commands.add_parser(name, help=text).add_subparsers(required=True, metavar="WHAT")
    return group


def _room(commands: Commands) -> None:
    create = _add(
        _group(commands, "room", "make a room"), "create", "rooms.create", "Create a room and its first seat."
    )
    for option in ("--name", "--seat", "--agency", "--person"):
        create.add_argument(option, required=True)
    create.add_argument(
        "--room-key", type=Path, required=True, metavar="FILE", help="where the sealed room key goes"
    )
    create.add_argument("--exercise", action="store_true", help="an exercise room: fixed for good")


def _seat(commands: Commands) -> None:
    seat = _group(commands, "seat", "seats: invite, join, run, stop, revoke")
    invite = _add(seat, "invite", "rooms.invite", "Write an invitation for one seat.")
    invite.add_argument("--label", required=True)
    invite.add_argument("--agency", required=True)
    invite.add_argument("--variant", choices=("desk", "board", "recorder"), default="desk")
    invite.add_argument("--out", type=Path, required=True, metavar="FILE")
    code = _add(seat, "code", "coding.offer", "Show a short code to read aloud; waits until it is used.")
    code.add_argument("--label", required=True)
    code.add_argument("--agency", required=True)
    code.add_argument("--variant", choices=("desk", "board", "recorder"), default="desk")
    join = _add(seat, "join", "rooms.join", "Join a room with an invitation, or by a code and its address.")
    way = join.add_mutually_exclusive_group(required=True)
    way.add_argument("--invite", type=Path, metavar="FILE")
    way.add_argument(
        "--code", metavar="CODE", help="as it was read aloud; --peer is the address read with it"
    )
    join.add_argument("--peer", default="", metavar="HOST:PORT")
    run = _add(seat, "run", "rooms.run", 'Run the seat; prints "ready …" when it serves.')
    run.add_argument("--listen", default="", metavar="HOST:PORT")
    run.add_argument("--peer", action="append", default=[], metavar="HOST:PORT")
    run.add_argument("--no-mdns", action="store_true")
    _add(seat, "stop", "rooms.stop", "Stop the seat; says what nobody else has yet.")
    revoke = _add(seat, "revoke", "rooms.revoke_seat", "Revoke a seat.")
    revoke.add_argument("seat")
    revoke.add_argument("--reason", required=True)
    for command in (invite, code, revoke):
        command.add_argument("--as", dest="by", default="", metavar="PERSON")


def _person(commands: Commands) -> None:
    person = _group(commands, "person", "people: add, change, revoke, passphrase")
    add = _add(person, "add", "rooms.add_person", "Add a person; BELFRY_NEW_PASSPHRASE is theirs.")
    add.add_argument("--name", required=True)
    change = _add(
        person, "change", "rooms.change_person", "Give a person another agency and other roles, all of them."
    )
    change.add_argument("person")
    for command in (add, change):
        command.add_argument("--agency", required=True)
        command.add_argument("--roles", required=True, metavar="R,…")
    revoke = _add(person, "revoke", "rooms.revoke_person", "Revoke a person.")
    revoke.add_argument("person")
    revoke.add_argument("--reason", required=True)
    renew = _add(person, "passphrase", "rooms.change_passphrase", "Change a passphrase: makes a new key.")
    for command in (add, change, revoke, renew):
        command.add_argument("--as", dest="by", default="", metavar="PERSON")


def _talk(commands: Commands) -> None:
    tell = _add(commands, "tell", "telling.tell", "Tell the room intents, one JSON object a line.")
    tell.add_argument("--as", dest="person", default="", metavar="PERSON")
    tell.add_argument("--operation", default="", metavar="ID")
    _add(commands, "watch", "telling.watch", "Print every change as it comes.")
    search = _add(commands, "search", "telling.search", "Search the log.")
    search.add_argument("words", nargs="+", metavar="WORDS")
    search.add_argument("--limit", type=_page, default=50, metavar="N")
    show = _add(commands, "show", "showing.show", "Show a part of the picture.")
    show.add_argument("what", choices=SHOWN)
    show.add_argument("--json", action="store_true")
    show.add_argument("--as", dest="person", default="", metavar="PERSON", help="whose needs")
    _add(
        commands,
        "verify",
        "rooms.verify",
        "Check the whole record: chains, signatures, certificates.",
    )


def _keeping(commands: Commands) -> None:
    backup = _add(commands, "backup", "keeping.backup", "Back the record up now.")
    backup.add_argument("--out", type=Path, metavar="FILE", help="elsewhere than among the seat's backups")
    restore = _add(commands, "restore", "keeping.restore", "Put a backup in the place of the record.")
    restore.add_argument("--backup", type=Path, metavar="FILE", help="this one, not the newest that is whole")
    carry = _group(commands, "carry", "the record on a stick: out, in")
    out = _add(carry, "out", "keeping.carry_out", "Write the record into a bundle.")
    out.add_argument("--lacking", type=Path, metavar="BUNDLE", help="only what the writer of this one lacks")
    into = _add(carry, "in", "keeping.carry_in", "Take in a bundle; every entry has to prove itself.")
    for command in (out, into):
        command.add_argument("file", type=Path, metavar="FILE")


def _page(text: str) -> int:
    """How many at most, in one page."""
    from console.link.protocol import WINDOW

    if not text.isdecimal() or not 1 <= int(text[:9]) <= WINDOW:
        raise argparse.ArgumentTypeError(f"1 to {WINDOW}")
    return int(text)


def _faces(commands: Commands) -> None:
    _add(commands, "desk", "faces.desk", "Open the desk.", home=False).add_argument(
        "home", nargs="?", type=Path
    )
    _add(commands, "wall", "faces.wall", "Open the wall.").add_argument(
        "--screen", default="", metavar="NAME", help="name, serial number or place of its screen; kept"
    )
    demo = _add(
        commands, "demo", "faces.demo", "Open the demo room: an exercise with three seats.", home=False
    )
    demo.add_argument("--scenario", type=Path, help="a scenario file of your own")
    demo.add_argument("--offscreen", action="store_true", help="without a display, on two virtual screens")
    demo.add_argument("--seats", type=int, default=3)
    demo.add_argument("--speed", type=float, default=10.0, help="times real time")
    demo.add_argument(
        "--for", dest="seconds", type=float, default=0.0, metavar="SECONDS", help="stop after so long"
    )
    demo.add_argument(
        "--shots", type=Path, metavar="DIR", help="PNG of every window, at marked steps and at the end"
    )


def _help(commands: Commands) -> None:
    group = _group(commands, "help", "what may be told, and who may")
    _add(group, "intents", "helping.intents", "Every intent with its fields.", home=False)
    _add(group, "powers", "helping.powers", "The table of powers.", home=False)
