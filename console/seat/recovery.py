"""Opening a record that was damaged, restored or copied: what came of it, for the log to tell."""

import time
import uuid
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from console.trust.errors import Refusal
from console.trust.trust import Trust
from console.trust.verifying import judged
from db.backup import newest
from db.errors import UNREADABLE, Damaged
from db.files import RECORD
from db.record import Record
from db.salvage import resume, salvage

MARK = "damaged"  # a file that says: mend the record at the next start
PLACE, NOTE = "home.place", "home.recovery"
MACHINE = Path("/etc/machine-id")


class Recovery(Struct, frozen=True):
    """Why this folder's record is not simply the one of before. `lost`: entries that attach to none held."""

    how: str  # salvaged, restored, copied
    entries: int = 0
    lost: int = 0


def open_record(folder: Path, room: bytes) -> Record:
    """The record, mended first where it is damaged. Raises a StorageFailed and leaves all as it was."""
    resume(folder)
    if not (folder / RECORD).exists():
        raise Damaged("storage.gone", path=str(folder))
    if (folder / MARK).exists():
        return _mended(folder, room)
    try:
        return _settled(Record.open(folder, room), folder)
    except Damaged:
        return _mended(folder, room)


def mark_damaged(folder: Path) -> None:
    """Have the record mended at the next start, if a mark can be made at all."""
    with suppress(OSError):
        (folder / MARK).touch()


def note(record: Record, recovery: Recovery | None) -> None:
    """Keep in the record itself what the log shall tell, until it has."""
    record.set_meta(NOTE, msgspec.msgpack.encode(recovery) if recovery is not None else b"")


def noted(record: Record) -> Recovery | None:
    """What the log has yet to tell. Raises Damaged."""
    raw = record.meta(NOTE)
    try:
        return msgspec.msgpack.decode(raw, type=Recovery) if raw else None
    except UNREADABLE as error:
        raise Damaged("storage.damaged") from error


def _mended(folder: Path, room: bytes) -> Record:
    """What proves itself goes into a new record, with all that the newest whole backup holds."""

    def finish(record: Record, saved: int, left: int) -> None:
        try:
            _judge(record)
        except Refusal as missing:
            raise Damaged("storage.beyond_salvage", path=str(folder)) from missing
        note(record, Recovery("salvaged", saved, left))
        record.set_meta(PLACE, b"")

    spare = newest(folder, room)
    salvage(folder, room, int(time.time() * 1000), finish, spare.path if spare else None)
    (folder / MARK).unlink(missing_ok=True)
    return _settled(Record.open(folder, room), folder)


def _judge(record: Record) -> None:
    """Keep no trust statement that proves nothing. Raises a Refusal where none gives the room's genesis."""
    _, bad = judged(record.room, record.statements())
    record.add_statements((), without={fault.id for fault in bad if fault.id is not None})
    Trust.of(record.statements())


def place_of(folder: Path) -> bytes:
    """What a copy of the record has otherwise: this machine, and this very file on it."""
    machine = MACHINE.read_bytes().strip() if MACHINE.exists() else str(uuid.getnode()).encode()
    return machine + b":%d" % (folder / RECORD).stat().st_ino


def _settled(record: Record, folder: Path) -> Record:
    """The record, with a note of where it lies; another place than before makes it a copy, if nothing else
    is told. Raises a Refusal, and then it is closed.
    """
    try:
        told, place, before = noted(record), place_of(folder), record.meta(PLACE)
        if before and before != place and told is None:
            note(record, Recovery("copied", record.count))
        if before != place:
            record.set_meta(PLACE, place)
    except Refusal:
        record.close()
        raise
    return record
