"""Real sockets on loopback: how soon a seat knows that a link is over, whichever side dialled it."""

import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from console.mesh import core, finding, telling
from console.trust.trust import Trust
from tests.console.mesh.live import LiveSeat, until
from tests.console.trust.rooms import Room

NEVER = 1_000_000_000
Pair = tuple[LiveSeat, LiveSeat]


@pytest.fixture
def pair(tmp_path: Path, room: Room, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pair]:
    """Two linked seats: the one that dialled, and the one that it dialled."""
    monkeypatch.setattr(finding, "TELL_NEW", NEVER)
    joined = room.joined()
    one = LiveSeat(tmp_path / "one", room.seat_key, Trust.of(room.trust.raw()))
    other = LiveSeat(tmp_path / "other", joined.seat_key, Trust.of(room.trust.raw()), one)
    assert until(lambda: one.linked(other) and other.linked(one), one, other)
    yield (one, other) if dialled(one) else (other, one)
    for seat in (one, other):
        if not seat.network._closed:
            seat.close()


def dialled(seat: LiveSeat) -> bool:
    (link,) = seat.network.mesh.links.met()
    return link.dialled


def die(seat: LiveSeat) -> None:
    """End its connections as the kernel does for a process that is killed: without a word."""
    seat.network.mesh.links.all.clear()
    seat.close()


@pytest.fixture
def silence(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From now on nothing is said by the clock, and no silence is too long."""

    def begin() -> None:
        monkeypatch.setattr(telling, "HEARTBEAT", NEVER)
        monkeypatch.setattr(core, "PING", NEVER)
        monkeypatch.setattr(core, "SILENT", NEVER)

    return begin


@pytest.mark.parametrize("gone", ["who dialled", "who was dialled"])
def test_a_link_is_over_when_its_connection_is_though_nobody_says_anything(
    pair: Pair, silence: Callable[[], None], gone: str
) -> None:
    dead, stays = pair if gone == "who dialled" else pair[::-1]
    until(lambda: False, *pair, seconds=0.5)
    silence()
    die(dead)
    assert until(stays.linked, stays)


def test_strangers_that_come_and_go_have_nothing_said_on_any_link(
    pair: Pair, silence: Callable[[], None]
) -> None:
    _, listens = pair
    until(lambda: False, *pair, seconds=0.5)
    silence()
    (link,) = listens.network.mesh.links.met()
    told_at = link.told_at
    for _ in range(20):
        socket.create_connection(("127.0.0.1", listens.network.link_port)).close()
    assert until(lambda: listens.network.counts().get("connection.ended", 0) >= 20, *pair)
    until(lambda: False, *pair, seconds=0.5)
    assert link.told_at == told_at
    assert pair[0].linked(pair[1])


def test_a_link_whose_number_another_connection_had_stays(pair: Pair, silence: Callable[[], None]) -> None:
    _, listens = pair
    (wire,) = listens.network._wires.all.values()
    silence()
    listens.network.doubted(wire)
    until(lambda: False, *pair, seconds=0.5)
    assert pair[0].linked(pair[1])
    assert pair[1].linked(pair[0])
