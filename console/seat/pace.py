"""What is done again and again by the clock."""


class Every:
    """Due once in so many seconds, and sooner where something asks for it."""

    def __init__(self, seconds: float) -> None:
        self._seconds, self.at, self._last = seconds, 0.0, float("-inf")

    def due(self, now: float) -> bool:
        """Whether it is time; then it is taken as done."""
        if now < self.at:
            return False
        self.at, self._last = now + self._seconds, now
        return True

    def soon(self, at: float, apart: float = 0.0) -> None:
        """Have it done by then, but not within `apart` seconds of the last time."""
        self.at = min(self.at, max(at, self._last + apart))
