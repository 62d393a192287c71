"""An entry is found by its id and by its things at any moment, whether or not the file lists it yet."""

import shutil
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

import db.record
from db import index
from db.entry import Entry, Stored
from db.errors import Damaged
from db.feed import Feed
from db.record import NOTE_EVERY, Record

ROOM, THING, OTHER = b"R" * 16, b"T" * 16, b"O" * 16
Open = Callable[..., Record]
Lines = Callable[..., list[Entry]]


def listed(path: Path) -> tuple[int, int]:
    """How many entries the file lists by id, and by thing."""
    with closing(sqlite3.connect(path)) as file:
        names = file.execute("SELECT count(*) FROM name").fetchone()[0]
        return names, file.execute("SELECT count(*) FROM about").fetchone()[0]


def is_found(record: Record, stored: tuple[Stored, ...], thing: bytes = THING) -> bool:
    """Whether all of them, and nothing else, are found in every way."""
    ids = [one.id for one in stored]
    about = record.about(thing) == record.about(OTHER, thing, thing) == list(stored)
    return about and record.named(ids) == record.offer(ids, 1 << 30) == list(stored)


def crashed(record: Record, folder: Path) -> Path:
    """What lies on disk now, as a power cut leaves it."""
    left = folder / "crashed"
    left.mkdir()
    for path in record._store.path.parent.iterdir():
        shutil.copyfile(path, left / path.name)
    return left


def test_what_was_just_committed_is_found(record: Record, feed: Feed, lines: Lines) -> None:
    stored = record.append(lines(feed, 3), received=1).stored
    assert is_found(record, stored)
    assert listed(record._store.path) == (0, 0)
    assert record.get(bytes(32)) is None
    assert record.about(OTHER) == []


def test_an_entry_that_names_a_thing_twice_is_about_it_once(record: Record, feed: Feed) -> None:
    stored = record.append([feed.write("k", (THING, THING), b"x", 1)], received=1).stored
    assert record.about(THING) == list(stored)


def test_the_file_lists_them_by_thousands(record: Record, feed: Feed, lines: Lines) -> None:
    stored = record.append(lines(feed, NOTE_EVERY - 1), received=1).stored
    assert listed(record._store.path) == (0, 0)
    stored += record.append(lines(feed, 1, start=NOTE_EVERY), received=1).stored
    assert listed(record._store.path) == (NOTE_EVERY, NOTE_EVERY)
    stored += record.append(lines(feed, 1, start=NOTE_EVERY + 1), received=1).stored
    assert is_found(record, stored)


def test_the_file_lists_them_sooner_while_nobody_waits(
    record: Record, feed: Feed, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db.record, "NOTE_EVERY", 10)
    stored = record.append(lines(feed, 4), received=1).stored
    record.tidy()
    assert listed(record._store.path) == (0, 0)
    stored += record.append(lines(feed, 1, start=5), received=1).stored
    record.tidy()
    assert listed(record._store.path) == (5, 5)
    assert is_found(record, stored)


def test_an_entry_that_the_file_cannot_list_is_kept_and_found(
    record: Record, feed: Feed, lines: Lines
) -> None:
    stored = record.append(lines(feed, NOTE_EVERY - 1), received=1).stored
    with closing(sqlite3.connect(record._store.path)) as file:
        file.execute("CREATE TRIGGER broken BEFORE INSERT ON name BEGIN SELECT RAISE(ABORT, 'broken'); END")
    stored += record.append(lines(feed, 2, start=NOTE_EVERY), received=1).stored
    assert listed(record._store.path) == (0, 0)
    assert is_found(record, stored)
    with pytest.raises(Damaged):
        record.tidy()


def test_a_crash_loses_none_that_the_file_does_not_list(
    record: Record, tmp_path: Path, feed: Feed, lines: Lines
) -> None:
    stored = record.append(lines(feed, 5), received=1).stored
    folder = crashed(record, tmp_path)
    assert listed(folder / "record.db") == (0, 0)
    with closing(Record.open(folder, ROOM)) as again:
        assert is_found(again, stored)
        assert list(again.walk(lambda _done, _all: None)) == []


