"""Up to when all is here that each seat, and so each agency, has written."""

from collections.abc import Hashable, Iterable, Mapping
from typing import Protocol

from console.seat.ledger import Ledger

STEP = 10_000  # ms: no face need hear more often


class Heard(Protocol):
    """A linked seat, and when it was last heard."""

    @property
    def heard(self) -> int: ...


class End(Protocol):
    """How far a feed goes."""

    @property
    def last(self) -> int: ...


class Told(Protocol):
    """What linked seats say that they have."""

    def tell(self) -> Iterable[tuple[bytes, Hashable, Mapping[bytes, End]]]:
        """Of each seat what is another once it has told of something, and how far it has each feed."""


class Completeness:
    """Known from the links while they stand, then from when they last did; nothing of it is stored."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._upto: dict[bytes, int] = {}  # seat → when it last told of nothing that is not here
        # Under what it was found that all is here: what came stays, so that nobody need look again before
        # the seat tells of more, or more feeds or owners of feeds are known.
        self._here: dict[bytes, Hashable] = {}

    def measure(self, links: Mapping[bytes, Heard], told: Told) -> None:
        """See which linked seats tell of nothing of their own, nor of anybody unknown, that is not here."""
        heads, learnt = self._ledger.record.heads(), self._ledger.authorship.runs.version
        for seat, word, tells in told.tell():
            stands = (word, len(heads), learnt)
            if seat in links and (self._here.get(seat) == stands or self._is_here(seat, tells)):
                self._here[seat] = stands
                self._upto[seat] = links[seat].heard

    def _is_here(self, seat: bytes, tells: Mapping[bytes, End]) -> bool:
        heads = self._ledger.record.heads()
        own = (feed for feed, _ in self._ledger.authorship.runs.cut_of_seat(seat) if feed in tells)
        here = all(max(heads[feed]).seq >= tells[feed].last for feed in own if feed in heads)
        return bool(tells) and here and tells.keys() <= heads.keys()

    def of_seat(self, seat: bytes) -> int:
        """ms; 0 where nothing of it is here."""
        if seat == self._ledger.seat:
            return self._ledger.now() // STEP * STEP
        return max(self._upto.get(seat, 0), self._ledger.authorship.runs.last_of(seat)) // STEP * STEP

    def of_agencies(self) -> dict[str, int]:
        """By agency the seat of which least is known; seats that were revoked are no longer waited for."""
        found: dict[str, int] = {}
        for seat in self._ledger.trust.seats.values():
            if not seat.revoked:
                upto = self.of_seat(seat.id)
                found[seat.agency] = min(upto, found.get(seat.agency, upto))
        return dict(sorted(found.items()))
