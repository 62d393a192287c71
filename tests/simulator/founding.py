"""Rooms of any size to begin with, each founded once."""

import shutil
from functools import cache
from multiprocessing.util import Finalize
from pathlib import Path
from tempfile import mkdtemp

from console.trust.keys import SeatKey
from db.record import Record
from tests.rooms.house import SEATS, House, found

MEMORY = Path("/dev/shm")  # where commits cost no real disk
FOUNDING = 2_000_000  # seeds that no story has: no key is drawn twice
AGENCIES = tuple(SEATS.values())


def workspace() -> Path:
    """A fresh folder for simulated disks."""
    return Path(mkdtemp(prefix="belfry-", dir=MEMORY if MEMORY.is_dir() else None))


@cache
def founded(seats: int) -> tuple[Path, int, tuple[str, ...]]:
    """The room on disk, the time when it stood, and the names of its seats. Gone when the process ends."""
    folder = workspace()
    Finalize(None, shutil.rmtree, (folder, True), exitpriority=1)
    now, names = found(folder), list(SEATS)
    with House(folder, seed=FOUNDING + seats) as house:
        house.network.now = now
        first = house.open(names[0])
        for n in range(len(SEATS), seats):
            name = f"seat{n + 1}"
            agency = AGENCIES[n % len(AGENCIES)]
            seat = house.join(name, house.invite(f"{agency} {n}", agency, first))
            house.network.run(1_500)
            seat.crash()
            house.network.room.remove(seat)
            names.append(name)
        now = house.network.now
    for name in names[1:]:
        _catch_up(folder / names[0], folder / name)
    return folder, now, tuple(names[:seats])


def _catch_up(first: Path, other: Path) -> None:
    """Give one seat all that the first knows of the room: statements and key boxes."""
    room = SeatKey.load(first / "seat.key").room
    source, target = Record.open(first, room), Record.open(other, room)
    target.add_statements(source.statements())
    source.close()
    target.close()
    shutil.copytree(first / "boxes", other / "boxes", dirs_exist_ok=True)
