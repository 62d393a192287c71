"""Where the link's socket lies: a local socket, or loopback with a key file where there are none."""

import os
import sys
from contextlib import suppress
from pathlib import Path

import msgspec
import zmq

from console.paths import socket_path

KEY_FILE = "link.key"
SOCKET_FILE = "link.socket"  # says where the local socket is, as each session has a runtime folder
SERVING = "link.serving"  # says which process answers there
GARBLED = (OSError, ValueError, RecursionError)  # raised by reading a file that is gone, or not as it was
LOCAL_SOCKETS = zmq.has("ipc") and sys.platform != "win32"


class DoorKey(msgspec.Struct, frozen=True, array_like=True):
    """Address of the seat on loopback, and the key without which nobody completes its handshake."""

    endpoint: str
    server: bytes


class DoorPlace(msgspec.Struct, frozen=True, array_like=True):
    """The local socket of the seat in `home`: a copy of the folder is another."""

    home: str
    socket: str


class NoDoor(Exception):
    """No seat has left word in this folder of where it listens."""


def listen(socket: "zmq.Socket[bytes]", home: Path, *, local: bool = LOCAL_SOCKETS) -> None:
    """Bind the door of the seat in `home`. Only while holding the folder's lock: a second bind steals it."""
    if local:
        path = socket_path(home)
        path.unlink(missing_ok=True)
        socket.bind(f"ipc://{path}")
        (home / SOCKET_FILE).unlink(missing_ok=True)  # of a run that was killed
        with suppress(OSError):  # on a full disk; the faces of this session find the door without it
            _write_private(
                home / SOCKET_FILE, msgspec.msgpack.encode(DoorPlace(str(home.resolve()), str(path)))
            )
        return
    public, secret = zmq.curve_keypair()
    socket.curve_server = True
    socket.curve_secretkey = secret
    port = socket.bind_to_random_port("tcp://127.0.0.1")
    _write_private(home / KEY_FILE, msgspec.msgpack.encode(DoorKey(f"tcp://127.0.0.1:{port}", public)))


def shut(home: Path, *, local: bool = LOCAL_SOCKETS) -> None:
    """Remove what `listen` left on disk."""
    for path in (socket_path(home), home / SOCKET_FILE) if local else (home / KEY_FILE,):
        path.unlink(missing_ok=True)


def endpoint_of(home: Path) -> str:
    """Where the local socket of the seat in `home` is: where it says, else where ours would be."""
    with suppress(*GARBLED):
        place = msgspec.msgpack.decode((home / SOCKET_FILE).read_bytes(), type=DoorPlace)
        if place.home == str(home.resolve()) and Path(place.socket).is_socket():
            return f"ipc://{place.socket}"
    return f"ipc://{socket_path(home)}"


def dial(socket: "zmq.Socket[bytes]", home: Path, *, local: bool = LOCAL_SOCKETS) -> str:
    """Connect to the door of the seat in `home`; returns the endpoint. Raises NoDoor."""
    if local:
        endpoint = endpoint_of(home)
    else:
        key = _read(home / KEY_FILE)
        endpoint = key.endpoint
        socket.curve_serverkey = key.server
        socket.curve_publickey, socket.curve_secretkey = zmq.curve_keypair()
    socket.connect(endpoint)
    return endpoint


def _read(path: Path) -> DoorKey:
    try:
        return msgspec.msgpack.decode(path.read_bytes(), type=DoorKey)
    except GARBLED as error:
        raise NoDoor(str(path)) from error


def _write_private(path: Path, content: bytes) -> None:
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
    fresh.replace(path)
