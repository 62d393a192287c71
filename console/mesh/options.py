"""How a seat meets others, how it stands with them, and by which clocks."""

import time
from pathlib import Path

from msgspec import Struct

from console.mesh.peering import Place


class Options(Struct, frozen=True):
    """How this seat meets others."""

    host: str = "*"  # to listen at; all interfaces unless the user names one
    port: int = 0  # of the porch, which people type and mDNS announces; 0: any
    peers: tuple[Place, ...] = ()  # porches of other seats, always tried
    mdns: bool = True
    logs: Path | None = None  # folder of the diagnostics
    remembered: Path | None = None  # file of the addresses that worked
    handshakes: Path | None = None  # file of the handshakes under way


class SeatLink(Struct, frozen=True):
    """How a linked seat stands with us."""

    seat: bytes
    since: int  # ms since the epoch, of the link
    heard: int  # ms since the epoch, of its last frame
    in_step: bool
    skew: int  # ms that its clock is ahead of ours
    rtt: int
    address: str


def now() -> int:
    """A steady clock, ms."""
    return time.monotonic_ns() // 1_000_000


def wall() -> int:
    """The wall clock, ms since the epoch."""
    return time.time_ns() // 1_000_000
