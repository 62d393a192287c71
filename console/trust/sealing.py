"""Sealing with a passphrase (argon2id) or with the room secret (a keyed box)."""

import unicodedata
from hashlib import blake2b
from typing import Annotated, NamedTuple

import msgspec
from msgspec import Meta, Struct
from nacl import pwhash
from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id
from nacl.secret import SecretBox
from nacl.utils import random

from console.trust.errors import Malformed, WrongPassphrase
from db.errors import UNREADABLE


class Cost(NamedTuple):
    """What one guess of a passphrase costs: passes over `memory` bytes."""

    passes: int
    memory: int


# 256 MiB and three passes: a key box travels, so it must withstand guessing away from the seat.
COST = Cost(argon2id.OPSLIMIT_MODERATE, argon2id.MEMLIMIT_MODERATE)
DEAREST = Cost(8, 1 << 30)


class Sealed(Struct, frozen=True, array_like=True):
    """Something under a passphrase. The cost is read from outside, hence its bounds."""

    passes: Annotated[int, Meta(ge=1, le=DEAREST.passes)]
    memory: Annotated[int, Meta(ge=argon2id.MEMLIMIT_MIN, le=DEAREST.memory)]
    salt: Annotated[bytes, Meta(min_length=argon2id.SALTBYTES, max_length=argon2id.SALTBYTES)]
    box: bytes


_sealed = msgspec.msgpack.Decoder(Sealed)


def seal(passphrase: str, content: bytes) -> bytes:
    """The content under a passphrase, at `COST`. Takes seconds on purpose: not for the engine thread."""
    salt = random(argon2id.SALTBYTES)
    box = SecretBox(stretched(passphrase, salt, COST)).encrypt(content)
    return msgspec.msgpack.encode(Sealed(COST.passes, COST.memory, salt, bytes(box)))


def unseal(passphrase: str, sealed: bytes) -> bytes:
    """The content again; WrongPassphrase, or Malformed where this is nothing sealed."""
    try:
        found = _sealed.decode(sealed)
    except UNREADABLE as error:
        raise Malformed("trust.seal.malformed") from error
    try:
        return SecretBox(stretched(passphrase, found.salt, Cost(found.passes, found.memory))).decrypt(
            found.box
        )
    except CryptoError as error:
        raise WrongPassphrase("trust.passphrase.wrong") from error


def stretched(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """The key that a passphrase stands for, however it was typed: composed or not, with one space or two."""
    plain = " ".join(unicodedata.normalize("NFKC", passphrase).split())
    return pwhash.argon2id.kdf(SecretBox.KEY_SIZE, plain.encode(), salt, cost.passes, cost.memory)


def derived(secret: bytes, purpose: bytes) -> bytes:
    """A key for one purpose from the room secret."""
    return blake2b(purpose, key=secret, digest_size=SecretBox.KEY_SIZE).digest()


def wrap(secret: bytes, purpose: bytes, content: bytes) -> bytes:
    """The content under a key derived from the room secret."""
    return bytes(SecretBox(derived(secret, purpose)).encrypt(content))


def unwrap(secret: bytes, purpose: bytes, wrapped: bytes) -> bytes | None:
    """The content again; None where the secret is another."""
    try:
        return SecretBox(derived(secret, purpose)).decrypt(wrapped)
    except (CryptoError, ValueError):
        return None
