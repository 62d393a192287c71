"""Measuring: times, memory, the machine, and the rows of the table."""

import gc
import os
import platform
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec
import zmq

US, MS, S, MB = "µs", "ms", "s", "MB"
PACE = 0.25  # seconds between two acts of people; floors keep to it too: what slept longer wakes dearer
_PER_SECOND = {US: 1e6, MS: 1e3, S: 1.0}


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the table. `floor` and `measured` are in `unit`; a `limit` is a ratio unless `absolute`."""

    name: str
    unit: str
    measured: float
    floor: float = 0.0
    floor_of: str = ""
    limit: float = 0.0
    absolute: float = 0.0  # a budget in the row's own unit
    note: str = ""

    @property
    def ratio(self) -> float:
        return self.measured / self.floor if self.floor else 0.0

    @property
    def verdict(self) -> str:
        """Whether each budget there is was kept."""
        within = [self.ratio <= self.limit] if self.limit and self.floor else []
        within += [self.measured <= self.absolute] if self.absolute else []
        return "" if not within else "kept" if all(within) else "missed"


class Samples(msgspec.Struct, frozen=True):
    """Seconds that something took, again and again."""

    seconds: tuple[float, ...]

    def median(self, unit: str) -> float:
        return statistics.median(self.seconds) * _PER_SECOND[unit]

    def p99(self, unit: str) -> float:
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))] * _PER_SECOND[unit]


def repeated(work: Callable[[], object], times: int) -> Samples:
    """How long each of so many calls took."""
    return each(lambda _: work(), range(times))


def each(work: Callable[[int], object], given: Iterable[int]) -> Samples:
    """How long a call took for each of the given."""
    taken = []
    for one in given:
        start = time.perf_counter()
        work(one)
        taken.append(time.perf_counter() - start)
    return Samples(tuple(taken))


def once(work: Callable[[], object]) -> float:
    """Seconds that one call took, with the garbage of what was before out of the way."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def resident(process: int | str = "self") -> float:
    """MB that a process holds for itself: pages shared with other processes not counted."""
    fields = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()
    return (int(fields[1]) - int(fields[2])) * os.sysconf("SC_PAGE_SIZE") / 1e6


def cpu(process: int) -> float:
    """Seconds of processor that a process has taken."""
    text = Path(f"/proc/{process}/stat").read_text(encoding="ascii")
    fields = text.rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def machine() -> dict[str, str]:
    """What all this was measured on."""
    model = "unknown processor"
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
            break
    return {
        "processor": model,
        "cores": str(os.cpu_count()),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "libzmq": zmq.zmq_version(),
        "msgspec": msgspec.__version__,
        "byteorder": sys.byteorder,
    }
