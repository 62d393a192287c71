"""A damaged file may give anything for any value: that is damage, in words, and never an error of ours."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from functools import partial
from itertools import product
from pathlib import Path

import pytest
from nacl.signing import SigningKey

from db.entry import Entry, entry_id
from db.errors import Damaged
from db.feed import Feed
from db.record import Record
from db.salvage import salvage
from db.schema import metadata

ROOM = b"R" * 16
THING = b"T" * 16
EVERY = [(table.name, column.name) for table in metadata.sorted_tables for column in table.columns]
GIVEN = {"BLOB": (None, "text", b"noise"), "INTEGER": (None, "text", -1), "TEXT": ("text",)}
Open = Callable[..., Record]
Lines = Callable[..., list[Entry]]


def loosen(path: Path) -> None:
    """Let the tables take anything in any column, as the pages of a damaged file do."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        for bound in (",\n STRICT", " STRICT", " NOT NULL"):
            connection.execute("UPDATE sqlite_master SET sql=replace(sql, ?, '')", (bound,))


def put(path: Path, table: str, column: str, place: float, value: object) -> None:
    """Put a value into a row of a table, by how far from its beginning that row stands."""
    key = next(iter(metadata.tables[table].primary_key.columns)).name
    with closing(sqlite3.connect(path, isolation_level=None)) as connection, suppress(sqlite3.Error):
        keys = connection.execute(f"SELECT {key} FROM {table} ORDER BY {key}").fetchall()
        (row,) = keys[int(place * (len(keys) - 1))]
        # Where the form of the table forbids it, a page cannot say it.
        connection.execute(f"UPDATE OR IGNORE {table} SET {column}=? WHERE {key}=?", (value, row))


def read_all(record: Record) -> None:
    """All that a seat asks of its record, and what others are sent of it."""
    heads = [*record.heads().items(), *record.verified_heads().items()]
    asks: list[Callable[[], object]] = [
        lambda: list(record.walk(lambda _done, _all: None)),
        lambda: list(record.sound()),
        lambda: record.about(THING),
        lambda: record.since(0, 100),
        *(partial(record.run, feed, 0, 100, 1 << 20, tip.id) for feed, tips in heads for tip in tips),
        *(partial(record.headers, feed) for feed, _ in heads),
        lambda: record.offer(record.lacking(100), 1 << 20),
        lambda: record.named([tip.id for _, tips in heads for tip in tips]),
        record.forks,
        record.statements,
        lambda: record.meta("peers"),
        lambda: record.verify_pending(100),
    ]
    for ask in asks:
        with suppress(Damaged):
            ask()


@pytest.fixture
def seat(open_record: Open, tmp_path: Path, lines: Lines) -> Path:
    """The folder of a record with something in each table."""
    key = SigningKey.generate()
    one, other = Feed(ROOM, key), Feed(ROOM, key)
    shared = lines(one, 3)
    other.rewind(one.seq, one.head)
    record = open_record("seat")
    record.append(lines(Feed.fresh(ROOM), 4), received=1)
    record.admit([*shared[:2], Entry(shared[2].header, shared[2].signature), *lines(one, 2)], received=2)
    record.admit(lines(other, 2, start=500), received=3)
    record.admit([*lines(Feed.fresh(ROOM), 3)], received=4)
    record.add_statements([b"a statement"])
    record.set_meta("peers", b"somewhere")
    record.doubt([entry_id(shared[0].header)])
    record.close()
    loosen(tmp_path / "seat" / "record.db")
    return tmp_path / "seat"


@pytest.mark.parametrize(("table", "column"), EVERY)
def test_any_value_in_any_place_is_damage_at_most(
    seat: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str, column: str
) -> None:
    monkeypatch.setattr("db.salvage.MISSES", 20)
    given = GIVEN[str(metadata.tables[table].columns[column].type)]
    for n, (place, value) in enumerate(product((0, 0.6, 1), given)):
        copy = tmp_path / f"copy{n}"
        shutil.copytree(seat, copy)
        put(copy / "record.db", table, column, place, value)
        try:
            with closing(Record.open(copy, ROOM)) as record:
                read_all(record)
        except Damaged:
            salvage(copy, ROOM, now=1)
            with closing(Record.open(copy, ROOM)) as mended:
                read_all(mended)
