"""Where seats find each other, in virtual time: real meetings, without the sockets between them."""

import heapq
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import cast

from console.mesh import messages as m
from console.mesh.finding import Finding
from console.mesh.interfaces import Self
from console.mesh.porches import Porches
from console.mesh.refusals import Refusals
from console.mesh.wires import DIAL, HANDSHAKE, Wire, Wires
from console.trust import porch
from console.trust.keys import SeatKey
from tests.console.trust.rooms import Room

STEP, HOP = 100, 20  # ms: between two ticks, and of a word on its way
SILENT = 15_000  # until a dead link ends
ASKED_AGAIN, ASKED = 1_000, 3  # how often, and how many times, a kernel asks for a machine that is dark
PORCH = 7400


@dataclass(eq=False)
class Link:
    """One connection that stands, by both its ends' numbers for it."""

    ends: dict["House", int]
    dialler: "House"

    def other(self, one: "House") -> "House":
        return next(end for end in self.ends if end is not one)


class House:
    """One seat: at home or not, at a cable that may be dark, and perhaps stopped in the middle of it all."""

    def __init__(self, street: "Street", number: int, key: SeatKey, file: Path) -> None:
        self.street, self.key, self.file = street, key, file
        self.host = f"127.0.0.{number + 1}"  # all on one machine: each is told of loopback
        self.home = self.dark = self.stopped = False
        self.links: dict[bytes, Link] = {}  # by the seat at their other end
        self.link_port = 0

    def begin(self) -> None:
        """A run begins, at a link port of its own."""
        self.home, self.link_port = True, next(self.street.ports)
        me = Self(self.key.seat, self.link_port.to_bytes(16), self.host, self.link_port, PORCH)
        trust = self.street.room.trust
        self.meeting = Finding(me, self.key, trust, self, Refusals(lambda: 0), self.file)
        self.meeting.tick(self._wires, self._porches, self.street.now)

    def kill(self) -> None:
        self.home = False
        for link in list(self.links.values()):
            self.street.end(link)

    @property
    def hears(self) -> bool:
        return self.home and not self.dark and not self.stopped

    def tick(self) -> None:
        if self.home and not self.stopped:
            self.meeting.tick(self._wires, self._porches, self.street.now)

    def wire(self, link: Link) -> Wire:
        dialled, there = link.dialler is self, link.other(self)
        place = (there.host, there.link_port) if dialled else None
        address = f"{there.host}:{there.link_port}" if dialled else there.host
        fields = {"number": link.ends[self], "dialled": dialled, "place": place, "address": address}
        return cast(Wire, SimpleNamespace(**fields))

    # What the meeting asks of the protocol core.

    def linked_seats(self) -> set[bytes]:
        return set(self.links)

    def tell_addresses(self, peer: int, known: Sequence[m.Address]) -> None:
        for link in self.links.values():
            there = link.other(self)
            if link.ends[self] == peer and self.hears and there.hears:
                self.street.later(HOP, partial(there._told, link, self, known))

    def _told(self, link: Link, teller: "House", known: Sequence[m.Address]) -> None:
        if link in self.links.values():
            self.meeting.learned(teller.key.seat, self.wire(link), known, self.street.now)

    # What the meeting asks of wires and porches.

    @property
    def _wires(self) -> Wires:
        every = {link.ends[self]: self.wire(link) for link in self.links.values()}
        return cast(Wires, SimpleNamespace(all=every, dial=self._dial, avoids=lambda _: False))

    @property
    def _porches(self) -> Porches:
        return cast(Porches, SimpleNamespace(visit=self._visit, avoided=False))

    def _dial(self, seat: bytes, key: bytes, address: m.Address) -> None:
        self.street.dials.append((self, seat))
        self._connect(seat, address, ASKED)

    def _connect(self, seat: bytes, address: m.Address, times: int) -> None:
        there, later = self.street.at(address.host), self.street.later

        def failed(*, knows_us: bool) -> Callable[[], None]:
            return lambda: self.meeting.failed(seat, address, self.street.now, knows_us=knows_us)

        if (self.dark or there.dark) and times:
            later(ASKED_AGAIN, lambda: self._connect(seat, address, times - 1))
        elif self.dark or there.dark or not there.home or address.link != there.link_port:
            later(HOP, failed(knows_us=True))
        elif there.stopped:
            later(HANDSHAKE, failed(knows_us=False))
        else:
            later(2 * HOP, lambda: self.street.meet(self, there))

    def _visit(self, place: tuple[str, int], now: int) -> None:
        self.street.visits.append((self, place))
        there = self.street.at(place[0])
        here = self.hears and there.hears
        seat = self.street.room.trust.seats[there.key.seat]
        door = porch.Door(porch.WELCOME, {}, there.link_port, seat) if here else None
        after = 2 * HOP if here or not there.home else DIAL
        self.street.later(after, lambda: self.meeting.visited(place, door, self.link_port, self.street.now))


