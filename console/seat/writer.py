"""Work beside the engine thread: one writer that owns the record's connection, and two small pools."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
Soon = Callable[[Callable[[], None]], None]

WORKERS = 2


class Threads:
    """A few threads. Outcomes come back in the engine thread."""

    def __init__(self, soon: Soon, workers: int, name: str) -> None:
        self._soon = soon
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix=name)

    def submit(self, work: Callable[[], T], done: Callable[[Future[T]], None]) -> None:
        """Do `work` soon; `done` gets its outcome in the engine thread."""
        self._threads.submit(work).add_done_callback(lambda ended: self._soon(lambda: done(ended)))

    def close(self) -> None:
        """Let what runs come to its end; forget the rest."""
        self._threads.shutdown(wait=True, cancel_futures=True)


class Pool(Threads):
    """For argon2, signatures and search; in `slow` are backups, walks and sticks, for which nobody who signs
    in may have to wait: a bad stick takes minutes.
    """

    def __init__(self, soon: Soon) -> None:
        super().__init__(soon, WORKERS, "pool")
        self.slow = Threads(soon, WORKERS, "slow")

    def close(self) -> None:
        """As of any threads, of both."""
        super().close()
        self.slow.close()


class Writer(Threads):
    """One thread, and so one after the other: what was submitted is finished even when the seat closes."""

    def __init__(self, soon: Soon) -> None:
        super().__init__(soon, 1, "writer")
        self._untold = 0

    @property
    def idle(self) -> bool:
        """Whether the engine was told of all that was written."""
        return not self._untold

    def submit(self, work: Callable[[], T], done: Callable[[Future[T]], None]) -> None:
        self._untold += 1

        def told(outcome: Future[T]) -> None:
            self._untold -= 1
            done(outcome)

        super().submit(work, told)

    def rest(self, work: Callable[[], T], done: Callable[[Future[T]], None]) -> None:
        """Do what the picture need not know of, if there is nothing to write."""
        if self.idle:
            super().submit(work, done)

    def close(self) -> None:
        """Finish what was submitted."""
        self._threads.shutdown(wait=True)
