"""Sending entries: what was just written here goes to every link at once, and wants are answered."""

from collections.abc import Sequence

from console.mesh.effects import Priority
from console.mesh.link import Link
from console.mesh.links import Links
from console.mesh.messages import BATCH, BATCH_BYTES, Want, encode_run
from console.mesh.sources import Store
from db.entry import Stored

URGENT = ("command.", "order.", "feed.", "sitting.")
WAITING_A_PEER = 64
ENOUGH = 160 * 1024  # of credit, so that the largest entry fits


class Serving:
    """No queue of entries is kept for a peer: what it has no credit for, it will want later."""

    def __init__(self, links: Links, store: Store) -> None:
        self._links, self._store = links, store

    def push(self, stored: Sequence[Stored]) -> None:
        """Send entries that were written here; those who lack what precedes them will fetch both, and are
        told of them soon where nothing of that feed was sent yet: their link has only just begun.
        """
        for run in runs(stored):
            frames: dict[int, bytes] = {}  # by protocol: made once, however many links there are
            for link in self._links.all.values():
                if link.open:
                    self._push(link, run, frames)
                link.prompt = link.prompt or run[0].header.feed not in link.cursors

    def want(self, link: Link, want: Want) -> None:
        """Answer a want, or keep it until there is credit."""
        done = link.open and self._answer(link, want)
        if not done and len(link.waiting) < WAITING_A_PEER:
            link.waiting[want.feed, want.tip] = want

    def credited(self, link: Link) -> None:
        """There is credit again: answer what waited for it, the oldest first."""
        while link.open and link.waiting:
            key, want = next(iter(link.waiting.items()))
            if not self._answer(link, want):
                return
            del link.waiting[key]

    def _push(self, link: Link, run: Sequence[Stored], frames: dict[int, bytes]) -> None:
        feed, first = run[0].header.feed, run[0].header.seq
        if max(link.reaches(feed), link.cursors.get(feed, 0)) != first - 1:
            return
        if link.protocol not in frames:
            frames[link.protocol] = encode_run(feed, run, link.protocol, answer=False, tip=b"")
        if self._links.spend(link, frames[link.protocol], Priority.PUSH):
            link.cursors[feed] = run[-1].header.seq

    def _answer(self, link: Link, want: Want) -> bool:
        left = link.sending.left
        if left < ENOUGH:
            return False
        run = self._store.run(want.feed, want.after, BATCH, min(BATCH_BYTES, left // 2), want.tip or None)
        urgent = any(one.header.kind.startswith(URGENT) for one in run)
        answer = encode_run(want.feed, run, link.protocol, answer=True, tip=want.tip)
        if not self._links.spend(link, answer, Priority.URGENT if urgent else Priority.ANSWER):
            return False
        if run:  # what is written next follows at once, though the peer has not said yet that it has these
            link.cursors[want.feed] = max(run[-1].header.seq, link.cursors.get(want.feed, 0))
        return True


def runs(stored: Sequence[Stored]) -> list[list[Stored]]:
    """Entries cut into runs of one feed that fit a frame, in order."""
    cut: list[list[Stored]] = []
    size = 0
    for one in stored:
        length = len(one.entry.header) + len(one.entry.payload or b"") + 128
        last = cut[-1] if cut else []
        joins = last and last[-1].header.feed == one.header.feed and len(last) < BATCH
        if joins and size + length <= BATCH_BYTES:
            last.append(one)
            size += length
        else:
            cut.append([one])
            size = length
    return cut