class Street:
    """All seats of a room, the links between them, and the time. Runs of the same seed are alike."""

    def __init__(self, room: Room, seats: int, folder: Path) -> None:
        self.room, self.now, self.ports = room, 0, count(50_000)
        keys = [room.seat_key, *(room.joined(f"Desk {n}").seat_key for n in range(2, seats + 1))]
        keys.sort(key=lambda key: key.seat)
        self.houses = [House(self, n, key, folder / f"{n}") for n, key in enumerate(keys)]
        self.doubles: list[Link] = []
        self.dials: list[tuple[House, bytes]] = []
        self.visits: list[tuple[House, tuple[str, int]]] = []
        self._numbers = count(1)
        self._due: list[tuple[int, int, Callable[[], None]]] = []

    def open(self) -> None:
        """All begin, and each but the first was told where the first is; until all are linked."""
        for house in self.houses:
            house.begin()
            if house is not self.houses[0]:
                house.meeting.call_at((self.houses[0].host, PORCH), self.now, lasting=True)
        self.until(self.whole, 60_000)

    def at(self, host: str) -> House:
        return next(house for house in self.houses if house.host == host)

    def whole(self) -> bool:
        """Whether all that are at home are linked with all others that are."""
        home = [house for house in self.houses if house.home]
        return all(len(house.links) == len(home) - 1 for house in home)

    def run(self, ms: int) -> None:
        self.until(lambda: False, ms)

    def until(self, true: Callable[[], bool], limit: int) -> int:
        """Let time pass until something is so, or for so long; how much passed."""
        begun = self.now
        while not true() and self.now < begun + limit:
            self.now += STEP
            while self._due and self._due[0][0] <= self.now:
                heapq.heappop(self._due)[2]()
            for house in self.houses:
                house.tick()
        return self.now - begun

    def later(self, ms: int, do: Callable[[], None]) -> None:
        heapq.heappush(self._due, (self.now + ms, next(self._numbers), do))

    def meet(self, dialler: House, there: House) -> None:
        """A link stands, unless one did: of two, both ends keep one, here that which came first."""
        link = Link({dialler: next(self._numbers), there: next(self._numbers)}, dialler)
        if not (dialler.home and there.home):
            return
        if there.key.seat in dialler.links:
            self.doubles.append(link)
            dialler.meeting.ended(there.key.seat, self.now, offence=False)
            return
        dialler.links[there.key.seat] = there.links[dialler.key.seat] = link
        for one in (dialler, there):
            one.meeting.met(link.other(one).key.seat, one.wire(link), self.now)

    def end(self, link: Link) -> None:
        for one in link.ends:
            del one.links[link.other(one).key.seat]
        for one in link.ends:
            if one.home:
                one.meeting.ended(link.other(one).key.seat, self.now, offence=False)

    def dark(self, houses: Iterable[House], ms: int) -> None:
        """The cables of these are dead for so long; whoever is silent for too long is given up."""
        chosen = tuple(houses)
        for house in chosen:
            house.dark = True
        self._pass(chosen, ms)
        for house in chosen:
            house.dark = False

    def stop(self, house: House, ms: int) -> None:
        """The process is stopped for so long; it learns of it when it goes on."""
        house.stopped = True
        self._pass((house,), ms)
        house.stopped = False

    def _pass(self, houses: tuple[House, ...], ms: int) -> None:
        self.run(min(ms, SILENT))
        for link in {link for house in houses for link in house.links.values()} if ms > SILENT else ():
            self.end(link)
        self.run(max(0, ms - SILENT))


def chance(seed: int) -> Callable[[], random.Random]:
    """In place of the system's own, which nobody can repeat."""
    return lambda: random.Random(seed)
