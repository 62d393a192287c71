"""What a page of entries takes from rest, read by one question before they are folded one by one."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from console.domain.picture import Picture
from db.entry import Stored
from db.record import Record


class Ahead:
    """What the record holds about a thing."""

    def __init__(self, record: Record, picture: Picture) -> None:
        self._record, self._picture = record, picture
        self._held: dict[bytes, list[Stored]] = {}

    def about(self, thing: bytes) -> list[Stored]:
        """All entries about the thing."""
        return self._held.get(thing) or self._record.about(thing)

    @contextmanager
    def of(self, page: Iterable[Stored]) -> Iterator[None]:
        """Within this, nothing is read again about the lines that these entries take off the shelf."""
        shelf, kept = self._picture.shelf, self._picture.kept
        headers = (stored.header for stored in page)
        woken = dict.fromkeys(header.about[0] for header in headers if shelf.wakes(header.kind))
        lines = [line for line in woken if kept.get(line.hex(), shelf.subject.name) is None]
        for stored in self._record.about(*lines) if lines else ():
            for line in woken.keys() & set(stored.header.about):
                self._held.setdefault(line, []).append(stored)
        try:
            yield
        finally:
            self._held.clear()
