"""Backups: copies of a record made while it is written to, verified before they count, rotated."""

import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from msgspec import Struct

from db import schema, sums
from db.errors import Damaged, StorageFailed, WrongRoom, why
from db.files import BEFORE, MAKING, RECORD, RESTORING, elsewhere, flush, set_aside, set_back, system_errors
from db.opening import check_room
from db.record import Record
from db.store import Store, storage_errors

RECENT, DAYS = 24, 3
NO_BACKUP = {  # what is said of a file that was named, where it says of itself that it is none
    "storage.damaged": "storage.not_a_backup",
    "storage.not_a_record": "storage.not_a_backup",
    "storage.cannot_open": "storage.no_backup",
    "storage.failed": "storage.no_backup",
}
LONGEST = 200  # characters of a path that is shown
FORM = "%Y%m%dT%H%M%SZ"
Finish = Callable[[Record, int], None]
NAME = re.compile(r"record-(\d{8}T\d{6}Z)\.db")


class Backup(Struct, frozen=True):
    """A whole copy of a record: when it was made (ms), and how many entries it holds."""

    path: Path
    at: int
    entries: int


def back_up(folder: Path, room: bytes, now: int, target: Path | None = None) -> Backup:
    """Copy the record in `folder` to `target`, else among its backups, of which old ones then go.

    While it is written to, and without holding that up. Nothing half-made ever bears the name of a backup,
    and a `target` that exists is never overwritten. Raises a StorageFailed.
    """
    with MAKING:
        if target is not None:
            _free(target)
        return _back_up(folder, room, now, target)


def _back_up(folder: Path, room: bytes, now: int, target: Path | None) -> Backup:
    to = target or folder / "backups" / f"record-{datetime.fromtimestamp(now / 1000, UTC).strftime(FORM)}.db"
    fresh = to.with_name(f".{to.name}.new")
    with system_errors() if target is None else elsewhere(target), storage_errors():
        fresh.unlink(missing_ok=True)
        try:
            fresh.touch(0o600)
            at_least = _copy(folder / RECORD, fresh)
            flush(fresh)
            entries = check(fresh, room, at_least)
            fresh.replace(to)
        except BaseException:
            fresh.unlink(missing_ok=True)
            raise
        flush(to.parent)
        if target is None:
            _rotate(to.parent)
    return Backup(to, now, entries)


def _free(target: Path) -> None:
    with system_errors():
        if target.exists():
            raise StorageFailed("storage.exists", path=str(target)[:LONGEST])
        if not target.parent.is_dir():
            raise StorageFailed("storage.no_folder", path=str(target.parent)[:LONGEST])


def _copy(source: Path, fresh: Path) -> int:
    """Write the copy; gives how many entries were there before it began."""
    uri = f"{source.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as connection:
        (count,) = connection.execute("SELECT coalesce(max(n), 0) FROM entry").fetchone()
        connection.execute("VACUUM INTO ?", (str(fresh),))
    return int(count)


def check(path: Path, room: bytes, at_least: int = 0) -> int:
    """The number of entries in a copy that is whole and of this room. Raises a StorageFailed."""
    store = Store(path)
    with closing(store), store.read() as connection:
        if not schema.form(connection):
            raise Damaged("storage.not_a_record")
        if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one() != "ok":
            raise Damaged("storage.damaged")
        check_room(connection, room)
        entries = sums.digest(connection).entries
    if entries < at_least:
        raise Damaged("storage.damaged")
    return entries


def newest(folder: Path, room: bytes) -> Backup | None:
    """The newest backup among a seat's files that is whole and of this room."""
    for path in backups(folder):
        with suppress(StorageFailed):
            return Backup(path, made_at(path), check(path, room))
    return None


def backups(folder: Path) -> list[Path]:
    """The backups among a seat's files, newest first."""
    found = ((NAME.fullmatch(path.name), path) for path in (folder / "backups").glob("record-*.db"))
    return sorted((path for match, path in found if match), reverse=True)


def made_at(path: Path) -> int:
    """When a backup was made, in ms; of a file of another name, when it was last written."""
    match = NAME.fullmatch(path.name)
    if match is None:
        return int(path.stat().st_mtime * 1000)
    return int(datetime.strptime(match[1], FORM).replace(tzinfo=UTC).timestamp() * 1000)


def restore(
    folder: Path, room: bytes, now: int, source: Path | None = None, finish: Finish = lambda *_: None
) -> tuple[Backup, Path]:
    """Put a backup, the newest that is whole, in the place of the record; gives also where that lies now.
    `finish` completes the copy before it takes that place.

    The caller holds the folder's lock, and no record of it is open. Raises what `finish` does, or a
    StorageFailed, and then everything is as it was.
    """
    restoring = folder / RESTORING
    with system_errors():
        backup = _whole(folder, room, source)
        shutil.rmtree(restoring, ignore_errors=True)
        restoring.mkdir(mode=0o700)
        try:
            fresh = restoring / RECORD
            shutil.copyfile(backup.path, fresh)
            fresh.chmod(0o600)
            with closing(Record.open(restoring, room)) as record:
                finish(record, backup.entries)
            flush(fresh)
            aside = set_aside(folder, BEFORE, now)
            try:
                fresh.rename(folder / RECORD)
            except OSError:
                set_back(folder, aside)
                raise
        finally:
            shutil.rmtree(restoring, ignore_errors=True)
        flush(folder)
    return backup, aside


def _whole(folder: Path, room: bytes, source: Path | None) -> Backup:
    """The backup to restore: the one that was named, or the newest that can still be read.

    Where none can, that is what is said, and nothing of the record: it may be whole.
    """
    if source is None:
        found = newest(folder, room)
        if found is None:
            raise Damaged("storage.no_backup", path=str(folder / "backups"))
        return found
    try:
        with source.open("rb"):
            return Backup(source, made_at(source), check(source, room))
    except OSError as error:
        raise StorageFailed("storage.backup_unopened", path=str(source), reason=why(error)) from error
    except WrongRoom as other:
        raise WrongRoom("storage.backup_of_another", path=str(source)) from other
    except StorageFailed as failed:
        if failed.code not in NO_BACKUP:
            raise
        raise Damaged(NO_BACKUP[failed.code], path=str(source)) from failed


def _rotate(folder: Path) -> None:
    """Keep the latest, and of the days before them the last one of each."""
    found = backups(folder.parent)
    days: dict[str, Path] = {}
    for path in found[RECENT:]:
        days.setdefault(path.name[:15], path)
    kept = {*found[:RECENT], *islice(days.values(), DAYS)}
    for path in found:
        if path not in kept:
            path.unlink(missing_ok=True)
