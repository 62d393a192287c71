"""The socket of a short code: open only while the code lives, in a context of its own, for anybody."""

import time
from collections.abc import Callable

import zmq
from zmq.error import ZMQError

from console.mesh.doorstep import Doorstep
from console.mesh.sockets import CannotBind, Context, Socket, bound_port, endpoint, happenings
from console.trust.codes import Host, Joiner
from console.trust.errors import Barred

ANSWER_SECONDS = 0.3  # after which every question is answered, whatever it cost
LOOK_MS = 100
PATIENCE_MS = 5_000
LARGEST_QUESTION = 4_096
LARGEST_ANSWER = 17 << 20
WAITING = 8


def now_ms() -> int:
    """Steady time."""
    return time.monotonic_ns() // 1_000_000


class CodeDoor:
    """Where the one who types the code calls. `serve` it in a thread of its own."""

    def __init__(self, host: Host, at: str) -> None:
        """`at`: the host name or address where the seat listens. Raises CannotBind."""
        self._host = host
        self._context: Context = zmq.Context()
        self._socket = _plain(self._context, zmq.ROUTER, LARGEST_QUESTION)
        self._doorstep = Doorstep(lambda: self.port)
        self._monitor = self._socket.get_monitor_socket(zmq.EVENT_ACCEPTED | zmq.EVENT_DISCONNECTED)
        try:
            self._socket.bind(endpoint(at, 0))
        except CannotBind:
            self._close()
            raise
        self.port = bound_port(self._socket)

    def serve(self, changed: Callable[[], None], is_unwanted: Callable[[], bool]) -> None:
        """Answer until the code is over or unwanted; `changed` after each answer, and at the end."""
        try:
            while not self._host.is_over(now_ms()) and not is_unwanted():
                for event, descriptor in happenings(self._monitor):
                    self._doorstep.heed(event, descriptor)
                self._doorstep.tick()
                if self._socket.poll(LOOK_MS):
                    self._answer(self._socket.recv_multipart())
                    changed()
        finally:
            self._close()
            changed()

    def _answer(self, frames: list[bytes]) -> None:
        begun = time.monotonic()
        answer = self._host.hear(frames[0], frames[-1], now_ms())
        time.sleep(max(0.0, begun + ANSWER_SECONDS - time.monotonic()))
        self._socket.send_multipart([frames[0], answer])

    def _close(self) -> None:
        self._socket.disable_monitor()
        self._monitor.close(0)
        self._socket.close()
        self._context.term()


def fetch(place: tuple[str, int], code: str) -> tuple[bytes, str]:
    """The invitation that this code opens at an address, and the words that both screens show.

    Raises Malformed or Barred. Takes a second or two.
    """
    joiner = Joiner(code)
    context: Context = zmq.Context()
    socket = _plain(context, zmq.DEALER, LARGEST_ANSWER)
    try:
        socket.connect(endpoint(*place))
        return joiner.welcomed(_asked(socket, joiner.proving(_asked(socket, joiner.opening()))))
    except ZMQError as error:
        raise Barred("trust.code.no_answer") from error
    finally:
        socket.close(0)
        context.term()


def _asked(socket: Socket, question: bytes) -> bytes:
    socket.send(question)
    if not socket.poll(PATIENCE_MS):
        raise Barred("trust.code.no_answer")
    return socket.recv()


def _plain(context: Context, kind: int, largest: int) -> Socket:
    """A socket that anybody may connect to: only the code counts."""
    socket = context.socket(kind)
    socket.linger = 500
    socket.ipv6 = True
    socket.sndtimeo = 0
    socket.maxmsgsize = largest
    socket.sndhwm = socket.rcvhwm = WAITING
    return socket
