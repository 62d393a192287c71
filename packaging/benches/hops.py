"""The hops of an act in bare processes: face, seat, other seat, face. benches.hops SOURCE SINK KEY FOLDER.

A bare seat passes an entry on once a thread of its own has put it on disk. It has no rule, no key, no fold
and no view: what it takes is what the decided hops take of anybody.
"""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import zmq

from benches import floors
from benches.peer import Socket, checked
from console.link.poller import Poller
from console.seat.writer import Writer
from db.entry import Entry, Stored

ANY_PORT = "tcp://127.0.0.1:*"
WAIT_SECONDS = 10.0
_run = msgspec.msgpack.Decoder(tuple[Entry, ...]).decode


def main(source: str, sink: str, key: str, folder: Path) -> None:
    """Be one seat until an empty message comes. The seat that listens first tells its sink where; `key` is
    its secret one, or to the seat that calls it the public one.
    """
    context = zmq.Context()
    taken, given = context.socket(zmq.PAIR), context.socket(zmq.PAIR)
    if source == ANY_PORT:
        taken.curve_server, taken.curve_secretkey = True, key.encode("ascii")
        taken.bind(source)
        given.connect(sink)
        given.send_string(taken.getsockopt_string(zmq.LAST_ENDPOINT))
    else:
        given.curve_serverkey = key.encode("ascii")
        given.curve_publickey, given.curve_secretkey = zmq.curve_keypair()
        given.connect(sink)
        taken.connect(source)
    _serve(taken, given, folder)
    given.send(b"")
    taken.close(0)
    given.close(200)
    context.term()


def _serve(taken: Socket, given: Socket, folder: Path) -> None:
    poller, numbers, open_ = Poller(), count(1), True
    writer = Writer(poller.call_soon)

    def hear() -> None:
        nonlocal open_
        message = taken.recv()
        open_ = bool(message)
        if message:
            entries = checked(_run(message))
            writer.submit(lambda: put(message, entries), lambda done: given.send(done.result()))

    with floors.database(folder) as connection:

        def put(message: bytes, entries: Sequence[tuple[Entry, bytes]]) -> bytes:
            rows = [(next(numbers), i, e.header, e.signature, e.salt, e.payload) for e, i in entries]
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(floors.INSERT, rows)
            connection.execute("COMMIT")
            return message

        poller.add(taken, hear)
        while open_:
            poller.wait(1.0)
        writer.close()
    poller.close()


@contextmanager
def live(folder: Path) -> Iterator[Callable[[Stored], float]]:
    """What gives the seconds from a face's word of an entry until a face of the other seat has it."""
    with ExitStack() as stack:
        place = Path(stack.enter_context(TemporaryDirectory()))
        public, secret = (half.decode("ascii") for half in zmq.curve_keypair())
        context = stack.enter_context(zmq.Context())
        here, there = (stack.enter_context(context.socket(zmq.PAIR)) for _ in range(2))
        here.bind(f"ipc://{place}/here")
        there.bind(f"ipc://{place}/there")
        stack.enter_context(_seat(ANY_PORT, f"ipc://{place}/there", secret, folder))
        address = _heard(there).decode("ascii")
        stack.enter_context(_seat(f"ipc://{place}/here", address, public, folder))

        def act(stored: Stored) -> float:
            begun = time.monotonic()
            here.send(msgspec.msgpack.encode((stored.entry,)))
            _heard(there)
            return time.monotonic() - begun

        yield act
        here.send(b"")
        _heard(there)


def _heard(socket: Socket) -> bytes:
    """The next message. Raises TimeoutError."""
    if not socket.poll(int(WAIT_SECONDS * 1000)):
        raise TimeoutError("a bare seat says nothing")
    return socket.recv()


@contextmanager
def _seat(source: str, sink: str, key: str, folder: Path) -> Iterator[None]:
    command = [sys.executable, "-m", "benches.hops", source, sink, key, str(folder)]
    process = subprocess.Popen(command)
    try:
        yield
        process.wait(WAIT_SECONDS)
    finally:
        process.kill()
        process.wait()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], Path(sys.argv[4]))
