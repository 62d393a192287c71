"""Log lines at rest: one fact in as few bytes as it needs, since a room holds a hundred thousand of them."""

import msgspec

from console.domain.author import Author
from console.domain.facts import Event, decode, encode


class _Rest(msgspec.Struct, frozen=True, array_like=True):
    kind: str
    hlc: int
    others: tuple[bytes, ...]  # what it is about beside its own thing
    received: int
    seq: int
    payload: bytes | None
    replaces: dict[int, tuple[bytes, ...]] = {}


class Packed(msgspec.Struct, frozen=True, gc=False):
    """One event; author and feed are shared with all others of their sitting."""

    author: Author
    feed: str
    blob: bytes  # entry id, then the rest

    @property
    def entry(self) -> bytes:
        """The id of the entry."""
        return self.blob[:32]


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Rest).decode


def pack(event: Event) -> Packed:
    rest = _Rest(
        kind=event.kind,
        hlc=event.hlc,
        others=tuple(bytes.fromhex(other) for other in event.about[1:]),
        received=event.received,
        seq=event.seq,
        payload=encode(event.fact) if event.fact is not None else None,
        replaces={n: tuple(bytes.fromhex(r) for r in replaced) for n, replaced in event.replaces.items()},
    )
    return Packed(event.author, event.feed, bytes.fromhex(event.id) + _encode(rest))


def unpack(packed: Packed, thing: str) -> Event:
    rest = _decode(packed.blob[32:])
    return Event(
        id=packed.entry.hex(),
        hlc=rest.hlc,
        kind=rest.kind,
        about=(thing, *(other.hex() for other in rest.others)),
        author=packed.author,
        fact=decode(rest.kind, rest.payload),
        replaces={n: tuple(r.hex() for r in replaced) for n, replaced in rest.replaces.items()},
        received=rest.received,
        feed=packed.feed,
        seq=rest.seq,
    )
