"""Judging runs of entries against what is held; what one commit will add."""

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from msgspec import Struct

from db.entry import Entry, Header, Stored, parse, verify
from db.errors import Forged, Gap, Malformed
from db.heads import Head, Heads, Tips


class Admission(Struct, frozen=True):
    """What came of a run: the entries that were new, and whether they opened a second branch."""

    stored: tuple[Stored, ...]
    forked: bool


class Parsed(Struct, frozen=True, gc=False):
    """One entry of a run that is being judged."""

    id: bytes
    header: Header
    entry: Entry


class Place(NamedTuple):
    """Where a held entry stands."""

    feed: bytes
    seq: int


Held = Callable[[Collection[bytes]], dict[bytes, Place]]


class Draft:
    """The new entries of one commit, each run judged on top of the runs before it."""

    def __init__(self, room: bytes, heads: Heads, held: Held, count: int, received: int) -> None:
        self._room, self._heads, self._held = room, heads, held
        self._count, self._received = count, received
        self._drafted: dict[bytes, Stored] = {}
        self.stored: list[Stored] = []
        self.unproven: set[bytes] = set()
        self.tips: dict[bytes, Tips] = {}
        self.proven: dict[bytes, Tips] = {}
        self.forked: set[bytes] = set()

    def own(self, run: Sequence[Entry]) -> Admission:
        """Take entries that this seat has just signed itself."""
        parsed = self._parsed(run)
        new = self._new(parsed)
        return self._note(new, {item.id for item in new})

    def foreign(self, run: Sequence[Entry], at_once: tuple[str, ...]) -> Admission:
        """Take a run that somebody sent: its chain and its last signature must hold, and each signature
        of the kinds that begin with one of `at_once`; on a forked feed, every one.
        """
        new = self._new(self._parsed(run))
        each = bool(new) and self._forks(new[0].header)
        proven = {item.id for item in new if each or item is new[-1] or item.header.kind.startswith(at_once)}
        for item in new:
            if item.id in proven and not verify(item.entry, item.header):
                raise Forged("entry.signature", seq=item.header.seq)
        return self._note(new, proven)

    def _parsed(self, run: Sequence[Entry]) -> list[Parsed]:
        if not run:
            raise Malformed("run.empty")
        parsed: list[Parsed] = []
        before: Parsed | None = None
        for entry in run:
            name, header = parse(entry)
            if header.room != self._room:
                raise Malformed("entry.other_room")
            if before is not None:
                if header.feed != before.header.feed:
                    raise Malformed("run.several_feeds")
                if header.seq != before.header.seq + 1 or header.prev != before.id:
                    raise Forged("run.chain", seq=header.seq)
            parsed.append(before := Parsed(name, header, entry))
        return parsed

    def _new(self, run: list[Parsed]) -> list[Parsed]:
        """The part of a run that is not held yet, once it is sure that it attaches to what is."""
        if not self._continues(run[0].header):
            held = self._places_of([item.id for item in run])
            run = [item for item in run if item.id not in held]
        if run:
            self._check_parent(run[0].header)
        return run

    def _tips(self, feed: bytes) -> Tips:
        return self.tips.get(feed) or self._heads.tips.get(feed, ())

    def _continues(self, first: Header) -> bool:
        tips = self._tips(first.feed)
        return any(tip.id == first.prev for tip in tips) or (first.seq == 1 and not tips)

    def _forks(self, first: Header) -> bool:
        return len(self._tips(first.feed)) > 1 or not self._continues(first)

    def _check_parent(self, first: Header) -> None:
        if first.seq == 1:
            return
        tips = self._tips(first.feed)
        place = next((Place(first.feed, tip.seq) for tip in tips if tip.id == first.prev), None)
        place = place or self._places_of([first.prev]).get(first.prev)
        if place is None:
            have = max((tip.seq for tip in tips), default=0)
            # Held as far as that and yet unattached: another branch. Ask from ever further back.
            raise Gap(first.feed, have if have < first.seq - 1 else (first.seq - 1) // 2)
        if place != (first.feed, first.seq - 1):
            raise Forged("entry.chain", seq=first.seq)

    def _places_of(self, ids: list[bytes]) -> dict[bytes, Place]:
        drafted = ((key, self._drafted[key].header) for key in ids if key in self._drafted)
        return {**self._held(ids), **{key: Place(header.feed, header.seq) for key, header in drafted}}

    def _note(self, new: list[Parsed], proven: set[bytes]) -> Admission:
        if not new:
            return Admission((), False)
        first, last = new[0].header, new[-1]
        forked = not self._continues(first)
        before = self._tips(first.feed)
        whole = self.proven.get(first.feed, self._heads.proven(first.feed)) == before
        tips = (*(tip for tip in before if tip.id != first.prev), Head(last.header.seq, last.id))
        orders = range(self._count + 1, self._count + 1 + len(new))
        stored = tuple(
            Stored(item.id, item.header, item.entry, self._received, order)
            for order, item in zip(orders, new, strict=True)
        )
        self._count += len(new)
        self.stored += stored
        self._drafted.update((one.id, one) for one in stored)
        self.unproven.update(item.id for item in new if item.id not in proven)
        self.tips[first.feed] = tuple(sorted(tips))
        if whole:
            self.proven[first.feed] = self._proven_end(new, proven, before)
        if forked:
            self.forked.add(first.feed)
        return Admission(stored, forked)

    def _proven_end(self, new: list[Parsed], proven: set[bytes], before: Tips) -> Tips:
        unproven = next((n for n, item in enumerate(new) if item.id not in proven), None)
        if unproven is None:
            return self.tips[new[0].header.feed]
        return before if unproven == 0 else (Head(new[unproven - 1].header.seq, new[unproven - 1].id),)
