"""The right to work in the folder of a seat, and its open record."""

from pathlib import Path

from console.seat.folder import Home, NoSeat, Taken
from console.seat.recovery import mark_damaged, open_record
from console.trust.boxes import Boxes
from console.trust.errors import Refusal
from console.trust.keys import SeatKey
from console.trust.trust import Trust
from db.lock import Lock
from db.record import Record

__all__ = ["Home", "NoSeat", "OpenHome", "Taken"]


class OpenHome:
    """A seat's folder, opened and held: the lock first, before any socket is bound."""

    def __init__(self, home: Home) -> None:
        """Raises NoSeat, Locked, RemoteFolder, KeyFileFault or a StorageFailed."""
        home.check()
        self.home = home
        self._lock = Lock(home.folder)
        try:
            self.key = SeatKey.load(home.key)
            self.record, self.trust = _trusted(home.folder, self.key.room)
            try:
                self.boxes = Boxes(home.boxes, self.trust, self.key.room_secret)
            except Refusal:
                self.record.close()
                raise
        except Refusal:
            self._lock.close()
            raise

    def close(self) -> None:
        self.record.close()
        self._lock.close()


def _trusted(folder: Path, room: bytes) -> tuple[Record, Trust]:
    """The record, and the trust in it: mended first where the disk garbled a statement. Raises a Refusal."""
    record = open_record(folder, room)
    try:
        return record, Trust.of(record.statements())
    except Refusal:
        record.close()
    mark_damaged(folder)
    record = open_record(folder, room)
    return record, Trust.of(record.statements())
