"""Records that somebody or something changed: by the disk, by a thief, by a machine that holds a key."""

import random
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
from nacl.signing import SigningKey

from console.trust.openings import SITTING_OPENED, open_feed, open_sitting
from console.trust.statements import InvitationIssued
from console.trust.witness import HEADS_WITNESSED, write_heads
from db.entry import NO_PREV, Header, commitment

BLOBS = (
    ("entry", "header"), ("entry", "signature"), ("entry", "id"), ("payload", "salt"), ("payload", "body"),
    ("feed", "key"), ("name", "start"), ("about", "thing"), ("statement", "raw"), ("meta", "value"),
)  # fmt: skip
TABLES = ("entry", "payload", "feed", "name", "about", "statement", "unproven", "lacking")
ADDED = """INSERT INTO entry(id, feed, seq, header, signature, received)
    SELECT ?, n, ?, ?, ?, 1 FROM feed WHERE key=?"""
ODD: tuple[Any, ...] = (
    None,
    True,
    -1,
    2**63,
    1.5,
    "text",
    b"raw",
    [],
    {},
    [[]],
    {1: 2},
    "é" * 90,
    b"\0" * 32,
    0,
    7,
)


@dataclass
class Meddler:
    """Changes one file. `keys` are the keys of the feeds that a thief got hold of, `seat` that of a seat."""

    file: sqlite3.Connection
    salt: random.Random
    keys: dict[bytes, SigningKey]
    seat: SigningKey
    room: bytes

    def _some(self, query: str) -> tuple[object, ...]:
        rows: list[tuple[object, ...]] = self.file.execute(query).fetchall()
        return self.salt.choice(rows) if rows else ()

    # What disks do

    def flip(self) -> None:
        """One bit of a value."""
        table, column = self.salt.choice(BLOBS)
        wanted = "WHERE key <> 'record.room'" if table == "meta" else ""
        row = self._some(f"SELECT {column} FROM {table} {wanted}")
        if row and isinstance(row[0], bytes) and row[0]:
            fresh = bytearray(row[0])
            fresh[self.salt.randrange(len(fresh))] ^= 1 << self.salt.randrange(8)
            query = f"UPDATE OR IGNORE {table} SET {column}=? WHERE {column}=?"
            self.file.execute(query, (bytes(fresh), row[0]))

    def resize(self) -> None:
        """A value that is too short or too long."""
        table, column = self.salt.choice(BLOBS[:-1])
        row = self._some(f"SELECT {column} FROM {table}")
        if row and isinstance(row[0], bytes):
            fresh = self.salt.choice((row[0][:-1], row[0] + b"\0", b"", row[0] * 200))
            self.file.execute(f"UPDATE OR IGNORE {table} SET {column}=? WHERE {column}=?", (fresh, row[0]))

    def drop(self) -> None:
        """A row is gone."""
        table = self.salt.choice(TABLES)
        column = "thing" if table == "about" else "n"
        row = self._some(f"SELECT {column} FROM {table}")
        if row:
            self.file.execute(f"DELETE FROM {table} WHERE {column}=?", row)

    def misplace(self) -> None:
        """An entry stands where another should."""
        n, other = self._some("SELECT n FROM entry"), self._some("SELECT seq, feed FROM entry")
        self.file.execute("UPDATE entry SET seq=?, feed=? WHERE n=?", (*other, *n))

    def swap(self) -> None:
        """Two entries came in another order."""
        (one,), (other,) = self._some("SELECT n FROM entry"), self._some("SELECT n FROM entry")
        for table in ("entry", "payload", "name", "about"):
            for old, new in ((one, -1), (other, one), (-1, other)):
                self.file.execute(f"UPDATE OR IGNORE {table} SET n=? WHERE n=?", (new, old))

    # What thieves do

    def cut(self) -> None:
        """The end of a feed is gone, and nothing else shows it."""
        feed, seq = self._some("SELECT feed, seq FROM entry")
        for table in ("payload", "name", "about", "entry"):
            query = f"DELETE FROM {table} WHERE n IN (SELECT n FROM entry WHERE feed=? AND seq>=?)"
            self.file.execute(query, (feed, seq))
        self.file.execute("DELETE FROM meta WHERE key='record.digest'")

    def excuse(self) -> None:
        """A bad signature, or a payload that is gone, said to be known."""
        feed, seq, n = self._some("SELECT feed, seq, n FROM entry")
        if self.salt.random() < 0.5:
            self.file.execute("UPDATE entry SET signature=zeroblob(64) WHERE n=?", (n,))
            place = self.salt.choice(((feed, seq, n), (feed, seq, 0)))
            self.file.execute("INSERT OR IGNORE INTO unproven VALUES(?,?,?,1)", place)
        else:
            self.file.execute("DELETE FROM payload WHERE n=?", (n,))
            self.file.execute("INSERT OR IGNORE INTO lacking VALUES(?)", (n,))

    def resign(self) -> None:
        """An entry of somebody's own, with a good signature: whatever its header and payload say."""
        feed = self.salt.choice(sorted(self.keys))
        fields, payload = self._next(feed), self._payload(feed)
        kind = self.salt.choice((payload[0], "log.written", "sitting.closed"))
        fields[7], fields[5] = kind, self.salt.choice((0, 0, 1, 2, 3, 9, int(str(fields[3]))))
        header = list(fields)
        header[11] = commitment(bytes(32), payload[1])
        if self.salt.random() < 0.4:
            header[self.salt.randrange(12)] = self.salt.choice(ODD)
        if self.salt.random() < 0.2:
            header.append(self.salt.choice(ODD))
        self._insert(self.keys[feed], feed, int(str(fields[3])), header, payload[1])

    def intrude(self) -> None:
        """A feed that is nobody's, or of a seat that nobody certified."""
        key, stranger = SigningKey(self.salt.randbytes(32)), SigningKey(self.salt.randbytes(32))
        feed = bytes(key.verify_key)
        seat = self.salt.choice((stranger, self.seat))
        payload = self.salt.choice(
            (open_feed(seat, self.room, feed), b"\x90", open_feed(seat, self.room, NO_PREV))
        )
        header = list(msgspec.structs.astuple(self._header(feed, 1, NO_PREV)))
        header[7], header[11] = "feed.opened", commitment(bytes(32), payload)
        self._insert(key, feed, 1, header, payload)

    def certify(self) -> None:
        """A statement of a stranger, or one that nobody understands."""
        key = SigningKey(self.salt.randbytes(32))
        said = InvitationIssued(self.room, 1, bytes(32), 9, "Seat", "SAFE", "desk", 2)
        fields = list(msgspec.msgpack.decode(msgspec.msgpack.encode(said)))
        fields[self.salt.randrange(len(fields))] = self.salt.choice(ODD)
        body = msgspec.msgpack.encode(fields)
        raw = [body, bytes(key.verify_key), key.sign(b"belfry statement 1\0" + body).signature]
        stored = msgspec.msgpack.encode(raw if self.salt.random() < 0.8 else [*raw, 1])
        self.file.execute("INSERT INTO statement(hash, raw) VALUES(?,?)", (sha256(stored).digest(), stored))

    # Helpers

    def _header(self, feed: bytes, seq: int, prev: bytes) -> Header:
        return Header(
            room=self.room,
            feed=feed,
            seq=seq,
            prev=prev,
            hlc=1,
            kind="log.written",
            about=(bytes(16),),
            commit=NO_PREV,
        )

    def _next(self, feed: bytes) -> list[object]:
        """The fields of an entry that follows the last one of a feed, or that forks it."""
        query = "SELECT e.seq, e.id FROM entry e JOIN feed f ON f.n=e.feed WHERE f.key=? ORDER BY seq DESC"
        ends = self.file.execute(query, (feed,)).fetchall() or [(0, NO_PREV)]
        seq, prev = self.salt.choice((ends[0], self.salt.choice(ends)))
        return list(msgspec.structs.astuple(self._header(feed, seq + 1, prev)))

    def _payload(self, feed: bytes) -> tuple[str, bytes]:
        """A kind that says who wrote, and something to say with it."""
        raw = self.salt.randbytes(32)
        key = SigningKey(raw)
        return self.salt.choice(
            (
                (SITTING_OPENED, open_sitting(bytes(16), key, self.room, feed, NO_PREV)),
                (HEADS_WITNESSED, write_heads([(feed, self.salt.randrange(30), raw)])),
                (HEADS_WITNESSED, msgspec.msgpack.encode([self.salt.choice(ODD)])),
                ("feed.opened", msgspec.msgpack.encode(self.salt.choice(ODD))),
                ("log.written", raw),
            )
        )

    def _insert(self, key: SigningKey, feed: bytes, seq: int, header: list[object], payload: bytes) -> None:
        try:
            raw = msgspec.msgpack.encode(header)
        except OverflowError:
            return  # no number that MessagePack has
        self.file.execute("INSERT OR IGNORE INTO feed(key, forked) VALUES(?,0)", (feed,))
        row = (sha256(raw).digest(), seq, raw, key.sign(raw).signature, feed)
        n = self.file.execute(ADDED, row).lastrowid
        self.file.execute("INSERT INTO payload VALUES(?,?,?)", (n, bytes(32), payload))
        about = header[8] if isinstance(header[8], tuple | list) else ()
        for thing in {each for each in about if isinstance(each, bytes)}:
            self.file.execute("INSERT OR IGNORE INTO about VALUES(?,?)", (thing, n))
        if self.salt.random() < 0.5:
            self.file.execute("INSERT INTO name VALUES(?,?)", (row[0][:8], n))


ACTS: tuple[Callable[[Meddler], None], ...] = (
    *[Meddler.flip] * 4, Meddler.resize, *[Meddler.drop] * 2, Meddler.misplace, Meddler.swap,
    *[Meddler.cut] * 2, Meddler.excuse, *[Meddler.resign] * 4, *[Meddler.intrude] * 2, *[Meddler.certify] * 2,
)  # fmt: skip


def rot(path: Path, salt: random.Random) -> None:
    """A few bytes of the file itself, as a failing disk has it."""
    raw = bytearray(path.read_bytes())
    for _ in range(salt.randint(1, 4)):
        raw[salt.randrange(100, len(raw))] ^= 1 << salt.randrange(8)
    path.write_bytes(raw)
