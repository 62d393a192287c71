"""The socket at which other seats link with us."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Protocol

import zmq
from zmq.error import ZMQError

from console.mesh.doorstep import Doorstep
from console.mesh.messages import MAX_FRAME
from console.mesh.outbox import Outbox
from console.mesh.sockets import (
    Context,
    Curve,
    Watch,
    bound_port,
    endpoint,
    happenings,
    options,
    turn,
)

DOMAIN = b"belfry.link"
ENDED = 4_096  # connections remembered as ended by us
# Who sends no ZMTP at all is only seen to come and to go.
EVENTS: dict[int, str] = {
    zmq.EVENT_ACCEPTED: "connection.accepted",
    zmq.EVENT_HANDSHAKE_SUCCEEDED: "handshake.done",
    zmq.EVENT_HANDSHAKE_FAILED_PROTOCOL: "handshake.protocol",
    zmq.EVENT_HANDSHAKE_FAILED_NO_DETAIL: "handshake.failed",
    zmq.EVENT_HANDSHAKE_FAILED_AUTH: "handshake.refused",
    zmq.EVENT_DISCONNECTED: "connection.ended",
}


class Inward(Protocol):
    """Whoever deals with the links that others dial."""

    def accepted(self, wire: "InwardWire") -> bool: ...
    def heard(self, wire: "InwardWire", frame: bytes) -> None: ...
    def doubted(self, wire: "InwardWire") -> None: ...
    def gone(self, wire: "InwardWire") -> None: ...


class InwardWire:
    """One connection made to us; `key` is what CURVE has authenticated, `address` where it comes from,
    `descriptor` its number with the system, None once it has ended and another bears it.
    """

    def __init__(self, listener: "Listener", route: bytes, key: bytes, address: str, descriptor: int) -> None:
        self._listener, self.route, self.key, self.address = listener, route, key, address
        self.descriptor: int | None = descriptor
        self.outbox = Outbox(self._send)
        self.number, self.since, self.dialled, self.place = 0, 0, False, None
        self.seat = b""

    def _send(self, frame: bytes) -> bool:
        return self._listener.send(self, frame)

    def close(self) -> None:
        """Take and send nothing more on this connection; it ends once what was sent has had time to leave."""
        self._listener.hang_up(self)


class Listener:
    """A ROUTER. Frames are told apart by connection and by the key that the handshake proved."""

    def __init__(
        self,
        context: Context,
        curve: Curve,
        host: str,
        watch: Watch,
        inward: Inward,
        count: Callable[[str], None],
    ) -> None:
        self._watch, self._inward, self._count = watch, inward, count
        self._wires: dict[bytes, InwardWire] = {}
        self._ended: OrderedDict[bytes, None] = OrderedDict()
        self._doorstep = Doorstep(lambda: self.port)
        self._socket = context.socket(zmq.ROUTER)
        options(self._socket, curve, MAX_FRAME + 1024)
        self._socket.router_mandatory = True
        self._socket.curve_server = True
        self._socket.zap_domain = DOMAIN
        self._socket.setsockopt(zmq.ZAP_ENFORCE_DOMAIN, 1)
        self._monitor = self._socket.get_monitor_socket(sum(EVENTS))
        try:
            self._socket.bind(endpoint(host, 0))
        except ZMQError:
            self._close()
            raise
        self.port = bound_port(self._socket)
        watch.add(self._socket, self._ready)
        watch.add(self._monitor, self._happened)

    def send(self, wire: InwardWire, frame: bytes) -> bool:
        """False when the connection takes no more for now."""
        try:
            self._socket.send_multipart([wire.route, frame], zmq.NOBLOCK)
        except zmq.Again:
            return False
        except ZMQError as error:
            if error.errno != zmq.EHOSTUNREACH:
                raise
            self._lost(wire)
        return True

    def tick(self) -> None:
        """Time passed."""
        self._doorstep.tick()

    def hang_up(self, wire: InwardWire) -> None:
        """End a connection, unless it has ended."""
        if self.end(wire) and wire.descriptor is not None:
            self._doorstep.parts(wire.descriptor)

    def end(self, wire: InwardWire) -> bool:
        """Whether it had not ended before. What still comes of it is no new connection."""
        if self._wires.pop(wire.route, None) is None:
            return False
        self._ended[wire.route] = None
        if len(self._ended) > ENDED:
            self._ended.popitem(last=False)
        return True

    def close(self) -> None:
        self._watch.remove(self._socket)
        self._watch.remove(self._monitor)
        self._close()

    def _close(self) -> None:
        self._socket.disable_monitor()
        self._monitor.close(0)
        self._socket.close()

    def _ready(self) -> None:
        for _ in turn(self._socket):
            frames = self._socket.recv_multipart(zmq.NOBLOCK, copy=False)
            if len(frames) != 2:
                self._count("frame.parts")
                continue
            self._take(frames[0].bytes, frames[1])

    def _take(self, route: bytes, frame: zmq.Frame) -> None:
        wire = self._wires.get(route)
        if wire is None and route not in self._ended:
            self._happened()  # that it came was told before: told later, it would stand on the doorstep again
            key, address = str(frame.get("User-Id")), str(frame.get("Peer-Address"))
            descriptor = int(frame.get(zmq.SRCFD))
            wire = InwardWire(self, route, bytes.fromhex(key), address, descriptor)
            self._wires[route] = wire  # it may end while it is accepted
            self._doorstep.left(descriptor)
            if not self._inward.accepted(wire):
                self.hang_up(wire)
                wire = None
        if wire is None:
            self._count("frame.discarded")
        else:
            self._inward.heard(wire, frame.bytes)

    def _lost(self, wire: InwardWire) -> None:
        if self.end(wire):
            self._inward.gone(wire)

    def _happened(self) -> None:
        for event, value in happenings(self._monitor):
            self._count(EVENTS.get(event, "connection.other"))
            self._doorstep.heed(event, value)
            for wire in [wire for wire in self._wires.values() if wire.descriptor == value]:
                self._follow(wire, event)

    def _follow(self, wire: InwardWire, event: int) -> None:
        """Something became of the connection with the number of this one."""
        if event == zmq.EVENT_ACCEPTED:
            wire.descriptor = None
        elif event == zmq.EVENT_DISCONNECTED:  # a ROUTER says only to who sends something whether it was this
            self._inward.doubted(wire)
