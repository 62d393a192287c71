"""What becomes of a record on a disk that does not keep what it was given. The seat is down."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from db.schema import metadata
from db.store import Store

PAGE = 4096
HEADER = 100  # bytes of the file that say what kind of file it is
GARBLED = "garbled"  # one bit
RECORD, JOURNAL = "record.db", "record.db-wal"


def one_bit(folder: Path, chance: random.Random) -> None:
    """Anywhere in the file."""
    _alter(folder / RECORD, lambda raw: _flip(raw, chance, HEADER))


def one_bit_of_the_journal(folder: Path, chance: random.Random) -> None:
    """What was committed from there on is gone."""
    _alter(folder / JOURNAL, lambda raw: _flip(raw, chance, 0))


def one_value(folder: Path, chance: random.Random) -> None:
    """A value in a table, consistently with its index, so that SQLite sees nothing wrong."""
    store = Store(folder / RECORD)
    try:
        with store.write() as connection:
            table = chance.choice(metadata.sorted_tables)
            column = chance.choice(
                [each.name for each in table.columns if each is not metadata.tables["meta"].c.key]
            )
            # With another room's name in it an empty file is another room's, and no seat touches it.
            empty = connection.exec_driver_sql("SELECT count(*) FROM entry").scalar() == 0
            ours = " WHERE key<>'record.room'" if table.name == "meta" and empty else ""
            query = f"SELECT DISTINCT {column} FROM {table.name}{ours}"
            rows = connection.exec_driver_sql(query).scalars().all()
            if rows:
                value = chance.choice(rows)
                values = (_flipped(value, chance), value)
                where = f"WHERE {column}=?"
                connection.exec_driver_sql(f"UPDATE OR IGNORE {table.name} SET {column}=? {where}", values)
    finally:
        store.close()


def a_page(folder: Path, chance: random.Random) -> None:
    """Noise where a page was."""

    def noise(raw: bytearray) -> None:
        at = chance.randrange(len(raw) // PAGE) * PAGE
        raw[at : at + PAGE] = chance.randbytes(PAGE)

    _alter(folder / RECORD, noise)


def the_end(folder: Path, chance: random.Random) -> None:
    """The file is cut off."""

    def cut(raw: bytearray) -> None:
        del raw[chance.randrange(HEADER, len(raw)) :]

    _alter(folder / RECORD, cut)


def everything(folder: Path, chance: random.Random) -> None:
    """It is no database any more."""

    def noise(raw: bytearray) -> None:
        raw[:] = chance.randbytes(len(raw))

    _alter(folder / RECORD, noise)


DAMAGES: dict[str, Callable[[Path, random.Random], None]] = {
    "one bit": one_bit,
    "one bit of the journal": one_bit_of_the_journal,
    "one value": one_value,
    "a page": a_page,
    "the end": the_end,
    "everything": everything,
}


def _garbled(path: Path, _: bytes, chance: random.Random) -> None:
    _alter(path, lambda raw: _flip(raw, chance, 0))


def _shorter(path: Path, _: bytes, chance: random.Random) -> None:
    _alter(path, lambda raw: raw.__delitem__(slice(chance.randrange(len(raw)), None)))


def _noise(path: Path, _: bytes, chance: random.Random) -> None:
    path.write_bytes(chance.randbytes(path.stat().st_size))


def _older(path: Path, before: bytes, _: random.Random) -> None:
    if before:
        path.write_bytes(before)


# What becomes of a file beside the record, which can be made anew; `before`: what was in it at another time.
ROT: dict[str, Callable[[Path, bytes, random.Random], None]] = {
    GARBLED: _garbled,
    "cut short": _shorter,
    "noise": _noise,
    "of before": _older,
    "gone": lambda path, _, __: path.unlink(),
}


def _alter(path: Path, change: Callable[[bytearray], None]) -> None:
    raw = bytearray(path.read_bytes()) if path.exists() else bytearray()
    if len(raw) > HEADER:
        change(raw)
        path.write_bytes(raw)


def _flip(raw: bytearray, chance: random.Random, after: int) -> None:
    raw[chance.randrange(after, len(raw))] ^= 1 << chance.randrange(8)


def _flipped(value: Any, chance: random.Random) -> Any:
    if isinstance(value, int):
        return value ^ 1 << chance.randrange(16)
    raw = bytearray(value)
    if raw:
        _flip(raw, chance, 0)
    return bytes(raw)
