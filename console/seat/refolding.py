"""What has to be folded again from the record; it stays noted until the disk has given it."""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from console.domain.picture import Picture
from console.seat.faults import Faults
from console.trust.authorship import Authorship
from console.trust.openings import KINDS, OPENINGS
from db.entry import Stored
from db.errors import Damaged, StorageFailed
from db.record import Record

T = TypeVar("T")


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
        faults: Faults,
    ) -> None:
        self._record, self._picture, self._authorship, self._fresh = record, picture, authorship, fresh
        self._faults = faults
        self.unread: Callable[[StorageFailed], None] = raised  # told of what the disk does not give
        self._entries: dict[bytes, None] = {}
        self._feeds: dict[bytes, None] = {}
        self._things: dict[str, None] = {}

    @property
    def waits(self) -> bool:
        """Whether anything could not be folded yet."""
        return bool(self._entries or self._things or self._feeds)

    def feeds(self, feeds: Iterable[bytes]) -> set[str]:
        """Fold what these feeds are about: their author, or his standing, is another now. Gives the things
        that may be seen otherwise.
        """
        self._feeds.update(dict.fromkeys(feeds))
        return self.step()

    def take_back(self, things: Iterable[str], entries: Container[str]) -> None:
        """Fold these things without these entries, which came to nothing: at once, as far as memory can."""
        for thing in things:
            try:
                self._picture.take_back(thing, entries)
            except StorageFailed:
                self._things[thing] = None
        self.step()

    def entries(self, ids: Iterable[bytes]) -> set[str]:
        """Fold what these entries tell: of some the record holds the payload now, of others no longer."""
        self._entries.update(dict.fromkeys(ids))
        return self.step()

    def step(self) -> set[str]:
        """Fold what is noted, as far as the disk gives it."""
        return set(self._folded())

    def _folded(self) -> Iterator[str]:
        """What cannot be read stays noted, and holds nothing else up."""
        if self._entries:
            with self._reading():
                self._reread()
        yield from self._fold([*self._things])
        for feed in [*self._feeds]:
            with self._reading():
                things = dict.fromkeys(self._about(feed))
                self._things |= things
                del self._feeds[feed]
                yield from self._fold(things)

    def _fold(self, things: Iterable[str]) -> Iterator[str]:
        for thing in things:
            with self._reading():
                with self._faults.kept("a thing that is folded again"):
                    yield from self._picture.refold(thing)
                del self._things[thing]  # also then: another try would come to the same

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except StorageFailed as failure:
            self.unread(failure)

    def _reread(self) -> None:
        """See what the noted entries are about. Of one that the disk garbles nothing is known until it is
        mended, and then it is noted anew.
        """
        given = _given(self._record.named, [*self._entries])
        # Of a kind that the disk garbled, an opening was learnt as one of another kind.
        self._authorship.runs.openings.update(each.order for each in given if each.header.kind in KINDS)
        held = [stored.header for stored in given]
        self._feeds.update(dict.fromkeys(self._unlearnt({h.feed for h in held if h.kind in OPENINGS})))
        self._things.update((h.about[0].hex(), None) for h in held if h.kind not in KINDS)
        self._entries.clear()

    def _unlearnt(self, feeds: set[bytes]) -> set[bytes]:
        """Learn again from the record who wrote these feeds; gives all on which that bears."""
        if not feeds:
            return feeds
        openings = [*_given(self._record.numbered, sorted(self._authorship.runs.openings)), *self._fresh()]
        for feed in feeds:
            self._authorship.unlearn(feed, (each for each in openings if each.header.feed == feed))
        return feeds | self._authorship.changed_feeds()

    def _about(self, feed: bytes) -> Iterator[str]:
        fresh = (stored.header for stored in self._fresh() if stored.header.feed == feed)
        for header in (*self._record.headers(feed), *fresh):
            if header.kind not in KINDS:
                yield header.about[0].hex()


def _given(ask: Callable[[Sequence[T]], list[Stored]], asked: Sequence[T]) -> list[Stored]:
    """Those of these entries that the disk did not garble."""
    try:
        return ask(asked)
    except Damaged:
        half = len(asked) // 2
        return [*_given(ask, asked[:half]), *_given(ask, asked[half:])] if half else []
