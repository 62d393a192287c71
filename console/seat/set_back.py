"""What a seat does once its own clock was set back: times never go back within a run, so a new one begins."""

import time

from console.alarms import SET_BACK
from console.domain.facts import encode
from console.domain.membership import ClockSetBack
from console.seat.clocks import ALARMED, DISTRUSTED, NOTED
from console.seat.commits import Commits
from console.seat.ledger import Ledger
from console.seat.pace import Every
from console.seat.roster import Roster
from console.seat.sessions import Sessions
from console.trust.errors import Refusal
from db.clock import HybridClock
from db.feed import Feed

STANDS_SECONDS = 35.0  # in which all clocks are measured anew: who set it back may be wrong
TOLD_SECONDS = 3600.0  # a clock over which two programs quarrel fills no log


class SetBack:
    """An alarm while people sit in the run that is ahead; a new run once nobody does; a line in the log."""

    def __init__(self, ledger: Ledger, commits: Commits, roster: Roster, sessions: Sessions) -> None:
        self._ledger, self._commits, self._roster, self._sessions = ledger, commits, roster, sessions
        self._untold: tuple[int, int] | None = None  # from when to when it was set back
        self._tell_at: float | None = None  # when that is told, or tried again
        self._since: float | None = None  # since when this run is ahead
        self._tell = Every(TOLD_SECONDS)

    def step(self) -> None:
        """Do what is due. Call it when nothing is being written, first before anything of this run is."""
        now = time.monotonic()
        if self._tell_at is None:
            self._tell_at, self._untold = now + STANDS_SECONDS, self._look_back()
        self._since = self._ahead_since(now)
        believed = not self._roster.clock_doubted
        stands = believed and self._since is not None and now >= self._since + STANDS_SECONDS
        self._warn(stands)
        if stands and not self._ledger.fresh:
            self._settle(now)
        if self._untold is not None and believed and now >= self._tell_at:
            (was, then), self._untold = self._untold, None
            if self._ledger.now() < was:  # nobody has set it forward again
                self._write(was, then, now)

    def _look_back(self) -> tuple[int, int] | None:
        """Whether the clock was set back between two runs, and by which times."""
        was, now = self._ledger.authorship.runs.newest_of(self._ledger.seat), self._ledger.now()
        return (was, now) if was - now >= DISTRUSTED else None

    def _ahead_since(self, now: float) -> float | None:
        if self._ledger.clock.ahead < (ALARMED if self._since is None else NOTED):
            return None
        return now if self._since is None else self._since

    def _warn(self, stands: bool) -> None:
        alarms = self._roster.alarms
        alarms -= {alarm for alarm in alarms if alarm.startswith(SET_BACK)}
        if stands and self._sessions.open:
            alarms.add(f"{SET_BACK}:{self._ledger.clock.latest}")

    def _settle(self, now: float) -> None:
        """Begin a new run, unless somebody sits in this one; and tell of it in any case."""
        ledger = self._ledger
        was, ahead = ledger.clock.latest, ledger.clock.ahead
        if not self._sessions.open:
            ledger.feed.close()
            ledger.feed, ledger.clock = Feed.fresh(ledger.trust.room), HybridClock(ledger.now)
        if ahead >= DISTRUSTED and self._tell.due(now):
            self._untold, self._tell_at = (was, was - ahead), now

    def _write(self, was: int, then: int, now: float) -> None:
        trust, here = self._ledger.trust, self._ledger.seat
        seat = trust.seats.get(here, trust.joining.get(here))
        fact = ClockSetBack(seat.label if seat else "", was, then)

        def again() -> None:
            self._untold, self._tell_at = (was, then), now + STANDS_SECONDS

        try:
            with self._commits.writing():
                self._commits.write(fact.kind, (here,), encode(fact))
        except Refusal:  # nothing is written at all now
            again()
        else:
            self._commits.promise(lambda: None, lambda _: again())
