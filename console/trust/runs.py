"""All runs of the room's seats, as openings and sittings tell of them; whether those count, trust says."""

from collections.abc import Iterable, Iterator

from console.trust.openings import FEED_OPENED, KINDS, OPENINGS, read_feed, read_sitting
from console.trust.run import Run
from console.trust.standings import Cut
from console.trust.starts import Starts
from db.entry import Header, Stored


class Runs:
    """What was learnt of each run, in any order of arrival."""

    def __init__(self) -> None:
        self._runs: dict[bytes, Run] = {}
        self._of_seat: dict[bytes, Starts] = {}
        self.forked: list[Run] = []
        self.openings: set[int] = set()  # admission numbers of what tells who writes, or tells of no thing
        self.version = 0  # grows with every opening, sitting or fork that tells something new, or is unlearnt

    def __iter__(self) -> Iterator[Run]:
        return iter(self._runs.values())

    def get(self, feed: bytes) -> Run | None:
        """The run that wrote this feed, if anything is known of it."""
        return self._runs.get(feed)

    def learn(self, stored: Stored) -> tuple[Run, bool] | None:
        """Take in an entry of any kind. Where it is an opening that tells something new: its run, and whether
        that had come further already.
        """
        header = stored.header
        run = self._runs.get(header.feed) or self._runs.setdefault(header.feed, Run(header.feed))
        late = not run.meet(header, stored.received)
        if run.seat is not None and not late:
            self._of_seat[run.seat].met(run)
        if header.kind not in KINDS:
            return None
        if stored.order:
            self.openings.add(stored.order)
        if header.kind not in OPENINGS or not self._take(run, header, stored.entry.payload):
            return None
        self.version += 1
        if header.kind == FEED_OPENED and run.seat is not None:
            self._of_seat.setdefault(run.seat, Starts()).add(run)
        return run, late

    def _take(self, run: Run, header: Header, payload: bytes | None) -> bool:
        if payload is None:
            return False
        match header.kind:
            case "feed.opened":
                opening = read_feed(header, payload)
                return opening is not None and run.open(header, opening)
            case "sitting.opened":
                sitting = read_sitting(header, payload)
                return sitting is not None and run.sit(header.seq, sitting)
            case "sitting.closed":
                return run.close(header.by, header.seq)
        return False

    def forget(self, feed: bytes) -> bool:
        """Who opened this run, and who sat in it, is known no more. False where nothing is known of it."""
        run = self._runs.get(feed)
        if run is None:
            return False
        if run.seat is not None:
            self._of_seat[run.seat] = Starts(each for each in self._of_seat[run.seat].runs if each is not run)
        run.forget()
        self.version += 1
        return True

    def fork(self, feed: bytes, seq: int) -> None:
        """Two entries of this feed have the same number: its seat is suspended from there on."""
        run = self._runs.setdefault(feed, Run(feed))
        if run not in self.forked:
            self.forked.append(run)
        run.fork = seq if run.fork is None else min(seq, run.fork)
        self.version += 1

    def so_far(self) -> list[tuple[bytes, int, int, int]]:
        """How far each run came, by number, clock and time: for `resume`."""
        return [(run.feed, *run.last, run.told) for run in self]

    def resume(self, runs: Iterable[tuple[bytes, int, int, int]]) -> None:
        """The runs came so far. Before all else; then the openings have to be learnt again."""
        for feed, seq, hlc, told in runs:
            run = self._runs.setdefault(feed, Run(feed))
            run.last, run.told = (seq, hlc), told

    @property
    def copied_seats(self) -> frozenset[bytes]:
        """Seats of which two runs went on at the same time, and none has begun since that knows of both."""
        return frozenset(seat for seat, starts in self._of_seat.items() if starts.copied)

    def is_copied(self, seat: bytes) -> bool:
        """Whether this is one of the `copied_seats`."""
        return seat in self._of_seat and self._of_seat[seat].copied

    def sitting_at(self, seat: bytes) -> set[bytes]:
        """The persons who sit in the newest run of this seat, as far as is known."""
        run = self._starts(seat).newest
        sittings = {} if run is None else run.sittings
        closed = {} if run is None else run.closings
        return {each.person for seq, known in sittings.items() if seq not in closed for each in known}

    def last_of(self, seat: bytes) -> int:
        """Ms of the last entry of this seat that is here, no later than when it came."""
        return self._starts(seat).told

    def newest_of(self, seat: bytes) -> int:
        """The same of the newest run of this seat."""
        run = self._starts(seat).newest
        return 0 if run is None else run.told

    def cut_of_seat(self, seat: bytes) -> Cut:
        """The cut that leaves everything known of this seat standing."""
        return _newest_first(self._starts(seat).runs)

    def cut_of_person(self, person: bytes) -> Cut:
        """The cut that leaves everything known of this person standing."""
        return _newest_first(run for run in self if person in {one.person for one in run.everybody()})

    def _starts(self, seat: bytes) -> Starts:
        return self._of_seat.get(seat) or Starts()


def _newest_first(runs: Iterable[Run]) -> Cut:
    """How far each of these runs came."""
    return tuple((run.feed, run.last[0]) for run in sorted(runs, key=lambda run: run.last[1], reverse=True))
