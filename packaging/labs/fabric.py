"""What becomes of a frame: a learning Ethernet switch with faults by the port. No I/O; the seed decides."""

import random

import msgspec

BROADCAST_BIT = 0x01
HEADER = 14  # octets of an Ethernet frame before what it carries


class Conditions(msgspec.Struct, frozen=True):
    """How a port treats what its machine sends. Times in ms, shares from 0 to 1, rate in bits a second."""

    loss: float = 0.0
    delay: float = 0.0
    jitter: float = 0.0
    duplicate: float = 0.0
    reorder: float = 0.0  # this share is held up, so that later frames overtake
    rate: float = 0.0  # 0: as fast as it comes
    down: bool = False  # nothing in, nothing out
    multicast: bool = (
        True  # False: frames for many are dropped, in and out; broadcast, as ARP needs it, passes
    )


class Delivery(msgspec.Struct, frozen=True):
    """A frame that leaves at a port, `due` on the caller's clock (ms)."""

    due: float
    port: int
    frame: bytes


class Counters(msgspec.Struct):
    """What a port has seen."""

    frames: int = 0
    bytes: int = 0
    lost: int = 0


class Fabric:
    """Ports are numbered in the order in which they were plugged in; each is on one LAN."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - the same faults each time
        self._lans: list[int] = []
        self._conditions: list[Conditions] = []
        self._free: list[float] = []  # when the port's line has sent what it took
        self._known: dict[tuple[int, bytes], int] = {}  # LAN and address → port
        self.counters: list[Counters] = []
        self.cuts: frozenset[tuple[int, int]] = frozenset()  # (from, to): one way

    def plug(self, lan: int = 0) -> int:
        """One more port; its number."""
        self._lans.append(lan)
        self._conditions.append(Conditions())
        self._free.append(0.0)
        self.counters.append(Counters())
        return len(self._lans) - 1

    def set(self, port: int, conditions: Conditions) -> None:
        self._conditions[port] = conditions

    def arrived(self, port: int, frame: bytes, now: float) -> list[Delivery]:
        """A machine sent this frame: where it comes out, and when."""
        conditions, counted = self._conditions[port], self.counters[port]
        counted.frames += 1
        counted.bytes += len(frame)
        if len(frame) < HEADER or conditions.down:
            counted.lost += 1
            return []
        self._known[self._lans[port], frame[6:12]] = port
        found: list[Delivery] = []
        for copy in range(1 + (self._chance.random() < conditions.duplicate)):
            if self._chance.random() < conditions.loss:
                counted.lost += 1
                continue
            due = self._due(port, len(frame), now) + copy * 0.1
            found += [Delivery(due, to, frame) for to in self._towards(port, frame)]
        return found

    def _due(self, port: int, size: int, now: float) -> float:
        conditions = self._conditions[port]
        due = now
        if conditions.rate:
            due = self._free[port] = max(now, self._free[port]) + size * 8_000 / conditions.rate
        due += conditions.delay + self._chance.random() * conditions.jitter
        if self._chance.random() < conditions.reorder:
            due += max(5.0, 2 * conditions.delay)
        return due

    def _towards(self, port: int, frame: bytes) -> list[int]:
        lan, many = self._lans[port], bool(frame[0] & BROADCAST_BIT)
        known = None if many else self._known.get((lan, frame[:6]))
        others = range(len(self._lans)) if known is None else (known,)
        filtered = many and frame[:6] != b"\xff" * 6
        return [to for to in others if to != port and self._passes(port, to, lan, filtered=filtered)]

    def _passes(self, port: int, to: int, lan: int, *, filtered: bool) -> bool:
        ends = self._conditions[port], self._conditions[to]
        if self._lans[to] != lan or (port, to) in self.cuts or ends[1].down:
            return False
        return not filtered or all(end.multicast for end in ends)
