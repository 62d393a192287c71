"""The runs of the seats: who opened each, who sat in it when, and whether one seat runs twice."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from console.trust.grown import seat_id
from console.trust.openings import FeedOpened, SittingOpened
from console.trust.standings import Cut
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


class Starts:
    """The runs of one seat, with what is asked of them each second: nobody looks through a year of them."""

    def __init__(self, runs: Iterable[Run] = ()) -> None:
        self.runs: list[Run] = []
        self.newest: Run | None = None  # of those that no other names as earlier, by their clocks
        self._named: set[bytes] = set()  # feeds that some run names so
        self._latest: Run | None = None  # that has the seat's last entry
        self.told = 0  # ms of it, no later than it came
        self._beside: set[bytes] = set()  # feeds of runs that went on beside the newest
        for run in runs:
            self.add(run)

    @property
    def copied(self) -> bool:
        """Whether one of them went on beside the newest: two machines hold one seat key. It is settled once
        the seat starts again and knows all that its earlier runs wrote.
        """
        return bool(self._beside)

    def add(self, run: Run) -> None:
        """This is one of them from now on."""
        self.runs.append(run)
        self._named.update(run.earlier)
        newest = self.newest
        if run.feed not in self._named and (newest is None or _clock(newest) < _clock(run)):
            self._go_on_from(run)
        elif newest is None or newest.feed in self._named:  # one began while the clock was ahead, perhaps
            self._go_on_from(max(self.runs, key=lambda each: (each.feed not in self._named, *_clock(each))))
        self.met(run)

    def _go_on_from(self, newest: Run) -> None:
        self.newest = newest
        self._beside = {each.feed for each in self.runs if each is not newest and each.ran_on(newest)}

    def met(self, run: Run) -> None:
        """This one of them has come further."""
        if self._latest is None or run.told > self.told:
            self._latest = run
        elif run is self._latest and run.told < self.told:  # a clock was set back, here or there
            self._latest = max(self.runs, key=lambda each: each.told)
        self.told = self._latest.told
        if self.newest is None or run is self.newest:
            return
        if run.ran_on(self.newest):
            self._beside.add(run.feed)
        else:
            self._beside.discard(run.feed)


def _clock(run: Run) -> tuple[int, bytes]:
    return run.opened, run.feed


def precedes_fork(run: Run, seq: int, forked: Run) -> bool:
    """Whether an entry is older than the fork of its seat's run: nothing doubtful about it."""
    if forked.fork is None or run.seat != forked.seat:
        return True
    if run is forked:
        return seq < forked.fork
    return seq <= forked.earlier.get(run.feed, 0)


def newest(runs: Iterable[Run]) -> Cut:
    """How far each of these runs came, the newest run first."""
    return tuple((run.feed, run.last[0]) for run in sorted(runs, key=lambda run: run.last[1], reverse=True))
