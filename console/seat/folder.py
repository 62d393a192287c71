"""The folder of a seat: what lies where. Loads no database, so that a window may ask at once."""

from pathlib import Path

from console.trust.errors import Refusal
from db.errors import why

KEY_FILE = "seat.key"


class NoSeat(Refusal):
    """The folder is not the home of a seat."""


class Taken(Refusal):
    """The folder holds something already."""


def check_empty(folder: Path) -> None:
    """Raises Taken where there is something, in the folder or in its place."""
    if folder.exists() and not folder.is_dir():
        raise Taken("home.no_folder", path=str(folder))
    if folder.exists() and any(folder.iterdir()):
        raise Taken("home.not_empty", path=str(folder))


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
        check_empty(self.folder)
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
            raise Taken("home.not_made", path=str(self.folder), reason=why(error)) from error

    def check(self) -> None:
        """Raises NoSeat where this is no seat's folder, or none at all."""
        if not self.folder.exists():
            raise NoSeat("home.missing", path=str(self.folder))
        if not self.key.is_file():
            raise NoSeat("home.not_a_seat", path=str(self.folder))
