"""Who sees what, and when: writes at some seats, looks at the faces of all."""

import time
from collections.abc import Sequence

from console.link.client import Answered, Changed, RefusedAnswer
from labs.seat import Seat, Unexpected

TURN = 0.005


class Watch:
    """Follows every line from the act of its author to the last face of the room."""

    def __init__(self, seats: Sequence[Seat]) -> None:
        self._seats = seats
        self._asked: dict[tuple[int, int], float] = {}  # (seat, number of the asking) → when
        self._begun: dict[str, float] = {}  # line → when its author acted
        self.slowest = 0.0  # seconds until an act was answered as on disk
        self._seen: dict[str, dict[int, float]] = {}  # line → seat → when its face had it

    @property
    def told(self) -> int:
        return len(self._begun)

    @property
    def answering(self) -> bool:
        """Whether an act is not answered yet."""
        return bool(self._asked)

    @property
    def waiting(self) -> bool:
        """Whether a line is not everywhere yet, or not even answered."""
        return bool(self._asked) or len(self.taken()) < self.told

    def sign_in(self, seats: Sequence[int]) -> None:
        """Somebody sits down at each of these seats."""
        for n in seats:
            self._seats[n].sign_in()

    def tell(self, seat: int, text: str) -> None:
        """Write a line at a seat; somebody is signed in there."""
        n = self._seats[seat].face.tell({"intent": "log.write", "text": text})
        self._asked[seat, n] = time.monotonic()

    def write(self, writers: Sequence[int], rate: float, seconds: float) -> None:
        """So many lines a second, in turn at each of the writers, watching all the while."""
        begun, n = time.monotonic(), 0
        while (now := time.monotonic()) < begun + seconds:
            if now >= begun + n / rate:
                self.tell(writers[n % len(writers)], f"Line {n} of the scenario, wind from the west")
                n += 1
            self.look(TURN)

    def look(self, seconds: float) -> None:
        """Take in what the faces are shown, for so long."""
        end = time.monotonic() + seconds
        while True:
            for n, seat in enumerate(self._seats):
                self._look_at(n, seat)
            if time.monotonic() >= end:
                return
            time.sleep(min(TURN, seconds))

    def _look_at(self, n: int, seat: Seat) -> None:
        if not seat.running:
            return
        for event in seat.face.drain():
            now = time.monotonic()
            match event:
                case Answered(number, _, about) if (n, number) in self._asked:
                    self._begun[about] = self._asked.pop((n, number))
                    self.slowest = max(self.slowest, now - self._begun[about])
                case RefusedAnswer() if (n, event.n) in self._asked:
                    raise Unexpected(event)
                case Changed(keys):
                    for kind, key in keys:
                        if kind == "line":
                            self._seen.setdefault(key.partition(":")[2], {}).setdefault(n, now)

    def taken(self) -> list[float]:
        """Seconds of each line that is at every face."""
        count = sum(seat.running for seat in self._seats)
        return [
            max(seen.values()) - self._begun[line]
            for line, seen in self._seen.items()
            if line in self._begun and len(seen) >= count
        ]
