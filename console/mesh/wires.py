"""All connections of a seat, by number: those that others dialled and those that it dialled itself."""

from collections.abc import Iterator
from itertools import count
from typing import Protocol

import zmq

from console.mesh.dialler import CONNECTED, ENDED, FAILED, GONE, LINKED, REFUSED, Keys, OutwardWire
from console.mesh.handshakes import Handshakes
from console.mesh.listener import DOMAIN, Inward, InwardWire, Listener
from console.mesh.messages import MAX_FRAME, Address
from console.mesh.refusals import Refusals
from console.mesh.sockets import MAX_SOCKETS, Context, Curve, Watch
from console.mesh.zap import ADMITTED, REVOKED, UNKNOWN, Doorkeeper
from console.trust.standings import Seat
from console.trust.trust import Trust

DIAL = 6_000
# Until the handshake is done: less than libzmq's own limit, which does not say why. A busy machine takes its
# time, and to begin anew makes it no less busy; seats of earlier versions let whom they do not know wait.
HANDSHAKE = 9_000

Wire = InwardWire | OutwardWire


class Ends(Protocol):
    """Whoever deals with links."""

    def linked(self, wire: Wire, seat: bytes) -> None: ...
    def heard(self, wire: Wire, frame: bytes) -> None: ...
    def doubted(self, wire: Wire) -> None: ...
    def unlinked(self, wire: Wire) -> None: ...
    def failed(self, seat: bytes, address: Address, *, knows_us: bool) -> None: ...


class Attempt:
    """A dialled connection that is not a link yet."""

    def __init__(self, seat: bytes, address: Address, begun: int) -> None:
        self.seat, self.address, self.begun = seat, address, begun
        self.connected: int | None = None


