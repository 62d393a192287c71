"""A room of one seat, founded once and copied for each test; seats that run in a thread."""

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from console.seat import disk
from console.seat.create import create_room
from console.seat.options import Options
from db.errors import StorageFull
from tests.console.seat.running import PASSPHRASE, QUIET, Seat


@pytest.fixture(scope="session", autouse=True)
def _runtime(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Sockets lie in a folder of the tests' own."""
    folder = tmp_path_factory.mktemp("run")
    folder.chmod(0o700)
    patch = pytest.MonkeyPatch()
    patch.setenv("XDG_RUNTIME_DIR", str(folder))
    patch.setattr(disk, "free", lambda _folder: 1 << 40)  # whatever machine runs the tests
    yield
    patch.undo()


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("room")
    create_room(
        folder / "home", "CRISIS", ("Safe 1", "SAFE"), "Amina", PASSPHRASE, folder / "room.key", exercise=True
    )
    return folder / "home"


@pytest.fixture
def home(founded: Path, tmp_path: Path) -> Path:
    shutil.copytree(founded, tmp_path / "home")
    return tmp_path / "home"


@pytest.fixture
def start() -> Iterator[Callable[..., Seat]]:
    """Starts seats, and stops those that still run at the end."""
    seats: list[Seat] = []

    def run(home: Path, options: Options = QUIET) -> Seat:
        seats.append(Seat(home, options))
        return seats[-1]

    yield run
    for seat in seats:
        if seat.running:
            seat.stop()


@pytest.fixture
def seat(home: Path, start: Callable[..., Seat]) -> Seat:
    return start(home)


@pytest.fixture
def broken(seat: Seat, monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """Makes the seat's disk full, and empties it again."""
    record = seat.engine._ledger.record
    append, full = record.append, threading.Event()

    def appended(*given: object) -> object:
        if full.is_set():
            raise StorageFull("storage.full")
        return append(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(record, "append", appended)
    return lambda broken: full.set() if broken else full.clear()
