"""What is on disk and not folded yet: while much is coming, the disk comes first."""

from collections import deque
from collections.abc import Callable

from console.seat.ledger import Ledger
from db.admission import Admission

SLICE = 200  # entries folded in a turn: some 10 ms
FEW = 8  # entries of one run: somebody is at work there, and is shown at once


class Backlog:
    """Nothing of it is kept in memory: it is read again from the record, as at a start."""

    def __init__(self, ledger: Ledger, pressed: Callable[[], bool]) -> None:
        """While the seat is `pressed`, runs are put off."""
        self._ledger, self._pressed = ledger, pressed
        self._feeds: set[bytes] = set()
        self._forks: deque[int] = deque()  # admission numbers of those that opened a second branch

    def __len__(self) -> int:
        return self._ledger.unfolded

    def puts_off(self, admission: Admission) -> bool:
        """Whether this has to wait; if so it is noted."""
        if not admission.stored:
            return False
        feed = admission.stored[0].header.feed
        waits = feed in self._feeds if len(admission.stored) <= FEW else bool(self)
        if not waits and not (self._pressed() and len(admission.stored) > FEW):
            return False
        self.put_off(admission)
        return True

    def put_off(self, admission: Admission) -> None:
        """Note that this is on disk and not folded; a page of what was noted comes again."""
        first, last = admission.stored[0], admission.stored[-1]
        self._ledger.put_off = max(self._ledger.put_off, last.order)
        self._feeds.add(first.header.feed)
        if admission.forked and first.order not in self._forks:
            self._forks = deque(sorted((*self._forks, first.order)))

    def page(self) -> Admission:
        """The next that is to be folded, in the order in which it came. Raises a StorageFailed."""
        ledger = self._ledger
        forked = bool(self._forks) and self._forks[0] == ledger.loaded + 1
        limit = 1 if forked else min(SLICE, *(order - ledger.loaded - 1 for order in self._forks), SLICE)
        page = tuple(ledger.record.since(ledger.loaded, min(limit, len(self))))
        if forked:
            self._forks.popleft()
        if page[-1].order == ledger.put_off:
            self._feeds.clear()
        return Admission(page, forked)
