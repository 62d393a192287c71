"""The one order in which every seat folds the entries about a thing."""

from collections import defaultdict
from collections.abc import Iterable
from heapq import heapify, heappop, heappush
from itertools import pairwise

from db.entry import Stored


def causes_first(entries: Iterable[Stored]) -> list[Stored]:
    """Causes (earlier in the same feed, and what is replaced) before effects; then by hlc; then by id."""
    by_id = {stored.id: stored for stored in entries}
    waiting, effects = _edges(by_id)
    ready = [_rank(stored) for stored in by_id.values() if not waiting[stored.id]]
    heapify(ready)
    ordered: list[Stored] = []
    while by_id:
        # Only a forked feed can name its own future. The circle is cut where time is earliest.
        _, name = heappop(ready) if ready else min(_rank(stored) for stored in by_id.values())
        if (stored := by_id.pop(name, None)) is None:
            continue
        ordered.append(stored)
        for effect in effects[name]:
            waiting[effect] -= 1
            if not waiting[effect] and effect in by_id:
                heappush(ready, _rank(by_id[effect]))
    return ordered


def _rank(stored: Stored) -> tuple[int, bytes]:
    return stored.header.hlc, stored.id


def _edges(by_id: dict[bytes, Stored]) -> tuple[dict[bytes, int], dict[bytes, list[bytes]]]:
    """How many causes each entry waits for, and the effects of each."""
    waiting: dict[bytes, int] = dict.fromkeys(by_id, 0)
    effects: dict[bytes, list[bytes]] = defaultdict(list)
    for cause, effect in _pairs(by_id):
        waiting[effect] += 1
        effects[cause].append(effect)
    return waiting, effects


def _pairs(by_id: dict[bytes, Stored]) -> Iterable[tuple[bytes, bytes]]:
    for stored in by_id.values():
        for replaced in stored.header.replaces.values():
            yield from ((cause, stored.id) for cause in replaced if cause in by_id)
    levels: dict[bytes, dict[int, list[bytes]]] = defaultdict(lambda: defaultdict(list))
    for stored in by_id.values():
        levels[stored.header.feed][stored.header.seq].append(stored.id)
    for feed in levels.values():
        numbers = sorted(feed)
        for before, after in pairwise(numbers):
            yield from ((cause, effect) for cause in feed[before] for effect in feed[after])
