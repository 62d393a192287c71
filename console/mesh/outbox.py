"""Frames that a socket would not take yet."""

import heapq
from collections.abc import Callable
from itertools import count

LIMIT = 8 << 20


class Outbox:
    """The waiting frames of one link: higher priority first, bounded."""

    def __init__(self, send: Callable[[bytes], bool]) -> None:
        """`send` gives False when the socket is full."""
        self._send = send
        self._frames: list[tuple[int, int, bytes]] = []
        self._numbers = count()
        self.bytes = 0

    def put(self, frame: bytes, priority: int) -> bool:
        """Queue a frame; False when the peer has let too much pile up and the link must end."""
        heapq.heappush(self._frames, (priority, next(self._numbers), frame))
        self.bytes += len(frame)
        return self.bytes <= LIMIT

    def flush(self) -> None:
        """Send as much as the socket takes."""
        while self._frames and self._send(self._frames[0][2]):
            self.bytes -= len(heapq.heappop(self._frames)[2])