def test_an_entry_whose_header_was_garbled_before_the_file_listed_it_is_found_by_its_thing_once_it_is_mended(
    record: Record, tmp_path: Path, feed: Feed, lines: Lines
) -> None:
    stored = record.append(lines(feed, 5), received=1).stored
    folder = crashed(record, tmp_path)
    with closing(sqlite3.connect(folder / "record.db")) as file:
        file.execute("UPDATE entry SET header=x'c1' WHERE n=3")
        file.commit()
    with closing(Record.open(folder, ROOM)) as again:
        again.doubt([stored[2].id])
        assert again.repair(stored[2].entry)
        assert is_found(again, stored)
    with closing(Record.open(folder, ROOM)) as again:
        assert is_found(again, stored)
        assert list(again.walk(lambda _done, _all: None)) == []


def test_a_closed_record_lists_all(open_record: Open, tmp_path: Path, feed: Feed, lines: Lines) -> None:
    record = open_record("seat")
    record.append(lines(feed, 5), received=1)
    record.close()
    assert listed(tmp_path / "seat" / "record.db") == (5, 5)


def test_ids_that_begin_alike_are_told_apart(
    record: Record, feed: Feed, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "START", 1)
    stored = record.append(lines(feed, NOTE_EVERY), received=1).stored
    assert listed(record._store.path)[0] == NOTE_EVERY
    assert record.named([one.id for one in stored]) == list(stored)


def test_all_are_found_while_the_file_comes_to_list_them(record: Record, feed: Feed, lines: Lines) -> None:
    stored = record.append(lines(feed, 20), received=1).stored
    ended, seen = threading.Event(), set[bool]()

    def look() -> None:
        while not ended.is_set():
            seen.add(record.about(THING)[:20] == list(stored))

    reader = threading.Thread(target=look)
    reader.start()
    for n in range(5):
        record.append(lines(feed, NOTE_EVERY, about=OTHER, start=1_000_000 * (n + 1)), received=1)
    ended.set()
    reader.join()
    assert seen == {True}


def test_a_file_of_the_former_form_becomes_one_of_today(
    open_record: Open, tmp_path: Path, feed: Feed, lines: Lines
) -> None:
    record = open_record("seat")
    stored = record.append(lines(feed, 5), received=1).stored
    record.close()
    with closing(sqlite3.connect(tmp_path / "seat" / "record.db")) as file:
        file.executescript("DROP TABLE name; PRAGMA user_version=1")
    again = open_record("seat")
    assert is_found(again, stored)
    assert list(again.walk(lambda _done, _all: None)) == []
    assert listed(tmp_path / "seat" / "record.db") == (5, 5)


def test_a_file_of_the_former_form_that_the_disk_garbled_is_damaged(
    open_record: Open, tmp_path: Path, feed: Feed, lines: Lines
) -> None:
    record = open_record("seat")
    record.append(lines(feed, 5), received=1)
    record.close()
    path = tmp_path / "seat" / "record.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.executescript("DROP TABLE name; PRAGMA user_version=1; PRAGMA writable_schema=ON")
        for bound in (",\n STRICT", " STRICT", " NOT NULL"):
            file.execute("UPDATE sqlite_master SET sql=replace(sql, ?, '')", (bound,))
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute("UPDATE entry SET id=NULL WHERE n=3")
    with pytest.raises(Damaged):
        Record.open(tmp_path / "seat", ROOM)


def test_a_file_that_says_it_lists_more_than_it_holds_is_damaged(
    open_record: Open, tmp_path: Path, feed: Feed, lines: Lines
) -> None:
    record = open_record("seat")
    record.append(lines(feed, 5), received=1)
    record.close()
    with closing(sqlite3.connect(tmp_path / "seat" / "record.db")) as file:
        garbled = (1 << 40).to_bytes(8) + bytes(32)
        file.execute("UPDATE meta SET value=? WHERE key='record.digest'", (garbled,))
        file.commit()
    with pytest.raises(Damaged):
        Record.open(tmp_path / "seat", ROOM)
