"""The thread that owns the record's writing connection, and the small pool for all that is slow."""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
Soon = Callable[[Callable[[], None]], None]
WORKERS = 3


class Writer:
    """Runs work one after another in one thread, and reports back to the engine."""

    def __init__(self, soon: Soon) -> None:
        self._soon = soon
        self._work: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[], T], done: Callable[[Future[T]], None]) -> None:
        """Do `work` after all that was submitted before; `done` gets its outcome in the engine thread."""
        self._work.put(lambda: _finish(work, done, self._soon))

    def _run(self) -> None:
        while (work := self._work.get()) is not None:
            work()

    def close(self) -> None:
        """Finish what was submitted."""
        self._work.put(None)
        self._thread.join()


class Pool:
    """A few threads for argon2, signatures, search and walks."""

    def __init__(self, soon: Soon) -> None:
        self._soon = soon
        self._threads = ThreadPoolExecutor(WORKERS, thread_name_prefix="pool")

    def submit(self, work: Callable[[], T], done: Callable[[Future[T]], None]) -> None:
        """Do `work` soon; `done` gets its outcome in the engine thread."""
        self._threads.submit(work).add_done_callback(lambda ended: self._soon(lambda: done(ended)))

    def close(self) -> None:
        """Let what runs come to its end; forget the rest."""
        self._threads.shutdown(wait=True, cancel_futures=True)
