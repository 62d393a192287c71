"""One run of a seat: who opened it, who sat in it when, how far it came, and where it forked."""

from dataclasses import dataclass, field

from console.trust.grown import seat_id
from console.trust.openings import FeedOpened, SittingOpened
from db.entry import Header


@dataclass(eq=False)
class Run:
    """What is known of one feed. Its seat is a claim with proof; whether that seat stands is trust's word."""

    feed: bytes
    seat: bytes | None = None
    opened: int = 0  # hlc of the opening
    earlier: dict[bytes, int] = field(default_factory=dict)
    sittings: dict[int, set[SittingOpened]] = field(default_factory=dict)
    closings: dict[int, int] = field(default_factory=dict)  # sitting → the entry that closed it
    last: tuple[int, int] = (0, 0)  # seq and hlc of the last entry met
    told: int = 0  # ms of that entry, no later than it came: the run's clock may be ahead
    fork: int | None = None  # the first number used twice

    def open(self, header: Header, opening: FeedOpened) -> bool:
        """Take the opening; False if it was known."""
        if self.seat is not None:
            return False
        self.seat, self.opened = seat_id(opening.seat_key), header.hlc
        self.earlier = {feed: seq for feed, seq, _ in opening.earlier}
        return True

    def sit(self, seq: int, sitting: SittingOpened) -> bool:
        """Take a sitting; False if it was known."""
        known = self.sittings.setdefault(seq, set())
        fresh = sitting not in known
        known.add(sitting)
        return fresh

    def close(self, sitting: int, seq: int) -> bool:
        """Take a closing; False if an earlier one was known."""
        earliest = self.closings.get(sitting)
        if earliest is not None and earliest <= seq:
            return False
        self.closings[sitting] = seq
        return True

    def forget(self) -> None:
        """Nobody is known to have opened it or to sit in it."""
        self.seat, self.opened = None, 0
        for known in (self.earlier, self.sittings, self.closings):
            known.clear()

    def sitting(self, by: int, seq: int) -> SittingOpened | None:
        """The sitting under which entry `seq` stands; None if there is none, or a fork makes it two."""
        known = self.sittings.get(by, set())
        closed = self.closings.get(by)
        if by >= seq or len(known) != 1 or (closed is not None and seq > closed):
            return None
        return next(iter(known))

    def everybody(self) -> set[SittingOpened]:
        """All sittings of this run."""
        return {each for known in self.sittings.values() for each in known}

    def meet(self, header: Header, received: int) -> bool:
        """Remember how far the run came; True if this is further than before."""
        if header.seq <= self.last[0]:
            return False
        self.last, self.told = (header.seq, header.hlc), min(header.hlc >> 16, received)
        return True

    def ran_on(self, newer: "Run") -> bool:
        """Whether this run went on after `newer` had opened without knowing of it."""
        seq, hlc = self.last
        return hlc > newer.opened and seq > newer.earlier.get(self.feed, 0)


def precedes_fork(run: Run, seq: int, forked: Run) -> bool:
    """Whether an entry is older than the fork of its seat's run: nothing doubtful about it."""
    if forked.fork is None or run.seat != forked.seat:
        return True
    if run is forked:
        return seq < forked.fork
    return seq <= forked.earlier.get(run.feed, 0)
