"""The runs of one seat: which is the newest, when it last wrote, and whether it runs twice."""

from collections.abc import Iterable

from console.trust.run import Run


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
