"""What the ids of a record add up to: the digest that tells whether two seats hold the same."""

from typing import NamedTuple

from sqlalchemy import Connection, func, select

from db.columns import blob
from db.heads import DIGEST_MODULUS
from db.reading import entry, meta

DIGEST = "record.digest"


class Sum(NamedTuple):
    """The sum over all ids, and how many; `noted` of them the file has summed up and lists."""

    noted: int
    entries: int
    total: int


def digest(connection: Connection) -> Sum:
    """The sum over all ids, of which only those since the last note are read."""
    note = blob(meta(connection, DIGEST) or bytes(40))
    noted, total = min(int.from_bytes(note[:8]), 2**63 - 1), int.from_bytes(note[8:])
    count: int = connection.execute(select(func.max(entry.n))).scalar() or 0
    return Sum(noted, count, (total + between(connection, noted, count)) % DIGEST_MODULUS)


def between(connection: Connection, after: int, upto: int) -> int:
    """The sum over the ids beyond one admission number, up to another."""
    ids = connection.execute(select(entry.id).where(entry.n > after, entry.n <= upto)).scalars()
    return sum(map(int.from_bytes, map(blob, ids)))
