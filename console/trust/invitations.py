"""Invitations: a one-time key in a file, with which a new seat certifies itself while the inviter is away."""

import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from console.trust.envelope import sign, signature
from console.trust.errors import Barred, Full, KeyFileFault, Malformed, Refusal
from console.trust.issuing import Issuer, Place, newly
from console.trust.keys import SeatKey, SigningKey, new_signing_key, write_private
from console.trust.standings import Invitation
from console.trust.statements import InvitationIssued, Key, SeatJoined
from console.trust.trust import JOIN_CONTEXT, Trust, join_body
from db.errors import UNREADABLE, why

MAX_FILE = 16 << 20
FORM = "belfry invitation 1"
VARIANTS = frozenset({"desk", "board", "recorder"})
Address = Annotated[str, Meta(max_length=260)]


class InvitationFile(Struct, frozen=True, array_like=True):
    """All that a new seat needs. Who holds the file can join once: it is a secret."""

    form: str
    seed: Key  # of the one-time key
    room_secret: Key
    statements: tuple[bytes, ...]  # the genesis first
    addresses: Annotated[tuple[Address, ...], Meta(max_length=64)] = ()

    @property
    def key(self) -> SigningKey:
        return SigningKey(self.seed)

    def trust(self) -> Trust:
        return Trust.of(self.statements)


class Joined(Struct, frozen=True):
    """A seat to be: its keys, and the statements to begin with. The first porch it reaches welcomes it."""

    seat_key: SeatKey
    statements: list[bytes]
    place: Invitation


def invite(
    trust: Trust,
    issuer: Issuer,
    room_secret: bytes,
    place: Place,
    expires: int,
    addresses: Iterable[str] = (),
) -> tuple[InvitationFile, bytes]:
    """An invitation for one seat, and the statement to record and spread. The next free number is taken."""
    if place.variant not in VARIANTS:
        raise Barred("trust.variant.unknown", variant=place.variant)
    if expires <= issuer.now:
        raise Barred("trust.invitation.expired", expires=expires)
    key = new_signing_key()
    raw = issuer.sign(
        InvitationIssued(
            room=trust.room,
            issued=issuer.now,
            key=bytes(key.verify_key),
            number=trust.next_number(),
            label=newly(place.label),
            agency=place.agency,
            variant=place.variant,
            expires=expires,
        )
    )
    statements = (*trust.raw(), raw)
    return InvitationFile(FORM, bytes(key), room_secret, statements, tuple(addresses)), raw


def packed(invitation: InvitationFile) -> bytes:
    """The invitation as it travels, with a checksum against a torn copy."""
    content = msgspec.msgpack.encode(invitation)
    if len(content) > MAX_FILE:
        raise Full("trust.invitation.too_large", limit=MAX_FILE)
    return zlib.crc32(content).to_bytes(4, "big") + content


def write(path: Path, invitation: InvitationFile) -> None:
    """Write the file, mode 0600."""
    write_private(path, packed(invitation))


def read(path: Path) -> InvitationFile:
    """The invitation in a file, whole and of our form. Whether it may still be used is `usable`'s to say."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_FILE + 5)
    except OSError as error:
        raise KeyFileFault("trust.invitation.unreadable", path=str(path), reason=why(error)) from error
    return unpacked(content, str(path))


def unpacked(content: bytes, path: str = "") -> InvitationFile:
    """The invitation in these bytes, which came from `path`. Raises Malformed."""
    if len(content) > MAX_FILE + 4 or zlib.crc32(content[4:]).to_bytes(4, "big") != content[:4]:
        raise Malformed("trust.invitation.malformed", path=path)
    try:
        found = msgspec.msgpack.decode(content[4:], type=InvitationFile)
    except UNREADABLE as error:
        raise Malformed("trust.invitation.malformed", path=path) from error
    if found.form != FORM:
        raise Malformed("trust.invitation.other_form", path=path)
    return found


def usable(trust: Trust, key: bytes, now: int, seat: bytes | None = None) -> Invitation:
    """The place that this one-time key opens, for `seat` if it is already known; Barred where it does not."""
    place = trust.invitations.get(key)
    if place is None:
        raise Barred("trust.invitation.unknown")
    if place.revoked:
        raise Barred("trust.invitation.revoked", label=place.label)
    if set(place.seats) - {seat}:
        raise Barred("trust.invitation.used", label=place.label)
    if now > place.expires:
        raise Barred("trust.invitation.expired", label=place.label, expires=place.expires)
    return place


def join(invitation: InvitationFile, now: int) -> Joined:
    """Make this machine's keys and certify them with the one-time key. Malformed or Barred."""
    try:
        trust = invitation.trust()
    except Refusal as error:
        raise Malformed("trust.invitation.malformed") from error
    place = usable(trust, bytes(invitation.key.verify_key), now)
    seat_key = SeatKey.fresh(trust.room, invitation.room_secret)
    unproven = SeatJoined(
        room=trust.room,
        issued=now,
        seat=seat_key.seat,
        sign_key=seat_key.sign_public,
        curve_key=seat_key.curve_public,
        proof=bytes(64),
    )
    proof = signature(seat_key.signing, JOIN_CONTEXT, join_body(unproven))
    raw = sign(invitation.key, msgspec.structs.replace(unproven, proof=proof))
    return Joined(seat_key, [*trust.raw(), raw], place)
