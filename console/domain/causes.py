"""The one order in which the facts about a thing are folded: opening, causes first, then clock, then id.

Of several openings those come first that the seat wrote for which the thing's id was made: whoever opens a
thing of others takes nothing of it, whatever his clock says.
"""

import heapq
from collections.abc import Collection, Iterable

from console.domain.facts import Event
from console.domain.ids import is_by

Rank = tuple[int, int, str]


def is_proven(event: Event) -> bool:
    """Whether it comes from the seat that made the id of its thing."""
    return is_by(event.author.seat, event.about[0])


def _rank(event: Event, opening: Collection[str]) -> Rank:
    place = 2 if event.kind not in opening else 1 - is_proven(event)
    return (place, *event.key)


def causes_first(events: Iterable[Event], opening: Collection[str]) -> tuple[Event, ...]:
    """`events` of one thing, each once; the kinds `opening` before others, but after what they replace.

    A fact comes after those that it replaces, whatever the clocks say. Within a feed clocks only rise.
    """
    by_id = {event.id: event for event in events}
    if len(by_id) == 1:
        return tuple(by_id.values())
    rank = {id_: _rank(event, opening) for id_, event in by_id.items()}
    effects: dict[str, list[str]] = {}
    lacking: dict[str, int] = {}
    for event in by_id.values():
        causes = {r for replaced in event.replaces.values() for r in replaced if r in by_id and r != event.id}
        lacking[event.id] = len(causes)
        for cause in causes:
            effects.setdefault(cause, []).append(event.id)
    if all(rank[cause] < rank[effect] for cause, found in effects.items() for effect in found):
        return tuple(sorted(by_id.values(), key=lambda e: rank[e.id]))
    return tuple(by_id[id_] for id_ in _walk(rank, effects, lacking))


def _walk(rank: dict[str, Rank], effects: dict[str, list[str]], lacking: dict[str, int]) -> Iterable[str]:
    heap = [rank[id_] for id_, count in lacking.items() if not count]
    heapq.heapify(heap)
    left = dict.fromkeys(lacking)
    while left:
        # Ids are hashes, so no honest or forged fact can be its own cause; the fallback only ends the loop.
        id_ = heapq.heappop(heap)[2] if heap else min(left, key=lambda i: rank[i])
        if id_ not in left:
            continue
        del left[id_]
        yield id_
        for effect in effects.get(id_, ()):
            lacking[effect] -= 1
            if not lacking[effect]:
                heapq.heappush(heap, rank[effect])
