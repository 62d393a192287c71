"""The ends of the feeds that are held, kept in memory; rebuilt from the record's indexes."""

from collections.abc import Iterable
from typing import NamedTuple

DIGEST_MODULUS = 2**256

Tips = tuple["Head", ...]


class Head(NamedTuple):
    """One end of a feed: number and id of an entry that nothing held follows."""

    seq: int
    id: bytes


class Link(NamedTuple):
    """One entry of a forked feed, as far as its shape matters."""

    seq: int
    id: bytes
    prev: bytes
    proven: bool
    n: int


class Heads:
    """Per feed its ends (several where it forked), and where the proven part ends if that is less."""

    def __init__(self) -> None:
        self.tips: dict[bytes, Tips] = {}
        self._short: dict[bytes, Tips] = {}

    def set(self, feed: bytes, tips: Tips, proven: Tips) -> None:
        """Note the ends of a feed, in all and of the part whose every signature was checked."""
        if not tips:  # the disk garbled the feed of its entries
            self.tips.pop(feed, None)
            self._short.pop(feed, None)
            return
        # In this order, so that no other thread ever reads an unproven end as proven.
        if proven != tips:
            self._short[feed] = proven
        self.tips[feed] = tips
        if proven == tips:
            self._short.pop(feed, None)

    def learn(self, feeds: Iterable[tuple[bytes, Tips, Tips]]) -> None:
        """`set` for each of these."""
        for feed, tips, proven in feeds:
            self.set(feed, tips, proven)

    def proven(self, feed: bytes) -> Tips:
        """Ends of the part of a feed in which each signature was checked; none when that part is empty."""
        short = self._short.get(feed)
        return self.tips.get(feed, ()) if short is None else short

    def all_proven(self) -> dict[bytes, Tips]:
        """`proven` of every feed that has such a part."""
        merged = {**self.tips, **self._short}
        return {feed: tips for feed, tips in merged.items() if tips}


def ends(links: Iterable[Link]) -> Tips:
    """The entries that no other follows, in a fixed order."""
    held = list(links)
    followed = {link.prev for link in held}
    return tuple(sorted(Head(link.seq, link.id) for link in held if link.id not in followed))


def proven_links(links: Iterable[Link]) -> list[Link]:
    """The links that are proven, and whose ancestors all are. Links come in the order of their numbers."""
    kept: dict[bytes, Link] = {}
    for link in links:
        if link.proven and (link.seq == 1 or link.prev in kept):
            kept[link.id] = link
    return list(kept.values())


def branch(links: Iterable[Link], tip: bytes) -> list[Link]:
    """The one line that leads to `tip`, oldest first."""
    by_id = {link.id: link for link in links}
    line: list[Link] = []
    while (link := by_id.get(tip)) is not None:
        line.append(link)
        tip = link.prev
    return line[::-1]
