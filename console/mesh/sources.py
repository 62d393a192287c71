"""What the protocol core reads: the record, and the two piles of raw items that travel beside it."""

from collections.abc import Callable, Collection, Iterable, Mapping
from hashlib import sha256
from typing import Protocol, TypeVar

from db.entry import Stored
from db.errors import StorageFailed
from db.heads import Tips


class Store(Protocol):
    """The part of `db.Record` that the mesh reads."""

    def heads(self) -> Mapping[bytes, Tips]: ...
    def verified_heads(self) -> Mapping[bytes, Tips]: ...
    def run(
        self, feed: bytes, after: int, limit: int, max_bytes: int, tip: bytes | None = None
    ) -> list[Stored]: ...
    def get(self, entry_id: bytes) -> Stored | None: ...
    def lacking(self, limit: int, skip: int = 0) -> list[bytes]: ...
    def offer(self, ids: Collection[bytes], max_bytes: int) -> list[Stored]: ...
    def digest(self) -> bytes: ...


T = TypeVar("T")


class Given(Store):
    """The record as far as its disk gives it: what it does not give now is not here, and costs no link."""

    def __init__(self, record: Store) -> None:
        self._record = record
        self.unread: Callable[[StorageFailed], None] = lambda _: None  # told of what is not given

    def heads(self) -> Mapping[bytes, Tips]:
        return self._record.heads()

    def verified_heads(self) -> Mapping[bytes, Tips]:
        return self._record.verified_heads()

    def digest(self) -> bytes:
        return self._record.digest()

    def run(
        self, feed: bytes, after: int, limit: int, max_bytes: int, tip: bytes | None = None
    ) -> list[Stored]:
        return self._given(lambda: self._record.run(feed, after, limit, max_bytes, tip), [])

    def get(self, entry_id: bytes) -> Stored | None:
        return self._given(lambda: self._record.get(entry_id), None)

    def lacking(self, limit: int, skip: int = 0) -> list[bytes]:
        return self._given(lambda: self._record.lacking(limit, skip), [])

    def offer(self, ids: Collection[bytes], max_bytes: int) -> list[Stored]:
        return self._given(lambda: self._record.offer(ids, max_bytes), [])

    def _given(self, read: Callable[[], T], none: T) -> T:
        try:
            return read()
        except StorageFailed as failure:
            self.unread(failure)
            return none


class Pile(Protocol):
    """Raw items under their ids, in an order in which each can be taken: trust statements, key boxes."""

    def digest(self) -> bytes: ...
    def items(self) -> Mapping[bytes, bytes]: ...


class TrustStatements(Protocol):
    """The part of `console.trust.Trust` that travels."""

    def digest(self) -> bytes: ...
    def ids(self) -> list[bytes]: ...
    def raw(self) -> list[bytes]: ...


class StatementPile:
    """The trust statements as a pile."""

    def __init__(self, trust: TrustStatements) -> None:
        self._trust = trust

    def digest(self) -> bytes:
        return self._trust.digest()

    def items(self) -> dict[bytes, bytes]:
        return dict(zip(self._trust.ids(), self._trust.raw(), strict=True))


class Boxes(Protocol):
    """The part of `console.trust.Boxes` that travels."""

    def serials(self) -> dict[bytes, int]: ...
    def give(self, keys: Iterable[bytes] | None = None) -> list[bytes]: ...


class BoxPile:
    """The key boxes as a pile: a newer box of a key is another item."""

    def __init__(self, boxes: Boxes) -> None:
        self._boxes = boxes

    def digest(self) -> bytes:
        return sha256(b"".join(sorted(self._ids().values()))).digest()

    def items(self) -> dict[bytes, bytes]:
        return {name: raw for key, name in self._ids().items() for raw in self._boxes.give((key,))}

    def _ids(self) -> dict[bytes, bytes]:
        return {
            key: sha256(key + serial.to_bytes(8)).digest() for key, serial in self._boxes.serials().items()
        }


class NoBoxes:
    """The pile of a seat that keeps no key boxes, such as a recorder."""

    def digest(self) -> bytes:
        return b""

    def items(self) -> dict[bytes, bytes]:
        return {}
