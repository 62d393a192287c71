"""A seat that joins when the room has written a long record."""

import shutil
from pathlib import Path

from benches.fill import home_with
from benches.people import GUEST
from labs.figures import Figures
from labs.lab import Lab
from labs.seat import Seat

ENTRIES = 100_000


def joiner(_seats: int, seed: int, entries: int = ENTRIES) -> Figures:
    """Two seats, however many are asked for: one holds all, the other nothing."""
    home = home_with(entries, seed)
    with Lab(f"late joiner, {entries:,} entries", 0, seed) as lab:
        for n in range(2):
            lab.lan.machine(f"10.77.0.{n + 1}/24")
        for n, source in enumerate((home, home.with_name(GUEST))):
            own = Path(lab.folder) / source.name
            shutil.copytree(source, own)
            lab.seats.append(Seat(own, lab.lan.machines[n]))
        lab.figures.seats = 2
        lab.start(which=[0])
        lab.begin()
        lab.start(which=[1])
        lab.meet()
        lab.figures.heal_s = lab.agree()
        return lab.end()
