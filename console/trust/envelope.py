"""The signed envelope of a trust statement: exact bytes, who signed them, and the signature."""

from hashlib import sha256

import msgspec
from msgspec import Struct
from nacl.bindings import crypto_sign_open
from nacl.exceptions import CryptoError
from nacl.signing import SigningKey

from console.trust.errors import Forged, Malformed
from console.trust.statements import NO_ROOM, AnyStatement, Id, Key, Proof
from db.errors import UNREADABLE

MAX_STATEMENT = 8192
CONTEXT = b"belfry statement 1\0"


class Signed(Struct, frozen=True, array_like=True):
    """What travels and is stored."""

    body: bytes
    signer: Key
    signature: Proof


class Preamble(Struct, frozen=True, array_like=True):
    """What a statement of any version begins with."""

    tag: str
    room: Id


class Held(Struct, frozen=True):
    """A statement whose signature holds; `statement` is None where this version does not know its kind."""

    id: bytes
    raw: bytes
    signer: bytes
    tag: str
    room: bytes
    statement: AnyStatement | None


_encode = msgspec.msgpack.Encoder().encode
_signed = msgspec.msgpack.Decoder(Signed)
_preamble = msgspec.msgpack.Decoder(Preamble)
_statement = msgspec.msgpack.Decoder(AnyStatement)
_KNOWN = {kind.__struct_config__.tag for kind in AnyStatement.__args__}


def signature(key: SigningKey, context: bytes, body: bytes) -> bytes:
    """A signature that cannot be taken for one of another context."""
    return key.sign(context + body).signature


def holds(public: bytes, context: bytes, body: bytes, signed: bytes) -> bool:
    """Whether `public` signed `body` in this context."""
    try:
        crypto_sign_open(signed + context + body, public)
    except (CryptoError, ValueError):
        return False
    return True


def sign(key: SigningKey, statement: AnyStatement) -> bytes:
    """The raw envelope of a statement, at most `MAX_STATEMENT` bytes."""
    body = _encode(statement)
    raw = _encode(Signed(body, bytes(key.verify_key), signature(key, CONTEXT, body)))
    if len(raw) > MAX_STATEMENT:
        raise Malformed("trust.statement.too_large", size=len(raw), limit=MAX_STATEMENT)
    return raw


def opened(raw: bytes) -> Held:
    """The statement in an envelope, its form and signature checked; standing is the fold's to judge."""
    if len(raw) > MAX_STATEMENT:
        raise Malformed("trust.statement.too_large", size=len(raw), limit=MAX_STATEMENT)
    try:
        envelope = _signed.decode(raw)
        preamble = _preamble.decode(envelope.body)
        known = preamble.tag in _KNOWN
        statement = _statement.decode(envelope.body) if known else None
    except UNREADABLE as error:
        raise Malformed("trust.statement.malformed") from error
    if not holds(envelope.signer, CONTEXT, envelope.body, envelope.signature):
        raise Forged("trust.statement.forged")
    return Held(statement_id(envelope), raw, envelope.signer, preamble.tag, preamble.room, statement)


def statement_id(envelope: Signed) -> bytes:
    """The same for equal bytes of the same signer, whatever signature or framing they came in."""
    return sha256(envelope.signer + envelope.body).digest()


def room_of(genesis: Held) -> bytes:
    """The room that this genesis founds."""
    return genesis.id[: len(NO_ROOM)]
