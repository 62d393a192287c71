"""How much either side of a link may send before the other has dealt with it."""

WINDOW = 1 << 20


class Sending:
    """Bytes that we sent, and how far the peer lets us go; in totals, so that a repeated grant is none."""

    def __init__(self, limit: int = 0) -> None:
        self.limit, self.sent = limit, 0

    @property
    def left(self) -> int:
        """No peer needs us to run further ahead than its window, whatever it says."""
        return max(0, min(self.limit - self.sent, WINDOW))

    def spend(self, size: int) -> None:
        self.sent += size

    def grant(self, limit: int) -> None:
        self.limit = max(self.limit, limit)


class Receiving:
    """Bytes that came and that we have dealt with; a grant is due when a quarter of the window is free."""

    def __init__(self) -> None:
        self.waiting, self.granted, self._dealt = 0, WINDOW, 0

    def take(self, size: int) -> bool:
        """Count what came. False when the peer sent far beyond its credit: then it is not to be kept."""
        if self.waiting + size > 2 * WINDOW:
            self._dealt += size
            return False
        self.waiting += size
        return True

    def deal(self, size: int) -> None:
        """What came has been committed, refused or dropped."""
        self.waiting = max(0, self.waiting - size)
        self._dealt += size

    def claim(self, sent: int) -> None:
        """The peer says how much it sent in all: what never came will not come, so count it as dealt with.
        What came after such a word that was too early has been counted twice, until the next.
        """
        self._dealt = min(sent, self.granted) - self.waiting

    def grant(self) -> int | None:
        """The new limit to tell the peer, if it is worth telling."""
        limit = self._dealt + WINDOW
        if limit - self.granted < WINDOW // 4:
            return None
        self.granted = limit
        return limit
