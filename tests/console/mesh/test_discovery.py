"""What an mDNS announcement may tell us, and what is not believed."""

import errno
from ipaddress import ip_address

import ifaddr
import pytest
from zeroconf import IPVersion
from zeroconf.asyncio import AsyncServiceInfo

from console.mesh.discovery import SERVICE, Discovery, read, version
from console.mesh.interfaces import Hint, Self, interfaces

SEAT = "0b" * 16
TAGS = frozenset({"today", "yesterday"})


def announced(
    name: str = f"{SEAT}-12345678",
    tag: str = "today",
    link: str = "5000",
    hosts: tuple[str, ...] = ("10.0.0.7",),
) -> AsyncServiceInfo:
    return AsyncServiceInfo(
        SERVICE,
        f"{name}.{SERVICE}",
        addresses=[ip_address(host).packed for host in hosts],
        port=7400,
        properties={"t": tag, "l": link},
    )


def test_a_seat_of_our_room_is_a_hint() -> None:
    expected = Hint(bytes.fromhex(SEAT), "12345678", ("10.0.0.7",), 5000, 7400)
    assert read(announced(), TAGS) == expected
    assert read(announced(tag="yesterday"), TAGS) == expected


def test_a_seat_is_announced_by_all_its_addresses_but_those_that_mean_nothing_elsewhere() -> None:
    heard = read(announced(hosts=("fd00::7", "fe80::1", "10.0.0.7", "127.0.0.1")), TAGS)
    assert heard is not None
    assert heard.hosts == ("10.0.0.7", "fd00::7")
    assert read(announced(hosts=("fe80::1",)), TAGS) is None


def adapter(*ips: str | tuple[str, int, int]) -> ifaddr.Adapter:
    return ifaddr.Adapter("eth0", "eth0", [ifaddr.IP(ip, 24, "eth0") for ip in ips])


@pytest.mark.parametrize(
    ("ips", "faces", "spoken"),
    [
        (("127.0.0.1", "10.0.0.7"), ("10.0.0.7",), IPVersion.V4Only),
        ((("fd00::7", 0, 0), ("fe80::1", 0, 2), ("::1", 0, 1)), ("fd00::7",), IPVersion.V6Only),
        ((("fd00::7", 0, 0), "10.0.0.7"), ("10.0.0.7", "fd00::7"), IPVersion.All),
    ],
)
def test_a_machine_is_reached_by_either_protocol(
    monkeypatch: pytest.MonkeyPatch,
    ips: tuple[str | tuple[str, int, int], ...],
    faces: tuple[str, ...],
    spoken: IPVersion,
) -> None:
    monkeypatch.setattr(ifaddr, "get_adapters", lambda: [adapter(*ips)])
    assert interfaces() == faces
    assert version(faces) is spoken


def test_while_the_system_does_not_say_where_this_machine_is_it_is_where_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def too_many() -> list[ifaddr.Adapter]:
        raise OSError(errno.EMFILE, "Too many open files")

    monkeypatch.setattr(ifaddr, "get_adapters", too_many)
    assert interfaces(("10.0.0.7",)) == ("10.0.0.7",)
    counted: list[str] = []
    own = Self(bytes.fromhex(SEAT), bytes(16), "*", 5000, 7400)
    Discovery(own, lambda: "today", lambda: TAGS, counted.append).tick(1)
    assert counted == []


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
