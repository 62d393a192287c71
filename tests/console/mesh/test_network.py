"""Real sockets on loopback: who links, who is refused, and how that shows."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from console.trust.keys import SeatKey
from console.trust.trust import Trust
from tests.console.mesh.live import LiveSeat, until
from tests.console.trust.rooms import Room

Open = Callable[..., LiveSeat]


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Open]:
    opened: list[LiveSeat] = []

    def open_one(name: str, key: SeatKey, trust: Trust, *peers: LiveSeat) -> LiveSeat:
        opened.append(LiveSeat(tmp_path / name, key, trust, *peers))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()


@pytest.fixture
def first(live: Open, room: Room) -> LiveSeat:
    return live("first", room.seat_key, Trust.of(room.trust.raw()))


@pytest.fixture
def second(live: Open, room: Room, first: LiveSeat) -> LiveSeat:
    joined = room.joined()
    first.learn(*room.trust.raw()[1:])
    return live("second", joined.seat_key, Trust.of(room.trust.raw()), first)


def test_two_seats_link_and_share_what_they_write(first: LiveSeat, second: LiveSeat) -> None:
    assert until(lambda: first.linked(second) and second.linked(first), first, second)
    first.write(300)
    second.write(3)
    assert until(lambda: first.record.digest() == second.record.digest(), first, second)
    assert until(lambda: first.network.mesh.reach.reached(first.feed.id, 300) == 1, first, second)
    assert until(lambda: all(link.in_step for link in first.network.links()), first, second)
