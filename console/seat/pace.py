"""What is done again and again by the clock."""


class Every:
    """Due once in so many seconds, and sooner where something asks for it."""

    def __init__(self, seconds: float) -> None:
        self._seconds, self.at = seconds, 0.0

    def due(self, now: float) -> bool:
        """Whether it is time; then it is taken as done."""
        if now < self.at:
            return False
        self.at = now + self._seconds
        return True

    def soon(self, at: float) -> None:
        """Have it done by then."""
        self.at = min(self.at, at)
