"""What has to be folded again from the record; it stays noted until the disk has given it."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from console.domain.picture import Picture
from console.domain.timeline import ROOM
from console.trust.authorship import OPENINGS, Authorship
from console.trust.openings import KINDS
from db.entry import Stored
from db.errors import StorageFailed
from db.record import Record


def raised(failure: StorageFailed) -> None:
    """Where nobody else deals with a disk that is not read."""
    raise failure


class Refolding:
    """Of one picture. `fresh` gives what is folded and not on disk yet."""

    def __init__(
        self,
        record: Record,
        picture: Picture,
        authorship: Authorship,
        fresh: Callable[[], Sequence[Stored]],
    ) -> None:
        self._record, self._picture, self._authorship, self._fresh = record, picture, authorship, fresh
        self.unread: Callable[[StorageFailed], None] = raised  # told of what the disk does not give
        self._entries: dict[bytes, None] = {}
        self._feeds: dict[bytes, None] = {}
        self._things: dict[str, None] = {}
        self._around: set[str] = set()  # what is seen otherwise, too, once they are folded

    @property
    def waits(self) -> bool:
        """Whether anything could not be folded yet."""
        return bool(self._entries or self._things or self._feeds)

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

    def entries(self, ids: Iterable[bytes]) -> set[str]:
        """Fold what these entries tell: of some the record holds the payload now, of others no longer. Gives
        the things that may be seen otherwise.
        """
        self._entries.update(dict.fromkeys(ids))
        return self.step()

    def _reread(self) -> None:
        """See what the noted entries are about."""
        held = [stored.header for stored in self._record.named(self._entries)]
        told = [header.about for header in held if header.kind not in KINDS]
        self._feeds.update(dict.fromkeys(self._unlearnt({h.feed for h in held if h.kind in OPENINGS})))
        self._things.update((about[0].hex(), None) for about in told)
        self._around.update([ROOM], *(map(bytes.hex, about) for about in told))
        self._entries.clear()

    def _unlearnt(self, feeds: set[bytes]) -> set[bytes]:
        """Learn again from the record who wrote these feeds; gives all on which that bears."""
        if not feeds:
            return feeds
        openings = [*self._record.numbered(sorted(self._authorship.openings)), *self._fresh()]
        for feed in feeds:
            self._authorship.unlearn(feed, (each for each in openings if each.header.feed == feed))
        return feeds | self._authorship.changed_feeds()

    def step(self) -> set[str]:
        """Fold what is noted, as far as the disk gives it."""
        touched: set[str] = set()
        try:
            touched.update(self._folded())
        except StorageFailed as failure:
            self.unread(failure)
        return touched

    def _folded(self) -> Iterator[str]:
        if self._entries:
            self._reread()
        while self._things or self._feeds:
            if not self._things:
                feed = next(iter(self._feeds))
                self._things = dict.fromkeys(self._about(feed))
                del self._feeds[feed]
            for thing in list(self._things):
                self._picture.refold(thing)
                del self._things[thing]
                yield thing
        while self._around:
            yield self._around.pop()

    def _about(self, feed: bytes) -> Iterator[str]:
        fresh = (stored.header for stored in self._fresh() if stored.header.feed == feed)
        for header in (*self._record.headers(feed), *fresh):
            if header.kind not in KINDS:
                yield header.about[0].hex()
