"""What the engine thread knows: record, trust and picture, and the pen of this run."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import partial

from console.domain.author import Author
from console.domain.facts import Event
from console.domain.picture import Picture
from console.domain.resting import LINGERS
from console.seat.events import UNKNOWN, event_of, named, whole
from console.seat.faults import Faults
from console.seat.home import ReadHome
from console.seat.read_ahead import Ahead
from console.seat.reference import reference
from console.seat.refolding import Refolding
from console.trust.authorship import Authorship
from console.trust.openings import FEED_OPENED, KINDS, OPENINGS, open_feed
from db.admission import Admission
from db.causes import causes_first
from db.clock import HybridClock
from db.entry import Entry, Header, Stored, decode_header
from db.feed import Feed

PAGE = 1_000
SETTLE_EVERY = 2_500  # entries that are folded at a start, or come at once
SETTLE_MS = 10_000
OPENINGS_KEPT = 1_000  # beside that of the run: scripts sit down and rise for months


class Ledger:
    """Entries become events here, and drafts entries."""

    def __init__(self, home: ReadHome, now: Callable[[], int], faults: Faults | None = None) -> None:
        self.key, self.record, self.trust, self.boxes = home.key, home.record, home.trust, home.boxes
        self.seat = home.key.seat  # its key makes it anew each time
        self.now, self.faults = now, faults or Faults(keeps=False)
        self.authorship = Authorship(self.trust)
        self.picture = Picture(self._events, reference(), partial(named, self.record, self.authorship))
        self.ahead = Ahead(self.record, self.picture)
        self.clock = HybridClock(now)
        self.feed = Feed.fresh(self.trust.room)
        self.addresses: tuple[str, ...] = ()  # where others may find this seat, for invitations
        self.received = 0  # of the batch that is being written
        self.loaded = 0  # admission number up to which every entry is folded
        self.put_off = 0  # and up to which they wait for it, if that is more
        self._early: set[int] = set()  # numbers beyond `loaded` that did not wait
        self._settled = self._settled_to = 0  # when what is over was last left to the record, and up to which
        self.forks = self.record.forks()  # feed → first number that was used twice
        for feed, seq in self.forks.items():
            for opening in self.record.run(feed, 0, 1, 1):
                self.authorship.learn(opening)
            self.authorship.runs.fork(feed, seq)
        self._fresh: list[Stored] = []  # written and folded, not committed yet
        self.openings: list[Entry] = []  # of this run: its disk may garble them, and no other seat have them
        parts = self.record, self.picture, self.authorship
        self.refolding = Refolding(*parts, lambda: self._fresh, self.faults)

    def load(self) -> bool:
        """Fold one page of what the record holds; False when all is folded."""
        page = self.record.since(self.loaded, min(PAGE, self.record.count - self.loaded))
        with self.taking(page), self.faults.kept("an entry, at the start"):
            for stored in page:
                event, _ = self._met(stored)
                if event is not None:
                    self.picture.take(event, lasting=True)
                self.loaded = stored.order
        if left := [each.order for each in page if each.order > self.loaded]:
            self.loaded = left[0]  # stays on disk; all others are folded
            return True
        last = len(page) < PAGE
        if page and (last or self.loaded // SETTLE_EVERY != (self.loaded - len(page)) // SETTLE_EVERY):
            self.settle()
        if last:
            self.authorship.changed_feeds()  # from here on only what changes is folded again
        return not last

    @property
    def unfolded(self) -> int:
        """How many entries are on disk and were put off."""
        return max(0, self.put_off - self.loaded)

    def _folded(self, stored: Stored) -> None:
        """This entry came to disk and is folded, perhaps before others that were put off."""
        if self.unfolded and stored.order > self.loaded + 1:
            self._early.add(stored.order)
            return
        self.loaded = max(self.loaded, stored.order)
        if self._early and not self.unfolded:  # what lies beyond did not wait: all of it is folded
            self.loaded, self._early = max(self.loaded, *self._early), set()

    def step(self) -> set[str]:
        """From time to time leave to the record what is over, unless something has yet to come to disk; and
        fold again what the disk did not give before. Gives the things that were folded.
        """
        many = self.loaded - self._settled_to > SETTLE_EVERY  # nobody is at work at each of them
        if not self._fresh and (many or not 0 <= self.now() - self._settled < SETTLE_MS):
            self.settle(at_once=many)
        return self._rest(self.refolding.step())

    def settle(self, *, at_once: bool = True) -> None:
        """Leave to the record what is over."""
        self._settled, self._settled_to = self.now(), self.loaded
        self.picture.settle(self._settled, at_once=at_once)
        self.picture.things.forget_over(self._settled - LINGERS)

    def forked(self, feed: bytes, seq: int) -> set[str]:
        """A second entry `seq` of this feed has come: its seat is suspended."""
        self.forks[feed] = min(seq, self.forks.get(feed, seq))
        self.authorship.runs.fork(feed, seq)
        return self.trust_changed()

    def taking(self, page: Sequence[Stored]) -> AbstractContextManager[None]:
        """Within this, these entries are taken in one by one."""
        self.clock.absorb(max((stored.header.hlc for stored in page), default=0))
        return self.ahead.of(page)

    def take(self, stored: Stored) -> tuple[Event | None, set[str]]:
        """Take in an entry that is committed: what it tells, and the things that fold anew by it. What else
        `changed` by what it tells is asked once all are taken.
        """
        event, touched = None, set[str]()
        with self.faults.kept("an entry that is taken in"):
            event, touched = self._met(stored)
            if event is not None:
                self.picture.take(event, lasting=True)
        self._folded(stored)
        return event, touched

    def _met(self, stored: Stored) -> tuple[Event | None, set[str]]:
        """What an entry tells, and the things that fold anew because it tells who wrote others."""
        header = stored.header
        late = self.authorship.learn(stored)
        touched = self._again([header.feed]) | self.trust_changed() if late else set()
        return None if header.kind in KINDS else event_of(stored, self.authorship), touched

    def _again(self, feeds: Iterable[bytes]) -> set[str]:
        """Fold the things of these feeds again: their author, or his standing, is another now."""
        return self._rest(self.refolding.feeds(feeds))

    def _rest(self, things: set[str]) -> set[str]:
        """Leave lines to the record, unless anything about them has yet to come to disk. Gives them back."""
        fresh = {stored.header.about[0].hex() for stored in self._fresh}
        for thing in things - fresh:
            self.picture.rest(thing)
        return things

    def trust_changed(self) -> set[str]:
        """Fold again what the new trust statements bear upon."""
        return self._again(self.authorship.changed_feeds())

    def reread(self, ids: Iterable[bytes]) -> set[str]:
        """Fold again what these entries tell: their payload came, or the disk has garbled it."""
        return self._rest(self.refolding.entries(ids))

    def _events(self, thing: str) -> list[Event]:
        """What was folded about a thing, causes first: the record may be ahead of the picture."""
        wanted = bytes.fromhex(thing)
        own = self.feed.id  # folded before they are on disk
        held = [
            s
            for s in whole(self.ahead.about(wanted), thing, self.picture)
            if s.order <= self.loaded or s.header.feed == own or s.order in self._early
        ]
        fresh = [stored for stored in self._fresh if wanted in stored.header.about]
        told = causes_first([*held, *fresh]) if fresh else held
        return [event_of(stored, self.authorship) for stored in told if stored.header.kind not in KINDS]

    def author(self, by: int) -> Author:
        """Who would stand behind the next entry under this sitting (0: the seat itself)."""
        room, feed, seq, prev = self.trust.room, self.feed.id, self.feed.seq + 1, self.feed.head
        about, commit = (self.seat,), bytes(32)
        here = Header(
            room=room, feed=feed, seq=seq, prev=prev, by=by, hlc=0, kind="next", about=about, commit=commit
        )
        return self.authorship.author(here) or UNKNOWN

    @property
    def own_head(self) -> tuple[int, bytes] | None:
        """Number and id of the last entry of this run that is on disk."""
        tips = self.record.heads().get(self.feed.id)
        return (tips[-1].seq, tips[-1].id) if tips else None

    @property
    def mark(self) -> tuple[int, bytes, int]:
        """Where the pen stands, to come back to."""
        return self.feed.seq, self.feed.head, len(self._fresh)

    def begin(self) -> None:
        """Open the feed with the first entry of this run, if it is not open yet."""
        if self.feed.seq:
            return
        runs = self.authorship.runs.cut_of_seat(self.seat)
        heads = self.record.heads()
        earlier = {feed: (heads[feed][-1].seq, heads[feed][-1].id) for feed, _ in runs if feed in heads}
        payload = open_feed(self.key.signing, self.trust.room, self.feed.id, earlier)
        self.authorship.learn(self._signed(FEED_OPENED, (self.seat,), payload, 0, {}))

    def write(
        self,
        kind: str,
        about: tuple[bytes, ...],
        payload: bytes,
        by: int = 0,
        replaces: Mapping[int, tuple[bytes, ...]] | None = None,
    ) -> tuple[Stored, set[str]]:
        """Sign the next entry and fold it: it counts for the intents after it, and shows after its commit.
        Raises Malformed where it breaks a limit, with the pen where it was.
        """
        stored = self._signed(kind, about, payload, by, replaces or {})
        if kind in KINDS:
            return stored, set()
        return stored, self.picture.fold(event_of(stored, self.authorship))

    def _signed(
        self,
        kind: str,
        about: tuple[bytes, ...],
        payload: bytes,
        by: int,
        replaces: Mapping[int, tuple[bytes, ...]],
    ) -> Stored:
        entry = self.feed.write(kind, about, payload, self.clock.tick(), by, replaces)
        stored = Stored(self.feed.head, decode_header(entry.header), entry, self.received, 0)
        self._fresh.append(stored)
        if kind in OPENINGS:
            self.openings = [*self.openings[:1], *self.openings[1:][1 - OPENINGS_KEPT :], entry]
        return stored

    @property
    def fresh(self) -> list[Entry]:
        """What waits for its commit."""
        return [stored.entry for stored in self._fresh]

    def committed(self, admission: Admission) -> set[str]:
        """All that was fresh is on disk. Gives what changes where another machine wrote to this feed too."""
        self._fresh.clear()
        for each in admission.stored:
            self.authorship.learn(each)
            self._folded(each)
        self._rest({each.header.about[0].hex() for each in admission.stored})
        return self.forked(self.feed.id, admission.stored[0].header.seq) if admission.forked else set()

    def undo(self, mark: tuple[int, bytes, int]) -> set[str]:
        """Take back what was written after `mark`; returns the things that it was about."""
        lost, self._fresh = self._fresh[mark[2] :], self._fresh[: mark[2]]
        self.feed.rewind(*mark[:2])
        touched = {stored.header.about[0].hex() for stored in lost if stored.header.kind not in KINDS}
        self.refolding.take_back(touched, {stored.id.hex() for stored in lost})
        return touched
