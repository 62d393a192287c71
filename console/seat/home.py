"""The folder of a seat: what lies where, and the right to work in it."""

from pathlib import Path

from console.seat.recovery import mark_damaged, open_record
from console.trust.boxes import Boxes
from console.trust.errors import Refusal
from console.trust.keys import SeatKey
from console.trust.trust import Trust
from db.lock import Lock
from db.record import Record

KEY_FILE = "seat.key"


class NoSeat(Refusal):
    """The folder is not the home of a seat."""


class Taken(Refusal):
    """The folder holds something already."""


class Home:
    """Paths within a seat's folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.key = folder / KEY_FILE
        self.boxes = folder / "boxes"
        self.logs = folder / "logs"
        self.peers = folder / "peers"  # addresses that people typed, one a line
        self.port = folder / "port"  # where it listened last

    def make(self) -> None:
        """Make the folder for a new seat. Raises Taken where there is something in it."""
        if self.folder.exists() and (not self.folder.is_dir() or any(self.folder.iterdir())):
            raise Taken("home.not_empty", path=str(self.folder))
        try:
            for folder in (
                self.folder,
                self.boxes,
                self.logs,
                self.folder / "files",
                self.folder / "backups",
            ):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise Taken("home.not_made", path=str(self.folder), reason=error.strerror or "") from error

    def check(self) -> None:
        """Raises NoSeat where this is no seat's folder."""
        if not self.key.is_file():
            raise NoSeat("home.not_a_seat", path=str(self.folder))


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
