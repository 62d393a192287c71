"""What all mesh sockets have in common: their options, their keys, and what their monitors say."""

import struct
from collections.abc import Callable, Iterator
from typing import Protocol

import zmq
from msgspec import Struct
from zmq.utils import z85

from console.mesh.options import now

HANDSHAKE_MS, CONNECT_MS = 10_000, 3_000
KEEPALIVE_IDLE, KEEPALIVE_EVERY, KEEPALIVE_TIMES = 10, 5, 3  # seconds, seconds, probes
UNACKNOWLEDGED_MS = 20_000  # that the kernel waits for a machine that takes no more
FRAMES_WAITING = 64
MAX_SOCKETS = 4_096
AT_ONCE, TURN = 256, 40  # frames taken in one turn, and ms, so that no peer starves people or the others

READABLE = int(zmq.POLLIN)  # the library's own flag takes as long to compare as the socket takes to ask

Context = zmq.Context[zmq.Socket[bytes]]
Socket = zmq.Socket[bytes]
CannotBind = zmq.ZMQError  # under a name for those who must not know ZeroMQ


class Watch(Protocol):
    """The poller of the seat's thread: calls `ready` whenever a socket has something to read."""

    def add(self, source: "Socket | int", ready: Callable[[], None]) -> None: ...
    def remove(self, source: "Socket | int") -> None: ...


class Curve(Struct, frozen=True):
    """Our link keys, raw."""

    public: bytes
    secret: bytes


def options(socket: Socket, curve: Curve, largest: int) -> None:
    """What every mesh socket is set to before it binds or connects."""
    socket.linger = 200
    socket.ipv6 = True
    socket.sndtimeo = 0
    socket.sndhwm = socket.rcvhwm = FRAMES_WAITING
    socket.maxmsgsize = largest
    socket.handshake_ivl = HANDSHAKE_MS
    # No heartbeats of libzmq's own: it aborts the process when one is due on a broken connection whose frames
    # nobody has taken yet. The protocol has its own, and the kernel finds machines that are gone.
    socket.tcp_keepalive = 1
    socket.tcp_keepalive_idle, socket.tcp_keepalive_intvl = KEEPALIVE_IDLE, KEEPALIVE_EVERY
    socket.tcp_keepalive_cnt = KEEPALIVE_TIMES
    socket.tcp_maxrt = UNACKNOWLEDGED_MS
    socket.curve_publickey, socket.curve_secretkey = z85.encode(curve.public), z85.encode(curve.secret)


def waiting(socket: Socket) -> bool:
    """Whether there is something to read; asked in a loop, since a socket wakes its poller only once."""
    return bool(int(socket.get(zmq.EVENTS)) & READABLE)


def turn(socket: Socket) -> Iterator[None]:
    """Once for each thing that may be read now; the rest waits for the next turn."""
    until = now() + TURN
    for _ in range(AT_ONCE):
        if not waiting(socket) or now() > until:
            return
        yield


def happenings(monitor: Socket) -> Iterator[tuple[int, int]]:
    """The events that a socket's monitor has told, each with its value."""
    while waiting(monitor):
        frames = monitor.recv_multipart(zmq.NOBLOCK)
        if len(frames[0]) == 6:
            yield struct.unpack("=Hi", frames[0])


def endpoint(host: str, port: int) -> str:
    """Host and port as libzmq wants them."""
    bare = host.strip("[]")
    return f"tcp://[{bare}]:{port}" if ":" in bare else f"tcp://{bare}:{port}"


def bound_port(socket: Socket) -> int:
    """The port that a socket listens at."""
    return int(socket.getsockopt_string(zmq.LAST_ENDPOINT).rpartition(":")[2])
