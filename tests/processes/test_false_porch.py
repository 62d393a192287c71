"""A thief of keys listens where seats dial, and ends the process of whoever does."""

import signal
from collections.abc import Callable
from typing import Any

import msgspec

from console.mesh.messages import Address
from console.trust.keys import SeatKey
from console.trust.roomsecret import porch_secret
from tests.console.mesh.low_order import FalsePorch, false_porch

PATIENCE = 60.0
HERE = ("--listen", "127.0.0.1:0", "--no-mdns")

Rooms = Callable[..., list[Any]]
Agree = Callable[[list[Any]], str]


def key_of(seat: Any) -> SeatKey:
    return SeatKey.load(seat.home / "seat.key")


def stands(seat: Any, other: Any, false: FalsePorch, agree: Agree, *options: object) -> None:
    """It is ended twice, at once and once it has paused for a moment; then it goes on, and says so."""
    for _ in range(2):
        seat.start(*HERE, *options)
        assert seat.process.wait(PATIENCE) == -signal.SIGABRT
        seat.kill()  # its pipes
    calls = false.calls
    seat.start(*HERE, *options)
    other.start(*HERE, "--peer", seat.address)
    assert seat.tell({"intent": "log.write", "text": "we are here"})[0]["ok"]
    agree([seat, other])
    assert "more than once in a row" in seat.call("show", seat.home, "room").stdout
    assert (false.calls, seat.process.poll()) == (calls, None)


def test_a_false_porch_ends_no_seat_again_and_again(room: Rooms, until_they_agree: Agree) -> None:
    seat, other = room(2)
    with false_porch(porch_secret(key_of(seat).room_secret)) as false:
        stands(seat, other, false, until_they_agree, "--peer", f"127.0.0.1:{false.port}")


def test_nor_does_a_thief_of_a_seats_key(room: Rooms, until_they_agree: Agree) -> None:
    seat, other = room(2)
    seat.start(*HERE)
    other.start(*HERE, "--peer", seat.address)
    until_they_agree([seat, other])
    for each in (other, seat):
        each.call("seat", "stop", each.home)
        each.kill()
    known = msgspec.msgpack.decode((seat.home / "addresses").read_bytes(), type=list[Address])
    (port,) = {one.link for one in known if one.seat == key_of(other).seat}
    with false_porch(key_of(other).curve_secret, port) as false:
        stands(seat, other, false, until_they_agree)
