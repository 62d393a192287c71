"""The right to work in the folder of a seat, and its open record."""

from console.seat.folder import Home, NoSeat, Taken
from console.seat.recovery import mark_damaged, open_record
from console.trust.boxes import Boxes
from console.trust.errors import Refusal
from console.trust.keys import SeatKey
from console.trust.trust import Trust
from db.lock import Lock
from db.record import Record

__all__ = ["Home", "NoSeat", "OpenHome", "ReadHome", "Taken"]


class ReadHome:
    """A seat's folder, read beside the seat that works in it: nothing in it is written or mended."""

    def __init__(self, home: Home) -> None:
        """Raises KeyFileFault, a StorageFailed, or what trust refuses."""
        self.home, self.key = home, SeatKey.load(home.key)
        self.record, self.trust = self._trusted()
        try:
            self.boxes = Boxes(home.boxes, self.trust, self.key.room_secret)
        except Refusal:
            self.record.close()
            raise

    def _trusted(self) -> tuple[Record, Trust]:
        record = Record.open(self.home.folder, self.key.room, beside=True)
        try:
            return record, Trust.of(record.statements())
        except Refusal:
            record.close()
            raise

    def close(self) -> None:
        self.record.close()


class OpenHome(ReadHome):
    """A seat's folder, opened and held: the lock first, before any socket is bound."""

    def __init__(self, home: Home) -> None:
        """Raises NoSeat, Locked, RemoteFolder, KeyFileFault or a StorageFailed."""
        home.check()
        self._lock = Lock(home.folder)
        try:
            super().__init__(home)
        except Refusal:
            self._lock.close()
            raise

    def _trusted(self) -> tuple[Record, Trust]:
        """Mended first where the disk garbled a statement."""
        folder, room = self.home.folder, self.key.room
        record = open_record(folder, room)
        try:
            return record, Trust.of(record.statements())
        except Refusal:
            record.close()
        mark_damaged(folder)
        record = open_record(folder, room)
        return record, Trust.of(record.statements())

    def close(self) -> None:
        super().close()
        self._lock.close()
