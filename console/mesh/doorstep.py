"""The connections that others have made to a socket of ours and on which nothing has been proven yet.

Each of them takes one of the descriptors that the system gives this process, and anybody may open them: so
many stand here at once, for so long. A ROUTER can end none by itself.
"""

import socket
from collections.abc import Callable

import zmq

from console.mesh.options import now as steady

MOST = 256  # more than a room that begins all at once brings to one seat
LONGEST = 15_000  # ms; the handshake itself has 10 s
PARTING = 1_000  # ms in which what was said last can leave


class Doorstep:
    """Connections by their number with the system, each with the time at which it is to end."""

    def __init__(self, port: Callable[[], int], now: Callable[[], int] = steady) -> None:
        """`port`: where the socket listens."""
        self._port, self._now = port, now
        self._due: dict[int, int] = {}  # the one that came first is first

    def heed(self, event: int, descriptor: int) -> None:
        """Take what the monitor of the socket tells."""
        if event == zmq.EVENT_ACCEPTED:
            self.came(descriptor)
        elif event == zmq.EVENT_DISCONNECTED:
            self.left(descriptor)

    def came(self, descriptor: int) -> None:
        """Somebody has connected. Where they are too many, whoever stands here longest has to go."""
        self.left(descriptor)
        self._due[descriptor] = self._now() + LONGEST
        if len(self._due) > MOST:
            self._end(next(iter(self._due)))

    def left(self, descriptor: int) -> None:
        """It has ended, or has proven who it is."""
        self._due.pop(descriptor, None)

    def parts(self, descriptor: int) -> None:
        """Nothing more is taken from it."""
        self._due[descriptor] = self._now() + PARTING

    def tick(self) -> None:
        """End those whose time is over."""
        at = self._now()
        for descriptor in [one for one, due in self._due.items() if due <= at]:
            self._end(descriptor)

    def __len__(self) -> int:
        return len(self._due)

    def _end(self, descriptor: int) -> None:
        """As if the other side had: libzmq then closes it. Never anything but a connection to our socket."""
        del self._due[descriptor]
        try:
            connection = socket.socket(fileno=descriptor)
        except OSError:  # it is closed already
            return
        try:
            if connection.getsockname()[1:2] == (self._port(),):
                connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        finally:
            connection.detach()
