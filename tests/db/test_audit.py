"""The walk finds every byte that the disk changed; what is lost comes back from a peer."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from db.audit import Fault
from db.entry import Entry, Stored, entry_id
from db.errors import Damaged
from db.feed import Feed
from db.record import Record
from db.salvage import salvage

ROOM = b"R" * 16
Open = Callable[..., Record]
Lines = Callable[..., list[Entry]]


def faults(record: Record) -> list[str]:
    return [fault.code for fault in record.walk(lambda _done, _all: None)]


def meddle(path: Path, *statements: str) -> None:
    """Change the file as no program of ours would."""
    with closing(sqlite3.connect(path / "record.db")) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def meddled_with(record: Record, run: list[Entry], *statements: str) -> list[Stored]:
    """Commit a run, close, and change the file; gives what was committed."""
    stored = record.append(run, received=1).stored
    record.close()
    meddle(record._store.path.parent, *statements)
    return list(stored)


def test_an_intact_record_has_no_faults(record: Record, feed: Feed, lines: Lines) -> None:
    record.append(lines(feed, 700), received=1)
    record.admit(lines(Feed.fresh(ROOM), 5), received=2)
    pages: list[tuple[int, int]] = []
    assert list(record.walk(lambda done, total: pages.append((done, total)))) == []
    assert pages == [(500, 705), (705, 705)]


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE entry SET header=zeroblob(200) WHERE n=2", ["entry.garbled"]),
        ("UPDATE entry SET signature=zeroblob(64) WHERE n=2", ["entry.signature"]),
        ("UPDATE payload SET body=x'00' WHERE n=2", ["entry.garbled"]),
        ("DELETE FROM payload WHERE n=2", ["entry.payload_lost"]),
        ("UPDATE entry SET seq=77 WHERE n=3", ["entry.misplaced", "entry.chain"]),
        ("DELETE FROM entry WHERE n=2", ["entry.gap", "record.digest", "record.things"]),
        ("DELETE FROM name WHERE n=2", ["record.things"]),
        ("DELETE FROM about WHERE n=2", ["record.things"]),
        ("UPDATE about SET thing=zeroblob(16) WHERE n=2", ["record.things"]),
        ("UPDATE entry SET n=-7, header=zeroblob(9) WHERE n=2", ["entry.garbled"]),
    ],
)
def test_a_changed_row_is_found(
    open_record: Open, tmp_path: Path, feed: Feed, lines: Lines, statement: str, found: list[str]
) -> None:
    record = open_record("seat")
    record.append(lines(feed, 1200), received=1)
    record.append(lines(feed, 3), received=1)
    record.close()
    meddle(tmp_path / "seat", statement)
    assert faults(open_record("seat")) == found


@pytest.mark.parametrize("statement", ["UPDATE feed SET n=0", "UPDATE feed SET key=zeroblob(32)"])
def test_a_feed_that_the_disk_garbled_is_mended_before_its_entries_come_twice(
    open_record: Open, tmp_path: Path, feed: Feed, lines: Lines, statement: str
) -> None:
    run = lines(feed, 4)
    stored = meddled_with(open_record("seat"), run, statement)
    with pytest.raises(Damaged):
        open_record("seat")
    salvage(tmp_path / "seat", ROOM, now=1)
    mended = open_record("seat")
    assert mended.admit(run, received=2).stored == ()
    assert mended.since(0, 10) == stored


@pytest.mark.parametrize(
    "statement", ["UPDATE payload SET n=5 WHERE n=2", "INSERT INTO payload VALUES(5, x'', x'00')"]
)
def test_what_the_disk_put_where_no_entry_is_yet_keeps_none_from_coming(
    open_record: Open, feed: Feed, lines: Lines, statement: str
) -> None:
    meddled_with(open_record("seat"), lines(feed, 3), statement)
    other, bare = Feed.fresh(ROOM), lines(Feed.fresh(ROOM), 1)
    again = open_record("seat")
    assert again.admit([Entry(one.header, one.signature) for one in bare], received=2).stored
    run = lines(other, 2)
    stored = again.admit(run, received=2).stored
    assert again.since(4, 10) == list(stored)
    assert again.lacking(10)[-1:] == [entry_id(bare[0].header)]
    assert again.repair(bare[0])


@pytest.mark.parametrize("n", [4, 5])
def test_what_came_without_its_payload_is_given_none_by_the_disk(
    open_record: Open, feed: Feed, lines: Lines, n: int
) -> None:
    meddled_with(open_record("seat"), lines(feed, 3), f"UPDATE payload SET n={n} WHERE n=2")
    late = lines(Feed.fresh(ROOM), 2)
    again = open_record("seat")
    again.admit([Entry(one.header, one.signature) for one in late], received=2)
    for one in late:
        assert entry_id(one.header) in again.lacking(10)
        assert again.repair(one)
    assert [stored.entry.payload for stored in again.since(3, 10)] == [one.payload for one in late]


def test_a_payload_that_the_disk_garbled_is_neither_read_nor_served(
    open_record: Open, feed: Feed, lines: Lines
) -> None:
    stored = meddled_with(open_record("seat"), lines(feed, 3), "UPDATE payload SET body=x'00' WHERE n=2")
    again = open_record("seat")
    found = again.get(stored[1].id)
    assert found is not None
    assert found.entry.payload is None
    assert [one.entry.payload is None for one in again.run(feed.id, 0, 10, 1 << 20)] == [False, True, False]


def test_garbled_entries_are_doubted_and_come_back_from_a_peer(
    open_record: Open, feed: Feed, lines: Lines
) -> None:
    run = lines(feed, 4)
    stored = meddled_with(
        open_record("seat"),
        run,
        "UPDATE entry SET header=zeroblob(200) WHERE n=2",
        "UPDATE payload SET body=x'00' WHERE n=3",
    )
    again = open_record("seat")
    bad = list(again.walk(lambda _done, _all: None))
    assert bad == [Fault("entry.garbled", stored[1].id, 2), Fault("entry.garbled", stored[2].id, 3)]
    again.doubt([fault.id for fault in bad if fault.id])
    assert again.verified_heads() == {feed.id: ((1, stored[0].id),)}
    assert again.lacking(10) == [stored[1].id, stored[2].id]
    assert [again.repair(entry) for entry in run] == [False, True, True, False]
    assert faults(again) == []
    assert again.since(0, 10) == stored


def test_a_damaged_file_is_set_aside_and_salvaged(
    open_record: Open, tmp_path: Path, feed: Feed, lines: Lines
) -> None:
    seat, run = tmp_path / "seat", lines(feed, 400)
    record = open_record("seat")
    record.append(run[:300], received=11)
    record.append(run[300:], received=22)
    record.add_statements([b"a statement"])
    record.set_meta("peers", b"somewhere")
    record.close()
    raw = bytearray((seat / "record.db").read_bytes())
    middle = raw.index(run[200].header) & ~4095
    raw[middle : middle + 4096] = bytes(4096)
    (seat / "record.db").write_bytes(raw)
    with closing(Record.open(seat, ROOM)) as damaged:
        assert faults(damaged) == ["storage.damaged"]

    outcome = salvage(seat, ROOM, now=1234)
    assert outcome.aside.read_bytes() == raw
    with closing(Record.open(seat, ROOM)) as mended:
        assert 0 < outcome.saved == mended.count < 400
        assert 0 < outcome.left < 400 - outcome.saved
        assert faults(mended) == []
        assert mended.statements() == [b"a statement"]
        assert mended.meta("peers") == b"somewhere"
        mended.admit(run, received=33)
        assert mended.count == 400
        assert mended.heads() == {feed.id: ((400, feed.head),)}
        assert mended.since(0, 1)[0].received == 11


def test_a_file_that_is_all_noise_makes_way_for_an_empty_record(tmp_path: Path) -> None:
    (tmp_path / "record.db").write_bytes(b"noise" * 4000)
    with pytest.raises(Damaged):
        Record.open(tmp_path, ROOM)
    outcome = salvage(tmp_path, ROOM, now=1)
    assert (outcome.saved, outcome.left) == (0, 0)
    with closing(Record.open(tmp_path, ROOM)) as record:
        assert record.count == 0


def test_a_schema_that_is_no_text_any_more_is_damage(
    open_record: Open, tmp_path: Path, feed: Feed, lines: Lines
) -> None:
    record = open_record("seat")
    record.append(lines(feed, 3), received=1)
    record.close()
    name = b"CREATE TABLE lacking"
    raw = (tmp_path / "seat" / "record.db").read_bytes()
    (tmp_path / "seat" / "record.db").write_bytes(raw.replace(name, b"CREATE T\xe4BLE lacking"))
    with pytest.raises(Damaged):
        open_record("seat")
