"""Runs that came: which go to the record now, which wait for what precedes them, and what is too much."""

from collections import deque
from collections.abc import Callable, Iterator

from console.mesh.effects import Admit
from db.entry import Header

ENTRIES_A_FEED = 1_000
BYTES_IN_ALL = 16 << 20
UNDERWAY = 8 << 20  # bytes given to the record and not yet reported on: beyond it nothing is asked for


class Inbox:
    """Early runs, bounded; and how far each feed will be once the record has taken what it was given."""

    def __init__(self) -> None:
        self._early: dict[bytes, dict[int, Admit]] = {}
        self._entries: dict[bytes, int] = {}
        self.bytes = 0
        self.underway = 0
        self._given: dict[bytes, deque[tuple[int, bytes]]] = {}  # feed → (last number, its header)

    @property
    def busy(self) -> bool:
        return self.underway > UNDERWAY

    def reach(self, feed: bytes, held: int) -> int:
        """The last number of a feed, counting what the record is about to take."""
        given = self._given.get(feed)
        return max(held, *(seq for seq, _ in given)) if given else held

    def given(self, feed: bytes, header: bytes) -> bool:
        """Whether a run that ends with this very entry is with the record already."""
        return any(last == header for _, last in self._given.get(feed, ()))

    def give(self, admit: Admit, seq: int) -> None:
        """Note that the record was given a run that ends with number `seq`."""
        self.underway += admit.size
        self._given.setdefault(admit.feed, deque()).append((seq, admit.last))

    def reported(self, admit: Admit) -> None:
        """The record has dealt with a run."""
        self.underway -= admit.size
        given = self._given.get(admit.feed, deque())
        kept = deque(one for one in given if one[1] != admit.last)
        if kept:
            self._given[admit.feed] = kept
        else:
            self._given.pop(admit.feed, None)

    def keep(self, admit: Admit, first: Header) -> bool:
        """Let an early run wait. False when it waits already or there is no room: it is asked for again."""
        waiting = self._early.setdefault(admit.feed, {})
        count = self._entries.get(admit.feed, 0) + len(admit.run)
        if first.seq in waiting or count > ENTRIES_A_FEED or self.bytes + admit.size > BYTES_IN_ALL:
            if not waiting:
                del self._early[admit.feed]
            return False
        waiting[first.seq] = admit
        self._entries[admit.feed] = count
        self.bytes += admit.size
        return True

    def due(self, feed: bytes, reach: int) -> Iterator[Admit]:
        """Take out the early runs that now attach, the earliest first."""
        waiting = self._early.get(feed, {})
        while waiting and (first := min(waiting)) <= reach + 1:
            admit = waiting.pop(first)
            self._entries[feed] -= len(admit.run)
            self.bytes -= admit.size
            reach = max(reach, first + len(admit.run) - 1)
            yield admit
        if not waiting and feed in self._early:
            del self._early[feed], self._entries[feed]

    def drop(self, peer: int) -> None:
        """Forget the early runs of a link that ended."""
        for feed in list(self._early):
            self._forget(feed, lambda admit: admit.peer == peer)

    def give_up(self, feed: bytes) -> list[Admit]:
        """Forget the early runs of a feed: what they wait for does not come. Gives them."""
        return self._forget(feed, lambda _: True)

    def _forget(self, feed: bytes, which: Callable[[Admit], bool]) -> list[Admit]:
        waiting = self._early.get(feed, {})
        forgotten = {first: admit for first, admit in waiting.items() if which(admit)}
        for first, admit in forgotten.items():
            del waiting[first]
            self._entries[feed] -= len(admit.run)
            self.bytes -= admit.size
        if forgotten and not waiting:
            del self._early[feed], self._entries[feed]
        return list(forgotten.values())
