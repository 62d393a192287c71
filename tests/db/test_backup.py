"""Copies of a record: whole or not there at all, rotated, and put back without losing what stood there."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier

import pytest

from db import backup, bundle
from db.backup import back_up, backups, restore
from db.entry import Entry
from db.errors import Damaged, Refusal, StorageFailed, StorageFull, WrongRoom
from db.feed import Feed
from db.files import BEFORE, RECORD, RESTORING, set_aside
from db.record import Record
from db.salvage import resume

ROOM = b"R" * 16
NOON = 1_800_000_000_000
HOUR = 3_600_000
PAGE = 4096  # bytes
Lines = Callable[..., list[Entry]]


@pytest.fixture
def seat(tmp_path: Path) -> Path:
    (tmp_path / "seat" / "backups").mkdir(parents=True)
    return tmp_path / "seat"


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that is flushed finds room."""

    def full(_path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "flush", full)


def ids(folder: Path) -> list[bytes]:
    with closing(Record.open(folder, ROOM)) as record:
        assert list(record.walk(lambda _done, _all: None)) == []
        return [stored.id for stored in record.since(0, 10_000)]


def test_a_backup_made_while_the_record_is_written_to_holds_what_was_committed(
    seat: Path, feed: Feed, lines: Lines
) -> None:
    with closing(Record.open(seat, ROOM)) as record:
        record.append(lines(feed, 600), 1)
        record.add_statements([b"statement"])
        made = back_up(seat, ROOM, NOON)
        record.append(lines(feed, 5), 2)
    assert made.entries == 600
    assert backups(seat) == [made.path]
    before = ids(seat)
    put_back, aside = restore(seat, ROOM, NOON + 1)
    assert (put_back.path, put_back.at, put_back.entries) == (made.path, NOON, 600)
    assert ids(seat) == before[:600]
    aside.rename(seat / "record.db")
    assert ids(seat) == before
    with closing(Record.open(seat, ROOM)) as record:
        assert record.statements() == [b"statement"]


def test_old_backups_go_and_of_earlier_days_one_each_stays(seat: Path, feed: Feed, lines: Lines) -> None:
    with closing(Record.open(seat, ROOM)) as record:
        record.append(lines(feed), 1)
        for hour in range(24 * 6):
            back_up(seat, ROOM, NOON + hour * HOUR)
    kept = [backup.made_at(path) for path in backups(seat)]
    assert kept[: backup.RECENT] == [NOON + hour * HOUR for hour in reversed(range(24 * 5, 24 * 6))]
    days = [at // (24 * HOUR) for at in kept[backup.RECENT :]]
    assert len(days) == backup.DAYS
    assert len(set(days)) == backup.DAYS


def test_a_newest_backup_that_is_damaged_is_passed_over(seat: Path, feed: Feed, lines: Lines) -> None:
    with closing(Record.open(seat, ROOM)) as record:
        record.append(lines(feed, 3), 1)
        back_up(seat, ROOM, NOON)
        newest = back_up(seat, ROOM, NOON + HOUR)
    newest.path.write_bytes(os.urandom(9000))
    assert restore(seat, ROOM, NOON)[0].at == NOON
    assert len(ids(seat)) == 3


def test_where_no_backup_is_whole_it_is_the_backups_that_are_said_to_be_unreadable(
    seat: Path, feed: Feed, lines: Lines
) -> None:
    with closing(Record.open(seat, ROOM)) as record:
        record.append(lines(feed, 3), 1)
        back_up(seat, ROOM, NOON).path.write_bytes(b"")
        back_up(seat, ROOM, NOON + HOUR).path.write_bytes(b"junk" * 5000)
    with pytest.raises(Damaged) as refused:
        restore(seat, ROOM, NOON)
    assert refused.value.code == "storage.no_backup", "the record itself is whole"
    assert refused.value.params == {"path": str(seat / "backups")}
    assert len(ids(seat)) == 3


def test_a_newest_backup_that_the_disk_does_not_read_is_passed_over(
    seat: Path, feed: Feed, lines: Lines
) -> None:
    with closing(Record.open(seat, ROOM)) as record:
        record.append(lines(feed, 3), 1)
        back_up(seat, ROOM, NOON)
        newest = back_up(seat, ROOM, NOON + HOUR).path
    newest.unlink()
    newest.mkdir()  # as SQLite sees it: a file that cannot be opened
    assert restore(seat, ROOM, NOON)[0].at == NOON


def test_a_backup_of_another_room_is_passed_over(
    seat: Path, tmp_path: Path, feed: Feed, lines: Lines
) -> None:
    other, foreign = tmp_path / "other", Feed.fresh(b"O" * 16)
    other.mkdir()
    with closing(Record.open(seat, ROOM)) as record, closing(Record.open(other, b"O" * 16)) as strange:
        record.append(lines(feed, 3), 1)
        back_up(seat, ROOM, NOON)
        strange.append(lines(foreign, 9), 1)
        moved = back_up(other, b"O" * 16, NOON, tmp_path / "moved.db").path
    moved.rename(seat / "backups" / "record-20300101T000000Z.db")
    assert restore(seat, ROOM, NOON)[0].at == NOON
    foreign.close()


def test_a_file_that_somebody_laid_beside_the_backups_is_none_of_them(
    seat: Path, feed: Feed, lines: Lines
) -> None:
    kept = seat / "backups" / "record-before-the-move.db"
    with closing(Record.open(seat, ROOM)) as record:
        record.append(lines(feed, 3), 1)
        back_up(seat, ROOM, NOON, kept)
        record.append(lines(feed, 1), 2)
        for hour in range(backup.RECENT + 2):
            made = back_up(seat, ROOM, NOON + hour * HOUR)
    assert kept not in backups(seat)
    assert kept.exists()
    os.utime(kept, (1_700_000_000, 1_700_000_000))
    assert restore(seat, ROOM, NOON)[0].path == made.path
    put_back, _ = restore(seat, ROOM, NOON + 1, kept)
    assert (put_back.at, put_back.entries) == (1_700_000_000_000, 3), "it can be named all the same"


def test_what_a_killed_backup_left_is_in_nobodys_way_and_a_backup_is_its_owners_alone(
    seat: Path, tmp_path: Path, feed: Feed, lines: Lines
) -> None:
    (tmp_path / ".stick.db.new").write_bytes(b"half of one")
    with closing(Record.open(seat, ROOM)) as record:
        record.append(lines(feed, 3), 1)
        made = back_up(seat, ROOM, NOON, tmp_path / "stick.db")
    assert backup.check(made.path, ROOM) == 3
    assert made.path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.glob(".stick*")) == []


