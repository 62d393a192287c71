"""Founding a room: its genesis, the first administrator and the first seat."""

from msgspec import Struct, structs
from nacl.utils import random

from console.domain.ids import new_id
from console.trust.envelope import opened, room_of, sign
from console.trust.issuing import Account, Issuer, Place, newly
from console.trust.keys import SeatKey, SigningKey, new_signing_key
from console.trust.statements import ADMINISTRATOR, NO_ROOM, Genesis


class Founded(Struct, frozen=True):
    """A new room. The room key is to be sealed into its file and put away."""

    room: bytes
    room_key: SigningKey
    seat_key: SeatKey
    person: bytes
    statements: list[bytes]  # the genesis first


def genesis(room_key: SigningKey, name: str, now: int, *, exercise: bool) -> bytes:
    """The beginning of a room: real or exercise, for good."""
    return sign(
        room_key,
        Genesis(
            room=NO_ROOM,
            issued=now,
            version=1,
            name=newly(name),
            exercise=exercise,
            nonce=random(32),
            room_key=bytes(room_key.verify_key),
        ),
    )


def found(name: str, founder: Account, key: bytes, place: Place, now: int, *, exercise: bool) -> Founded:
    """A room with one administrator, whose public key is `key`, and one seat."""
    room_key = new_signing_key()
    beginning = genesis(room_key, name, now, exercise=exercise)
    room = room_of(opened(beginning))
    seat_key = SeatKey.fresh(room, random(32))
    issuer = Issuer(room, room_key, now)
    place = structs.replace(place, label=newly(place.label))
    person = bytes.fromhex(new_id(now))
    account = Account(newly(founder.name), founder.agency, (*founder.roles, ADMINISTRATOR))
    return Founded(
        room=room,
        room_key=room_key,
        seat_key=seat_key,
        person=person,
        statements=[
            beginning,
            issuer.person(account, key, person),
            issuer.seat(place, seat_key.seat, (seat_key.sign_public, seat_key.curve_public)),
        ],
    )
