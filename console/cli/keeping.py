"""`backup`, `restore` and `carry`: copies of the record, and the record on a stick."""

import argparse
import time
from pathlib import Path

from console.cli.opening import asked, linked
from console.cli.output import emit
from console.cli.telling import is_exercise
from console.seat.home import Home
from console.seat.recovery import Recovery, note
from console.trust.keys import SeatKey
from console.trust.trust import Trust
from console.words import Words
from db.backup import restore as put_back
from db.errors import StorageFailed, failing
from db.lock import Lock
from db.record import Record


def backup(args: argparse.Namespace, words: Words) -> int:
    """Back the record up now, while it is written to."""
    with linked(args.home, args.lang) as link:
        exercise = is_exercise(link)
        path = str(args.out.absolute()) if args.out else ""
        (made,) = asked(link, "backup", path=path)
        emit(exercise, backup=made.path, at=made.at, entries=made.entries)
    return 0


def restore(args: argparse.Namespace, words: Words) -> int:
    """Put a backup in the place of the record of a seat that does not run. What stood there is kept."""
    home = Home(args.home)
    home.check()
    lock = Lock(home.folder)
    try:
        key = SeatKey.load(home.key)
        source: Path | None = args.backup
        rooms: list[Trust] = []

        def finish(record: Record, entries: int) -> None:
            note(record, Recovery("restored", entries))
            rooms.append(Trust.of(record.statements()))

        try:
            made, aside = put_back(home.folder, key.room, int(time.time() * 1000), source, finish)
        except StorageFailed as failure:
            raise failing("storage.not_restored", failure) from failure
    finally:
        lock.close()
    exercise = rooms[0].exercise
    emit(exercise, restored=str(made.path), at=made.at, entries=made.entries, before=str(aside))
    return 0


def carry_out(args: argparse.Namespace, words: Words) -> int:
    """Write a bundle of the record, or of what the writer of another bundle lacks."""
    lacking = str(args.lacking.absolute()) if args.lacking else ""
    with linked(args.home, args.lang) as link:
        exercise = is_exercise(link)
        (carried,) = asked(link, "carry.out", path=str(args.file.absolute()), lacking=lacking)
        emit(exercise, bundle=carried.path, entries=carried.entries)
    return 0


def carry_in(args: argparse.Namespace, words: Words) -> int:
    """Take in a bundle: every entry in it has to prove itself, as if another seat had sent it."""
    with linked(args.home, args.lang) as link:
        exercise = is_exercise(link)
        (carried,) = asked(link, "carry.in", path=str(args.file.absolute()))
        emit(
            exercise,
            bundle=carried.path,
            entries=carried.entries,
            new=carried.new,
            refused=carried.refused,
            statements=carried.statements,
        )
    return 1 if carried.refused else 0