def test_a_backup_of_which_the_disk_garbled_only_a_page_of_texts_is_passed_over(
    seat: Path, feed: Feed, lines: Lines
) -> None:
    with closing(Record.open(seat, ROOM)) as record:
        record.append(lines(feed, 600), 1)
        back_up(seat, ROOM, NOON)
        newest = back_up(seat, ROOM, NOON + HOUR)
    raw = bytearray(newest.path.read_bytes())
    page = raw.index(b"line 300") // PAGE * PAGE
    raw[page + 1 : page + 8] = b"\xff" * 7  # where on it each row lies
    newest.path.write_bytes(raw)
    assert restore(seat, ROOM, NOON)[0].at == NOON
    assert len(ids(seat)) == 600


def test_what_cannot_be_restored_leaves_everything_as_it_was(
    seat: Path, tmp_path: Path, feed: Feed, lines: Lines
) -> None:
    with closing(Record.open(seat, ROOM)) as record:
        record.append(lines(feed, 3), 1)
        copy = back_up(seat, ROOM, NOON, tmp_path / "copy.db")
        with pytest.raises(StorageFailed, match=r"storage\.no_folder"):
            back_up(seat, ROOM, NOON, tmp_path / "nowhere" / "copy.db")
        with pytest.raises(StorageFailed, match=r"storage\.exists"):
            back_up(seat, ROOM, NOON + HOUR, copy.path)
    (tmp_path / "junk").write_bytes(b"junk" * 5000)
    before = ids(seat)
    with pytest.raises(WrongRoom):
        restore(seat, b"O" * 16, NOON, copy.path)
    with pytest.raises(Damaged, match=r"storage\.no_backup"):
        restore(seat, ROOM, NOON)
    with pytest.raises(Damaged, match=r"storage\.not_a_backup"):
        restore(seat, ROOM, NOON, tmp_path / "junk")
    with pytest.raises(StorageFailed):
        restore(seat, ROOM, NOON, tmp_path / "none.db")
    assert ids(seat) == before
    assert {path.name for path in seat.iterdir()} <= {
        "backups",
        "record.db",
        "record.db-wal",
        "record.db-shm",
    }


