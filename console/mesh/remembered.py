"""The file in which the places of seats outlive a run. They are hints: a disk that will not stops nothing."""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import msgspec

from console.mesh.messages import Address
from console.trust.errors import KeyFileFault
from console.trust.keys import write_private
from db.errors import UNREADABLE

LARGEST = 1 << 20
_places = msgspec.msgpack.Decoder(list[Address])


class Remembered:
    """Written in a thread of its own, one time after the other: a disk may take seconds over a flush."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._thread = ThreadPoolExecutor(1, "addresses")
        self._writing: Future[bool] | None = None

    @property
    def busy(self) -> bool:
        """Whether it is being written."""
        return self._writing is not None and not self._writing.done()

    @property
    def failed(self) -> bool:
        """Whether the disk would not take it the last time."""
        return self._writing is not None and self._writing.done() and not self._writing.result()

    def finish(self) -> None:
        """Wait until nothing is being written."""
        if self._writing is not None:
            self._writing.result()

    def read(self) -> list[Address]:
        """What an earlier run left; nothing where the file is damaged."""
        try:
            if self._path.stat().st_size > LARGEST:
                return []
            return _places.decode(self._path.read_bytes())
        except (OSError, *UNREADABLE):
            return []

    def write(self, places: Sequence[Address], *, wait: bool) -> None:
        """Put these in place of what is there; with `wait`, before this returns."""
        content = msgspec.msgpack.encode(places)
        self._writing = self._thread.submit(self._write, content)
        if wait:
            self._writing.result()

    def _write(self, content: bytes) -> bool:
        try:
            write_private(self._path, content, replace=True)
        except KeyFileFault:
            return False
        return True
