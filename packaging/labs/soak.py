"""packaging/soak: a room of seats for an hour, people writing all the while, one fault after another."""

import argparse
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from itertools import cycle

from labs.fabric import Conditions
from labs.lab import Lab
from labs.lan import why_not
from labs.scenarios import DOWN, GOOD, lan

RATE = 3.0  # lines a second
FAULT, CALM = 25.0, 15.0  # seconds that a fault lasts, and that people go on writing after it
WRITERS = (0, 1)

Fault = Callable[["Soak"], str]


class Soak:
    """One room. What breaks is counted; nothing is mended by hand."""

    def __init__(self, lab: Lab, seed: int) -> None:
        self.lab, self.count = lab, len(lab.seats)
        self.chance = random.Random(seed)  # noqa: S311 - the same faults each time
        self.broken = 0
        self._memory: list[tuple[float, float]] = []  # hours since the beginning, MB a seat

    def run(self, seconds: float) -> Iterator[str]:
        """A line for each fault, and one at the end."""
        begun = time.monotonic()
        for fault in cycle(FAULTS):
            if time.monotonic() > begun + seconds:
                break
            self.lab.watch.slowest = 0.0
            told = fault(self)
            healed = self._calm()
            memory = [seat.memory for seat in self.lab.seats]
            self._memory.append(((time.monotonic() - begun) / 3600, sum(memory) / self.count))
            entries = self.lab.seats[0].status.entries
            yield (
                f"{(time.monotonic() - begun) / 60:5.1f} min  {told}; one again after {healed} s; {entries} "
                f"entries; slowest answer {self.lab.watch.slowest * 1e3:.0f} ms; memory "
                f"{min(memory):.1f} to {max(memory):.1f} MB; broken: {self.broken}"
            )
        yield self._end()

    def _calm(self) -> float:
        """The network is good again: the room must become one, and again after people wrote on."""
        self.lab.lan.cut(())
        self.lab.lan.set(range(self.count), GOOD)
        self.lab.figures.agreed = True
        healed = self.lab.agree()
        self.lab.watch.write(WRITERS, RATE, CALM)
        self.lab.until(lambda: not self.lab.watch.answering)
        self.lab.agree()
        self.broken += not self.lab.figures.agreed
        return healed

    def _end(self) -> str:
        told = self.lab.watch.told
        counts = {seat.lines for seat in self.lab.seats}
        faults = sum(seat.faults() for seat in self.lab.seats)
        self.broken += faults + (len(counts) != 1 or min(counts) < told)
        hourly, thousand = slope(self._memory), self._per_thousand()
        return (
            f"in all: {told} lines confirmed, {sorted(counts)} held at the seats; faults in the records: "
            f"{faults}; a seat grows {hourly:.1f} MB an hour, {thousand:.2f} MB a thousand entries; "
            f"broken: {self.broken}"
        )

    def _per_thousand(self) -> float:
        grown = self._memory[-1][1] - self._memory[0][1]
        return grown / max(1, self.lab.watch.told) * 1000

    def write(self, seconds: float = FAULT) -> None:
        self.lab.watch.write(WRITERS, RATE, seconds)

    def victim(self) -> int:
        """A seat at which nobody writes."""
        return self.chance.randrange(len(WRITERS), self.count)


def slope(points: list[tuple[float, float]]) -> float:
    """Of the line that fits best, without the first point: the seats still load what they need then."""
    points = points[1:]
    if len(points) < 2:
        return 0.0
    x, y = (sum(each) / len(points) for each in zip(*points, strict=True))
    spread = sum((a - x) ** 2 for a, _ in points)
    return sum((a - x) * (b - y) for a, b in points) / spread if spread else 0.0


def lossy(soak: Soak) -> str:
    share = soak.chance.choice((0.05, 0.1, 0.2, 0.3))
    soak.lab.lan.set(range(soak.count), lan(loss=share))
    soak.write()
    return f"{share:.0%} loss"


def one_way(soak: Soak) -> str:
    deaf, mute = soak.chance.sample(range(soak.count), 2)
    soak.lab.lan.cut([(mute, deaf)])
    soak.write()
    return f"seat {deaf + 1} does not hear seat {mute + 1}"


def islands(soak: Soak) -> str:
    order = soak.chance.sample(range(soak.count), soak.count)
    at = soak.chance.randrange(1, soak.count)
    soak.lab.lan.split(order[:at], order[at:])
    soak.write()
    return f"islands of {at} and {soak.count - at}"


def flapping(soak: Soak) -> str:
    seat = soak.victim()
    for n in range(8):
        soak.lab.lan.set([seat], GOOD if n % 2 else DOWN)
        soak.write(3)
    return f"the cable of seat {seat + 1} flaps"


def stopped(soak: Soak) -> str:
    seat = soak.victim()
    soak.lab.seats[seat].pause()
    soak.write()
    soak.lab.seats[seat].resume()
    return f"seat {seat + 1} is stopped and goes on"


def killed(soak: Soak) -> str:
    seat = soak.victim()
    soak.write(3)
    soak.lab.seats[seat].kill()
    soak.write(5)
    soak.lab.start(which=[seat])
    return f"seat {seat + 1} is killed and started again"


def dark(soak: Soak) -> str:
    soak.lab.lan.set(range(soak.count), DOWN)
    soak.write()
    return "all cables are dead"


def slow(soak: Soak) -> str:
    soak.lab.lan.set(range(soak.count), Conditions(delay=150, jitter=50, rate=512e3))
    soak.write()
    return "a slow and distant line"


FAULTS: tuple[Fault, ...] = (lossy, one_way, islands, killed, flapping, stopped, slow, dark)


def main() -> int:
    """Exit status 1 where something broke."""
    asked = argparse.ArgumentParser(prog="packaging/soak", description=__doc__)
    asked.add_argument("--minutes", type=float, default=60.0)
    asked.add_argument("--seats", type=int, default=8)
    asked.add_argument("--seed", type=int, default=1)
    args = asked.parse_args()
    if args.seats < len(WRITERS) + 1:
        asked.error(f"a room of less than {len(WRITERS) + 1} seats has nobody left to be cut off")
    if reason := why_not():
        print(f"NO SOAK HERE: {reason}", file=sys.stderr)
        return 3
    # Ended from outside, it leaves no machine and no seat behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with Lab("soak", args.seats, args.seed) as lab:
        lab.start()
        lab.meet()
        lab.watch.sign_in(WRITERS)
        soak = Soak(lab, args.seed)
        for line in soak.run(args.minutes * 60):
            print(line, flush=True)
        return int(soak.broken > 0)


if __name__ == "__main__":
    sys.exit(main())
