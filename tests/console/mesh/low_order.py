"""Who proves a CURVE key at its port, and then gives a point of low order for the connection: libzmq 4.3.5
ends the process of who dials there."""

import os
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from nacl.bindings import crypto_box, crypto_box_open

SIGNATURE = b"\xff\0\0\0\0\0\0\0\x01\x7f"
GREETING = SIGNATURE + b"\x03\x00" + b"CURVE".ljust(20, b"\0") + b"\0" + bytes(31)
LOW_ORDER = bytes(32)
HELLO = 2 + 200  # flags and length, then the command


class FalsePorch:
    """Whoever has the secret key of a porch, which all have who know the room secret."""

    def __init__(self, secret: bytes, port: int = 0) -> None:
        self._secret = secret
        self._listening = socket.create_server(("127.0.0.1", port))
        self.port: int = self._listening.getsockname()[1]
        self.calls = 0
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                caller, _ = self._listening.accept()
            except OSError:
                return
            with caller, suppress(OSError, EOFError):
                self._deceive(caller)

    def _deceive(self, caller: socket.socket) -> None:
        caller.settimeout(10)
        caller.sendall(GREETING)
        _exactly(caller, len(GREETING))
        hello = _exactly(caller, HELLO)[2:]
        self.calls += 1
        theirs, short, box = hello[80:112], hello[112:120], hello[120:]
        assert crypto_box_open(box, b"CurveZMQHELLO---" + short, theirs, self._secret) == bytes(64)
        nonce = os.urandom(16)
        welcome = crypto_box(LOW_ORDER + os.urandom(96), b"WELCOME-" + nonce, theirs, self._secret)
        body = b"\x07WELCOME" + nonce + welcome
        caller.sendall(struct.pack("BB", 4, len(body)) + body)
        caller.recv(1)

    def close(self) -> None:
        self._listening.close()
        self._thread.join(20)


@contextmanager
def false_porch(secret: bytes, port: int = 0) -> Iterator[FalsePorch]:
    """One that listens while within this."""
    made = FalsePorch(secret, port)
    try:
        yield made
    finally:
        made.close()


def _exactly(caller: socket.socket, length: int) -> bytes:
    got = b""
    while len(got) < length:
        more = caller.recv(length - len(got))
        if not more:
            raise EOFError
        got += more
    return got
