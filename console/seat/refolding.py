"""What has to be folded again from the record; it stays noted until the disk has given it."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from console.domain.picture import Picture
from console.trust.openings import KINDS
from db.entry import Stored
from db.errors import StorageFailed
from db.record import Record


def raised(failure: StorageFailed) -> None:
    """Where nobody else deals with a disk that is not read."""
    raise failure


class Refolding:
    """Of one picture. `fresh` gives what is folded and not on disk yet."""

    def __init__(self, record: Record, picture: Picture, fresh: Callable[[], Sequence[Stored]]) -> None:
        self._record, self._picture, self._fresh = record, picture, fresh
        self.unread: Callable[[StorageFailed], None] = raised  # told of what the disk does not give
        self._feeds: dict[bytes, None] = {}
        self._things: dict[str, None] = {}

    @property
    def waits(self) -> bool:
        """Whether anything could not be folded yet."""
        return bool(self._things or self._feeds)

    def feeds(self, feeds: Iterable[bytes]) -> set[str]:
        """Fold what these feeds are about: their author, or his standing, is another now. Gives the things
        that were folded.
        """
        self._feeds.update(dict.fromkeys(feeds))
        return self.step()

    def things(self, things: Iterable[str]) -> set[str]:
        """Fold these things again."""
        self._things.update(dict.fromkeys(things))
        return self.step()

    def step(self) -> set[str]:
        """Fold what is noted, as far as the disk gives it."""
        touched: set[str] = set()
        try:
            touched.update(self._folded())
        except StorageFailed as failure:
            self.unread(failure)
        return touched

    def _folded(self) -> Iterator[str]:
        while self._things or self._feeds:
            if not self._things:
                feed = next(iter(self._feeds))
                self._things = dict.fromkeys(self._about(feed))
                del self._feeds[feed]
            for thing in list(self._things):
                self._picture.refold(thing)
                del self._things[thing]
                yield thing

    def _about(self, feed: bytes) -> Iterator[str]:
        fresh = (stored.header for stored in self._fresh() if stored.header.feed == feed)
        for header in (*self._record.headers(feed), *fresh):
            if header.kind not in KINDS:
                yield header.about[0].hex()
