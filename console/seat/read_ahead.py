"""What a page of entries takes from rest, or a face is shown of it: read by one question beforehand."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress

from console.domain.lines import Row, Told
from console.domain.picture import Picture
from console.domain.thing import Thing
from db.entry import Stored
from db.errors import StorageFailed
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
        shelf, kept = self._picture.shelf, self._picture.things
        headers = (stored.header for stored in page)
        woken = dict.fromkeys(header.about[0] for header in headers if header.kind in shelf.waking)
        try:
            with suppress(StorageFailed):  # each is read by itself then
                self._read([line for line in woken if kept.get(line.hex(), shelf.subject.name) is None])
            yield
        finally:
            self._held.clear()

    @contextmanager
    def shown(self, rows: Sequence[Row]) -> Iterator[None]:
        """Within this, nothing is read again of what these rows of a log tell; where the disk does not give
        all of it, each is read by itself.
        """
        shelf = self._picture.shelf
        at_rest = (row for row in rows if isinstance(row, Thing) and row.resting and not row.left)
        lines = [bytes.fromhex(row.id) for row in at_rest if not shelf.at_hand(row.id)]
        told = [row for row in rows if isinstance(row, Told) and row.thing.resting]
        things = {id(row.thing): row.thing for row in told}.values()
        with ExitStack() as within:
            within.callback(self._held.clear)
            with suppress(StorageFailed):
                self._read(lines)
                facts = (row.id for row in told)
                within.enter_context(self._picture.awake.together(things, facts))
            yield

    def _read(self, lines: Collection[bytes]) -> None:
        wanted = set(lines)
        for stored in self._record.about(*lines) if lines else ():
            for line in wanted & set(stored.header.about):
                self._held.setdefault(line, []).append(stored)
