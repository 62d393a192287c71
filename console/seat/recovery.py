"""Opening a record that was damaged, restored or copied: what came of it, for the log to tell."""

import time
import uuid
from contextlib import closing
from pathlib import Path

from msgspec import Struct

from console.trust.errors import Refusal
from console.trust.trust import Trust
from db.backup import backups, statements_in
from db.errors import Damaged
from db.files import RECORD, set_back
from db.record import Record
from db.salvage import salvage

MARK = "damaged"  # a file that says: mend the record at the next start
PLACE, RESTORED = "home.place", "home.restored"
MACHINE = Path("/etc/machine-id")


class Recovery(Struct, frozen=True):
    """Why this folder's record is not simply the one of before. `lost`: entries that attach to none held."""

    how: str  # salvaged, restored, copied
    entries: int = 0
    lost: int = 0


def open_record(folder: Path, room: bytes) -> tuple[Record, Recovery | None]:
    """The record, mended first where it is damaged. Raises a StorageFailed and leaves all as it was."""
    if not (folder / RECORD).exists():
        raise Damaged("storage.gone", path=str(folder))
    if not (folder / MARK).exists():
        try:
            record = Record.open(folder, room)
        except Damaged:
            pass
        else:
            return record, _moved(record, folder)
    return _mended(folder, room)


def mark_damaged(folder: Path) -> None:
    """Have the record mended at the next start."""
    (folder / MARK).touch()


def _mended(folder: Path, room: bytes) -> tuple[Record, Recovery]:
    """What proves itself goes into a new record; trust statements also come from backups."""
    saved = salvage(folder, room, int(time.time() * 1000))
    with closing(Record.open(folder, room)) as record:
        try:
            _complete(record, folder)
        except Refusal as missing:
            record.close()
            set_back(folder, saved.aside)
            raise Damaged("storage.beyond_salvage", path=str(folder)) from missing
        record.set_meta(PLACE, place_of(folder))
    (folder / MARK).unlink(missing_ok=True)
    return Record.open(folder, room), Recovery("salvaged", saved.saved, saved.left)


def _complete(record: Record, folder: Path) -> None:
    """Raises a Refusal where nothing gives the room's genesis."""
    for backup in backups(folder):
        try:
            record.add_statements(statements_in(backup, record.room))
        except Damaged:
            continue
        break
    Trust.of(record.statements())


def place_of(folder: Path) -> bytes:
    """What a copy of the record has otherwise: this machine, and this very file on it."""
    machine = MACHINE.read_bytes().strip() if MACHINE.exists() else str(uuid.getnode()).encode()
    return machine + b":%d" % (folder / RECORD).stat().st_ino


def _moved(record: Record, folder: Path) -> Recovery | None:
    """Whether this is a backup that was put back, or a copy; noted, so that it is said once."""
    place, before, restored = place_of(folder), record.meta(PLACE), record.meta(RESTORED)
    if place == before and not restored:
        return None
    try:
        record.set_meta(PLACE, place)
        record.set_meta(RESTORED, b"")
    except Refusal:
        record.close()
        raise
    if restored:
        return Recovery("restored", record.count)
    return Recovery("copied", record.count) if before is not None else None
