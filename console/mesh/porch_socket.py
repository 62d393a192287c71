"""The porch's sockets: in their own context, for all who hold the room secret, one frame a connection."""

from collections import OrderedDict
from collections.abc import Callable

import zmq
from zmq.error import ZMQError

from console.mesh.dialler import ENDED, LINKED, Keys, OutwardWire
from console.mesh.doorstep import Doorstep
from console.mesh.handshakes import Handshakes
from console.mesh.sockets import (
    MAX_SOCKETS,
    Context,
    Curve,
    Watch,
    bound_port,
    endpoint,
    happenings,
    options,
    turn,
)
from console.mesh.zap import ADMITTED, Doorkeeper
from console.trust.porch import MAX_CALL, UNSERVED

DOMAIN = b"belfry.porch"
CALLERS = 4_096
EVENTS: dict[int, str] = {
    zmq.EVENT_ACCEPTED: "porch.accepted",
    zmq.EVENT_HANDSHAKE_SUCCEEDED: "porch.handshake.done",
    zmq.EVENT_HANDSHAKE_FAILED_PROTOCOL: "porch.handshake.protocol",
    zmq.EVENT_HANDSHAKE_FAILED_NO_DETAIL: "porch.handshake.failed",
    zmq.EVENT_HANDSHAKE_FAILED_AUTH: "porch.handshake.refused",
    zmq.EVENT_DISCONNECTED: "porch.ended",
}
Hear = Callable[[bytes, bytes, str], bytes]  # frame, caller's key, caller's address → answer
Answered = Callable[["Visit", bytes | None], None]


class PorchDoor:
    """The listening porch."""

    def __init__(
        self, watch: Watch, curve: Curve, place: tuple[str, int], hear: Hear, count: Callable[[str], None]
    ) -> None:
        """`curve` is the room's porch key, which every seat of the room has."""
        self._watch, self._hear, self._count = watch, hear, count
        self.context: Context = zmq.Context()
        self.context.set(zmq.MAX_SOCKETS, MAX_SOCKETS)
        self._zap = Doorkeeper(self.context, DOMAIN, lambda _: ADMITTED, lambda *_: count("porch.refused"))
        self._heard: OrderedDict[bytes, None] = OrderedDict()
        self._doorstep = Doorstep(lambda: self.port)  # nobody needs to stay longer, whatever he has proven
        self._socket = self.context.socket(zmq.ROUTER)
        options(self._socket, curve, MAX_CALL + 1024)
        self._socket.curve_server = True
        self._socket.zap_domain = DOMAIN
        self._socket.setsockopt(zmq.ZAP_ENFORCE_DOMAIN, 1)
        self._monitor = self._socket.get_monitor_socket(sum(EVENTS))
        try:
            self._socket.bind(endpoint(*place))
        except ZMQError:
            self._close()
            self.context.term()
            raise
        self.port = bound_port(self._socket)
        watch.add(self._zap.socket, self._zap.ready)
        watch.add(self._socket, self._ready)
        watch.add(self._monitor, self._happened)

    def tick(self) -> None:
        """Time passed."""
        self._doorstep.tick()

    def close(self) -> None:
        for socket in (self._zap.socket, self._socket, self._monitor):
            self._watch.remove(socket)
        self._close()

    def _close(self) -> None:
        self._socket.disable_monitor()
        self._monitor.close(0)
        self._socket.close()
        self._zap.close()

    def _ready(self) -> None:
        for _ in turn(self._socket):
            frames = self._socket.recv_multipart(zmq.NOBLOCK, copy=False)
            route = frames[0].bytes
            if len(frames) != 2 or route in self._heard:
                self._count("porch.discarded")
                continue
            self._heard[route] = None
            if len(self._heard) > CALLERS:
                self._heard.popitem(last=False)
            key = bytes.fromhex(str(frames[1].get("User-Id")))
            answer = UNSERVED
            try:
                answer = self._hear(frames[1].bytes, key, str(frames[1].get("Peer-Address")))
            finally:
                self._answer(route, answer)

    def _answer(self, route: bytes, answer: bytes) -> None:
        try:
            self._socket.send_multipart([route, answer], zmq.NOBLOCK)
        except zmq.Again:
            self._count("porch.answer_lost")

    def _happened(self) -> None:
        for event, descriptor in happenings(self._monitor):
            self._count(EVENTS.get(event, "porch.other"))
            self._doorstep.heed(event, descriptor)


class Visit:
    """One call at somebody's porch: one frame there, one back, and the connection ends."""

    def __init__(
        self,
        context: Context,
        keys: Keys,
        place: tuple[str, int],
        watch: Watch,
        errand: tuple[bytes, Answered],
        until: int,
        handshakes: Handshakes,
    ) -> None:
        """`errand`: the call, and what to do with the answer, None when nothing came back."""
        self.place, self.until = place, until
        self._call, self._answered = errand
        self._over = False
        self._wire = OutwardWire(context, keys, place, watch, self, handshakes)

    def end(self, answer: bytes | None = None) -> None:
        """It is over; an answer, if any, has come."""
        if not self._over:
            self._over = True
            self._wire.close()
            self._answered(self, answer)

    def abandon(self) -> None:
        """Nobody wants the answer any more."""
        self._over = True
        self._wire.close()

    def happened(self, wire: OutwardWire, what: str) -> None:
        if what == LINKED:
            wire.outbox.put(self._call, 0)
            wire.outbox.flush()
        elif what in ENDED:
            self.end()

    def heard(self, wire: OutwardWire, frame: bytes) -> None:  # noqa: ARG002 - there is but one wire
        self.end(frame)
