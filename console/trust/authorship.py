"""Authorship: who stands behind an entry, from openings, sittings and trust, in any order of arrival."""

from collections.abc import Iterable

from console.domain.author import AFTER_REVOCATION, FORKED, GOOD, Author
from console.domain.powers import CONTROLLER
from console.trust.authors import Authors
from console.trust.openings import SittingOpened
from console.trust.readings import Readings
from console.trust.run import Run, precedes_fork
from console.trust.runs import Runs
from console.trust.standings import DESK, Cutoff, Person, Seat
from console.trust.trust import Trust
from db.entry import Header, Stored

NEVER = (-1, -1)
ENDLESS = 1 << 63


class Authorship:
    """Reads what the runs tell in the light of the trust statements of now."""

    def __init__(self, trust: Trust) -> None:
        self.runs = Runs()
        self._trust = trust
        self._readings = Readings(trust, self.runs)
        self._authors = Authors(trust)
        # (feed, sitting) → its author, up to which number: until trust or what is known of the runs is other.
        self._plain: dict[tuple[bytes, int], tuple[Author, int]] = {}
        self._plain_under = NEVER

    def learn(self, stored: Stored) -> bool:
        """Take in an entry of any kind. True if entries after it in its feed may now have another author."""
        told = self.runs.learn(stored)
        if told is None:
            return False
        run, late = told
        self._readings.note(run, late)
        return late

    def unlearn(self, feed: bytes, openings: Iterable[Stored]) -> None:
        """Of what was learnt of this feed only these openings can still be proven, or can be now."""
        if not self.runs.forget(feed):
            return
        self._readings.doubt()
        for stored in openings:
            self.learn(stored)

    def changed_feeds(self) -> set[bytes]:
        """Feeds whose entries may have another author or standing than when this was last asked."""
        return self._readings.changed()

    def seat_of(self, feed: bytes) -> Seat | None:
        """The seat that opened this feed, if it stands in the room."""
        run = self.runs.get(feed)
        return None if run is None or run.seat is None else self._trust.seats.get(run.seat)

    def author(self, header: Header) -> Author | None:
        """Who wrote this entry; None while its seat, or the person it names, is not known to the room."""
        if self._plain_under != (self._trust.version, self.runs.version):
            self._plain_under = self._trust.version, self.runs.version
            self._plain.clear()
        plain = self._plain.get((header.feed, header.by))
        if plain is not None and header.by < header.seq <= plain[1]:
            return plain[0]
        return self._weighed(header)

    def _weighed(self, header: Header) -> Author | None:
        """The author in the light of sittings, revocations and forks."""
        run, seat = self.runs.get(header.feed), self.seat_of(header.feed)
        if run is None or seat is None:
            return None
        if header.by == 0:
            author = self._authors.of(seat, self._standing(run, header.seq, seat.revocations))
            return self._noted(author, run, header.by, seat.revocations)
        sitting = run.sitting(header.by, header.seq)
        person = self._person(sitting)
        if sitting is None or person is None or seat.variant != DESK:
            return None
        retired = self._trust.standings.retired.get(sitting.key, ())
        standing = self._standing(run, header.seq, (*seat.revocations, *person.revocations, *retired))
        agency, roles = person.as_of(header.feed, header.seq)
        roles = roles if self._trust.exercise else roles - {CONTROLLER}
        author = self._authors.of(seat, standing, person, agency, roles)
        doubts = (
            *seat.revocations,
            *person.revocations,
            *retired,
            *(c for c in person.history if c.withdraws),
        )
        return self._noted(author, run, header.by, doubts)

    def _noted(self, author: Author, run: Run, by: int, doubts: Iterable[object]) -> Author:
        """Remember an author who is the same for all of a sitting: most are."""
        if not any(doubts) and not any(each.seat == run.seat for each in self.runs.forked):
            self._plain[run.feed, by] = (author, run.closings.get(by, ENDLESS) if by else ENDLESS)
        return author

    def _person(self, sitting: SittingOpened | None) -> Person | None:
        person = None if sitting is None else self._trust.people.get(sitting.person)
        return person if person is not None and sitting is not None and sitting.key in person.keys else None

    def _standing(self, run: Run, seq: int, revocations: Iterable[Cutoff]) -> str:
        hidden = any(cutoff.hides(run.feed, seq) for cutoff in revocations)
        if hidden and not self._trust.standings.is_released(run.feed, seq):
            return AFTER_REVOCATION
        return GOOD if all(precedes_fork(run, seq, each) for each in self.runs.forked) else FORKED
