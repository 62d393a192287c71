"""A laboratory: machines on a switch, a seat on each, and what can be measured from outside."""

import os
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from labs.figures import Figures, percentile
from labs.house import build
from labs.lan import Lan
from labs.seat import Seat
from labs.watch import Watch

PATIENCE = 180.0
LOOK = 0.1
Address = Callable[[int], str]


def fourth(n: int) -> str:
    """The address of machine `n`."""
    return f"10.77.0.{n + 1}/24"


class Lab:
    """One scenario's room. Everything that it made is gone when the block ends."""

    def __init__(self, name: str, seats: int, seed: int, address: Address = fourth) -> None:
        self.name, self.seed = name, seed
        self._temporary = tempfile.TemporaryDirectory(prefix="belfry-lab-")
        self.folder = Path(self._temporary.name)
        self.seats: list[Seat] = []
        self.watch = Watch(self.seats)
        self.figures = Figures(name, seats, seed)
        self._sent = self._cpu = 0.0
        self._began = time.monotonic()
        self.lan = Lan(f"bl{os.getpid()}", seed)
        try:
            for n in range(seats):
                self.lan.machine(address(n))
            if seats:
                self.settle(seats)
        except BaseException:
            self.close()
            raise

    def settle(self, seats: int) -> None:
        """A room of so many seats, one on each machine."""
        self.figures.seats = seats
        homes = build(self.folder, seats)
        self.seats += [Seat(home, self.lan.machines[n]) for n, home in enumerate(homes)]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        for seat in self.seats:
            seat.stop()
        self.lan.close()
        self._temporary.cleanup()

    def start(self, *options: str, which: Iterable[int] | None = None) -> None:
        """All seats at once, or those named; comes back when all serve."""
        chosen = [self.seats[n] for n in (range(len(self.seats)) if which is None else which)]
        for seat in chosen:
            seat.start(*options)
        for seat in chosen:
            seat.await_ready()

    def meet(self, expected: int | None = None) -> None:
        """Until every seat is linked with every other; notes how many links came, and after how long."""
        begun, count = time.monotonic(), len(self.seats)
        wanted = expected if expected is not None else count * (count - 1) // 2
        self.until(lambda: self.links() >= wanted)
        self.figures.links, self.figures.links_wanted = self.links(), wanted
        self.figures.met_s = round(time.monotonic() - begun, 1)

    def links(self) -> int:
        """How many links stand, each counted once."""
        return sum(seat.status.linked for seat in self.seats) // 2

    def until(self, true: Callable[[], bool], limit: float = PATIENCE) -> float:
        """Seconds until something is so, or the limit."""
        begun = time.monotonic()
        while not true() and time.monotonic() < begun + limit:
            self.watch.look(LOOK)
        return time.monotonic() - begun

    def agree(self) -> float:
        """Seconds until all seats hold the same; noted whether they did."""
        agreed = False

        def same() -> bool:
            nonlocal agreed
            counts = {seat.status.entries for seat in self.seats}
            agreed = len(counts) == 1 and len({seat.digest() for seat in self.seats}) == 1
            return agreed

        taken = self.until(same)
        # Not asked once more: status lines follow the digests by up to a second, each seat's at its own time.
        self.figures.agreed = self.figures.agreed and agreed
        return round(taken, 1)

    def begin(self) -> None:
        """What is used from now on is the scenario's."""
        self._sent, self._began = self.lan.bytes(), time.monotonic()
        self._cpu = sum(seat.cpu for seat in self.seats if seat.running)

    def end(self) -> Figures:
        """The figures, complete."""
        wall = time.monotonic() - self._began
        taken = self.watch.taken()
        figures = self.figures
        figures.told, figures.unseen = self.watch.told, self.watch.told - len(taken)
        figures.p50_ms, figures.p99_ms = percentile(taken, 0.5), percentile(taken, 0.99)
        figures.lan_mb = round((self.lan.bytes() - self._sent) / 1e6, 2)
        figures.cpu_percent = round(
            (sum(s.cpu for s in self.seats) - self._cpu) / wall / len(self.seats) * 100, 1
        )
        figures.memory_mb = round(max(seat.memory for seat in self.seats), 1)
        return figures