class Wires(Inward):
    """Tells a link only of frames whose sender's key is known and not revoked."""

    def __init__(
        self,
        curve: Curve,
        trust: Trust,
        host: str,
        watch: Watch,
        ends: Ends,
        refusals: Refusals,
        handshakes: Handshakes,
    ) -> None:
        self._curve, self._trust, self._watch, self._ends = curve, trust, watch, ends
        self._refusals, self._handshakes = refusals, handshakes
        self._now = 0
        self._numbers = count(1)
        self.all: dict[int, Wire] = {}
        self._unsent: dict[int, Wire] = {}  # those whose frames no socket has taken yet
        self._attempts: dict[OutwardWire, Attempt] = {}
        self._standing: tuple[int, dict[bytes, Seat]] = (-1, {})
        self._context: Context = zmq.Context()
        self._context.set(zmq.MAX_SOCKETS, MAX_SOCKETS)
        self._zap = Doorkeeper(self._context, DOMAIN, self._judge, self._refused)
        try:
            self._listener = Listener(self._context, curve, host, watch, self, refusals.count)
        except zmq.ZMQError:
            self._zap.close()
            self._context.term()
            raise
        self.port = self._listener.port
        watch.add(self._zap.socket, self._zap.ready)

    def seat(self, key: bytes) -> Seat | None:
        """The seat with this link key; of several that claim it, the first that is not revoked."""
        if self._standing[0] != self._trust.version:
            claims = sorted(self._trust.seats.values(), key=lambda seat: seat.revoked)
            seats = {seat.curve_key: seat for seat in reversed(claims)}
            self._standing = self._trust.version, seats
        return self._standing[1].get(key)

    def avoids(self, key: bytes) -> bool:
        """Whether this process ended as it dialled who has this key, and is not to for a while."""
        return self._handshakes.avoids(key)

    def dial(self, seat: bytes, key: bytes, address: Address) -> None:
        """Try to link with a seat. `Ends` hears of it either way."""
        keys = Keys(self._curve, key, MAX_FRAME + 1024)
        place = (address.host, address.link)
        attempt = Attempt(seat, address, self._now)
        try:
            wire = OutwardWire(self._context, keys, place, self._watch, self, self._handshakes)
        except zmq.ZMQError:  # a host name that is none, or no socket left
            self._refusals.count("dial.impossible")
            self._ends.failed(seat, address, knows_us=True)
            return
        self._attempts[wire] = attempt
        wire.seat = seat

    def send(self, number: int, frame: bytes, priority: int) -> bool:
        """False when the peer has let too much pile up."""
        wire = self.all.get(number)
        if wire is None or not self._standing_of(wire):
            return True
        self._unsent[number] = wire
        return wire.outbox.put(frame, priority)

    def waiting(self, number: int) -> int:
        """Bytes that the socket of a link has not taken yet."""
        wire = self.all.get(number)
        return wire.outbox.bytes if wire is not None else 0

    def flush(self) -> None:
        for number, wire in list(self._unsent.items()):
            wire.outbox.flush()
            if not wire.outbox.bytes:
                self._unsent.pop(number, None)

    def hang_up(self, number: int) -> Wire | None:
        """End a connection; its link is not told of it again."""
        wire = self.all.pop(number, None)
        self._unsent.pop(number, None)
        if wire is not None:
            wire.outbox.flush()
            wire.close()
        return wire

    def barred(self) -> Iterator[int]:
        """The links whose seat has been revoked since."""
        for number, wire in list(self.all.items()):
            if not self._standing_of(wire):
                yield number

    def tick(self, now: int) -> None:
        self._now = now
        for wire, attempt in list(self._attempts.items()):
            if attempt.connected is None:
                if now - attempt.begun >= DIAL:
                    self._give_up(wire, knows_us=True)
            elif now - attempt.connected >= HANDSHAKE:
                self._give_up(wire, knows_us=False)
        self._listener.tick()
        self._refusals.tick(now)
        self.flush()

    def close(self) -> None:
        for wire in (*self.all.values(), *self._attempts):
            wire.outbox.flush()
            wire.close()
        self._watch.remove(self._zap.socket)
        self._listener.close()
        self._zap.close()
        self._context.term()

    # What the listener tells.

    def accepted(self, wire: InwardWire) -> bool:
        seat = self.seat(wire.key)
        if seat is None or seat.revoked:
            self._refusals.count("frame.revoked")
            return False
        self._begin(wire, seat.id)
        return True

    def doubted(self, wire: Wire) -> None:
        self._ends.doubted(wire)

    def gone(self, wire: Wire) -> None:
        self._unsent.pop(wire.number, None)
        if self.all.pop(wire.number, None) is not None:
            self._ends.unlinked(wire)

    # What the listener and the diallers tell.

    def heard(self, wire: Wire, frame: bytes) -> None:
        if not self._standing_of(wire):
            self._refusals.count("frame.revoked")
        elif wire.number in self.all:
            self._ends.heard(wire, frame)

    def happened(self, wire: OutwardWire, what: str) -> None:
        attempt = self._attempts.get(wire)
        if attempt is None:
            if what in ENDED:
                wire.close()
                self.gone(wire)
        elif what == CONNECTED:
            attempt.connected = self._now
        elif what == LINKED:
            del self._attempts[wire]
            self._begin(wire, attempt.seat)
        else:
            if what == REFUSED:
                self._refusals.add("mesh.revoked_there", wire.address, inward=False)
            elif what == FAILED:
                self._refusals.add("mesh.other_there", wire.address, inward=False)
            self._give_up(wire, knows_us=what == GONE)

    def _begin(self, wire: Wire, seat: bytes) -> None:
        wire.number, wire.since, wire.seat = next(self._numbers), self._refusals.wall(), seat
        self.all[wire.number] = wire
        self._ends.linked(wire, seat)

    def _give_up(self, wire: OutwardWire, *, knows_us: bool) -> None:
        attempt = self._attempts.pop(wire)
        wire.close()
        if not knows_us and attempt.connected is not None:
            self._refusals.count("dial.unknown_there")
        self._ends.failed(attempt.seat, attempt.address, knows_us=knows_us)

    def _standing_of(self, wire: Wire) -> bool:
        seat = self._trust.seats.get(wire.seat)
        return seat is not None and not seat.revoked

    def _judge(self, key: bytes) -> int:
        seat = self.seat(key)
        if seat is None:
            return UNKNOWN
        return REVOKED if seat.revoked else ADMITTED

    def _refused(self, key: bytes, address: str) -> None:
        seat = self.seat(key)
        if seat is not None:
            self._refusals.add("mesh.revoked_here", address, inward=True, label=seat.label)
        else:
            self._refusals.add("mesh.unknown_here", address, inward=True)
