"""What was confirmed survives whatever happens to the process, the disk or the file."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from db.entry import Entry
from db.errors import Damaged, StorageFailed, StorageFull, WrongVersion
from db.feed import Feed
from db.record import Record
from db.store import Store

ROOM = b"R" * 16
ROOT = Path(__file__).parents[2]
Open = Callable[..., Record]
Lines = Callable[..., list[Entry]]

WRITER = """
import sys
from pathlib import Path
from db.feed import Feed
from db.record import Record
record, feed = Record.open(Path(sys.argv[1]), b"R" * 16), Feed.fresh(b"R" * 16)
for n in range(100_000):
    entry = feed.write("log.written", (b"T" * 16,), b"x" * 200, hlc=n)
    print(record.append([entry], n).stored[0].id.hex(), flush=True)
"""


def killed_writer(folder: Path, after: int) -> list[bytes]:
    """What a process had confirmed when it was killed."""
    command = [sys.executable, "-c", WRITER, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as writer:
        assert writer.stdout is not None
        lines = [writer.stdout.readline() for _ in range(after)]
        os.kill(writer.pid, signal.SIGKILL)
        lines += writer.stdout.readlines()
    return [bytes.fromhex(line.decode()) for line in lines if line.endswith(b"\n")]


@pytest.mark.skipif(sys.platform == "win32", reason="kills the Unix way")
def test_what_a_killed_process_confirmed_is_there(tmp_path: Path) -> None:
    confirmed: list[bytes] = []
    for round_ in range(5):
        confirmed += killed_writer(tmp_path, after=5 + 17 * round_)
        with closing(Record.open(tmp_path, ROOM)) as record:
            held = [stored.id for stored in record.since(0, 100_000)]
            assert set(confirmed) <= set(held)
            assert len(record.heads()) == round_ + 1
            assert record.count == len(held)
            assert list(record.walk(lambda _done, _all: None)) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MB."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or subprocess.run(mount, check=False).returncode:
        pytest.skip("NOT TESTED: a full disk. Only root may mount a small one here.")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def fill(record: Record, feed: Feed) -> list[bytes]:
    """Write until the disk refuses; the ids of what was confirmed."""
    confirmed: list[bytes] = []
    for n in range(10_000):
        place = feed.seq, feed.head
        try:
            confirmed += [
                one.id for one in record.append([feed.write("k", (b"T" * 16,), b"x" * 9000, n)], n).stored
            ]
        except StorageFull:
            feed.rewind(*place)
            return confirmed
    raise AssertionError("the disk never filled")


def test_a_full_disk_refuses_and_keeps_what_was_confirmed(small_disk: Path, feed: Feed) -> None:
    record = Record.open(small_disk, ROOM)
    confirmed = fill(record, feed)
    assert len(confirmed) > 10
    assert record.heads() == {feed.id: ((len(confirmed), confirmed[-1]),)}
    assert [stored.id for stored in record.since(0, 10_000)] == confirmed
    record.close()
    with closing(Record.open(small_disk, ROOM)) as again:
        assert [stored.id for stored in again.since(0, 10_000)] == confirmed
        assert list(again.walk(lambda _done, _all: None)) == []


def test_writing_goes_on_once_there_is_space(small_disk: Path, feed: Feed) -> None:
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(500_000))
    with closing(Record.open(small_disk, ROOM)) as record:
        before = fill(record, feed)
        ballast.unlink()
        more = record.append([feed.write("k", (b"T" * 16,), b"after all", 1)], 1).stored
        assert record.count == len(before) + 1
        assert record.heads()[feed.id][0].id == more[0].id


def test_a_full_disk_without_room_for_a_record_says_so(small_disk: Path) -> None:
    with (small_disk / "ballast").open("wb", buffering=0) as ballast:
        assert ballast.write(bytes(2_000_000)) <= 1 << 20
    with pytest.raises(StorageFull):
        Record.open(small_disk, ROOM)


def altered(folder: Path, statement: str) -> bytes:
    """The file of a record after a change from outside."""
    with closing(sqlite3.connect(folder / "record.db")) as connection:
        connection.execute(statement)
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return (folder / "record.db").read_bytes()


@pytest.mark.parametrize(("version", "code"), [(0, "older"), (3, "newer"), (900, "newer")])
def test_a_folder_of_another_version_is_refused_and_left_alone(
    open_record: Open, tmp_path: Path, version: int, code: str
) -> None:
    open_record("seat").close()
    before = altered(tmp_path / "seat", f"PRAGMA user_version={version}")
    with pytest.raises(WrongVersion, match=rf"storage\.{code}_version") as refusal:
        Record.open(tmp_path / "seat", ROOM)
    assert (refusal.value.found, refusal.value.ours) == (version, 2)
    assert (tmp_path / "seat" / "record.db").read_bytes() == before


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "record.db").write_bytes(b"these are somebody's holiday pictures" * 1000)
    before = (tmp_path / "record.db").read_bytes()
    with pytest.raises(Damaged):
        Record.open(tmp_path, ROOM)
    assert (tmp_path / "record.db").read_bytes() == before


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    before = altered(tmp_path, "CREATE TABLE recipes(name)")
    with pytest.raises(Damaged, match=r"storage\.not_a_record"):
        Record.open(tmp_path, ROOM)
    assert (tmp_path / "record.db").read_bytes() == before


def test_a_creation_that_was_cut_off_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "record.db").touch()
    with closing(Record.open(tmp_path, ROOM)) as record:
        assert record.count == 0


def test_a_missing_folder_is_a_storage_failure(tmp_path: Path) -> None:
    with pytest.raises(StorageFailed, match=r"storage\.cannot_open"):
        Record.open(tmp_path / "nowhere", ROOM)


READ_ONLY = """
import os, sys
from pathlib import Path
from db.errors import StorageFailed
from db.record import Record
if os.geteuid() == 0:
    os.setuid(65534)
