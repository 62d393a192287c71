"""What one side lacks of the other, and for how long: where all write, nothing is ever equal."""

LATE = 10_000  # ms, two heartbeats: what was pushed has come by then, and been told of


class Lag:
    """Ends of feeds that one side has told of or holds and the other does not, each since when."""

    def __init__(self) -> None:
        self._short: dict[bytes, tuple[int, int]] = {}  # feed → the number still lacking, since when
        self.stirred: int | None = None  # when something last moved, or all was equal

    @property
    def feeds(self) -> set[bytes]:
        """Those of which one side lacks something."""
        return set(self._short)

    def level(self, now: int) -> None:
        """Both hold the same."""
        self._short.clear()
        self.stirred = now

    def look(self, feed: bytes, ours: int, theirs: int, now: int) -> None:
        """How far each side has a feed now."""
        behind, ahead = sorted((ours, theirs))
        known = self._short.get(feed)
        if behind == ahead:
            self._short.pop(feed, None)
        elif known is None or known[0] <= behind:
            self._short[feed] = (ahead, now)

    def late(self, now: int) -> bool:
        """Whether something is lacking for too long, nothing moves and both differ, or nothing was told."""
        if self.stirred is None or now - self.stirred >= LATE:
            return True
        return any(self.lacks(feed, now) for feed in self._short)

    def lacks(self, feed: bytes, now: int) -> bool:
        """Whether one side lacks for too long what the other has of this feed."""
        short = self._short.get(feed)
        return short is not None and now - short[1] >= LATE
