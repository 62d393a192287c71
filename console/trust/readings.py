"""Which feeds a change of trust bears upon: found by what trust said of each before, and says now."""

from console.trust.run import Run
from console.trust.runs import Runs
from console.trust.trust import Trust

UNREAD = (-1, 0)


class Readings:
    """What trust says of each feed, as of the trust and the forks under which changes were last asked for."""

    def __init__(self, trust: Trust, runs: Runs) -> None:
        self._trust, self._runs = trust, runs
        self._read: dict[bytes, object] = {}
        self._read_under = UNREAD

    def note(self, run: Run, late: bool) -> None:
        """An opening of this run told something new; who learnt it folds what comes after it himself."""
        if late and run.fork is not None:
            self.doubt()  # it tells which entries of the seat's other runs came before the fork
        elif self._read_under == self._now():
            self._read[run.feed] = self._reading(run)

    def doubt(self) -> None:
        """Any feed may have changed."""
        self._read_under = UNREAD

    def changed(self) -> set[bytes]:
        """Feeds of which trust says something else than when this was last asked."""
        if self._read_under == self._now():
            return set()
        found = {run.feed: self._reading(run) for run in self._runs}
        changed = {feed for feed, reading in found.items() if self._read.get(feed) != reading}
        self._read, self._read_under = found, self._now()
        return changed

    def _now(self) -> tuple[int, int]:
        """Changes whenever trust or the forks do."""
        forked = self._runs.forked
        return self._trust.version, sum(run.fork or 0 for run in forked) - len(forked)

    def _reading(self, run: Run) -> object:
        """All of trust that bears upon this feed."""
        standings = self._trust.standings
        sittings = [(seq, each) for seq, known in sorted(run.sittings.items()) for each in known]
        people = [standings.people.get(each.person) for _, each in sittings]
        retired = [standings.retired.get(each.key) for _, each in sittings]
        forks = [(each.feed, each.fork) for each in self._runs.forked if each.seat == run.seat]
        seat = None if run.seat is None else standings.seats.get(run.seat)
        return seat, people, retired, standings.released.get(run.feed), forks