try:
    Record.open(Path(sys.argv[1]), b"R" * 16)
except StorageFailed as failed:
    print(failed.code)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="folder rights are a Unix matter")
def test_a_folder_that_may_not_be_written_is_refused_in_words(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    base = Path("/tmp") if os.geteuid() == 0 else tmp_path_factory.mktemp("any")
    folder = base / f"belfry-read-only-{os.getpid()}"
    folder.mkdir()
    try:
        Record.open(folder, ROOM).close()
        (folder / "record.db").chmod(0o444)
        folder.chmod(0o555)
        command = [sys.executable, "-c", READ_ONLY, str(folder)]
        said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        assert said.stdout.strip() in {"storage.read_only", "storage.cannot_open"}
    finally:
        folder.chmod(0o755)
        for left in folder.iterdir():
            left.unlink()
        folder.rmdir()


def test_readers_cannot_write(record: Record) -> None:
    refused = pytest.raises(StorageFailed, match=r"storage\.read_only")
    with refused, record._store.read() as connection:
        connection.exec_driver_sql("DELETE FROM entry")


def test_a_closed_record_leaves_one_file_without_a_journal(tmp_path: Path, feed: Feed, lines: Lines) -> None:
    record = Record.open(tmp_path, ROOM)
    record.append(lines(feed, 3), received=1)
    record.close()
    assert [one.name for one in tmp_path.iterdir()] == ["record.db"]


def test_nothing_is_recorded_in_a_file_that_somebody_deleted_or_replaced(
    record: Record, feed: Feed, lines: Lines
) -> None:
    path, aside = record._store.path, record._store.path.with_name("aside")
    kept = record.append(lines(feed, 1), received=1).stored
    place = feed.seq, feed.head
    path.rename(aside)
    for replaced in (False, True):
        if replaced:
            path.touch()
        with pytest.raises(StorageFailed, match=r"storage\.not_found"):
            record.append(lines(feed, 1), received=1)
        feed.rewind(*place)
    aside.replace(path)
    kept += record.append(lines(feed, 1), received=1).stored
    assert record.since(0, 10) == list(kept)


def test_a_tidied_record_lies_in_its_file_alone(
    record: Record, tmp_path: Path, feed: Feed, lines: Lines
) -> None:
    record.append(lines(feed, 3), received=1)
    record.tidy()
    (tmp_path / "alone").mkdir()
    shutil.copyfile(record._store.path, tmp_path / "alone" / "record.db")
    with closing(Record.open(tmp_path / "alone", ROOM)) as alone:
        assert alone.count == 3


def test_the_journal_of_a_record_that_is_tidied_grows_no_longer(
    record: Record, feed: Feed, lines: Lines
) -> None:
    journal = record._store.path.with_name("record.db-wal")

    def written(rounds: int) -> int:
        for n in range(rounds):
            record.append(lines(feed, 10, start=feed.seq), received=n)
            record.tidy()
        return journal.stat().st_size

    assert written(100) <= 2 * written(5)


def test_a_full_disk_keeps_what_could_not_be_tidied(small_disk: Path, feed: Feed) -> None:
    with closing(Record.open(small_disk, ROOM)) as record:
        confirmed = fill(record, feed)
        with pytest.raises(StorageFull):
            record.tidy()
        assert [stored.id for stored in record.since(0, 10_000)] == confirmed
    with closing(Record.open(small_disk, ROOM)) as again:
        assert [stored.id for stored in again.since(0, 10_000)] == confirmed


def test_each_commit_is_flushed_and_readers_write_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path / "some.db")
    with closing(store):
        with store.write() as writer:
            assert writer.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2
            writer.exec_driver_sql("CREATE TABLE some(n INTEGER)")
        with pytest.raises(StorageFailed), store.read() as reader:
            reader.exec_driver_sql("INSERT INTO some VALUES (1)")


def test_a_transaction_that_fails_is_undone_and_the_next_one_stands(tmp_path: Path) -> None:
    store = Store(tmp_path / "some.db")
    with closing(store):
        with store.write() as writer:
            writer.exec_driver_sql("CREATE TABLE some(n INTEGER)")
        with suppress(KeyError), store.write() as writer:
            writer.exec_driver_sql("INSERT INTO some VALUES (1)")
            raise KeyError
        with store.write() as writer:
            writer.exec_driver_sql("INSERT INTO some VALUES (2)")
        with store.read() as reader:
            assert reader.exec_driver_sql("SELECT n FROM some").scalars().all() == [2]
