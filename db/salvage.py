"""A damaged record is set aside, and every entry in it that still proves itself goes into a new one."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import groupby
from pathlib import Path
from typing import Any

from msgspec import Struct

from db.admission import Admission
from db.columns import parsed
from db.entry import Entry, parse, verify
from db.errors import Forged
from db.files import BEFORE, RECORD, RESTORING, flush, set_aside, set_back, system_errors
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
    folder: Path,
    room: bytes,
    now: int,
    finish: Finish = lambda _record, _saved, _left: None,
    spare: Path | None = None,
) -> Salvage:
    """Save what is sound into a fresh record, with all of a `spare` copy, and only then set the damaged one
    aside for it; peers send the rest again. `finish` completes the fresh one, told how many were saved and
    left.

    The caller holds the folder's lock. Nothing of the damaged file is changed or deleted; whatever raises,
    or cuts this short, leaves it where it was.
    """
    mending = folder / MENDING
    with system_errors():
        shutil.rmtree(mending, ignore_errors=True)
        mending.mkdir(mode=0o700)
        try:
            with closing(Record.open(mending, room)) as record:
                left = sum(_save(record, source) for source in (spare, folder / RECORD) if source is not None)
                saved = record.count
                finish(record, saved, left)
            aside = set_aside(folder, "damaged", now)
            (mending / RECORD).rename(folder / RECORD)
        finally:
            shutil.rmtree(mending, ignore_errors=True)
        flush(folder)
    return Salvage(aside, saved, left)


def resume(folder: Path) -> None:
    """Put back what a salvage or a restore had set aside when it was cut short; then it can begin again."""
    for left, why in ((MENDING, "damaged"), (RESTORING, BEFORE)):
        aside = max(folder.glob(f"{why}-*-{RECORD}"), default=None)
        if (folder / left).exists() and aside is not None and not (folder / RECORD).exists():
            with system_errors():
                set_back(folder, aside)


def _save(record: Record, path: Path) -> int:
    """Save what a file still holds; gives how many of its entries are sound and attach to none."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as source:
        statements = [raw for (raw,) in _rows(source, "SELECT raw FROM statement ORDER BY n")]
        record.add_statements([raw for raw in statements if isinstance(raw, bytes)])
        for key, value in _rows(source, "SELECT key, value FROM meta WHERE key NOT LIKE 'record.%'"):
            if isinstance(key, str) and isinstance(value, bytes):
                record.set_meta(key, value)
        loose = Loose()
        for received, entries in _groups(source):
            _admit(record, received, entries, loose)
    return loose.count


class Loose:
    """Entries that did not prove themselves alone: garbled signatures, and what attaches to those."""

    def __init__(self) -> None:
        self.count = 0
        self._runs: dict[
            bytes, list[Entry]
        ] = {}  # garbled ones that follow each other, by the id of the last
        self._saved: set[bytes] = set()

    def retry(self, record: Record, received: int, entry: Entry) -> None:
        """Admit an entry with those right before it, whose names it signs by naming its predecessor's."""
        name, header = parse(entry)
        run = [*self._runs.pop(header.prev, ()), entry]
        self.count += 1
        if len(run) == 1 and header.prev not in self._saved and verify(entry, header):
            return  # what it attaches to is lost
        (result,) = record.admit_all([run], received)
        if isinstance(result, Admission):
            self.count -= len(run)
            self._saved.add(name)
        elif isinstance(result, Forged):
            self._runs[name] = run


def _admit(record: Record, received: int, entries: list[Entry], loose: Loose) -> None:
    """Each entry has to prove itself, by its own signature or by that of one that follows it."""
    results = record.admit_all([[entry] for entry in entries], received)
    for entry, result in zip(entries, results, strict=True):
        if not isinstance(result, Admission):
            loose.retry(record, received, entry)


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
            if rows and isinstance(rows[0][0], int) and (found := parsed(*rows[0][1:])):
                missed = 0
                yield rows[0][0], found.entry
                break


def _rows(source: sqlite3.Connection, query: str, *values: int) -> list[Any]:
    """What the damaged file still gives; nothing where it gives nothing."""
    try:
        return source.execute(query, values).fetchall()
    except sqlite3.DatabaseError:
        return []
