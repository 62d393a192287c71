"""What a seat says by itself of the others: how far their feeds came here, signed into the record."""

import time
from collections.abc import Collection, Iterable, Sequence

from console.seat.commits import Commits
from console.seat.ledger import PAGE, Ledger
from console.seat.roster import Roster
from console.trust.errors import Refusal
from console.trust.openings import SITTING_CLOSED
from console.trust.witness import HEADS_WITNESSED, Named, moved, read_heads, write_heads
from db.entry import Stored
from db.record import Record

PERIOD_SECONDS = 900.0
SLACK_SECONDS = 3600.0  # where too little happens for one in twenty entries to be a witness
FACTS_A_SEAT = 20  # every seat of the room signs as often
RISEN_SECONDS = 60.0  # scripts sit down and rise many times a minute


def witnessed(record: Record, numbers: Sequence[int], feeds: Collection[bytes]) -> list[tuple[bytes, Named]]:
    """What the entries with these numbers witness of some feeds, each with the feed in which it stands."""
    found: list[tuple[bytes, Named]] = []
    for at in range(0, len(numbers), PAGE):
        for stored in record.numbered(numbers[at : at + PAGE]):
            if stored.header.kind == HEADS_WITNESSED:
                heads = read_heads(stored.entry.payload)
                found += [(stored.header.feed, head) for head in heads if head[0] in feeds]
    return found


class Witness:
    """Signs the heads every quarter of an hour of activity, and when a sitting closes."""

    def __init__(self, ledger: Ledger, commits: Commits, roster: Roster) -> None:
        self._ledger, self._commits, self._roster = ledger, commits, roster
        self._facts = 0  # that came since the last witness
        self._at = time.monotonic()
        self._witnessed: set[Named] = set()  # in this run
        self._settled = False  # tried once, if at all

    def met(self, facts: int) -> None:
        """So many facts are on disk, from here or from elsewhere."""
        self._facts += facts

    def wrote(self, stored: Iterable[Stored]) -> None:
        """Our own entries are on disk: a sitting that is over leaves a witness behind."""
        waited = time.monotonic() - self._at >= RISEN_SECONDS or not self._witnessed
        if self._facts and waited and any(each.header.kind == SITTING_CLOSED for each in stored):
            self._sign()

    def step(self) -> None:
        """Sign what is due. Call it when nothing is being written."""
        waited = time.monotonic() - self._at
        if self._is_one_again():
            self._settled = True
            self._sign()
        elif self._facts and waited >= PERIOD_SECONDS and (self._is_busy() or waited >= SLACK_SECONDS):
            self._sign()

    def _is_one_again(self) -> bool:
        """Whether this run is the first to know of two that went on beside each other: as soon as it says so,
        there is one line of this seat again.
        """
        ledger = self._ledger
        return not (self._settled or ledger.feed.seq) and ledger.authorship.runs.is_copied(ledger.seat)

    def _is_busy(self) -> bool:
        others = self._roster.others
        return self._facts >= FACTS_A_SEAT * (1 + (len(others.links) if others is not None else 0))

    def _sign(self) -> None:
        self._at = time.monotonic()  # also where it fails: the disk is full for longer than a turn
        heads = moved(self._ledger.record.verified_heads(), self._witnessed, self._ledger.feed.id)
        if not heads:
            self._facts = 0
            return
        try:
            with self._commits.writing():
                self._commits.write(HEADS_WITNESSED, (self._ledger.seat,), write_heads(heads))
        except Refusal:
            return
        self._commits.promise(lambda: self._signed(heads), lambda _: None)

    def _signed(self, heads: list[Named]) -> None:
        self._witnessed.update(heads)
        self._facts = 0
