"""Who has what: counts for people, never for deciding what to send."""

from collections.abc import Iterator

from console.mesh.lag import Lag
from console.mesh.links import Links
from console.mesh.pulling import Pulling


class Reach:
    """How far the entries written at this seat got. What a seat once said it had outlives the link here."""

    def __init__(self, me: bytes, links: Links, pulling: Pulling) -> None:
        """`me`: this seat, of which a copy that runs elsewhere is no other one."""
        self._me, self._links, self._pulling = me, links, pulling
        self.ours: set[bytes] = set()  # feeds that this seat wrote, earlier runs too
        self._said: dict[bytes, dict[bytes, int]] = {}  # our feed → seat → last number it said it has
        self._whole: dict[bytes, int] = {}  # our feeds that another seat was seen to have to this number
        self._lag = Lag()

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
        return sum(max(0, ours - theirs) for _, ours, theirs in self._ends())

    def look(self, now: int) -> None:
        """Note since when the others lack something of ours."""
        for feed, ours, theirs in self._ends():
            self._lag.look(feed, ours, theirs, now)

    def lacking(self, now: int) -> int:
        """As `nowhere_else`, but while a seat is linked without what has had no time to come there."""
        self.look(now)
        if all(link.seat == self._me for link in self._links.met()):
            return self.nowhere_else()
        return sum(max(0, ours - theirs) for feed, ours, theirs in self._ends() if self._lag.lacks(feed, now))

    def _ends(self) -> Iterator[tuple[bytes, int, int]]:
        """Of each feed of ours that nobody was seen to have all of: how far it goes here, and how far with
        who has most of it. A seat that starts each day has hundreds that nobody need look for again.
        """
        for feed in self.ours:
            ours = self._pulling.held(feed)
            if self._whole.get(feed) == ours:
                continue
            theirs = max(self._known(feed).values(), default=0)
            if theirs == ours:
                self._whole[feed] = ours
            yield feed, ours, theirs

    def _known(self, feed: bytes) -> dict[bytes, int]:
        known = dict(self._said.get(feed, {}))
        for link in self._links.met():
            if link.seat != self._me:
                known[link.seat] = max(known.get(link.seat, 0), link.reaches(feed))
        return {seat: seq for seat, seq in known.items() if seq}
