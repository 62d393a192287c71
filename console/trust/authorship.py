"""Authorship: who stands behind an entry, from openings, sittings and trust, in any order of arrival."""

from collections.abc import Iterable

from console.domain.author import AFTER_REVOCATION, FORKED, GOOD, Author
from console.domain.powers import CONTROLLER
from console.trust.openings import (
    FEED_OPENED,
    KINDS,
    SITTING_CLOSED,
    SITTING_OPENED,
    SittingOpened,
    read_feed,
    read_sitting,
)
from console.trust.runs import Run, Starts, newest, precedes_fork
from console.trust.standings import DESK, Cut, Cutoff, Person, Seat
from console.trust.trust import Trust
from db.entry import Header, Stored

Identity = tuple[bytes, bytes | None, str, frozenset[str], str]

UNREAD = (-1, 0)
OPENINGS = frozenset({FEED_OPENED, SITTING_OPENED, SITTING_CLOSED})
ENDLESS = 1 << 63


class Authorship:
    """Remembers the openings it learnt, and reads them in the light of the trust statements of now."""

    def __init__(self, trust: Trust) -> None:
        self._trust = trust
        self._runs: dict[bytes, Run] = {}
        self._of_seat: dict[bytes, Starts] = {}
        self._forked: list[Run] = []
        self._readings: dict[bytes, object] = {}  # feed → all of trust that it was last read under
        self._read_at = UNREAD
        self._authors: dict[Identity, Author] = {}  # one for all the entries of a sitting
        self._plain: dict[tuple[bytes, int], tuple[Author, int]] = {}  # (feed, sitting) → up to which number
        self._authors_of = -1  # the version of trust that they hold for
        self.learnt = 0  # how many openings told something new
        self.openings: set[int] = set()  # admission numbers of what tells who writes, or tells of no thing

    def learn(self, stored: Stored) -> bool:
        """Take in an entry of any kind. True if entries after it in its feed may now have another author."""
        header = stored.header
        run = self._runs.get(header.feed) or self._runs.setdefault(header.feed, Run(header.feed))
        late = not run.meet(header, stored.received)
        if run.seat is not None and not late:
            self._of_seat[run.seat].met(run)
        if header.kind not in KINDS:
            return False
        if stored.order:
            self.openings.add(stored.order)
        fresh = header.kind in OPENINGS and self._take(run, header, stored.entry.payload)
        if fresh:
            self._plain.clear()
            self.learnt += 1
        if fresh and header.kind == FEED_OPENED and run.seat is not None:
            self._of_seat.setdefault(run.seat, Starts()).add(run)
        if fresh and late and run.fork is not None:
            self._read_at = UNREAD  # it tells which entries of the seat's other runs came before the fork
        elif fresh and self._read_at == self._now():
            self._readings[run.feed] = self._reading(run)
        return fresh and late

    def unlearn(self, feed: bytes, openings: Iterable[Stored]) -> None:
        """Of what was learnt of this feed only these openings can still be proven, or can be now."""
        run = self._runs.get(feed)
        if run is None:
            return
        if run.seat is not None:
            self._of_seat[run.seat] = Starts(each for each in self._of_seat[run.seat].runs if each is not run)
        run.forget()
        self._plain.clear()
        self._read_at = UNREAD
        for stored in openings:
            self.learn(stored)

    def _take(self, run: Run, header: Header, payload: bytes | None) -> bool:
        if payload is None:
            return False
        match header.kind:
            case "feed.opened":
                opening = read_feed(header, payload)
                return opening is not None and run.open(header, opening)
            case "sitting.opened":
                sitting = read_sitting(header, payload)
                return sitting is not None and run.sit(header.seq, sitting)
            case "sitting.closed":
                return run.close(header.by, header.seq)
        return False

    def so_far(self) -> list[tuple[bytes, int, int, int]]:
        """How far each run came, by number, clock and time: for `resume`."""
        return [(run.feed, *run.last, run.told) for run in self._runs.values()]

    def resume(self, runs: Iterable[tuple[bytes, int, int, int]]) -> None:
        """The runs came so far. Before all else; then the openings have to be learnt again."""
        for feed, seq, hlc, told in runs:
            run = self._runs.setdefault(feed, Run(feed))
            run.last, run.told = (seq, hlc), told

    def fork(self, feed: bytes, seq: int) -> None:
        """Two entries of this feed have the same number: its seat is suspended from there on."""
        run = self._runs.setdefault(feed, Run(feed))
        if run not in self._forked:
            self._forked.append(run)
        run.fork = seq if run.fork is None else min(seq, run.fork)
        self._plain.clear()

    @property
    def copied_seats(self) -> frozenset[bytes]:
        """Seats of which two runs went on at the same time, and none has begun since that knows of both."""
        return frozenset(seat for seat, starts in self._of_seat.items() if starts.copied)

    def is_copied(self, seat: bytes) -> bool:
        """Whether this is one of the `copied_seats`."""
        return seat in self._of_seat and self._of_seat[seat].copied

    def seat_of(self, feed: bytes) -> Seat | None:
        """The seat that opened this feed, if it stands in the room."""
        run = self._runs.get(feed)
        return None if run is None or run.seat is None else self._trust.seats.get(run.seat)

    def author(self, header: Header) -> Author | None:
        """Who wrote this entry; None while its seat, or the person it names, is not known to the room."""
        if self._authors_of != self._trust.version:
            self._authors_of = self._trust.version
            self._authors.clear()
            self._plain.clear()
        plain = self._plain.get((header.feed, header.by))
        if plain is not None and header.by < header.seq <= plain[1]:
            return plain[0]
        return self._weighed(header)

    def _weighed(self, header: Header) -> Author | None:
        """The author in the light of sittings, revocations and forks."""
        run, seat = self._runs.get(header.feed), self.seat_of(header.feed)
        if run is None or seat is None:
            return None
        if header.by == 0:
            author = self._author(seat, self._standing(run, header.seq, seat.revocations))
            return self._noted(author, run, header.by, seat.revocations)
        sitting = run.sitting(header.by, header.seq)
        person = self._person(sitting)
        if sitting is None or person is None or seat.variant != DESK:
            return None
        retired = self._trust.standings.retired.get(sitting.key, ())
        standing = self._standing(run, header.seq, (*seat.revocations, *person.revocations, *retired))
        agency, roles = person.as_of(header.feed, header.seq)
        roles = roles if self._trust.exercise else roles - {CONTROLLER}
        author = self._author(seat, standing, person, agency, roles)
        doubts = (
            *seat.revocations,
            *person.revocations,
            *retired,
            *(c for c in person.history if c.withdraws),
        )
        return self._noted(author, run, header.by, doubts)

    def _noted(self, author: Author, run: Run, by: int, doubts: Iterable[object]) -> Author:
        """Remember an author who is the same for all of a sitting: most are."""
        if not any(doubts) and not any(each.seat == run.seat for each in self._forked):
            self._plain[run.feed, by] = (author, run.closings.get(by, ENDLESS) if by else ENDLESS)
        return author

    def _author(
        self,
        seat: Seat,
        standing: str,
        person: Person | None = None,
        agency: str = "",
        roles: frozenset[str] = frozenset(),
    ) -> Author:
        """The same object for the same author: a record names few, a hundred thousand times."""
        identity = (seat.id, None if person is None else person.id, agency, roles, standing)
        author = self._authors.get(identity)
        if author is None:
            author = self._authors[identity] = Author(
                seat=seat.id.hex(),
                seat_label=seat.label,
                seat_number=seat.number,
                seat_agency=seat.agency,
                person="" if person is None else person.id.hex(),
                name="" if person is None else person.name,
                agency=agency,
                roles=roles,
                standing=standing,
            )
        return author

    def _person(self, sitting: SittingOpened | None) -> Person | None:
        person = None if sitting is None else self._trust.people.get(sitting.person)
        return person if person is not None and sitting is not None and sitting.key in person.keys else None

    def _standing(self, run: Run, seq: int, revocations: Iterable[Cutoff]) -> str:
        hidden = any(cutoff.hides(run.feed, seq) for cutoff in revocations)
        if hidden and not self._trust.standings.is_released(run.feed, seq):
            return AFTER_REVOCATION
        return GOOD if all(precedes_fork(run, seq, each) for each in self._forked) else FORKED

    def changed_feeds(self) -> set[bytes]:
        """Feeds whose entries may have another author or standing than when this was last asked."""
        if self._read_at == self._now():
            return set()
        found = {feed: self._reading(run) for feed, run in self._runs.items()}
        changed = {feed for feed, reading in found.items() if self._readings.get(feed) != reading}
        self._readings, self._read_at = found, self._now()
        return changed

    def _now(self) -> tuple[int, int]:
        """Changes whenever trust or the forks do."""
        return self._trust.version, sum(run.fork or 0 for run in self._forked) - len(self._forked)

    def _reading(self, run: Run) -> object:
        """All of trust that bears upon this feed."""
        standings = self._trust.standings
        sittings = [(seq, each) for seq, known in sorted(run.sittings.items()) for each in known]
        people = [standings.people.get(each.person) for _, each in sittings]
        retired = [standings.retired.get(each.key) for _, each in sittings]
        forks = [(each.feed, each.fork) for each in self._forked if each.seat == run.seat]
        return self.seat_of(run.feed), people, retired, standings.released.get(run.feed), forks

    def sitting_at(self, seat: bytes) -> set[bytes]:
        """The persons who sit in the newest run of this seat, as far as is known."""
        run = self._starts(seat).newest
        sittings = {} if run is None else run.sittings
        closed = {} if run is None else run.closings
        return {each.person for seq, known in sittings.items() if seq not in closed for each in known}

    def last_of(self, seat: bytes) -> int:
        """Ms of the last entry of this seat that is here, no later than when it came."""
        return self._starts(seat).told

    def newest_of(self, seat: bytes) -> int:
        """The same of the newest run of this seat."""
        run = self._starts(seat).newest
        return 0 if run is None else run.told

    def cut_of_seat(self, seat: bytes) -> Cut:
        """The cut that leaves everything known of this seat standing."""
        return newest(self._starts(seat).runs)

    def _starts(self, seat: bytes) -> Starts:
        return self._of_seat.get(seat) or Starts()

    def cut_of_person(self, person: bytes) -> Cut:
        """The cut that leaves everything known of this person standing."""
        return newest(run for run in self._runs.values() if person in {one.person for one in run.everybody()})
