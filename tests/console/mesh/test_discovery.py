"""What an mDNS announcement may tell us, and what is not believed."""

import socket

import pytest
from zeroconf.asyncio import AsyncServiceInfo

from console.mesh.discovery import SERVICE, Hint, read

SEAT = "0b" * 16
TAGS = frozenset({"today", "yesterday"})


def announced(
    name: str = f"{SEAT}-12345678", tag: str = "today", link: str = "5000", host: str = "10.0.0.7"
) -> AsyncServiceInfo:
    return AsyncServiceInfo(
        SERVICE,
        f"{name}.{SERVICE}",
        addresses=[socket.inet_aton(host)],
        port=7400,
        properties={"t": tag, "l": link},
    )


def test_a_seat_of_our_room_is_a_hint() -> None:
    expected = Hint(bytes.fromhex(SEAT), "12345678", ("10.0.0.7",), 5000, 7400)
    assert read(announced(), TAGS) == expected
    assert read(announced(tag="yesterday"), TAGS) == expected


@pytest.mark.parametrize(
    "other",
    [
        announced(tag="another room"),
        announced(name="printer"),
        announced(name="zz" * 16 + "-1"),
        announced(link=""),
        announced(link="-1"),
        announced(link="99999"),
        announced(link="5" * 200),
        AsyncServiceInfo(SERVICE, f"{SEAT}-1.{SERVICE}", port=1, properties={"t": "today", "l": "5"}),
    ],
)
def test_anything_else_is_none(other: AsyncServiceInfo) -> None:
    assert read(other, TAGS) is None
