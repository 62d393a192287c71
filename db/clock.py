"""The hybrid logical clock: 48 bits of milliseconds, 16 bits of counter."""

from collections.abc import Callable

COUNTER_BITS = 16
MAX_AHEAD_MS = 60_000


def ms_of(hlc: int) -> int:
    """The milliseconds since the epoch within a hybrid time."""
    return hlc >> COUNTER_BITS


class HybridClock:
    """Times that never go back, follow the wall clock, and follow others at most 60 s ahead of it."""

    def __init__(self, now: Callable[[], int]) -> None:
        self._now = now
        self._last = 0
        self.latest = 0  # ms: the furthest that the wall clock was when a time was given

    def tick(self) -> int:
        """The next time: greater than every one given or absorbed before."""
        now = self._now()
        self.latest = max(self.latest, now)
        self._last = max(now << COUNTER_BITS, self._last + 1)
        return self._last

    @property
    def ahead(self) -> int:
        """Ms by which its times are ahead of the wall clock, because that was set back; not above 0: none."""
        return self.latest - self._now()

    def absorb(self, hlc: int) -> None:
        """Go on after another's time, as far as it may be believed."""
        if hlc > self._last:
            limit = (self._now() + MAX_AHEAD_MS) << COUNTER_BITS
            self._last = max(self._last, min(hlc, limit))
