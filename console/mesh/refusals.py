"""What was refused, to be shown in words: by us to others, and by others to us."""

from collections import deque
from collections.abc import Callable

from msgspec import Struct

KEPT = 50


class Refused(Struct, frozen=True):
    """One refusal. `code` and `params` are for `console.words`."""

    at: int  # ms since the epoch
    inward: bool  # we refused somebody
    address: str
    code: str
    params: dict[str, str | int] = {}


class Refusals:
    """The latest refusals, and how often each cause occurred."""

    def __init__(self, wall: Callable[[], int]) -> None:
        self.wall = wall
        self.latest: deque[Refused] = deque(maxlen=KEPT)
        self.counts: dict[str, int] = {}

    def count(self, cause: str) -> None:
        self.counts[cause] = self.counts.get(cause, 0) + 1

    def add(self, code: str, address: str, *, inward: bool, **params: str | int) -> None:
        """Note a refusal; the same one again replaces the earlier."""
        self.count(code)
        new = Refused(self.wall(), inward, address, code, {"address": address, **params})
        same = [old for old in self.latest if (old.code, old.address) == (code, address)]
        for old in same:
            self.latest.remove(old)
        self.latest.append(new)
