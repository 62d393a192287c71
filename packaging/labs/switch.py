"""The switch as a process: TAP devices in the namespaces of the machines, and the fabric between them.

It obeys lines of JSON on its standard input, and answers each with one.
"""

import fcntl
import heapq
import os
import selectors
import struct
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from labs.fabric import Conditions, Delivery, Fabric

TUNSETIFF, TUNSETCARRIER = 0x4004_54CA, 0x4004_54E2
IFF_TAP, IFF_NO_PI = 0x0002, 0x1000
LARGEST = 2048
AT_ONCE = 64  # frames of one port in a turn
DEVICE = Path("/dev/net/tun")


class Switch:
    """One thread: frames in, frames out when they are due, orders in between."""

    def __init__(self, seed: int) -> None:
        self.fabric = Fabric(seed)
        self._taps: list[int] = []
        self._due: list[tuple[float, int, Delivery]] = []
        self._count = 0
        self._selector = selectors.DefaultSelector()
        self._selector.register(0, selectors.EVENT_READ, None)
        self._orders = b""
        self._open = True

    def run(self) -> None:
        """Until standard input ends. A network is no slower where the machines on it are busy."""
        with suppress(PermissionError):
            os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1))
        while self._open:
            wait = max(0.0, self._due[0][0] - _now()) / 1000 if self._due else 1.0
            for key, _ in self._selector.select(wait):
                if key.data is None:
                    self._obey()
                else:
                    self._take(key.data)
            self._deliver()

    def _take(self, port: int) -> None:
        for _ in range(AT_ONCE):
            try:
                frame = os.read(self._taps[port], LARGEST)
            except BlockingIOError:
                return
            for delivery in self.fabric.arrived(port, frame, _now()):
                self._count += 1
                heapq.heappush(self._due, (delivery.due, self._count, delivery))

    def _deliver(self) -> None:
        now = _now()
        while self._due and self._due[0][0] <= now:
            delivery = heapq.heappop(self._due)[2]
            try:
                os.write(self._taps[delivery.port], delivery.frame)
            except OSError:  # the machine's end is down, or takes nothing more: lost, as on any cable
                self.fabric.counters[delivery.port].lost += 1

    def _obey(self) -> None:
        read = os.read(0, 1 << 16)
        self._open = bool(read)
        *lines, self._orders = (self._orders + read).split(b"\n")
        for line in lines:
            answer = self._do(msgspec.json.decode(line))
            os.write(1, msgspec.json.encode(answer) + b"\n")

    def _do(self, order: dict[str, Any]) -> object:
        match order:
            case {"plug": [str(namespace), str(face), int(lan)]}:
                return self._plug(namespace, face, lan)
            case {"set": list(ports), "to": conditions}:
                for port in ports:
                    self._set(port, msgspec.convert(conditions, Conditions))
            case {"cut": list(pairs)}:
                self.fabric.cuts = frozenset((one, other) for one, other in pairs)
            case {"count": True}:
                return self.fabric.counters
        return None

    def _plug(self, namespace: str, face: str, lan: int) -> int:
        port = self.fabric.plug(lan)
        tap = os.open(DEVICE, os.O_RDWR | os.O_NONBLOCK)
        name = f"port{port}"
        fcntl.ioctl(tap, TUNSETIFF, struct.pack("16sH", name.encode("ascii"), IFF_TAP | IFF_NO_PI))
        subprocess.run(["ip", "link", "set", name, "netns", namespace, "name", face], check=True)
        self._taps.append(tap)
        self._selector.register(tap, selectors.EVENT_READ, port)
        return port

    def _set(self, port: int, conditions: Conditions) -> None:
        self.fabric.set(port, conditions)
        fcntl.ioctl(self._taps[port], TUNSETCARRIER, struct.pack("i", not conditions.down))


def _now() -> float:
    return time.monotonic() * 1000


if __name__ == "__main__":
    Switch(int(sys.argv[1])).run()
