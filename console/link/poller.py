"""One thread waiting for many sockets: ZeroMQ sockets, plain descriptors, and calls from other threads."""

import contextlib
import socket
from collections import deque
from collections.abc import Callable
from math import ceil
from typing import Any

import zmq

Ready = Callable[[], None]


class Poller:
    """Calls back whatever is ready. Used by one thread; only `call_soon` may come from others."""

    def __init__(self) -> None:
        self._poller = zmq.Poller()
        self._ready: dict[Any, Ready] = {}
        self._calls: deque[Ready] = deque()
        self._ear, self._mouth = socket.socketpair()
        self._ear.setblocking(False)
        self._mouth.setblocking(False)
        self.add(self._ear.fileno(), self._hear)

    def add(self, source: "zmq.Socket[bytes] | int", ready: Ready) -> None:
        """Call `ready` whenever there is something to read."""
        self._ready[source] = ready
        self._poller.register(source, zmq.POLLIN)

    def remove(self, source: "zmq.Socket[bytes] | int") -> None:
        """Stop waiting for it, if it was waited for."""
        if self._ready.pop(source, None) is not None:
            self._poller.unregister(source)

    def call_soon(self, call: Ready) -> None:
        """From any thread: have `call` run in the polling thread."""
        self._calls.append(call)
        with contextlib.suppress(BlockingIOError, OSError):
            self._mouth.send(b"\0")

    def wait(self, seconds: float) -> None:
        """Wait until something is ready, at most so long, and call back."""
        timeout = 0 if self._calls else max(0, ceil(seconds * 1000))
        for source, _ in self._poller.poll(timeout):
            ready = self._ready.get(source)
            if ready is not None:
                ready()
        for _ in range(len(self._calls)):
            self._calls.popleft()()

    def _hear(self) -> None:
        with contextlib.suppress(BlockingIOError):
            self._ear.recv(4096)  # of more than that, the rest wakes again

    def close(self) -> None:
        self._ready.clear()
        self._ear.close()
        self._mouth.close()
