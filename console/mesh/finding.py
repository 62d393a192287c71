"""Finding the other seats: addresses known, told, typed or announced; whom to dial and where to call."""

import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Protocol

from console.mesh.addresses import Addresses, is_near, meaningful, plain
from console.mesh.interfaces import ANY, Self, interfaces
from console.mesh.messages import Address
from console.mesh.peering import Peering, Place
from console.mesh.porches import Porches
from console.mesh.refusals import Refusals
from console.mesh.wires import Wire, Wires
from console.trust import porch
from console.trust.keys import SeatKey
from console.trust.roomsecret import tag, tags
from console.trust.trust import Trust

if TYPE_CHECKING:
    from console.mesh.discovery import Discovery

TELL, TELL_NEW, SAVE = 60_000, 1_000, 1_000
LOOK_AGAIN = 1_000  # to ask for our own addresses takes longer than to tell them


class Linked(Protocol):
    """The part of the protocol core that is asked here."""

    def linked_seats(self) -> set[bytes]: ...
    def tell_addresses(self, peer: int, known: Sequence[Address]) -> None: ...


class Finding:
    """Nothing here lets anybody in: who answers at an address must prove to be the seat that was dialled."""

    def __init__(
        self, me: Self, key: SeatKey, trust: Trust, core: Linked, refusals: Refusals, path: Path | None
    ) -> None:
        self._me, self._key, self._trust, self._core, self._refusals = me, key, trust, core, refusals
        self._addresses = Addresses(path)
        self._peering = Peering(key.seat, self._addresses, random.SystemRandom().random)
        self._discovery: Discovery | None = None
        self._faces: tuple[str, ...] = ()
        self._news: list[Address] = []  # what seats said of themselves, to be passed on
        self._tell_at = self._news_at = self._save_at = self._look_at = 0

    def announce(self) -> None:
        """Announce ourselves by mDNS, and listen, as soon as what that takes is loaded."""
        Thread(target=self._load_discovery, name="mdns", daemon=True).start()

    def _load_discovery(self) -> None:
        from console.mesh.discovery import Discovery  # noqa: PLC0415 - no start waits until that is loaded

        secret, wall, count = self._key.room_secret, self._refusals.wall, self._refusals.count
        self._discovery = Discovery(
            self._me, lambda: tag(secret, wall()), lambda: tags(secret, wall()), count
        )

    def call_at(self, place: Place, now: int, *, lasting: bool = False) -> None:
        """Visit a porch; a lasting one again and again."""
        self._peering.call_at(place, now, lasting=lasting)

    def tick(self, wires: Wires, porches: Porches, now: int) -> None:
        """Do what is due."""
        self._take_hints(now)
        linked = self._core.linked_seats()
        seats = self._trust.seats
        absent = (
            id_
            for id_, seat in seats.items()
            if id_ not in linked and not seat.revoked and not wires.avoids(seat.curve_key)
        )
        for dial in self._peering.dials(absent, linked, now):
            wires.dial(dial.seat, seats[dial.seat].curve_key, dial.address)
        for place in () if porches.avoided else self._peering.visits(linked, now):
            porches.visit(place, now)
        self._tell_all(wires, now)
        if now >= self._save_at and self._addresses.save():
            self._save_at = now + SAVE

    def learned(self, seat: bytes, wire: Wire, known: Iterable[Address], now: int) -> None:
        """A peer told where seats of the room are; of seats unknown here nothing is kept.

        What it says of itself is passed on at once. What it says of others they tell everybody themselves:
        passed on by all it would be the number of seats to the third power.
        """
        if own := {address.link for address in known if address.seat == seat}:
            self._addresses.moved(seat, own)
        for address in known:
            if address.seat == self._me.seat:
                self._look_for_a_copy(address.host, address.porch, now, once=True)
            elif address.seat in self._trust.seats:
                self._learn(address, now, news=address.seat == seat)
            if address.seat == seat and not wire.dialled:
                # Wherever else it may be met, here it has just come from.
                seen = Address(seat, str(plain(wire.address)), address.link, address.porch)
                self._learn(seen, now, news=True)

    def _learn(self, address: Address, now: int, *, news: bool) -> None:
        if self._addresses.learn(address) and news:
            self._news_at = self._news_at if self._news else now + TELL_NEW
            self._news.append(address)

    def met(self, seat: bytes, wire: Wire, now: int) -> None:
        """A link stands; where we dialled, the address is worth remembering."""
        self._peering.linked(seat)
        if wire.place is not None:
            self._addresses.learn(Address(seat, wire.place[0], wire.place[1]), worked=True)
        self._tell(wire, now)

    def ended(self, seat: bytes, now: int, *, offence: bool) -> None:
        if seat not in self._core.linked_seats():
            self._peering.ended(seat, now, offence=offence)

    def failed(self, seat: bytes, address: Address, now: int, *, knows_us: bool) -> None:
        """An attempt to link came to nothing; whoever does not know us may learn of us at the porch."""
        self._peering.missed(seat, address, now, answered=not knows_us)
        if seat == self._me.seat:
            self._addresses.forget(seat)  # a copy of this seat that was stopped, or we in an earlier run

    def visited(self, place: Place, door: porch.Door | None, link_port: int, now: int) -> None:
        """A visit is over; the seat behind an open door can be dialled."""
        if door is None or door.code != porch.WELCOME or door.seat is None:
            self._peering.visited(place, None, now)
            return
        seat = door.seat.id
        if seat != self._me.seat or door.port != link_port:
            self._addresses.learn(Address(seat, place[0], door.port, place[1]), worked=True)
        self._peering.visited(place, seat, now)

    def _look_for_a_copy(self, host: str, door: int, now: int, *, once: bool = False) -> None:
        """Somewhere else somebody is said to hold our key: whether that is so shows at the porch, and who
        runs there is linked like another seat, so that both their screens tell of it.
        """
        ours = door == self._me.porch and (host in self._ours(now) or is_near(host))
        if door and not ours and self._me.seat not in self._core.linked_seats():
            self._peering.call_at((host, door), now, once=once)

    def close(self) -> None:
        if self._discovery is not None:
            self._discovery.close()
        self._addresses.save(last=True)

    def _tell_all(self, wires: Wires, now: int) -> None:
        """What is new within a second, and everything once a minute: of what is told, nothing need arrive."""
        if now >= self._tell_at:
            self._tell_at = now + TELL
            for wire in wires.all.values():
                self._tell(wire, now)
        elif self._news and now >= self._news_at:
            for wire in wires.all.values():
                self._core.tell_addresses(wire.number, meaningful(self._news, near=_near(wire)))
        else:
            return
        self._news.clear()

    def _tell(self, wire: Wire, now: int) -> None:
        """Say where we and the other linked seats can be met."""
        near = _near(wire)
        hosts = ("127.0.0.1", *self._ours(now)) if self._me.host in ANY else (self._me.host,)
        own = [Address(self._me.seat, host, self._me.link, self._me.porch) for host in hosts]
        linked = sorted(self._core.linked_seats() & self._trust.seats.keys())
        told = meaningful(own, near=near) + self._addresses.told(linked, near=near)
        self._core.tell_addresses(wire.number, told)

    def _ours(self, now: int) -> tuple[str, ...]:
        """Where others reach this machine."""
        if now >= self._look_at:
            self._look_at, self._faces = now + LOOK_AGAIN, interfaces(self._faces)
        return self._faces

    def _take_hints(self, now: int) -> None:
        if self._discovery is None:
            return
        self._discovery.tick(now)
        for hint in self._discovery.hints():
            known = self._trust.seats.get(hint.seat)
            for host in hint.hosts:
                if hint.seat == self._me.seat:
                    self._look_for_a_copy(host, hint.porch, now)
                elif known is None:
                    self._peering.call_at((host, hint.porch), now)
                elif not known.revoked:
                    self._addresses.learn(Address(hint.seat, host, hint.link, hint.porch))
                    self._peering.heard_of(hint.seat, now)


def _near(wire: Wire) -> bool:
    """Whether the seat at the other end is on this machine."""
    return is_near(wire.place[0] if wire.place is not None else wire.address)
