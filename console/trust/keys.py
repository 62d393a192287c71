"""Keys: signing keys, link keys, and the file in which a seat keeps its own."""

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import Self

import msgspec
from msgspec import Struct
from nacl.bindings import crypto_scalarmult_base
from nacl.signing import SigningKey
from nacl.utils import random

from console.trust.errors import KeyFileFault
from console.trust.grown import seat_id
from console.trust.statements import Id, Key
from db.errors import UNREADABLE, why

__all__ = ["SeatKey", "SigningKey", "curve_public", "new_signing_key", "read_private", "write_private"]

MAX_KEY_FILE = 65_536
SEAT_KEY = "belfry seat key 1"


class SeatKey(Struct, frozen=True, array_like=True):
    """What makes this machine a seat of its room. Never in a database, a backup or a bundle."""

    room: Id
    seed: Key
    curve_secret: Key
    room_secret: Key
    form: str = SEAT_KEY

    @classmethod
    def fresh(cls, room: bytes, room_secret: bytes) -> Self:
        """New keys for a seat that is to be."""
        return cls(room, random(32), random(32), room_secret)

    @classmethod
    def load(cls, path: Path) -> Self:
        """The seat key in this file; KeyFileFault if it is none, or if others may read it."""
        try:
            key = msgspec.msgpack.decode(read_private(path), type=cls)
        except UNREADABLE as error:
            raise KeyFileFault("trust.key_file.damaged", path=str(path)) from error
        if key.form != SEAT_KEY:
            raise KeyFileFault("trust.key_file.other_form", path=str(path))
        return key

    def save(self, path: Path) -> None:
        """Write it where there is none yet, readable by this OS user only."""
        write_private(path, msgspec.msgpack.encode(self))

    @property
    def seat(self) -> bytes:
        return seat_id(self.sign_public)

    @property
    def signing(self) -> SigningKey:
        return SigningKey(self.seed)

    @property
    def sign_public(self) -> bytes:
        return bytes(self.signing.verify_key)

    @property
    def curve_public(self) -> bytes:
        return curve_public(self.curve_secret)


def new_signing_key() -> SigningKey:
    return SigningKey.generate()


def curve_public(secret: bytes) -> bytes:
    """The public half of a link key."""
    return crypto_scalarmult_base(secret)


def write_private(path: Path, content: bytes, *, replace: bool = False) -> None:
    """Write a file of mode 0600, whole or not at all, flushed to disk before it gets its name."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        if path.exists() and not replace:
            raise KeyFileFault("trust.key_file.exists", path=str(path))
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
        flush_folder(path.parent)
    except OSError as error:
        with suppress(OSError):  # where not even its name can be looked for
            fresh.unlink(missing_ok=True)
        raise KeyFileFault("trust.key_file.not_written", path=str(path), reason=why(error)) from error


def flush_folder(folder: Path) -> None:
    """Make a new name in this folder survive a power cut; Windows has no such call and needs none."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read_private(path: Path, *, sealed: bool = False) -> bytes:
    """The content of a key file that only this OS user can read, unless a passphrase keeps it `sealed`."""
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            content = file.read(MAX_KEY_FILE + 1)
    except FileNotFoundError as error:
        raise KeyFileFault("trust.key_file.missing", path=str(path)) from error
    except OSError as error:
        raise KeyFileFault("trust.key_file.unreadable", path=str(path), reason=why(error)) from error
    if sys.platform != "win32" and not sealed and stat.S_IMODE(mode) & 0o077:
        raise KeyFileFault("trust.key_file.exposed", path=str(path))
    if len(content) > MAX_KEY_FILE:
        raise KeyFileFault("trust.key_file.damaged", path=str(path))
    return content
