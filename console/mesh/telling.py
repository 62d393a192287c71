"""Telling peers what we have: what moved, a digest as heartbeat, all of it when digests differ."""

from collections.abc import Iterable, Mapping, Sequence

from console.mesh.link import Link, tips_of
from console.mesh.links import Links
from console.mesh.messages import FEEDS_A_FRAME, Have, Held
from console.mesh.piles import Piles
from console.mesh.sources import Store
from db.clock import ms_of
from db.entry import Stored
from db.heads import Tips

DELTA, HEARTBEAT, FULL_AGAIN = 2_000, 5_000, 15_000
SETTLED = 100  # until what came before the end of a connection is read, and nothing more is taken on it
STATEMENTS = b""  # beside the feeds that may lag behind


class Telling:
    """What this seat may tell: contiguous, verified and committed entries, and nothing it only heard of."""

    def __init__(self, links: Links, store: Store, piles: Piles) -> None:
        self._links, self._store, self._piles = links, store, piles
        self._told: dict[bytes, Tips] = dict(store.verified_heads())
        self._at: dict[bytes, tuple[bytes, int]] = {}  # feed → (id of its head, ms of that entry)
        self.digest = store.digest()

    def came(self, last: Stored) -> None:
        """This entry came last: when it was written need not be read from the disk."""
        self._at[last.header.feed] = (last.id, ms_of(last.header.hlc))

    def refresh(self, now: int) -> None:
        """Look at the record again: every link is now owed the feeds that moved."""
        heads: Mapping[bytes, Tips] = self._store.verified_heads()
        self.digest = self._store.digest()
        moved = {feed for feed, tips in heads.items() if self._told.get(feed) != tips}
        if moved:
            self._told = dict(heads)
            for link in self._links.all.values():
                link.owes |= moved
                self._look(link, moved, now)

    def in_step(self, link: Link, now: int) -> bool:
        """Whether the peer, by its last word, holds just what we hold, but for what is still on its way."""
        return self._level(link) or not link.lag.late(now)

    def begin(self, link: Link, now: int) -> None:
        """The peer has said hello: tell it all that we have, unless it holds the same."""
        if link.record == self.digest:
            self._same(link)
            link.lag.level(now)
        else:
            self.full(link, now)

    def heard(self, link: Link, have: Have, *, quiet: bool, now: int) -> None:
        """Take the peer's digest; where both sides are quiet and still differ, begin from the whole."""
        link.record = have.record
        if self._level(link):
            link.lag.level(now)
        else:
            # Who begins anew may not tell of all that it told of before.
            whole = self._told.keys() | (link.lag.feeds - {STATEMENTS})
            self._look(link, whole if have.full else (one.feed for one in have.feeds), now)
        if have.record == self.digest:
            self._same(link)
        elif quiet and not have.feeds and (link.full_at is None or now - link.full_at >= FULL_AGAIN):
            self.full(link, now)

    def tick(self, link: Link, now: int) -> None:
        if link.owes and (link.prompt or now - link.told_at >= DELTA):
            link.prompt = False
            self.delta(link, now)
        elif now - link.told_at >= HEARTBEAT:
            self._send(link, (), now)

    def hasten(self, link: Link, now: int) -> None:
        """Have the next heartbeat soon."""
        link.told_at = min(link.told_at, now + SETTLED - HEARTBEAT)

    def delta(self, link: Link, now: int) -> None:
        """Tell what moved since we last told."""
        feeds = sorted(link.owes)[:FEEDS_A_FRAME]
        link.owes.difference_update(feeds)
        self._send(link, feeds, now)

    def full(self, link: Link, now: int) -> None:
        feeds = sorted(self._told, key=self._recency, reverse=True)
        link.owes.clear()
        link.full_at = now
        link.turn += 1
        self._send(link, feeds[:FEEDS_A_FRAME], now, full=True)
        for at in range(FEEDS_A_FRAME, len(feeds), FEEDS_A_FRAME):
            self._send(link, feeds[at : at + FEEDS_A_FRAME], now)

    def _level(self, link: Link) -> bool:
        return link.record == self.digest and link.statements == self._piles.statements

    def _look(self, link: Link, feeds: Iterable[bytes], now: int) -> None:
        """These feeds moved on one side, or none did; of statements the other holds all, or not."""
        link.lag.look(STATEMENTS, 1, int(link.statements == self._piles.statements), now)
        for feed in feeds:
            link.lag.look(feed, self._reaches(feed), link.reaches(feed), now)
            link.lag.stirred = now

    def _reaches(self, feed: bytes) -> int:
        return max((tip.seq for tip in self._told.get(feed, ())), default=0)

    def _same(self, link: Link) -> None:
        """Equal digests: the peer holds what we hold."""
        if link.settled == self.digest:
            return
        link.settled = self.digest
        link.doubts.clear()
        for feed, tips in self._told.items():
            if link.reaches(feed) < tips[-1].seq:
                link.tell((self._held(feed, link),), whole=False)

    def _send(self, link: Link, feeds: Sequence[bytes], now: int, *, full: bool = False) -> None:
        told = tuple(self._held(feed, link) for feed in feeds if feed in self._told)
        piles, sent, granted = self._piles, link.sending.sent, link.receiving.granted
        have = Have(self.digest, piles.statements, piles.boxes, sent, full, told, granted)
        link.told_at = now
        self._links.send(link, have)

    def _held(self, feed: bytes, link: Link) -> Held:
        return Held(feed, tips_of(self._told[feed], link.turn), self._recency(feed))

    def _recency(self, feed: bytes) -> int:
        """The ms of a feed's last entry: recent feeds first is as near to newest first as chains allow."""
        head = max(self._told[feed])
        known = self._at.get(feed)
        if known is None or known[0] != head.id:
            stored = self._store.get(head.id)
            known = self._at[feed] = (head.id, ms_of(stored.header.hlc) if stored else 0)
        return known[1]
