"""Key boxes: people's keys, sealed by their passphrases, on their way between seats."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from console.trust.envelope import holds, signature
from console.trust.errors import Barred, Forged, Full, Malformed, NotOurRoom, Refusal, WrongPassphrase
from console.trust.keys import SigningKey, read_private, write_private
from console.trust.sealing import seal, unseal, unwrap, wrap
from console.trust.statements import Id, Key, Number, Proof
from console.trust.trust import Trust
from db.errors import UNREADABLE

MAX_BOX = 1_024
MAX_BOXES = 2_000
CONTEXT = b"belfry box 1\0"
PURPOSE = b"belfry key box"
SUFFIX = ".box"


class Box(Struct, frozen=True, array_like=True):
    """One person's key: the inner seal by passphrase, signed by its owner or by an administrator."""

    room: Id
    person: Id
    key: Key
    serial: Number
    sealed: Annotated[bytes, Meta(max_length=MAX_BOX)]
    signer: Key
    proof: Proof


_box = msgspec.msgpack.Decoder(Box)


def make(room: bytes, person: bytes, key: SigningKey, passphrase: str, serial: int) -> Box:
    """A box for one's own key. Of two boxes the higher `serial` (ms) is newer. Takes seconds on purpose."""
    public, sealed = bytes(key.verify_key), seal(passphrase, bytes(key))
    proof = signature(key, CONTEXT, box_body(room, person, public, serial, sealed))
    return Box(room, person, public, serial, sealed, public, proof)


def unlock(boxes: Iterable[Box], passphrase: str) -> SigningKey:
    """The key in the first box that this passphrase opens; WrongPassphrase, or Barred where there is none.

    Takes seconds a box on purpose: not for the engine thread.
    """
    boxes = list(boxes)
    if not boxes:
        raise Barred("trust.box.missing")
    for box in boxes:
        with suppress(WrongPassphrase):
            seed = unseal(passphrase, box.sealed)
            if len(seed) == 32 and bytes(SigningKey(seed).verify_key) == box.key:
                return SigningKey(seed)
    raise WrongPassphrase("trust.passphrase.wrong")


def box_body(room: bytes, person: bytes, key: bytes, serial: int, sealed: bytes) -> bytes:
    """What the signer of a box signs."""
    return room + person + key + serial.to_bytes(8, "big") + sealed


def closed(room_secret: bytes, box: Box) -> bytes:
    """The box under the outer seal, as it travels between seats and lies on disk."""
    return wrap(room_secret, PURPOSE, msgspec.msgpack.encode(box))


class Boxes:
    """The boxes that a seat keeps in its folder, and passes on under the outer seal of the room secret."""

    def __init__(self, folder: Path, trust: Trust, room_secret: bytes) -> None:
        self._folder, self._trust, self._secret = folder, trust, room_secret
        self._boxes: dict[bytes, Box] = {}  # key → its box
        self._unkept: set[bytes] = set()  # keys whose box the disk did not take
        self.damaged: list[Path] = []  # files that are no box of this room; peers replace what was in them
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for path in sorted(folder.glob(f"*{SUFFIX}")):
            try:
                self._remember(self._opened(read_private(path)))
            except Refusal:
                self.damaged.append(path)

    def put(self, box: Box) -> bool:
        """Keep a box, on disk; False if it is not newer than what is held, or not (yet) of a known person.
        Raises KeyFileFault where the disk does not take it: it serves all the same, until `keep_again` can.
        """
        if not self._keep(box):
            return False
        self._write(box)
        return True

    def keep_again(self) -> None:
        """Write what the disk did not take: peers do not offer again what this seat holds. KeyFileFault."""
        for box in [box for key, box in self._boxes.items() if key in self._unkept]:
            self._write(box)

    def take(self, wrapped: bytes) -> bool:
        """A box from a peer, as `put`. NotOurRoom, Malformed, Forged, Full or KeyFileFault."""
        return self.put(self._opened(wrapped))

    def give(self, keys: Iterable[bytes] | None = None) -> list[bytes]:
        """All boxes, or those of some keys, under the outer seal."""
        wanted = self.serials() if keys is None else keys
        return [closed(self._secret, self._boxes[key]) for key in wanted if key in self._boxes]

    def of(self, person: bytes) -> tuple[Box, ...]:
        """The boxes to sign in with, the newest first; none for whoever is revoked."""
        found = [box for box in self._boxes.values() if box.person == person and self._serves(box)]
        return tuple(sorted(found, key=lambda box: box.serial, reverse=True))

    def serials(self) -> dict[bytes, int]:
        """Key → serial of the boxes that still serve: what two seats compare."""
        return {key: box.serial for key, box in sorted(self._boxes.items()) if self._serves(box)}

    def _serves(self, box: Box) -> bool:
        person = self._trust.people.get(box.person)
        return person is not None and not person.revoked and box.key in person.current

    def _keep(self, box: Box) -> bool:
        held = self._boxes.get(box.key)
        if held is not None and (held.serial, held.sealed) >= (box.serial, box.sealed):
            return False
        if not self._serves(box) or not self._vouched(box):
            return False
        self._hold(box)
        return True

    def _remember(self, box: Box) -> None:
        """Hold a box that lies here, also of whoever is revoked: the room key may readmit them."""
        if self._vouched(box):
            self._hold(box)

    def _hold(self, box: Box) -> None:
        if box.key not in self._boxes and len(self._boxes) >= MAX_BOXES:
            raise Full("trust.boxes.full", limit=MAX_BOXES)
        self._boxes[box.key] = box

    def _write(self, box: Box) -> None:
        self._unkept.add(box.key)
        write_private(self._path(box.key), closed(self._secret, box), replace=True)
        self._unkept.discard(box.key)
        self._sweep(box.person)

    def _sweep(self, person: bytes) -> None:
        """Drop a person's boxes whose key is retired: the old passphrase opens nothing any more."""
        for box in [each for each in self._boxes.values() if each.person == person]:
            if not self._serves(box):
                del self._boxes[box.key]
                self._path(box.key).unlink(missing_ok=True)

    def _vouched(self, box: Box) -> bool:
        """Whether its owner, or an administrator, signed the box."""
        body = box_body(box.room, box.person, box.key, box.serial, box.sealed)
        if not holds(box.signer, CONTEXT, body, box.proof):
            raise Forged("trust.box.forged")
        return box.signer == box.key or self._trust.may_grant(box.signer)

    def _path(self, key: bytes) -> Path:
        return self._folder / f"{key.hex()}{SUFFIX}"

    def _opened(self, wrapped: bytes) -> Box:
        plain = unwrap(self._secret, PURPOSE, wrapped) if len(wrapped) <= 2 * MAX_BOX else None
        if plain is None:
            raise NotOurRoom("trust.box.other_room")
        try:
            box = _box.decode(plain)
        except UNREADABLE as error:
            raise Malformed("trust.box.malformed") from error
        if box.room != self._trust.room:
            raise NotOurRoom("trust.box.other_room")
        return box
