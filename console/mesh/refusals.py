"""What was refused, to be shown in words: by us to others, and by others to us."""

from collections import deque
from collections.abc import Callable

from msgspec import Struct

from console.mesh.sockets import HANDSHAKE_MS

KEPT = 50
# Whoever has no key of the room is seen only to come: libzmq tells of a connection that it began, and then
# that it proved itself, or was refused for the key it proved. With neither in this time it came to nothing.
CAME = ("connection.accepted", "porch.accepted")
KNOWN = ("handshake.done", "handshake.refused", "porch.handshake.done", "porch.handshake.refused")
CERTAIN_MS = HANDSHAKE_MS + 1_000


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
        self._came: deque[tuple[int, int]] = deque([(0, 0)])  # until when how many connections had begun
        self._strangers = 0

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

    def tick(self, now: int) -> None:
        """Time passed (ms): tell of connections that came to nothing, all of them in one."""
        came, known = (sum(self.counts.get(cause, 0) for cause in causes) for causes in (CAME, KNOWN))
        if came > self._came[-1][1]:
            self._came.append((now, came))
        while len(self._came) > 1 and self._came[1][0] <= now - CERTAIN_MS:
            self._came.popleft()
        if self._came[0][1] - known > self._strangers:
            self._strangers = self._came[0][1] - known
            self.add("mesh.strangers", "", inward=True, times=self._strangers)
