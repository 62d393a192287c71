"""Many stories at once, each in its own process's room."""

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from tests.simulator.planted import PLANTED
from tests.simulator.stories import draw
from tests.simulator.verdict import Verdict, judge

WORKERS = max(1, min(4, os.cpu_count() or 1))


def judged(seeds: Iterable[int], seats: int = 0, workers: int = WORKERS) -> Iterator[tuple[int, Verdict]]:
    """The stories of these seeds, in this order, each with its verdict."""
    wanted = list(seeds)
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        yield from zip(wanted, pool.map(_judge, wanted, [seats] * len(wanted), chunksize=2), strict=True)


def _judge(seed: int, seats: int) -> Verdict:
    return judge(draw(seed, seats))


def hunt(name: str, seeds: Iterable[int]) -> tuple[int, Verdict] | None:
    """The first of these seeds whose story finds the planted fault of this name."""
    for seed in seeds:
        verdict = judge(draw(seed), PLANTED[name].plant)
        if verdict.broken:
            return seed, verdict
    return None


def hunted(seeds: range, workers: int = WORKERS) -> Iterator[tuple[str, tuple[int, Verdict] | None]]:
    """Each planted fault, with what found it."""
    names = list(PLANTED)
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        yield from zip(names, pool.map(hunt, names, [seeds] * len(names)), strict=True)
