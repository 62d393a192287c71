"""A short code, read aloud: whoever knows it gets an invitation, and nobody who overhears the network."""

import hmac
import secrets
from typing import TYPE_CHECKING, Annotated

import msgspec
from msgspec import Meta, Struct
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from console.trust import passphrases
from console.trust.errors import Barred, Malformed
from console.trust.sealing import derived
from db.errors import UNREADABLE

if TYPE_CHECKING:
    from spake2 import SPAKE2_A, SPAKE2_B

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no letter that is heard or read as another
LENGTH = 8
GROUP = 4
LIFETIME = 600_000  # ms
FAILURES = 3  # and the code is burnt
CALLERS = 64  # that one code hears
WORDS = 4  # that both screens show
JOINER, HOST = b"belfry code joiner 1", b"belfry code host 1"

Message = Annotated[bytes, Meta(min_length=33, max_length=33)]
Proof = Annotated[bytes, Meta(min_length=32, max_length=32)]


class Opening(Struct, frozen=True, array_like=True, tag="opening"):
    """The joiner's half, and the host's."""

    message: Message


class Proving(Struct, frozen=True, array_like=True, tag="proving"):
    """The joiner knows the code."""

    proof: Proof


class Welcoming(Struct, frozen=True, array_like=True, tag="welcoming"):
    """So does the host, who seals the invitation."""

    proof: Proof
    sealed: bytes


class Turning(Struct, frozen=True, array_like=True, tag="turning"):
    """No: `code` says why."""

    code: Annotated[str, Meta(max_length=64)]


_encode = msgspec.msgpack.Encoder().encode
_asked = msgspec.msgpack.Decoder(Opening | Proving)
_told = msgspec.msgpack.Decoder(Opening | Welcoming | Turning)


def fresh() -> str:
    """A new code, grouped as it is read aloud: 40 bits by the system's randomness."""
    return grouped("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))


def grouped(code: str) -> str:
    return "-".join(code[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def plain(given: str) -> str:
    """The code as somebody typed it, in its one spelling. Raises Malformed."""
    typed = "".join(given.upper().split()).replace("-", "")
    code = typed.translate(str.maketrans("OIL", "011"))
    if len(code) != LENGTH or set(code) - set(ALPHABET):
        raise Malformed("trust.code.malformed", length=LENGTH)
    return code


class Agreed:
    """The key that two who know the same code have in common, and what follows from it."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def proof(self, side: bytes) -> bytes:
        """What shows the other that this side has the key."""
        return hmac.digest(self._key, side, "sha256")

    @property
    def words(self) -> str:
        """What both screens show."""
        known, drawn = passphrases.words(), derived(self._key, b"belfry code words")
        return " ".join(
            known[int.from_bytes(drawn[at : at + 4], "big") % len(known)] for at in range(0, 4 * WORDS, 4)
        )

    @property
    def box(self) -> SecretBox:
        return SecretBox(derived(self._key, b"belfry code box"))


class Joiner:
    """The side that types the code: `opening`, then `proving`, then `welcomed`."""

    def __init__(self, code: str) -> None:
        self._half = _half(JOINER, plain(code).encode())
        self._agreed: Agreed | None = None

    def opening(self) -> bytes:
        return _encode(Opening(self._half.start()))

    def proving(self, frame: bytes) -> bytes:
        """Answer the host's half. Raises Malformed, or Barred where the host turned us away."""
        told = _read(_told, frame)
        if not isinstance(told, Opening):
            raise _no(told)
        self._agreed = Agreed(_finish(self._half, told.message))
        return _encode(Proving(self._agreed.proof(JOINER)))

    def welcomed(self, frame: bytes) -> tuple[bytes, str]:
        """The invitation, and the words that the host's screen shows too. Raises Malformed or Barred."""
        told = _read(_told, frame)
        if not isinstance(told, Welcoming) or self._agreed is None:
            raise _no(told)
        if not hmac.compare_digest(told.proof, self._agreed.proof(HOST)):
            raise Barred("trust.code.wrong")
        try:
            return self._agreed.box.decrypt(told.sealed), self._agreed.words
        except (CryptoError, ValueError) as error:
            raise Malformed("trust.code.garbled") from error


class Host:
    """The side that shows the code, as long as it lives: one invitation for who proves to know it."""

    def __init__(self, code: str, invitation: bytes, until: int) -> None:
        """`until`: steady ms at which the code dies by itself."""
        self._code, self._invitation, self.until = plain(code).encode(), invitation, until
        self._open: dict[bytes, Agreed] = {}
        self._callers: set[bytes] = set()
        self.failures = 0
        self.words = ""  # once somebody joined

    def is_over(self, now: int) -> bool:
        """Whether it was used, burnt, or has outlived itself."""
        return bool(self.words) or self.failures >= FAILURES or now >= self.until

    def hear(self, caller: bytes, frame: bytes, now: int) -> bytes:
        """Answer a connection; each has one go. What a caller sends never raises here."""
        if self.is_over(now):
            return _encode(Turning("trust.code.over"))
        try:
            asked = _read(_asked, frame)
            if isinstance(asked, Opening):
                return self._opened(caller, asked)
        except Malformed:
            asked = None
        agreed = self._open.pop(caller, None)
        if agreed is None or not isinstance(asked, Proving):
            return _encode(Turning("trust.code.garbled"))
        return self._proved(agreed, asked)

    def _opened(self, caller: bytes, asked: Opening) -> bytes:
        if caller in self._callers or len(self._callers) >= CALLERS:
            return _encode(Turning("trust.code.garbled"))
        self._callers.add(caller)
        half = _half(HOST, self._code)
        answer = Opening(half.start())
        self._open[caller] = Agreed(_finish(half, asked.message))
        return _encode(answer)

    def _proved(self, agreed: Agreed, asked: Proving) -> bytes:
        if not hmac.compare_digest(asked.proof, agreed.proof(JOINER)):
            self.failures += 1
            return _encode(Turning("trust.code.burnt" if self.failures >= FAILURES else "trust.code.wrong"))
        self.words = agreed.words
        return _encode(Welcoming(agreed.proof(HOST), bytes(agreed.box.encrypt(self._invitation))))


def _half(side: bytes, code: bytes) -> "SPAKE2_A | SPAKE2_B":
    """One side's half."""
    from spake2 import SPAKE2_A, SPAKE2_B  # noqa: PLC0415 - loading it works out tables, and codes are few

    return (SPAKE2_A if side == JOINER else SPAKE2_B)(code, JOINER, HOST)


def _finish(half: "SPAKE2_A | SPAKE2_B", message: bytes) -> bytes:
    from spake2 import SPAKEError  # noqa: PLC0415
    from spake2.ed25519_basic import NotOnCurve  # noqa: PLC0415

    try:
        key: bytes = half.finish(message)
    except (SPAKEError, NotOnCurve, ValueError) as error:
        raise Malformed("trust.code.garbled") from error
    return key


def _read(decoder: msgspec.msgpack.Decoder[Opening | Proving | Welcoming | Turning], frame: bytes) -> object:
    try:
        return decoder.decode(frame)
    except UNREADABLE as error:
        raise Malformed("trust.code.garbled") from error


def _no(told: object) -> Barred:
    return Barred(told.code if isinstance(told, Turning) else "trust.code.garbled")
