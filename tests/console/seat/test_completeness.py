"""Up to when all is here that others wrote: looked for when something may be another, and not before."""

from collections.abc import Iterator, Mapping
from types import SimpleNamespace
from typing import Any

import pytest

from console.seat.completeness import STEP, Completeness, End
from db.heads import Head

SEAT, FEED, OTHER = b"s" * 16, b"f" * 32, b"o" * 32
NOON = 1_800_000_000_000 // STEP * STEP


class Room:
    """One other seat, what it tells, and what is here of it."""

    def __init__(self) -> None:
        self.heads = {FEED: (Head(5, b""),)}
        self.tells = {FEED: 5}
        self.own = [FEED]
        self.word = self.looked = 0
        self.runs = SimpleNamespace(version=1, cut_of_seat=self._own, last_of=lambda _: 0)
        ledger: Any = SimpleNamespace(
            seat=b"here",
            record=SimpleNamespace(heads=lambda: self.heads),
            authorship=SimpleNamespace(runs=self.runs),
        )
        self._complete, self._now = Completeness(ledger), NOON

    def _own(self, _: bytes) -> list[tuple[bytes, int]]:
        self.looked += 1
        return [(feed, 0) for feed in self.own]

    def tell(self) -> Iterator[tuple[bytes, int, Mapping[bytes, End]]]:
        yield SEAT, self.word, {feed: SimpleNamespace(last=last) for feed, last in self.tells.items()}

    def upto(self) -> int:
        """Ten seconds later."""
        self._now += STEP
        link = SimpleNamespace(heard=self._now)
        self._complete.measure({SEAT: link}, self)
        return self._complete.of_seat(SEAT)


def test_a_seat_that_tells_of_nothing_new_is_complete_up_to_when_it_was_heard() -> None:
    room = Room()
    assert [room.upto() for _ in range(3)] == [NOON + STEP, NOON + 2 * STEP, NOON + 3 * STEP]
    assert room.looked == 1


@pytest.mark.parametrize("more", [{FEED: 6}, {FEED: 5, OTHER: 1}])
def test_what_it_tells_of_and_is_not_here_holds_it_back_until_it_came(more: dict[bytes, int]) -> None:
    room = Room()
    before = room.upto()
    room.tells, room.word = more, 1
    assert [room.upto() for _ in range(2)] == [before, before]
    room.heads = {feed: (Head(last, b""),) for feed, last in more.items()}
    assert room.upto() == NOON + 4 * STEP


def test_a_run_that_turns_out_to_be_its_own_is_waited_for_too() -> None:
    room = Room()
    room.heads[OTHER] = (Head(1, b""),)
    room.tells[OTHER] = 2  # of somebody unknown, as far as that was read
    before = room.upto()
    room.own.append(OTHER)
    room.runs.version += 1
    assert room.upto() == before


def test_a_seat_that_has_told_of_nothing_yet_is_not_complete() -> None:
    room = Room()
    room.tells = {}
    assert room.upto() == 0
