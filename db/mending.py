"""Signatures checked late, and entries made whole again with what a peer sends."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection

from db import columns, index, reading, shape
from db.entry import Entry, entry_id, parse, verify
from db.errors import Damaged
from db.heads import Tips
from db.index import Latest
from db.store import Store
from db.writing import many

GOOD = "DELETE FROM unproven WHERE feed=? AND seq=? AND n=? AND bad=0"  # a walk may have doubted it meanwhile
PROVEN = "DELETE FROM unproven WHERE feed=? AND seq=? AND n=?"
BAD = "UPDATE unproven SET bad=1 WHERE feed=? AND seq=? AND n=?"
LACKING_BAD = "INSERT OR IGNORE INTO lacking SELECT n FROM unproven WHERE feed=? AND seq=? AND n=? AND bad=1"
FILLED = "INSERT OR IGNORE INTO payload(n, salt, body) SELECT n, ?, ? FROM lacking WHERE n=?"
SIGNED = "UPDATE entry SET header=?, signature=? WHERE n=?"
SETTLED = (
    "DELETE FROM lacking WHERE n=? AND EXISTS (SELECT 1 FROM payload WHERE n=lacking.n) "
    "AND NOT EXISTS (SELECT 1 FROM unproven WHERE feed=? AND seq=? AND n=lacking.n AND bad=1)"
)
KEY = "SELECT feed, seq, n FROM entry WHERE n=?"
DOUBTED = (
    "INSERT OR REPLACE INTO unproven SELECT feed, seq, n, 1 FROM entry WHERE n=?",
    "INSERT OR IGNORE INTO lacking VALUES(?)",
)
EMPTIED = "DELETE FROM payload WHERE n=?"
NEXT = (
    "SELECT later.n FROM entry AS later JOIN entry ON later.feed=entry.feed AND later.seq=entry.seq+1"
    " WHERE entry.n=? AND NOT EXISTS (SELECT 1 FROM unproven WHERE unproven.feed=later.feed"
    " AND unproven.seq=later.seq AND unproven.n=later.n)"
)

MENDED = "record.mended"  # a value of the record's own, another with each mending
NOTED = (
    "INSERT INTO meta(key, value) VALUES('record.mended', randomblob(16)) "
    "ON CONFLICT(key) DO UPDATE SET value=excluded.value"
)

Key = tuple[int, int, int]
Judged = tuple[Key, bytes, bool]  # a signature: whose, and whether it is good
Feed = tuple[bytes, Tips, Tips]  # its key; its ends, and those of the part in which each signature is checked


class Checked(Struct, frozen=True):
    """How many signatures were looked at, and the ids of the entries whose signature is bad."""

    count: int
    bad: list[bytes]


# What writes tells how the feeds that it touches end now, read before it is committed: where the disk does
# not give that, nothing is written.


def judged(store: Store, limit: int) -> list[Judged]:
    """Signatures that wait, checked."""
    with store.read() as connection:
        waiting = reading.unchecked(connection, limit)
    return [((row.feed, row.seq, row.n), columns.blob(row.id), _is_good(row)) for row in waiting]


def _is_good(row: Any) -> bool:
    """Not where the disk garbled since what was signed: a good copy of it is to be fetched, too."""
    with suppress(Damaged):
        held = reading.stored(row[:7])
        return verify(held.entry, held.header)
    return False


def settle(store: Store, judged: list[Judged]) -> list[Feed]:
    """Note what came of signatures."""
    bad = [key for key, _, good in judged if not good]
    if not judged:
        return []
    with store.write() as connection:
        many(connection, GOOD, (key for key, _, good in judged if good))
        many(connection, BAD, bad)
        many(connection, LACKING_BAD, bad)
        if bad:
            connection.exec_driver_sql(NOTED)
        return list(_ends(connection, {key[0] for key, _, _ in judged}))


def repair(store: Store, latest: Latest, entry: Entry) -> list[Feed] | None:
    """Mend a held entry with the payload, or the header and signature, of another copy of it. Gives nothing
    where nothing was mended.
    """
    name, header = parse(entry)
    signed = verify(entry, header)
    with store.write() as connection:
        order = index.orders(connection, latest, [name]).get(name)
        if order is None:
            return None
        row = connection.exec_driver_sql(KEY, (order,)).one()
        key: Key = (row.feed, row.seq, row.n)
        filled = _mend_payload(connection, key[2], entry)
        resigned = signed and _mend_signature(connection, key, entry)
        if resigned:  # as long as its header was garbled, nobody could list its things
            many(connection, index.ABOUT, ((thing, key[2]) for thing in header.about))
        connection.exec_driver_sql(SETTLED, (key[2], key[0], key[1]))
        if not (filled or resigned):
            return None
        connection.exec_driver_sql(NOTED)
        return list(_ends(connection, [key[0]]))


def doubt(store: Store, latest: Latest, ids: Iterable[bytes]) -> list[Feed]:
    """Put entries that the disk garbled among those to be mended: not served until a good copy came. They
    keep their payload where that is still proven.
    """
    with store.write() as connection:
        rows = [(order,) for order in index.orders(connection, latest, ids).values()]
        for statement in DOUBTED:
            many(connection, statement, rows)
        many(connection, EMPTIED, [(order,) for (order,) in rows if not _is_proven(connection, order)])
        connection.exec_driver_sql(NOTED)
        return list(_ends(connection, shape.feeds(connection).values()))


def _ends(connection: Connection, numbers: Iterable[int]) -> Iterator[Feed]:
    for number in numbers:
        with suppress(Damaged):  # branches, and a garbled header among them: as they were until it is mended
            yield shape.feed(connection, number)


def _is_proven(connection: Connection, order: int) -> bool:
    """Whether an entry is what its id says, and one that follows it, with a good signature, names that id."""
    with suppress(Damaged):
        (held,) = reading.numbered(connection, [order])
        if held.entry.payload is not None and entry_id(held.entry.header) == held.id:
            following = [n for (n,) in connection.exec_driver_sql(NEXT, (order,))]
            later = reading.numbered(connection, following)
            return any(one.header.prev == held.id and verify(one.entry, one.header) for one in later)
    return False


def _mend_signature(connection: Connection, key: Key, entry: Entry) -> bool:
    if not connection.exec_driver_sql(PROVEN, key).rowcount:
        return False
    connection.exec_driver_sql(SIGNED, (entry.header, entry.signature, key[2]))
    return True


def _mend_payload(connection: Connection, n: int, entry: Entry) -> bool:
    """Only what is known to be lacking is filled in: a payload that was erased stays erased."""
    if entry.payload is None:
        return False
    return connection.exec_driver_sql(FILLED, (entry.salt, entry.payload, n)).rowcount > 0
