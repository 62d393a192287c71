"""What the writing connection puts into a record, row by row."""

from collections.abc import Collection, Iterable, Sequence
from functools import cache
from hashlib import sha256
from itertools import chain, islice

from sqlalchemy import Connection

from db.admission import Draft
from db.entry import Stored
from db.reading import DIGEST
from db.store import driver_of

ENTRY = "INSERT INTO entry(n, id, feed, seq, header, signature, received) VALUES(?,?,?,?,?,?,?)"
PAYLOAD = "INSERT INTO payload(n, salt, body) VALUES(?,?,?)"
UNPROVEN = "INSERT INTO unproven(feed, seq, n, bad) VALUES(?,?,?,0)"
LACKING = "INSERT OR IGNORE INTO lacking(n) VALUES(?)"
FEED = "INSERT INTO feed(n, key, forked) VALUES(?,?,0)"
FORKED = "UPDATE feed SET forked=1 WHERE n=?"
STATEMENT = (  # in place of what the disk made of it, if it did
    "INSERT INTO statement(hash, raw) VALUES(?,?) ON CONFLICT(hash) DO UPDATE SET raw=excluded.raw"
    " WHERE raw<>excluded.raw"
)
STATEMENTS, DROPPED = "SELECT n, raw FROM statement", "DELETE FROM statement WHERE n=?"
META = "INSERT INTO meta(key, value) VALUES(?,?) ON CONFLICT(key) DO UPDATE SET value=excluded.value"

ROWS = 50  # of one statement: SQLite works on them all before it has a word with Python again

Rows = list[tuple[object, ...]]


def many(connection: Connection, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
    """Run one statement for each row."""
    if given := list(rows):
        driver_of(connection).executemany(statement, given)


def insert(connection: Connection, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
    """`many` for a plain INSERT, many rows in a statement."""
    left = iter(rows)
    while batch := [*islice(left, ROWS)]:
        driver = driver_of(connection)
        if len(batch) == ROWS:
            driver.execute(_widened(statement), [*chain.from_iterable(batch)])
        else:
            driver.executemany(statement, batch)


@cache
def _widened(statement: str) -> str:
    """The INSERT for `ROWS` rows at once."""
    into, _, row = statement.partition("VALUES")
    return f"{into}VALUES{','.join([row] * ROWS)}"


def write_draft(connection: Connection, draft: Draft, numbers: dict[bytes, int], fresh: list[bytes]) -> None:
    """Put a judged draft into the tables. `fresh` are the feeds among `numbers` that have no row yet."""
    new = draft.stored
    many(connection, FEED, ((numbers[key], key) for key in fresh))
    insert(connection, ENTRY, (_entry_row(stored, numbers) for stored in new))
    insert(connection, PAYLOAD, _payload_rows(new))
    insert(connection, LACKING, ((stored.order,) for stored in new if stored.entry.payload is None))
    insert(connection, UNPROVEN, (position(stored, numbers) for stored in new if stored.id in draft.unproven))
    many(connection, FORKED, ((numbers[key],) for key in draft.forked))


def position(stored: Stored, numbers: dict[bytes, int]) -> tuple[int, int, int]:
    """The key of an entry in the table of the unproven."""
    return numbers[stored.header.feed], stored.header.seq, stored.order


def write_statements(connection: Connection, raw: Sequence[bytes], without: Collection[bytes]) -> None:
    if without:
        held = connection.exec_driver_sql(STATEMENTS).all()
        many(connection, DROPPED, ((n,) for n, one in held if sha256(one).digest() in without))
    many(connection, STATEMENT, ((sha256(one).digest(), one) for one in raw))


def write_digest(connection: Connection, count: int, total: int) -> None:
    """Note the sum over the ids of the first `count` entries, all listed: a start reads what came after."""
    many(connection, META, [(DIGEST, count.to_bytes(8) + total.to_bytes(32))])


def _entry_row(stored: Stored, numbers: dict[bytes, int]) -> tuple[object, ...]:
    header, entry = stored.header, stored.entry
    feed = numbers[header.feed]
    return stored.order, stored.id, feed, header.seq, entry.header, entry.signature, stored.received


def _payload_rows(new: Iterable[Stored]) -> Rows:
    return [(one.order, one.entry.salt, one.entry.payload) for one in new if one.entry.payload is not None]
