"""A feed: one run of a seat, hash-chained, signed by a key that lives in memory only."""

import os
from collections.abc import Mapping

from nacl.signing import SigningKey

from db.entry import NO_PREV, Entry, Header, commitment, encode_header, entry_id, parse


class Feed:
    """The pen of one run. Nothing that it wrote counts until the record has committed it."""

    def __init__(self, room: bytes, key: SigningKey) -> None:
        self._key: SigningKey | None = key
        self.room = room
        self.id = bytes(key.verify_key)
        self.seq = 0
        self.head = NO_PREV

    @classmethod
    def fresh(cls, room: bytes) -> "Feed":
        """A new run with a new key. It leaves no trace before its first entry is committed."""
        return cls(room, SigningKey.generate())

    def write(
        self,
        kind: str,
        about: tuple[bytes, ...],
        payload: bytes,
        hlc: int,
        by: int = 0,
        replaces: Mapping[int, tuple[bytes, ...]] | None = None,
        seal: tuple[bytes, bytes] | None = None,
    ) -> Entry:
        """The next entry, signed. Raises Malformed, and stays where it was, when it breaks a limit."""
        if self._key is None:
            raise ValueError("a closed feed writes nothing")
        salt = os.urandom(32)
        header = encode_header(
            Header(
                room=self.room,
                feed=self.id,
                seq=self.seq + 1,
                prev=self.head,
                by=by,
                hlc=hlc,
                kind=kind,
                about=about,
                replaces=dict(replaces or {}),
                seal=seal,
                commit=commitment(salt, payload),
            )
        )
        entry = Entry(header, self._key.sign(header).signature, salt, payload)
        parse(entry)
        self.seq, self.head = self.seq + 1, entry_id(header)
        return entry

    def rewind(self, seq: int, head: bytes) -> None:
        """Take back what was written after `seq`, because its commit failed and nobody has seen it."""
        self.seq, self.head = seq, head

    def close(self) -> None:
        """Forget the key: this feed never continues."""
        self._key = None
