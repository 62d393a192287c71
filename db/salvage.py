"""A damaged record is set aside, and every entry in it that still proves itself goes into a new one."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import groupby
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from db.admission import Admission
from db.entry import Entry, parse
from db.errors import Refusal
from db.files import RECORD, flush, set_aside, set_back, system_errors
from db.record import Record

WHOLE = (
    "SELECT received, header, signature, salt, body FROM entry LEFT JOIN payload ON entry.n = payload.n"
    " WHERE entry.n = ?"
)
BARE = "SELECT received, header, signature, NULL, NULL FROM entry WHERE n = ?"
MISSES = 2000
GROUP = 500
MENDING = "mending"  # the folder in which the fresh record grows

Finish = Callable[[Record, int, int], None]


class Salvage(Struct, frozen=True):
    """What came of it: where the damaged file lies, how many entries were saved, how many attach to none."""

    aside: Path
    saved: int
    left: int


def salvage(
    folder: Path, room: bytes, now: int, finish: Finish = lambda _record, _saved, _left: None
) -> Salvage:
    """Save what is sound into a fresh record, and only then set the damaged one aside for it; peers send the
    rest again. `finish` completes the fresh one, told how many were saved and left.

    The caller holds the folder's lock. Nothing of the damaged file is changed or deleted; whatever raises,
    or cuts this short, leaves it where it was.
    """
    mending = folder / MENDING
    with system_errors():
        shutil.rmtree(mending, ignore_errors=True)
        mending.mkdir(mode=0o700)
        try:
            saved, left = _save(folder, mending, room, finish)
            aside = set_aside(folder, "damaged", now)
            (mending / RECORD).rename(folder / RECORD)
        finally:
            shutil.rmtree(mending, ignore_errors=True)
        flush(folder)
    return Salvage(aside, saved, left)


def resume(folder: Path) -> None:
    """Put back what a salvage had set aside when it was cut short; then it can begin again."""
    aside = max(folder.glob(f"damaged-*-{RECORD}"), default=None)
    if (folder / MENDING).exists() and aside is not None and not (folder / RECORD).exists():
        with system_errors():
            set_back(folder, aside)


def _save(folder: Path, mending: Path, room: bytes, finish: Finish) -> tuple[int, int]:
    source = sqlite3.connect(f"{(folder / RECORD).absolute().as_uri()}?mode=ro", uri=True)
    with closing(source), closing(Record.open(mending, room)) as record:
        statements = [raw for (raw,) in _rows(source, "SELECT raw FROM statement ORDER BY n")]
        record.add_statements([raw for raw in statements if isinstance(raw, bytes)])
        for key, value in _rows(source, "SELECT key, value FROM meta WHERE key NOT LIKE 'record.%'"):
            if isinstance(key, str) and isinstance(value, bytes):
                record.set_meta(key, value)
        results = [one for group in _groups(source) for one in _admit(record, *group)]
        saved, left = results.count(True), results.count(False)
        finish(record, saved, left)
    return saved, left


def _admit(record: Record, received: int, entries: list[Entry]) -> list[bool]:
    """Each entry has to prove itself alone: by its own signature."""
    results = record.admit_all([[entry] for entry in entries], received)
    return [isinstance(result, Admission) for result in results]


def _groups(source: sqlite3.Connection) -> Iterator[tuple[int, list[Entry]]]:
    """The sound entries that were received together, in order of admission."""
    for received, group in groupby(_entries(source), key=lambda pair: pair[0]):
        entries = [entry for _, entry in group]
        for at in range(0, len(entries), GROUP):
            yield received, entries[at : at + GROUP]


def _entries(source: sqlite3.Connection) -> Iterator[tuple[int, Entry]]:
    """Every entry that can still be read, one by one, until nothing has come for long."""
    n = missed = 0
    while missed < MISSES:
        n, missed = n + 1, missed + 1
        for query in (WHOLE, BARE):
            rows = _rows(source, query, n)
            if rows and isinstance(rows[0][0], int) and (entry := _sound(*rows[0][1:])):
                missed = 0
                yield rows[0][0], entry
                break


def _sound(*columns: Any) -> Entry | None:
    """The entry in what a damaged file gives, which may be anything."""
    try:
        entry = msgspec.convert(columns, Entry, builtin_types=(bytes,))
        parse(entry)
    except (Refusal, msgspec.ValidationError):
        return None
    return entry


def _rows(source: sqlite3.Connection, query: str, *values: int) -> list[Any]:
    """What the damaged file still gives; nothing where it gives nothing."""
    try:
        return source.execute(query, values).fetchall()
    except sqlite3.DatabaseError:
        return []
