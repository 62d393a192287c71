"""What the writing connection puts into a record, row by row."""

from collections.abc import Collection, Iterable, Sequence
from hashlib import sha256

from sqlalchemy import Connection

from db.admission import Draft
from db.store import driver_of
from db.sums import DIGEST

ENTRY = "INSERT INTO entry(n, id, feed, seq, header, signature, received) VALUES(?,?,?,?,?,?,?)"
PAYLOAD = "INSERT INTO payload(n, salt, body) VALUES(?,?,?)"
UNPROVEN = "INSERT INTO unproven(feed, seq, n, bad) VALUES(?,?,?,0)"
LACKING = "INSERT OR IGNORE INTO lacking(n) VALUES(?)"
STRAY = ("DELETE FROM payload WHERE n>=?", "DELETE FROM lacking WHERE n>=?")
FEED = "INSERT INTO feed(n, key, forked) VALUES(?,?,0)"
FORKED = "UPDATE feed SET forked=1 WHERE n=?"
STATEMENT = (  # in place of what the disk made of it, if it did
    "INSERT INTO statement(hash, raw) VALUES(?,?) ON CONFLICT(hash) DO UPDATE SET raw=excluded.raw"
    " WHERE raw<>excluded.raw"
)
STATEMENTS, DROPPED = "SELECT n, raw FROM statement", "DELETE FROM statement WHERE n=?"
META = "INSERT INTO meta(key, value) VALUES(?,?) ON CONFLICT(key) DO UPDATE SET value=excluded.value"

ROWS = 64  # of one statement: SQLite works on them all before it has a word with Python again


def many(connection: Connection, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
    """Run one statement for each row."""
    if given := list(rows):
        driver_of(connection).executemany(statement, given)


def insert(connection: Connection, statement: str, values: Sequence[object]) -> None:
    """Run a plain INSERT for the values of row after row, many rows in a statement."""
    driver, width = driver_of(connection), statement.count("?")
    into, _, row = statement.partition("VALUES")
    for at in range(0, len(values), ROWS * width):
        some = values[at : at + ROWS * width]
        driver.execute(f"{into}VALUES{','.join([row] * (len(some) // width))}", some)


def write_draft(connection: Connection, draft: Draft, numbers: dict[bytes, int], fresh: list[bytes]) -> None:
    """Put a judged draft into the tables. `fresh` are the feeds among `numbers` that have no row yet."""
    many(connection, FEED, ((numbers[key], key) for key in fresh))
    entries: list[object] = []
    payloads: list[object] = []
    lacking: list[object] = []
    unproven: list[object] = []
    for one in draft.stored:
        n, header, entry = one.order, one.header, one.entry
        feed = numbers[header.feed]
        entries += (n, one.id, feed, header.seq, entry.header, entry.signature, one.received)
        if entry.payload is None:
            lacking.append(n)
        else:
            payloads += (n, entry.salt, entry.payload)
        if one.id in draft.unproven:
            unproven += (feed, header.seq, n)
    # What stands beyond the last entry no seat wrote, but a disk that garbled a number.
    for statement in STRAY:
        driver_of(connection).execute(statement, (draft.stored[0].order,))
    insert(connection, ENTRY, entries)
    insert(connection, PAYLOAD, payloads)
    insert(connection, LACKING, lacking)
    insert(connection, UNPROVEN, unproven)
    many(connection, FORKED, ((numbers[key],) for key in draft.forked))


def write_statements(connection: Connection, raw: Sequence[bytes], without: Collection[bytes]) -> None:
    if without:
        held = connection.exec_driver_sql(STATEMENTS).all()
        many(connection, DROPPED, ((n,) for n, one in held if sha256(one).digest() in without))
    many(connection, STATEMENT, ((sha256(one).digest(), one) for one in raw))


def write_digest(connection: Connection, count: int, total: int) -> None:
    """Note the sum over the ids of the first `count` entries, all listed: a start reads what came after."""
    many(connection, META, [(DIGEST, count.to_bytes(8) + total.to_bytes(32))])
