"""Who may complete a handshake: libzmq asks here, within the same thread, before any frame is read."""

from collections.abc import Callable

import zmq

from console.mesh.sockets import Context, waiting

ENDPOINT = "inproc://zeromq.zap.01"
VERSION = b"1.0"
# libzmq tells a dialler of 400 and of 500, and leaves one with 300 waiting without a word.
ADMITTED, REVOKED, UNKNOWN = 200, 400, 500

Judge = Callable[[bytes], int]
Refuse = Callable[[bytes, str], None]


class Doorkeeper:
    """Answers for one context. The key that it admits becomes the User-Id of all its frames."""

    def __init__(self, context: Context, domain: bytes, judge: Judge, refused: Refuse) -> None:
        self._domain, self._judge, self._refused = domain, judge, refused
        self.socket = context.socket(zmq.ROUTER)
        self.socket.linger = 0
        self.socket.bind(ENDPOINT)

    def ready(self) -> None:
        """Answer all that wait."""
        while waiting(self.socket):
            frames = self.socket.recv_multipart(zmq.NOBLOCK)
            if len(frames) >= 8:
                self._answer(frames)

    def _answer(self, frames: list[bytes]) -> None:
        asker, _, _, request, domain, address, _, mechanism, *credentials = frames
        key = credentials[0] if credentials else b""
        curve = mechanism == b"CURVE" and domain == self._domain and len(key) == 32
        code = self._judge(key) if curve else REVOKED
        if code != ADMITTED:
            self._refused(key, address.decode("ascii", "replace"))
        user = key.hex().encode() if code == ADMITTED else b""
        self.socket.send_multipart([asker, b"", VERSION, request, b"%d" % code, b"", user, b""])

    def close(self) -> None:
        self.socket.close(0)
