"""Who has what: counts for people, never for deciding what to send."""

from console.mesh.links import Links
from console.mesh.pulling import Pulling


class Reach:
    """How far the entries written at this seat got. What a seat once said it had outlives the link here."""

    def __init__(self, me: bytes, links: Links, pulling: Pulling) -> None:
        """`me`: this seat, of which a copy that runs elsewhere is no other one."""
        self._me, self._links, self._pulling = me, links, pulling
        self.ours: set[bytes] = set()  # feeds that this seat wrote, earlier runs too
        self._said: dict[bytes, dict[bytes, int]] = {}  # our feed → seat → last number it said it has

    def heard(self, seat: bytes, feed: bytes, last: int) -> None:
        """A seat tells, or has signed, up to which number it has a feed."""
        if feed in self.ours and seat != self._me:
            said = self._said.setdefault(feed, {})
            said[seat] = max(said.get(seat, 0), last)

    def reached(self, feed: bytes, seq: int) -> int:
        """How many other seats have said that they hold this entry of ours, or show so now."""
        return sum(last >= seq for last in self._known(feed).values())

    def nowhere_else(self) -> int:
        """How many entries written here no other seat has yet, as far as is known."""
        total = 0
        for feed in self.ours:
            total += max(0, self._pulling.held(feed) - max(self._known(feed).values(), default=0))
        return total

    def _known(self, feed: bytes) -> dict[bytes, int]:
        known = dict(self._said.get(feed, {}))
        for link in self._links.met():
            if link.seat != self._me:
                known[link.seat] = max(known.get(link.seat, 0), link.reaches(feed))
        return {seat: seq for seat, seq in known.items() if seq}
