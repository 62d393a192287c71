"""The room key file: sealed by a passphrase, kept offline, never inside a seat's folder."""

from pathlib import Path

import msgspec
from msgspec import Struct

from console.trust.errors import KeyFileFault, Refusal, WrongPassphrase
from console.trust.keys import SigningKey, read_private, write_private
from console.trust.sealing import seal, unseal
from console.trust.statements import Id, Key
from console.trust.trust import Trust
from db.errors import UNREADABLE

ROOM_KEY = "belfry room key 1"


class RoomKey(Struct, frozen=True, array_like=True):
    """All that its owner needs to found the room's authority anew."""

    room: Id
    seed: Key
    room_secret: Key
    genesis: bytes

    @property
    def signing(self) -> SigningKey:
        return SigningKey(self.seed)


class RoomKeyFile(Struct, frozen=True, array_like=True):
    """What the file holds: the room's id in clear, the rest sealed."""

    form: str
    room: Id
    sealed: bytes


def check_outside(path: Path, home: Path) -> None:
    """Refuse a place inside the seat's folder: the room key must be put away."""
    if path.resolve().is_relative_to(home.resolve()):
        raise KeyFileFault("trust.room_key.inside_home", path=str(path), home=str(home))


def check_place(path: Path, home: Path) -> None:
    """Refuse to make the room key inside the seat's folder, or in a place that is taken."""
    check_outside(path, home)
    if path.exists():
        raise KeyFileFault("trust.key_file.exists", path=str(path))
    if not path.parent.is_dir():
        raise KeyFileFault("trust.key_file.no_folder", path=str(path.parent))


def save_room_key(path: Path, home: Path, key: RoomKey, passphrase: str) -> None:
    """Seal the room key and write it, mode 0600, outside `home`. Takes seconds on purpose."""
    check_place(path, home)
    sealed = seal(passphrase, msgspec.msgpack.encode(key))
    write_private(path, msgspec.msgpack.encode(RoomKeyFile(ROOM_KEY, key.room, sealed)))


def read_room_key(path: Path) -> RoomKeyFile:
    """The sealed file, wherever it was put away: on a stick everybody may read it. Raises KeyFileFault."""
    try:
        file = msgspec.msgpack.decode(read_private(path, sealed=True), type=RoomKeyFile)
    except UNREADABLE as error:
        raise KeyFileFault("trust.key_file.damaged", path=str(path)) from error
    if file.form != ROOM_KEY:
        raise KeyFileFault("trust.key_file.other_form", path=str(path))
    return file


def load_room_key(path: Path, passphrase: str) -> RoomKey:
    """The room key again; KeyFileFault or WrongPassphrase. Takes seconds on purpose."""
    file = read_room_key(path)
    try:
        key = msgspec.msgpack.decode(unseal(passphrase, file.sealed), type=RoomKey)
        founded = Trust(key.genesis)
    except WrongPassphrase:
        raise
    except (Refusal, *UNREADABLE) as error:
        raise KeyFileFault("trust.key_file.damaged", path=str(path)) from error
    if (founded.room, founded.room_key) != (key.room, bytes(key.signing.verify_key)) or key.room != file.room:
        raise KeyFileFault("trust.key_file.damaged", path=str(path))
    return key
