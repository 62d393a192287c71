"""How far each seat's clock is from the room's: noted at 2 s, an alarm at 10 s, not believed at 60 s."""

from collections.abc import Iterator, Mapping
from statistics import median
from typing import Protocol

NOTED, ALARMED, DISTRUSTED = 2_000, 10_000, 60_000
SLOWEST = 1_000  # ms: what took longer there and back measures the network, not the clock
BACK = 0.8  # of a limit: a clock that wavers around it does not flicker
FEWEST = 3  # clocks of which most can be right


class Measured(Protocol):
    """How one linked seat's clock compares with ours."""

    @property
    def skew(self) -> int: ...
    @property
    def rtt(self) -> int: ...


class Clocks:
    """The room's clock is the median of all that are linked; with two of them, whoever looks is right."""

    def __init__(self, own: bytes) -> None:
        self._own = own
        self._skews: dict[bytes, int] = {own: 0}
        self._levels: dict[bytes, str] = {}

    def measure(self, links: Mapping[bytes, Measured]) -> None:
        """Take the last measurements of the seats that are linked now."""
        fresh = {seat: link.skew for seat, link in links.items() if link.rtt <= SLOWEST}
        kept = {seat: skew for seat, skew in self._skews.items() if seat in links}
        self._skews = {**kept, **fresh, self._own: 0}
        self._levels = {seat: self._level(seat) for seat in self._skews}

    def off(self, seat: bytes) -> int:
        """Ms by which a seat's clock is ahead of the room's."""
        skews = self._skews
        reference = median(skews.values()) if len(skews) >= FEWEST else 0
        return round(skews[seat] - reference) if seat in skews else 0

    @property
    def own_doubted(self) -> bool:
        """Whether the clocks that are linked gainsay ours by an alarm; of two, either may be wrong."""
        doubted = {seat for seat, level in self._levels.items() if level in {"alarmed", "distrusted"}}
        return bool(doubted) if len(self._skews) < FEWEST else self._own in doubted

    def _level(self, seat: bytes) -> str:
        off, before = self.off(seat), self._levels.get(seat, "")
        for level, limit in (("distrusted", DISTRUSTED), ("alarmed", ALARMED), ("drifting", NOTED)):
            if abs(off) >= (limit * BACK if before == level else limit):
                return level
        return ""

    def alarms(self) -> Iterator[str]:
        """A code and the seat for each clock that is off."""
        for seat, level in self._levels.items():
            if level:
                way = "ahead" if self.off(seat) > 0 else "behind"
                yield f"clock.{way if level == 'alarmed' else level}:{seat.hex()}"
