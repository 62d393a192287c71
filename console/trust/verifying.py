"""What entries and statements say of each other: certificates, authors, forks, and tails that are missing."""

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256

from console.trust.envelope import Held, opened, room_of
from console.trust.errors import Refusal
from console.trust.grown import NOBODY, Grown
from console.trust.openings import read_feed, read_sitting
from console.trust.statements import NO_ROOM, Genesis, SeatJoined
from console.trust.trust import proves
from console.trust.witness import Named, read_heads
from db.audit import Fault
from db.entry import Stored

Place = tuple[bytes, int]  # feed, number
Claim = tuple[int, bytes]  # hybrid time, and the feed of who signs


def examine(
    room: bytes, statements: Iterable[bytes], entries: Callable[[], Iterable[Stored]]
) -> Iterator[Fault]:
    """Every fault, by section 8 of docs/record.md; `entries` gives the sound ones, and is asked twice."""
    held, bad = judged(room, statements)
    yield from bad
    genesis = next((each for each in held if isinstance(each.statement, Genesis)), None)
    if genesis is None:
        yield Fault("record.genesis")
    room_key = genesis.signer if genesis is not None else b""
    shape = Shape(Grown(room_key, (each for each in held if each is not genesis)))
    for stored in entries():
        yield from shape.learn(stored)
    yield from shape.of_feeds()
    for stored in entries():
        yield from shape.author(stored)
    yield from shape.tails()


def judged(room: bytes, statements: Iterable[bytes]) -> tuple[list[Held], list[Fault]]:
    """The statements that are well-formed, of the room and signed by whom they name, and the others."""
    good: dict[bytes, Held] = {}
    bad = []
    for raw in statements:
        try:
            held = opened(raw)
        except Refusal:
            held = None
        if held is not None and _is_of(held, room):
            good.setdefault(held.id, held)
        else:
            bad.append(Fault("statement.bad", sha256(raw).digest()))
    return list(good.values()), bad


def _is_of(held: Held, room: bytes) -> bool:
    said = held.statement
    if isinstance(said, Genesis):
        return held.room == NO_ROOM and held.signer == said.room_key and room_of(held) == room
    return held.room == room and (not isinstance(said, SeatJoined) or proves(said))


class Numbers:
    """The numbers of a feed that were met; those that came in order cost nothing to remember."""

    def __init__(self) -> None:
        self._upto, self._beyond = 0, set[int]()

    def take(self, seq: int) -> bool:
        """False where this number was met before."""
        if seq <= self._upto or seq in self._beyond:
            return False
        self._beyond.add(seq)
        while self._upto + 1 in self._beyond:
            self._upto += 1
            self._beyond.remove(self._upto)
        return True


class Shape:
    """All that must be known of the feeds before any entry can be judged."""

    def __init__(self, grown: Grown) -> None:
        self._grown = grown
        self._feeds: dict[bytes, bytes] = {}  # feed → the first entry met
        self._seats: dict[bytes, set[bytes]] = {}  # feed → seat keys that opened it
        self._sittings: dict[Place, int] = {}  # how many good ones stand at a number
        self._closed: dict[Place, int] = {}  # sitting → the entry that first closed it
        self._numbers: dict[bytes, Numbers] = {}
        self._forks: dict[bytes, int] = {}
        self._named: dict[Named, Claim] = {}  # heads that were not met yet, with who first signed for them
        self._claims: list[tuple[Claim, tuple[Named, ...]]] = []  # with the heads that are named

    def learn(self, stored: Stored) -> Iterator[Fault]:
        """Take a sound entry in."""
        header, payload, feed = stored.header, stored.entry.payload or b"", stored.header.feed
        self._feeds.setdefault(feed, stored.id)
        if not self._numbers.setdefault(feed, Numbers()).take(header.seq):
            self._forks[feed] = min(header.seq, self._forks.get(feed, header.seq))
        match header.kind:
            case "feed.opened" if (opening := read_feed(header, payload)) is not None:
                self._seats.setdefault(feed, set()).add(opening.seat_key)
                self._claims.append(((header.hlc, feed), opening.earlier))
            case "sitting.opened":
                sitting = read_sitting(header, payload)
                if sitting is None or sitting.person not in self._grown.owners.get(sitting.key, NOBODY):
                    yield Fault("sitting.bad", stored.id, stored.order)
                else:
                    place = (feed, header.seq)
                    self._sittings[place] = self._sittings.get(place, 0) + 1
            case "sitting.closed":
                place = (feed, header.by)
                self._closed[place] = min(header.seq, self._closed.get(place, header.seq))
            case "heads.witnessed" if header.by == 0:
                self._claims.append(((header.hlc, feed), read_heads(payload)))

    def of_feeds(self) -> Iterator[Fault]:
        """Feeds that no seat of the room opened, and feeds that forked."""
        certified = {feed for feed, keys in self._seats.items() if keys & self._grown.seat_keys}
        for feed, first in self._feeds.items():
            if feed not in certified:
                code = "feed.stranger" if feed in self._seats else "feed.unopened"
                yield Fault(code, first, feed=feed)
        for feed, seq in self._forks.items():
            yield Fault("feed.forked", feed=feed, seq=seq)
        latest_first = sorted(self._claims, reverse=True)
        good = ((claim, heads) for claim, heads in latest_first if claim[1] in certified)
        self._named = {head: claim for claim, heads in good for head in heads}

    def author(self, stored: Stored) -> Iterator[Fault]:
        """Whether the person that an entry names sat there; and one head fewer that is missing."""
        header = stored.header
        self._named.pop((header.feed, header.seq, stored.id), None)
        if header.by == 0:
            return
        place = (header.feed, header.by)
        sat = header.by < header.seq <= self._closed.get(place, header.seq)
        if not sat or self._sittings.get(place) != 1:
            yield Fault("entry.nobody", stored.id, stored.order)

    def tails(self) -> Iterator[Fault]:
        """The heads that seats of the room signed, and that the record does not hold."""
        for (feed, seq, name), (hlc, witness) in self._named.items():
            yield Fault("feed.tail", name, feed=feed, seq=seq, witness=witness, at=hlc >> 16)
