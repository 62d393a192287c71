"""Three seats in three network namespaces on a bridge: they find each other, by mDNS or by one address."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from tests.console.trust.rooms import Room

ROOT = Path(__file__).parents[3]
NAMES = ("one", "two", "three")
ENTRIES = 30


def able() -> bool:
    if os.geteuid() != 0 or shutil.which("ip") is None:
        return False
    made = subprocess.run(["ip", "netns", "add", "belfry-able"], capture_output=True, check=False)
    subprocess.run(["ip", "netns", "del", "belfry-able"], capture_output=True, check=False)
    return made.returncode == 0


pytestmark = [
    pytest.mark.network,
    pytest.mark.slow,
    pytest.mark.skipif(not able(), reason="needs root, iproute2 and network namespaces"),
]


def ip(*words: str, check: bool = True) -> None:
    subprocess.run(["ip", *words], check=check, capture_output=True)


def within(name: str, *words: str) -> list[str]:
    return ["ip", "netns", "exec", f"belfry-{name}", *words]


@pytest.fixture
def bridge() -> Iterator[None]:
    """A bridge in a namespace of its own, and three others plugged into it."""
    try:
        for name in ("bridge", *NAMES):
            ip("netns", "add", f"belfry-{name}")
        ip("-n", "belfry-bridge", "link", "add", "br0", "type", "bridge")
        ip("-n", "belfry-bridge", "link", "set", "br0", "up")
        for n, name in enumerate(NAMES, 1):
            plug(n, name)
        yield
    finally:
        for name in ("bridge", *NAMES):
            ip("netns", "del", f"belfry-{name}", check=False)


def plug(n: int, name: str) -> None:
    ends = (f"bf{n}", "netns", f"belfry-{name}", "type", "veth", "peer", "name", f"p{n}")
    ip("link", "add", *ends, "netns", "belfry-bridge")
    ip("-n", "belfry-bridge", "link", "set", f"p{n}", "master", "br0", "up")
    ip("-n", f"belfry-{name}", "addr", "add", f"10.77.0.{n}/24", "dev", f"bf{n}")
    ip("-n", f"belfry-{name}", "link", "set", f"bf{n}", "up")
    ip("-n", f"belfry-{name}", "link", "set", "lo", "up")


@pytest.fixture
def homes(tmp_path: Path, room: Room) -> list[Path]:
    keys = [room.seat_key, *(room.joined(name).seat_key for name in NAMES[1:])]
    folders = [tmp_path / name for name in NAMES]
    for folder, key in zip(folders, keys, strict=True):
        folder.mkdir()
        key.save(folder / "seat.key")
        (folder / "statements").write_bytes(msgspec.msgpack.encode(room.trust.raw()))
    return folders


def agree(homes: list[Path], *peers: str) -> None:
    command = (sys.executable, "-m", "tests.console.mesh.inhabitant")
    seats = [
        subprocess.Popen(
            within(name, *command, str(home), str(ENTRIES), *peers),
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for name, home in zip(NAMES, homes, strict=True)
    ]
    said = [seat.communicate(timeout=60)[0].strip() for seat in seats]
    assert all(one.startswith("agreed ") for one in said)
    assert len(set(said)) == 1


def test_three_seats_find_each_other_by_mdns(bridge: None, homes: list[Path]) -> None:
    agree(homes)


def test_with_multicast_blocked_one_address_is_enough(bridge: None, homes: list[Path]) -> None:
    for n in range(1, len(NAMES) + 1):
        ip("-n", "belfry-bridge", "link", "set", f"p{n}", "type", "bridge_slave", "mcast_flood", "off")
    agree(homes, "10.77.0.1:7400")
