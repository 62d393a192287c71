"""A stranger's machine: labs.rogue HOST… Sends what it likes until it is ended, and says how much."""

import os
import random
import signal
import socket
import sys
import time
from contextlib import suppress
from threading import Thread
from types import FrameType

from zeroconf import ServiceInfo, Zeroconf

PORCH = 47800
SERVICE = "_belfry._tcp.local."
GREETING = b"\xff\x00\x00\x00\x00\x00\x00\x00\x01\x7f\x03\x00CURVE".ljust(
    64, b"\0"
)  # of ZeroMQ's own protocol


class Ended(Exception):
    """Somebody has had enough."""


def main(hosts: list[str]) -> None:
    signal.signal(signal.SIGTERM, _end)
    chance, connections, sent = random.Random(7), 0, 0  # noqa: S311 - the same noise each time
    announcer = Zeroconf()
    Thread(target=_announce, args=(announcer, random.Random(8)), daemon=True).start()  # noqa: S311 - likewise
    try:
        while True:
            connections += 1
            sent += _pester(hosts[connections % len(hosts)], chance)
            time.sleep(0.02)
    except Ended:
        print(f"the stranger opened {connections} connections and sent {sent / 1e6:.1f} MB")
    finally:
        announcer.close()


def _end(_number: int, _frame: FrameType | None) -> None:
    raise Ended


def _announce(announcer: Zeroconf, chance: random.Random) -> None:
    """Seats that are none, under names that look like seats'."""
    for n in range(20):
        name = f"{chance.randbytes(16).hex()}-{chance.randbytes(4).hex()}.{SERVICE}"
        host = socket.inet_aton(f"10.77.0.{n + 1}")
        tag = {"t": chance.randbytes(8).hex(), "l": str(PORCH + n)}
        said = ServiceInfo(SERVICE, name, PORCH, addresses=[host], properties=tag)
        announcer.register_service(said, cooperating_responders=True)


def _pester(host: str, chance: random.Random) -> int:
    """One connection that begins well, or not at all."""
    noise = os.urandom(chance.choice((1, 64, 5_000, 60_000)))
    with suppress(OSError), socket.create_connection((host, PORCH), timeout=1) as connection:
        connection.sendall(chance.choice((b"", GREETING)) + noise)
        return len(noise)
    return 0


if __name__ == "__main__":
    main(sys.argv[1:])
