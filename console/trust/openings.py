"""How a run of a seat and a person's sitting are opened: the payloads of three kinds, and their proofs."""

from collections.abc import Iterable, Mapping
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta, Struct
from nacl.signing import SigningKey

from console.trust.envelope import holds, signature
from console.trust.statements import Id, Key, Number, Proof
from console.trust.witness import HEADS_WITNESSED
from db.entry import Header
from db.errors import UNREADABLE

FEED_OPENED = "feed.opened"
SITTING_OPENED = "sitting.opened"
SITTING_CLOSED = "sitting.closed"
OPENINGS = frozenset({FEED_OPENED, SITTING_OPENED, SITTING_CLOSED})
KINDS = OPENINGS | {HEADS_WITNESSED}  # of no thing: not folded
MAX_EARLIER = 500
FEED_CONTEXT = b"belfry feed 1\0"
SITTING_CONTEXT = b"belfry sitting 1\0"


class FeedOpened(Struct, frozen=True, array_like=True):
    """The seat's key stands behind this run, and names earlier runs with the heads it still holds."""

    seat_key: Key
    proof: Proof
    earlier: Annotated[tuple[tuple[Key, Number, Key], ...], Meta(max_length=MAX_EARLIER)] = ()


class SittingOpened(Struct, frozen=True, array_like=True):
    """A person sits down: the person's key signed exactly this place in this feed."""

    person: Id
    key: Key
    proof: Proof
    session: Annotated[str, Meta(max_length=80)] = ""


class SittingClosed(Struct, frozen=True, array_like=True):
    """The sitting under which this entry stands is over."""

    reason: Annotated[str, Meta(max_length=80)] = ""


Opening = TypeVar("Opening", FeedOpened, SittingOpened)

_encode = msgspec.msgpack.Encoder().encode


def open_feed(
    seat_key: SigningKey, room: bytes, feed: bytes, earlier: Mapping[bytes, tuple[int, bytes]] | None = None
) -> bytes:
    """The payload of a run's first entry; `earlier`: feed → (seq, id) of the heads held, newest first."""
    named = tuple((run, seq, head) for run, (seq, head) in (earlier or {}).items())[:MAX_EARLIER]
    body = feed_body(room, feed, named)
    return _encode(FeedOpened(bytes(seat_key.verify_key), signature(seat_key, FEED_CONTEXT, body), named))


def open_sitting(
    person: bytes, key: SigningKey, room: bytes, feed: bytes, prev: bytes, session: str = ""
) -> bytes:
    """The payload of a `sitting.opened` that follows the entry `prev` of the feed."""
    proof = signature(key, SITTING_CONTEXT, sitting_body(room, feed, prev, person))
    return _encode(SittingOpened(person, bytes(key.verify_key), proof, session))


def close_sitting() -> bytes:
    """The payload of a `sitting.closed`, whose `by` is the sitting it closes."""
    return _encode(SittingClosed())


def read_feed(header: Header, payload: bytes) -> FeedOpened | None:
    """The opening of a run; None where it is malformed, not the first entry, or not the seat key's word."""
    opened = decoded(payload, FeedOpened)
    if opened is None or header.seq != 1:
        return None
    body = feed_body(header.room, header.feed, opened.earlier)
    return opened if holds(opened.seat_key, FEED_CONTEXT, body, opened.proof) else None


def read_sitting(header: Header, payload: bytes) -> SittingOpened | None:
    """A sitting, if it was signed for exactly this place."""
    opened = decoded(payload, SittingOpened)
    if opened is None or header.by != 0:
        return None
    body = sitting_body(header.room, header.feed, header.prev, opened.person)
    return opened if holds(opened.key, SITTING_CONTEXT, body, opened.proof) else None


def decoded(payload: bytes, kind: type[Opening]) -> Opening | None:
    try:
        return msgspec.msgpack.decode(payload, type=kind)
    except UNREADABLE:
        return None


def feed_body(room: bytes, feed: bytes, earlier: Iterable[tuple[bytes, int, bytes]]) -> bytes:
    """What the seat's key signs: this run, and all that it names."""
    return room + feed + b"".join(run + seq.to_bytes(8, "big") + head for run, seq, head in earlier)


def sitting_body(room: bytes, feed: bytes, prev: bytes, person: bytes) -> bytes:
    """What the person's key signs."""
    return room + feed + prev + person
