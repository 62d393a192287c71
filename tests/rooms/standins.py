"""What a seat without sockets or threads has in their place."""

import gc
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TypeVar
from unittest.mock import patch

from console.link import protocol
from console.link.protocol import FromFace, FromSeat
from console.seat import apart
from console.seat.folder import Home
from console.seat.rest_file import Ground
from db.errors import Refusal

T = TypeVar("T")
Soon = Callable[[Callable[[], None]], None]


class Door:
    """In place of the socket of the link: what faces say, and what was said to them."""

    def __init__(self, _: Path, *, local: bool) -> None:
        self.socket = self.skipped = 0
        self.heard: list[tuple[bytes, FromFace]] = []
        self.said: dict[bytes, list[FromSeat]] = {}

    def receive(self, limit: int) -> list[tuple[bytes, FromFace]]:
        found, self.heard = self.heard[:limit], self.heard[limit:]
        return found

    def send(self, face: bytes, message: FromSeat) -> bool:
        self.said.setdefault(face, []).append(protocol.from_seat(protocol.encode(message)))
        return True

    def leaves(self) -> None: ...
    def close(self) -> None:
        self.heard.clear()


class Poller:
    """In place of the poller: nothing to wait for but what was put off within the turn."""

    def __init__(self) -> None:
        self._calls: deque[Callable[[], None]] = deque()

    def call_soon(self, call: Callable[[], None]) -> None:
        self._calls.append(call)

    def wait(self, seconds: float) -> None:
        while self._calls:
            self._calls.popleft()()

    def add(self, source: object, ready: object) -> None: ...
    def remove(self, source: object) -> None: ...
    def close(self) -> None: ...


class Disk:
    """A disk that does everything at once and keeps it."""

    def writer(self, soon: Soon) -> "Worker":
        return Worker(soon)

    def gone(self, close: Callable[[], None]) -> None:
        """The process that uses the disk is gone; `close` lets go of its files."""
        close()


class Worker:
    """In place of the writer's thread and of the pool: works at once, and reports at the end of the turn."""

    def __init__(self, soon: Callable[[Callable[[], None]], None]) -> None:
        self._soon, self._untold, self.slow = soon, 0, self

    @property
    def idle(self) -> bool:
        return not self._untold

    def counted(self, done: Callable[[Future[T]], None]) -> Callable[[Future[T]], None]:
        """What to call with an outcome, that is due from now on."""
        self._untold += 1

        def told(outcome: Future[T]) -> None:
            self._untold -= 1
            done(outcome)

        return told

    def submit(self, work: Callable[[], T], done: Callable[[Future[T]], None]) -> None:
        told = self.counted(done)
        future: Future[T] = Future()
        try:
            future.set_result(work())
        except Refusal as refusal:
            future.set_exception(refusal)
        self._soon(lambda: told(future))

    def rest(self, work: Callable[[], T], done: Callable[[Future[T]], None]) -> None:
        if self.idle:
            self.submit(work, done)

    def close(self) -> None: ...


class Apart:
    """In place of the process that lays down a rest page: does the same, at once."""

    def __init__(self, home: Home, now: Callable[[], int]) -> None:
        self._home, self._now = home, now

    def lay_down(self, *, nice: int) -> Ground | None:
        with patch.object(gc, "freeze"):  # of a process that ends: this one goes on
            return apart.lay_down(self._home, self._now)

    def stop(self) -> None: ...


class NoPage:
    """In place of the rest page of a seat of another version: what one program wrote, no other believes."""

    lacks = 0

    def begin(self) -> bool:
        return False

    def close(self) -> None: ...
