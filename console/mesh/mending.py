"""Held entries that lack their payload or a good signature: asked of every peer in turn."""

from console.mesh.effects import Priority, Repair
from console.mesh.link import Link
from console.mesh.links import Links
from console.mesh.messages import BATCH_BYTES, MENDS_A_FRAME, Lacking, Mends, encode
from console.mesh.sources import Store
from db.entry import entry_id

PAUSE = 3_000  # ms between two questions


class Mending:
    """Nobody can strip a payload unnoticed: whoever has it whole will be asked."""

    def __init__(self, links: Links, store: Store) -> None:
        self._links, self._store = links, store
        self._asked: dict[bytes, set[int]] = {}  # lacking id → links asked in this round
        self._next = self._skipped = 0  # how many, of all that is lacking, come before those of this round

    def tick(self, now: int) -> None:
        """Ask one peer for some of what is lacking; when all were asked in vain, go on with the next."""
        links = self._links.open()
        if now < self._next or not links:
            return
        self._next = now + PAUSE
        lacking = self._store.lacking(MENDS_A_FRAME, self._skipped)
        self._asked = {name: self._asked.get(name, set()) for name in lacking}
        for link in links:
            ids = tuple(name for name in lacking if link.peer not in self._asked[name])
            if ids:
                for name in ids:
                    self._asked[name].add(link.peer)
                link.mends = set(ids)
                self._links.send(link, Lacking(ids))
                return
        self._asked.clear()
        self._skipped = self._skipped + len(lacking) if len(lacking) == MENDS_A_FRAME else 0

    def soon(self) -> None:
        """Somebody new is linked."""
        self._next = 0

    def asked(self, link: Link, lacking: Lacking) -> None:
        """Send what we hold whole and proven, if the peer's credit allows it: it will ask again."""
        if not link.open or not lacking.ids:
            return
        stored = self._store.offer(lacking.ids, BATCH_BYTES)
        if stored:
            self._links.spend(link, encode(Mends(tuple(one.entry for one in stored))), Priority.URGENT)

    def answered(self, link: Link, mends: Mends) -> None:
        """Take what the peer was asked for, once: what else it sends would keep the writer from commits."""
        sent = {entry_id(entry.header): entry for entry in mends.entries}
        asked = tuple(entry for name, entry in sent.items() if name in link.mends)
        link.mends -= sent.keys()
        if asked:
            self._links.do(Repair(link.peer, asked))
