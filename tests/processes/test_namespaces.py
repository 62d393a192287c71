"""Three seats in three network namespaces on one bridge: found by mDNS, or by one static peer without it."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from typing import Any

import pytest

SEATS = 3


def _sh(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


def _may_build_networks() -> str:
    if os.name != "posix" or os.geteuid() != 0:
        return "needs root"
    if shutil.which("ip") is None:
        return "needs iproute2"
    tried = subprocess.run(["ip", "netns", "add", "belfry-probe"], capture_output=True, check=False)
    if tried.returncode:
        return f"no network namespaces here: {tried.stderr.decode().strip()}"
    _sh("ip", "netns", "del", "belfry-probe")
    return ""


REASON = _may_build_networks()
pytestmark = pytest.mark.skipif(bool(REASON), reason=f"LAN IN NAMESPACES NOT TESTED: {REASON}")


@pytest.fixture
def lan() -> Iterator[tuple[str, ...]]:
    """Namespaces on one bridge; their names."""
    tag = f"bf{os.getpid() % 10000}"
    names = tuple(f"{tag}-{n}" for n in range(1, SEATS + 1))
    hub = f"{tag}-hub"
    try:
        _sh("ip", "netns", "add", hub)
        _sh("ip", "-n", hub, "link", "add", "br0", "type", "bridge", "mcast_snooping", "0")
        _sh("ip", "-n", hub, "link", "set", "br0", "up")
        for n, name in enumerate(names, 1):
            _join(hub, name, n)
        yield names
    finally:
        for name in (*names, hub):
            subprocess.run(["ip", "netns", "del", name], capture_output=True, check=False)


def _join(hub: str, name: str, n: int) -> None:
    _sh("ip", "netns", "add", name)
    _sh("ip", "-n", hub, "link", "add", f"p{n}", "type", "veth", "peer", "name", "eth0", "netns", name)
    _sh("ip", "-n", hub, "link", "set", f"p{n}", "master", "br0", "up")
    _sh("ip", "-n", name, "addr", "add", f"10.77.0.{n}/24", "dev", "eth0")
    _sh("ip", "-n", name, "link", "set", "lo", "up")
    _sh("ip", "-n", name, "link", "set", "eth0", "up")
    _sh("ip", "-n", name, "route", "add", "default", "dev", "eth0")


def _inside(names: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(("ip", "netns", "exec", name) for name in names)


def test_three_seats_find_each_other_by_mdns_and_agree(
    lan: tuple[str, ...], room: Callable[..., list[Any]], until_they_agree: Callable[[list[Any]], str]
) -> None:
    seats = room(SEATS, _inside(lan))
    for n, seat in enumerate(seats, 1):
        seat.start("--listen", f"10.77.0.{n}:0")
    assert seats[0].tell({"intent": "operation.open", "title": "New Year"})[0]["ok"]
    assert seats[0].tell({"intent": "log.write", "text": "found by multicast"})[0]["ok"]
    until_they_agree(seats)
    assert any(line["text"] == "found by multicast" for line in seats[2].show("log"))


def test_with_multicast_blocked_one_static_peer_is_enough(
    lan: tuple[str, ...], room: Callable[..., list[Any]], until_they_agree: Callable[[list[Any]], str]
) -> None:
    for name in lan:
        _sh("ip", "-n", name, "route", "add", "blackhole", "224.0.0.0/4")
        _sh("ip", "-n", name, "link", "set", "eth0", "multicast", "off")
    seats = room(SEATS, _inside(lan))
    seats[0].start("--listen", "10.77.0.1:47800", "--no-mdns")
    for n, seat in enumerate(seats[1:], 2):
        seat.start("--listen", f"10.77.0.{n}:0", "--peer", "10.77.0.1:47800")
    assert seats[2].tell({"intent": "log.write", "text": "no multicast here"})[0]["ok"]
    until_they_agree(seats)
    assert any(line["text"] == "no multicast here" for line in seats[1].show("log"))
