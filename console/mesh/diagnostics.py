"""The mesh's own log: for whoever looks after the network. It is no part of the record."""

import logging
from collections.abc import Mapping
from logging.handlers import RotatingFileHandler
from pathlib import Path
from traceback import walk_tb

FILE = "mesh.log"
SIZE, KEPT = 1 << 20, 4
EVERY = 60_000


class Diagnostics:
    """A rotating file, and once a minute what was counted since."""

    def __init__(self, folder: Path | None) -> None:
        # By its identity: two seats in one process, as in tests, do not write into one file.
        self._log = logging.getLogger(f"belfry.mesh.{id(self)}")
        self._log.setLevel(logging.INFO)
        self._log.propagate = False
        self._log.addHandler(_handler(folder))
        self._counted: dict[str, int] = {}
        self._next = 0

    def note(self, event: str, **what: object) -> None:
        """One line: an event and its circumstances."""
        detail = " ".join(f"{name}={_plain(value)}" for name, value in what.items())
        self._log.info("%s %s", event, detail)

    def fault(self, fault: Exception) -> None:
        """One of our own, and the way to it, innermost first."""
        way = (f"{Path(each.f_code.co_filename).stem}:{line}" for each, line in walk_tb(fault.__traceback__))
        self.note("fault", kind=type(fault).__name__, text=fault, at=" < ".join([*way][::-1]))

    def tick(self, now: int, counts: Mapping[str, int]) -> None:
        """Write the counts that moved, once a minute."""
        if now < self._next:
            return
        self._next = now + EVERY
        moved = {cause: n for cause, n in counts.items() if n != self._counted.get(cause)}
        if moved:
            self.note("counts", **moved)
            self._counted.update(moved)

    def close(self) -> None:
        for handler in list(self._log.handlers):
            self._log.removeHandler(handler)
            handler.close()


def _handler(folder: Path | None) -> logging.Handler:
    if folder is None:
        return logging.NullHandler()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        folder / FILE, maxBytes=SIZE, backupCount=KEPT, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    return handler


def _plain(value: object) -> str:
    text = value.hex()[:12] if isinstance(value, bytes) else str(value)
    return "".join(c if c.isprintable() else "?" for c in text)[:200]