def test_a_restore_for_which_there_is_no_room_leaves_nothing_behind(
    seat: Path, feed: Feed, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half(_source: Path, target: Path) -> None:
        target.write_bytes(b"half of it")
        raise OSError(28, "No space left on device")

    with closing(Record.open(seat, ROOM)) as record:
        record.append(lines(feed, 3), 1)
        back_up(seat, ROOM, NOON)
    before = ids(seat)
    monkeypatch.setattr("db.backup.shutil.copyfile", half)
    with pytest.raises(StorageFull):
        restore(seat, ROOM, NOON)
    assert ids(seat) == before
    assert list(seat.glob(".record*")) == []


@pytest.mark.usefixtures("full_disk")
def test_a_stick_that_takes_no_more_is_named(seat: Path, tmp_path: Path, feed: Feed, lines: Lines) -> None:
    with closing(Record.open(seat, ROOM)) as record:
        record.append(lines(feed, 3), 1)
        with pytest.raises(StorageFailed) as refused:
            back_up(seat, ROOM, NOON, tmp_path / "stick.db")
    assert (refused.value.code, refused.value.params["reason"]) == ("storage.not_written", "ENOSPC")
    assert list(tmp_path.glob("*stick*")) == []


@pytest.mark.usefixtures("full_disk")
def test_a_backup_for_which_there_is_no_room_leaves_nothing_behind(
    seat: Path, feed: Feed, lines: Lines
) -> None:
    with closing(Record.open(seat, ROOM)) as record:
        record.append(lines(feed, 3), 1)
        with pytest.raises(StorageFull):
            back_up(seat, ROOM, NOON)
    assert list((seat / "backups").iterdir()) == []


def test_a_copy_that_lacks_what_was_there_is_no_backup(
    seat: Path, feed: Feed, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = backup._copy
    monkeypatch.setattr(backup, "_copy", lambda source, fresh: copy(source, fresh) + 1)
    with closing(Record.open(seat, ROOM)) as record:
        record.append(lines(feed, 3), 1)
        with pytest.raises(Damaged):
            back_up(seat, ROOM, NOON)
    assert list((seat / "backups").iterdir()) == []


def test_a_restore_that_ends_between_its_two_renames_is_undone(
    seat: Path, feed: Feed, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Record.open(seat, ROOM)) as record:
        record.append(lines(feed, 5), 1)
        back_up(seat, ROOM, NOON)
        record.append(lines(feed, 1), 2)
    before, rename = ids(seat), Path.rename

    def faulty(path: Path, target: Path) -> Path:
        if path.parent != seat and target == seat / RECORD:
            raise OSError(5, "Input/output error")
        return rename(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", faulty)
        with pytest.raises(StorageFailed):
            restore(seat, ROOM, NOON + 1)
    assert ids(seat) == before
    assert [path.name for path in seat.iterdir() if "restor" in path.name] == []


def test_a_restore_that_is_killed_between_its_two_renames_is_undone_at_the_next_start(
    seat: Path, feed: Feed, lines: Lines
) -> None:
    with closing(Record.open(seat, ROOM)) as record:
        record.append(lines(feed, 5), 1)
    before = ids(seat)
    set_aside(seat, BEFORE, NOON)
    (seat / RESTORING).mkdir()
    resume(seat)
    assert ids(seat) == before


def test_a_restored_record_is_its_owners_alone_and_complete_before_it_takes_the_place(
    seat: Path, feed: Feed, lines: Lines
) -> None:
    with closing(Record.open(seat, ROOM)) as record:
        record.append(lines(feed, 5), 1)
        made = back_up(seat, ROOM, NOON)
    made.path.chmod(0o644)
    (seat / RESTORING).mkdir()
    (seat / RESTORING / RECORD).write_bytes(b"left by one that was killed")
    stood = (seat / RECORD).stat().st_ino
    told: list[tuple[int, int]] = []

    def finish(record: Record, entries: int) -> None:
        record.set_meta("told", b"restored")
        told.append((entries, (seat / RECORD).stat().st_ino))

    _, aside = restore(seat, ROOM, NOON + 1, finish=finish)
    assert told == [(5, stood)]
    assert aside.name == f"before-restore-{NOON + 1}-{RECORD}"
    assert (seat / RECORD).stat().st_mode & 0o777 == 0o600
    with closing(Record.open(seat, ROOM)) as record:
        assert record.meta("told") == b"restored"
    assert not (seat / RESTORING).exists()


def made_at_once(make: Callable[[Path], object], target: Path) -> list[str]:
    """What came of it, where several make the same file at the same moment."""
    together = Barrier(6)

    def one(_: int) -> str:
        together.wait()
        try:
            make(target)
        except Refusal as refusal:
            return refusal.code
        return "made"

    with ThreadPoolExecutor(6) as several:
        return sorted(several.map(one, range(6)))


def test_of_several_that_make_one_backup_at_once_one_does_and_the_others_hear_that_it_is_there(
    seat: Path, feed: Feed, lines: Lines, tmp_path: Path
) -> None:
    with closing(Record.open(seat, ROOM)) as record:
        record.append(lines(feed, 600), 1)
        for n in range(5):
            target = tmp_path / str(n)
            came = made_at_once(lambda path: back_up(seat, ROOM, NOON, path), target)
            assert came == ["made", *["storage.exists"] * 5]
            assert backup.check(target, ROOM) == 600


def test_of_several_that_write_one_bundle_at_once_one_does_and_it_is_whole(
    seat: Path, feed: Feed, lines: Lines, tmp_path: Path
) -> None:
    with closing(Record.open(seat, ROOM)) as record:
        record.append(lines(feed, 600), 1)
        for n in range(5):
            target = tmp_path / str(n)
            came = made_at_once(lambda path: bundle.write(path, record, NOON), target)
            assert came == [*["bundle.exists"] * 5, "made"]
            assert sum(len(f.entries) for f in bundle.frames(target) if isinstance(f, bundle.Run)) == 600
