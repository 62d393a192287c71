"""`room`, `seat`, `person` and `verify`: beginning a room, and who belongs to it."""

import argparse
import json
import sys

from msgspec import structs

from console.cli.opening import answered, asked, linked, new_passphrase, passphrase, signed_in, told
from console.cli.output import Failed, complain, emit
from console.cli.telling import is_exercise
from console.link.client import Link
from console.link.pages import FaultView
from console.seat.create import Created, create_room, join_by_code, join_room
from console.seat.folder import Home
from console.seat.options import Options
from console.seat.process import run_seat
from console.seat.starting import answers, await_end
from console.words import Words


def create(args: argparse.Namespace, words: Words) -> int:
    """Create a room and its first seat; says to put the room key away."""
    phrase = new_passphrase(words, "BELFRY_PASSPHRASE", "cli.passphrase")
    place = (args.seat, args.agency)
    made = create_room(
        args.home, args.name, place, args.person, phrase, args.room_key, exercise=args.exercise
    )
    emit(made.exercise, **_made(made))
    print(words.word("cli.put_room_key_away", path=str(args.room_key)), file=sys.stderr)
    return 0


def invite(args: argparse.Namespace, words: Words) -> int:
    """Write an invitation for one seat. Works with nobody else about."""
    intent = {
        "intent": "seat.invite",
        "label": args.label,
        "agency": args.agency,
        "variant": args.variant,
        "path": str(args.out.absolute()),
    }
    return _administer(args, words, intent)


def join(args: argparse.Namespace, words: Words) -> int:
    """Make an empty folder a seat of the room that invites it."""
    if args.code:
        made = join_by_code(args.home, args.code, args.peer)
    else:
        made = join_room(args.home, args.invite, (args.peer,) if args.peer else ())
    emit(made.exercise, **_made(made))
    return 0


def _made(made: Created) -> dict[str, object]:
    said = structs.asdict(made).items()
    return {name: value for name, value in said if name != "exercise" and value != ""}


def run(args: argparse.Namespace, words: Words) -> int:
    """Run the seat in this process until it is stopped."""
    options = Options(listen=args.listen, peers=tuple(args.peer), mdns=not args.no_mdns)
    run_seat(args.home, options, lambda facts: print("ready", json.dumps(facts), flush=True))
    return 0


def stop(args: argparse.Namespace, words: Words) -> int:
    """Stop the seat, saying what nobody else has yet; when this returns, its folder is free."""
    if not answers(args.home, told(words)):
        raise Failed("seat.not_running", path=str(args.home))
    with linked(args.home, args.lang) as link:
        exercise = is_exercise(link)
        (stopped,) = asked(link, "stop", sure=True)
    await_end(args.home, told(words))
    emit(exercise, stopped=True, nowhere_else=stopped.nowhere_else)
    return 0


def revoke_seat(args: argparse.Namespace, words: Words) -> int:
    """Revoke a seat, by label, number or id."""
    return _administer(args, words, {"intent": "seat.revoke", "seat": args.seat, "reason": args.reason})


def add_person(args: argparse.Namespace, words: Words) -> int:
    """Add a person with a passphrase of their own."""
    Home(args.home).check()
    intent = {
        "intent": "person.add",
        "name": args.name,
        "agency": args.agency,
        "roles": _roles(args),
        "new_passphrase": new_passphrase(words),
    }
    return _administer(args, words, intent)


def change_person(args: argparse.Namespace, words: Words) -> int:
    """Another agency, other roles, for somebody known by name or id; what they did until now stands."""
    intent = {"intent": "person.change", "person": args.person, "agency": args.agency, "roles": _roles(args)}
    return _administer(args, words, intent)


def _roles(args: argparse.Namespace) -> list[str]:
    return [role.strip() for role in args.roles.split(",") if role.strip()]


def revoke_person(args: argparse.Namespace, words: Words) -> int:
    """Revoke a person, by name or id."""
    return _administer(args, words, {"intent": "person.revoke", "person": args.person, "reason": args.reason})


def change_passphrase(args: argparse.Namespace, words: Words) -> int:
    """A new passphrase makes a new key and retires the old."""
    Home(args.home).check()
    new = new_passphrase(words)
    return _administer(args, words, {"intent": "person.passphrase", "new_passphrase": new})


def _administer(args: argparse.Namespace, words: Words, intent: dict[str, object]) -> int:
    """Tell an intent that needs the person's key once more, as only its passphrase opens it."""
    Home(args.home).check()
    phrase = passphrase(words)
    with signed_in(args.home, args.by, words, phrase) as link:
        answer = answered(link, link.tell({**intent, "passphrase": phrase}))
        emit(is_exercise(link), ok=True, entry=answer.entry, about=answer.about)
    return 0


def verify(args: argparse.Namespace, words: Words) -> int:
    """Walk the whole record; prints each fault, then the count. Exit status 1 where there are faults. Of each
    run whose end is missing it says who signed to have had it, by the furthest.
    """
    with linked(args.home, args.lang) as link:
        faults = _faults(link)
        exercise = is_exercise(link)
        for fault in faults:
            emit(exercise, fault=fault)
        emit(exercise, faults=len(faults))
    tails = (fault.params for fault in faults if fault.code == "feed.tail")
    furthest = {tail["feed"]: tail for tail in sorted(tails, key=lambda tail: int(tail["seq"]))}
    for tail in furthest.values():
        complain(words, "verify.tail", tail)
    return 1 if faults else 0


def _faults(link: Link) -> list[FaultView]:
    return asked(link, "verify")
