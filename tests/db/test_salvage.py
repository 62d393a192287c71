"""What is saved of a damaged record: all that proves itself, in whatever way."""

import shutil
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from db.entry import Entry, entry_id
from db.feed import Feed
from db.files import set_aside
from db.record import Record
from db.salvage import MENDING, resume, salvage
from db.store import Store

ROOM = b"R" * 16
Open = Callable[..., Record]
Lines = Callable[..., list[Entry]]


def meddle(path: Path, statement: str, *values: object) -> None:
    """Change the file as no program of ours would."""
    store = Store(path)
    with closing(store), store.write() as connection:
        connection.exec_driver_sql(statement, values)


def garble_signatures(path: Path, *entries: Entry) -> None:
    for entry in entries:
        meddle(path, "UPDATE entry SET signature=? WHERE id=?", bytes(64), entry_id(entry.header))


def lose(path: Path, *entries: Entry) -> None:
    """A page on which they stood is gone."""
    for entry in entries:
        meddle(path, "UPDATE entry SET header=? WHERE id=?", b"noise", entry_id(entry.header))


def test_what_follows_a_garbled_signature_proves_it_and_is_saved_too(
    open_record: Open, tmp_path: Path, feed: Feed, lines: Lines
) -> None:
    run, other = lines(feed, 8), lines(Feed.fresh(ROOM), 3)
    record = open_record()
    record.append(run[:4], received=1)
    record.append(other, received=2)
    record.append(run[4:], received=3)
    record.close()
    garble_signatures(tmp_path / "seat" / "record.db", run[0], run[3], run[4], other[2])

    outcome = salvage(tmp_path / "seat", ROOM, now=9)
    assert (outcome.saved, outcome.left) == (10, 1), "nothing proves the last one of the other feed"
    with closing(Record.open(tmp_path / "seat", ROOM)) as mended:
        assert mended.heads()[feed.id] == ((8, feed.head),)
        checked = mended.verify_pending(100)
        garbled = {entry_id(entry.header) for entry in (run[0], run[3], run[4])}
        assert set(checked.bad) == set(mended.lacking(100)) == garbled
        assert mended.verified_heads().get(feed.id, ()) == (), "not told to others before it is whole"
        for entry in (run[0], run[3], run[4]):
            mended.repair(entry)
        assert mended.verified_heads()[feed.id] == ((8, feed.head),)


def test_what_was_lost_in_the_middle_comes_from_a_backup_and_all_after_it_attaches(
    open_record: Open, tmp_path: Path, feed: Feed, lines: Lines
) -> None:
    run = lines(feed, 60)
    record = open_record()
    record.append(run[:40], received=11)
    record.add_statements([b"a statement"])
    spare = tmp_path / "spare.db"
    record.close()
    shutil.copy(tmp_path / "seat" / "record.db", spare)
    record = open_record()
    record.append(run[40:], received=22)
    record.add_statements([b"a later one"])
    record.close()
    lose(tmp_path / "seat" / "record.db", *run[10:20])
    meddle(tmp_path / "seat" / "record.db", "DELETE FROM statement WHERE raw=?", b"a statement")

    outcome = salvage(tmp_path / "seat", ROOM, now=9, spare=spare)
    assert (outcome.saved, outcome.left) == (60, 0)
    with closing(Record.open(tmp_path / "seat", ROOM)) as mended:
        stored = mended.since(0, 100)
        assert [each.entry for each in stored] == run
        assert [each.received for each in stored] == [11] * 40 + [22] * 20
        assert mended.statements() == [b"a statement", b"a later one"]


def test_what_attaches_to_nothing_is_counted(
    open_record: Open, tmp_path: Path, feed: Feed, lines: Lines
) -> None:
    run = lines(feed, 30)
    record = open_record()
    record.append(run, received=1)
    record.close()
    lose(tmp_path / "seat" / "record.db", run[10])
    outcome = salvage(tmp_path / "seat", ROOM, now=9)
    assert (outcome.saved, outcome.left) == (10, 19)


@pytest.mark.parametrize("renamed", [0, 1, 2])
def test_what_was_set_aside_when_the_power_went_is_put_back_with_its_journal(
    record: Record, tmp_path: Path, feed: Feed, lines: Lines, monkeypatch: pytest.MonkeyPatch, renamed: int
) -> None:
    record.append(lines(feed, 5), received=1)
    (tmp_path / "crashed" / MENDING).mkdir(parents=True)
    for name in ("record.db", "record.db-wal"):
        shutil.copyfile(record._store.path.parent / name, tmp_path / "crashed" / name)
    rename, left = Path.rename, iter(range(renamed))

    def cut(path: Path, to: Path) -> None:
        if next(left, None) is None:
            raise KeyboardInterrupt
        rename(path, to)

    with monkeypatch.context() as patch, suppress(KeyboardInterrupt):
        patch.setattr(Path, "rename", cut)
        set_aside(tmp_path / "crashed", "damaged", 9)
    resume(tmp_path / "crashed")
    with closing(Record.open(tmp_path / "crashed", ROOM)) as again:
        assert again.count == 5


def test_what_stands_behind_a_long_gap_is_saved_too(
    open_record: Open, tmp_path: Path, feed: Feed, lines: Lines
) -> None:
    record = open_record()
    record.append(lines(feed, 500), received=1)
    record.append(lines(Feed.fresh(ROOM), 3), received=2)
    record.close()
    meddle(tmp_path / "seat" / "record.db", "DELETE FROM entry WHERE n > 100 AND n <= 500")
    assert salvage(tmp_path / "seat", ROOM, now=9).saved == 103


def test_what_an_earlier_salvage_set_aside_never_takes_the_place_of_the_record(
    open_record: Open, tmp_path: Path, feed: Feed, lines: Lines
) -> None:
    record = open_record()
    record.append(lines(feed, 3), received=1)
    record.close()
    salvage(tmp_path / "seat", ROOM, now=9)
    record = open_record()
    record.append(lines(feed, 4), received=2)
    record.close()
    (tmp_path / "seat" / MENDING).mkdir()  # a later one was cut short before it set anything aside
    resume(tmp_path / "seat")
    assert open_record().count == 7
