"""How much either side of a link may send before the other has dealt with it."""

WINDOW = 1 << 20
CERTAIN = 4_000  # ms after which what was sent before has come, or will not


class Sending:
    """Bytes that we sent, and how far the peer lets us go; in totals, so that a repeated grant is none."""

    def __init__(self, limit: int = 0) -> None:
        self.limit, self.sent = limit, 0

    @property
    def left(self) -> int:
        return max(0, self.limit - self.sent)

    def spend(self, size: int) -> None:
        self.sent += size

    def grant(self, limit: int) -> None:
        # No peer needs us to run further ahead than its window, whatever it says.
        self.limit = max(self.limit, min(limit, self.sent + WINDOW))


class Receiving:
    """Bytes that came and that we have dealt with; a grant is due when a quarter of the window is free."""

    def __init__(self) -> None:
        self.waiting, self.granted, self._dealt = 0, WINDOW, 0
        self._word = 0, 0  # what the peer said last, and what was dealt with then
        self._word_at = 0

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

    def claim(self, sent: int, now: int) -> None:
        """The peer says how much it sent in all. Said again later with nothing come between, what never came
        will not come: count it as dealt with. What comes all the same is counted twice, until then.
        """
        if self._word != (sent, self._dealt):
            self._word, self._word_at = (sent, self._dealt), now
        elif now - self._word_at >= CERTAIN:
            dealt = min(sent, self.granted) - self.waiting
            if dealt != self._dealt:
                self.granted = dealt  # granted by a wrong count: grant anew
            self._dealt = dealt
            self._word, self._word_at = (sent, dealt), now

    def grant(self) -> int | None:
        """The new limit to tell the peer, if it is worth telling."""
        limit = self._dealt + WINDOW
        if limit - self.granted < WINDOW // 4:
            return None
        self.granted = limit
        return limit
