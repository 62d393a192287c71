"""The sockets with which we link with other seats: a fresh one for every attempt."""

from contextlib import ExitStack
from typing import Protocol

import zmq
from msgspec import Struct
from zmq.utils import z85

from console.mesh import zap
from console.mesh.handshakes import Handshakes
from console.mesh.outbox import Outbox
from console.mesh.sockets import (
    CONNECT_MS,
    Context,
    Curve,
    Watch,
    endpoint,
    happenings,
    options,
    turn,
)

CONNECTED, LINKED, UNKNOWN, REFUSED = "connected", "linked", "unknown", "refused"
FAILED, GONE = "failed", "gone"
ENDED = frozenset({UNKNOWN, REFUSED, FAILED, GONE})
MEANING: dict[int, str] = {
    zmq.EVENT_CONNECTED: CONNECTED,
    zmq.EVENT_HANDSHAKE_SUCCEEDED: LINKED,
    zmq.EVENT_HANDSHAKE_FAILED_AUTH: REFUSED,
    zmq.EVENT_HANDSHAKE_FAILED_PROTOCOL: FAILED,
    zmq.EVENT_HANDSHAKE_FAILED_NO_DETAIL: FAILED,
    zmq.EVENT_DISCONNECTED: GONE,
    zmq.EVENT_CLOSED: GONE,
}


class Outward(Protocol):
    """Whoever deals with the links that we dial."""

    def happened(self, wire: "OutwardWire", what: str) -> None: ...
    def heard(self, wire: "OutwardWire", frame: bytes) -> None: ...


class Keys(Struct, frozen=True):
    """Both ends' CURVE keys, and the largest frame that we take."""

    ours: Curve
    theirs: bytes
    largest: int


class OutwardWire:
    """One connection that we make. It never reconnects by itself.

    A refused libzmq dialler stays dark for ever, and one that reconnects loses frames without a word.
    """

    def __init__(
        self,
        context: Context,
        keys: Keys,
        place: tuple[str, int],
        watch: Watch,
        outward: Outward,
        handshakes: Handshakes,
    ) -> None:
        """Raises a ZMQError, with nothing left open, where the host name is none or no socket is left."""
        self.key, self.number, self.since, self.dialled = keys.theirs, 0, 0, True
        self.seat = b""
        self.place: tuple[str, int] | None = place
        self.address = f"{place[0]}:{place[1]}"
        self._watch, self._outward, self._handshakes = watch, outward, handshakes
        self._socket = context.socket(zmq.DEALER)
        options(self._socket, keys.ours, keys.largest)
        self._socket.immediate = True
        self._socket.reconnect_ivl = -1
        self._socket.connect_timeout = CONNECT_MS
        self._socket.curve_serverkey = z85.encode(keys.theirs)
        with ExitStack() as undo:
            undo.callback(self._socket.close)
            self._monitor = self._socket.get_monitor_socket(sum(MEANING))
            undo.callback(self._monitor.close, 0)
            self._begun = handshakes.begin(keys.theirs, self.address)
            undo.callback(handshakes.end, self._begun)
            self._socket.connect(endpoint(*place))
            undo.pop_all()
        self.outbox = Outbox(self._send)
        self._open = True
        watch.add(self._socket, self._ready)
        watch.add(self._monitor, self._happened)

    def close(self) -> None:
        """End the connection; what was sent has a moment to leave."""
        if self._open:
            self._open = False
            self._handshakes.end(self._begun)
            self._watch.remove(self._socket)
            self._watch.remove(self._monitor)
            self._socket.disable_monitor()
            self._monitor.close(0)
            self._socket.close()

    def _send(self, frame: bytes) -> bool:
        try:
            self._socket.send(frame, zmq.NOBLOCK)
        except zmq.Again:
            return False
        return True

    def _ready(self) -> None:
        for _ in turn(self._socket) if self._open else ():
            frames = self._socket.recv_multipart(zmq.NOBLOCK)
            if len(frames) == 1:
                self._outward.heard(self, frames[0])
            if not self._open:
                return

    def _happened(self) -> None:
        # Read what came before the connection ended: the reason may be among it.
        for event, value in list(happenings(self._monitor)):
            what = MEANING.get(event)
            if what == REFUSED and value == zap.UNKNOWN:
                what = UNKNOWN
            if what in ENDED:
                self._ready()
            if what == LINKED:
                self._handshakes.end(self._begun)
            if what is not None and self._open:
                self._outward.happened(self, what)
