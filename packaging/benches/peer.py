"""The least that a peer must do: receive by CURVE, check, commit. benches.peer ENDPOINT KEY FOLDER."""

import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TypeAlias

import msgspec
import zmq

from benches import floors
from db.entry import Entry, Stored, commitment, decode_header, entry_id, verify

_run = msgspec.msgpack.Decoder(tuple[Entry, ...]).decode
Socket: TypeAlias = "zmq.Socket[bytes]"


def main(endpoint: str, key: str, folder: Path) -> None:
    """Take runs until an empty message comes; say of each when it was on disk."""
    context = zmq.Context()
    socket = context.socket(zmq.PAIR)
    socket.curve_serverkey = key.encode("ascii")
    socket.curve_publickey, socket.curve_secretkey = zmq.curve_keypair()
    socket.connect(endpoint)
    socket.send(b"")
    numbers = count(1)
    with floors.database(folder) as connection:
        while message := socket.recv():
            rows = []
            for entry, name in checked(_run(message)):
                rows.append((next(numbers), name, entry.header, entry.signature, entry.salt, entry.payload))
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(floors.INSERT, rows)
            connection.execute("COMMIT")
            socket.send(struct.pack("<d", time.monotonic()))
    socket.close(200)
    context.term()


def checked(run: Sequence[Entry]) -> list[tuple[Entry, bytes]]:
    """Entries with their ids, once payloads, chain and last signature have proven them."""
    found, before, header = [], b"", None
    for entry in run:
        header, name = decode_header(entry.header), entry_id(entry.header)
        if before and header.prev != before:
            raise ValueError("chain")
        if commitment(entry.salt or b"", entry.payload or b"") != header.commit:
            raise ValueError("payload")
        found.append((entry, name))
        before = name
    if header is None or not verify(run[-1], header):
        raise ValueError("signature")
    return found


@contextmanager
def beside(folder: Path) -> Iterator[Socket]:
    """A socket to such a peer."""
    context = zmq.Context()
    socket = context.socket(zmq.PAIR)
    key, secret = zmq.curve_keypair()
    socket.curve_server, socket.curve_secretkey = True, secret
    socket.bind("tcp://127.0.0.1:*")
    place = socket.getsockopt_string(zmq.LAST_ENDPOINT)
    process = subprocess.Popen([sys.executable, "-m", "benches.peer", place, key.decode(), str(folder)])
    try:
        socket.recv()
        yield socket
        socket.send(b"")
        process.wait()
    finally:
        process.kill()
        process.wait()
        socket.close(0)
        context.term()


@contextmanager
def live(folder: Path) -> Iterator[Callable[[Stored], float]]:
    """What gives the seconds from the author's commit of one entry until the peer has it on disk too."""
    with floors.database(folder) as connection, beside(folder) as socket:
        numbers = count(1)

        def act(stored: Stored) -> float:
            begun = time.monotonic()
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(floors.INSERT, floors.row(next(numbers), stored))
            connection.execute("COMMIT")
            socket.send(msgspec.msgpack.encode((stored.entry,)))
            return float(struct.unpack("<d", socket.recv())[0]) - begun

        yield act


def catch_up(folder: Path, runs: Sequence[Sequence[Entry]]) -> float:
    """Seconds until the peer has all these runs on disk."""
    messages = [msgspec.msgpack.encode(tuple(run)) for run in runs]
    with beside(folder) as socket:
        begun = time.monotonic()
        for message in messages:
            socket.send(message)
        for _ in messages:
            (end,) = struct.unpack("<d", socket.recv())
    return float(end) - begun


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
