"""The socket of a face: one DEALER that finds its seat again whenever it is there."""

import contextlib
from pathlib import Path

import zmq

from console.link.door import NoDoor, dial, endpoint_of
from console.link.protocol import FromFace, encode

REDIAL_SECONDS = 0.5
# The library's own flags take as long to compare as the socket takes to ask.
READABLE, WRITABLE = int(zmq.POLLIN), int(zmq.POLLOUT)
HIGH_WATER = 10_000  # messages that may wait for a busy seat


class Wire:
    """Frames to and from the seat in `home`."""

    def __init__(self, home: Path, *, local: bool) -> None:
        self._home, self._local = home, local
        self._context = zmq.Context()
        self._socket: zmq.Socket[bytes] = self._context.socket(zmq.DEALER)
        self._socket.linger = 200
        self._socket.sndtimeo = 0
        self._socket.sndhwm = HIGH_WATER
        self._socket.immediate = True  # nothing told to a seat that is gone reaches the next one unnoticed
        self._socket.reconnect_ivl, self._socket.reconnect_ivl_max = 50, 500
        self._endpoint = ""
        self._dialled = float("-inf")

    def dial(self) -> bool:
        """Begin to connect; False where no seat has left word of where it listens."""
        with contextlib.suppress(NoDoor):
            self._endpoint = dial(self._socket, self._home, local=self._local)
        return bool(self._endpoint)

    def redial(self, now: float) -> None:
        """The address may change with each start of the seat; a socket that stays is found by itself."""
        if now < self._dialled + REDIAL_SECONDS:
            return
        self._dialled = now
        if self._local and self._endpoint == endpoint_of(self._home):
            return
        with contextlib.suppress(zmq.ZMQError):
            if self._endpoint:
                self._socket.disconnect(self._endpoint)
            self.dial()

    def fileno(self) -> int:
        return int(self._socket.getsockopt(zmq.FD))

    @property
    def reachable(self) -> bool:
        return bool(int(self._socket.getsockopt(zmq.EVENTS)) & WRITABLE)

    @property
    def waiting(self) -> bool:
        """Whether something has come. Also rearms the edge of `fileno`."""
        return bool(int(self._socket.getsockopt(zmq.EVENTS)) & READABLE)

    def wait(self, ms: int) -> None:
        """Until something comes, at most so long."""
        self._socket.poll(ms)

    def let_in(self, ms: int) -> bool:
        """Whether there is a seat that takes what is sent; it is waited for at most so long."""
        return bool(self._socket.poll(ms, zmq.POLLOUT))

    def send(self, message: FromFace) -> bool:
        """False where there is no seat to take it."""
        try:
            self._socket.send(encode(message), zmq.NOBLOCK)
        except zmq.Again:
            return False
        return True

    def receive(self) -> bytes | None:
        """What came next; it is asked for first, since to be told so by an error takes twice as long."""
        return self._socket.recv(zmq.NOBLOCK) if self.waiting else None

    def close(self) -> None:
        self._socket.close()
        self._context.term()
