"""The seat's end of the link: one ROUTER, read and written by the engine thread only."""

import os
from contextlib import suppress
from pathlib import Path

import msgspec
import zmq

from console.link.door import LOCAL_SOCKETS, SERVING, listen, shut
from console.link.protocol import MAX_MESSAGE, FromFace, FromSeat, encode, from_face
from console.link.wire import READABLE

HIGH_WATER = 2000


class FaceGone(Exception):
    """Nobody is at the other end any longer."""


class Server:
    """Bind it only while holding the lock of `home`."""

    def __init__(self, home: Path, *, local: bool = LOCAL_SOCKETS) -> None:
        self._home, self._local = home, local
        self._context = zmq.Context()
        self.socket: zmq.Socket[bytes] = self._context.socket(zmq.ROUTER)
        self.socket.linger = 200
        self.socket.sndtimeo = 0
        self.socket.router_mandatory = True
        self.socket.sndhwm = self.socket.rcvhwm = HIGH_WATER
        self.socket.maxmsgsize = MAX_MESSAGE
        self.leaves()  # word of a run that was killed
        listen(self.socket, home, local=local)
        self.skipped = 0  # messages that were none of this version's

    def serves(self) -> None:
        """Leave word that this process has begun to answer: who is not answered from now on need not wait."""
        with suppress(OSError):  # on a full disk
            (self._home / SERVING).write_text(str(os.getpid()), encoding="ascii")

    def leaves(self) -> None:
        """Take that word back: ending may take its time."""
        with suppress(OSError):
            (self._home / SERVING).unlink(missing_ok=True)

    def receive(self, limit: int) -> list[tuple[bytes, FromFace]]:
        """What faces said, at most `limit` messages; what cannot be read is skipped and counted."""
        found: list[tuple[bytes, FromFace]] = []
        for _ in range(limit):
            if not self._waiting:
                break
            face, *frames = self.socket.recv_multipart(zmq.NOBLOCK)
            try:
                found.append((face, from_face(frames[0])))
            except (msgspec.MsgspecError, IndexError, RecursionError, UnicodeDecodeError):
                self.skipped += 1
        return found

    @property
    def _waiting(self) -> bool:
        """Asked each time: to be told so by an error takes twice as long."""
        return bool(int(self.socket.get(zmq.EVENTS)) & READABLE)

    def send(self, face: bytes, message: FromSeat) -> bool:
        """False if the face takes nothing more for now. Raises FaceGone."""
        try:
            self.socket.send_multipart((face, encode(message)), zmq.NOBLOCK)
        except zmq.Again:
            return False
        except zmq.ZMQError as error:
            if error.errno == zmq.EHOSTUNREACH:
                raise FaceGone from error
            raise
        return True

    def close(self) -> None:
        """Say what is still to be said, and take the door away."""
        self.socket.close()
        self._context.term()
        shut(self._home, local=self._local)
