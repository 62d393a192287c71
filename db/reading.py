"""The questions that a record answers, as queries; the caller brings the connection."""

from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from typing import Any

import msgspec
from sqlalchemy import Connection, select
from sqlalchemy.dialects import sqlite

from db import schema
from db.columns import GARBLED, blob, header_of
from db.entry import Entry, Header, Stored, commitment, decode_header
from db.errors import Damaged
from db.heads import Head, branch
from db.shape import forked_feeds, links
from db.store import driver_of

entry, payload = schema.entry.c, schema.payload.c

STORED = select(
    entry.id, entry.header, entry.signature, payload.salt, payload.body, entry.received, entry.n
).select_from(schema.entry.outerjoin(schema.payload, entry.n == payload.n))

# The questions asked for each thing and each page of a start, already put into SQL.
_STORED = str(STORED.compile(dialect=sqlite.dialect()))
SINCE = f"{_STORED} WHERE entry.n > ? ORDER BY entry.n LIMIT ?"
ABOUT = f"{_STORED} JOIN about ON about.n = entry.n WHERE about.thing IN "
NAMED = f"{_STORED} JOIN name ON name.n = entry.n WHERE name.start IN "
ONE = f"{_STORED} WHERE entry.n = ?"
LINE = f"{_STORED} WHERE entry.feed = ? AND entry.seq > ? AND entry.seq <= ? ORDER BY entry.seq LIMIT ?"
GIVEN = "(SELECT value FROM json_each(?))"
UNPROVEN = (
    "(SELECT 1 FROM unproven WHERE unproven.feed = entry.feed AND unproven.seq = entry.seq"
    " AND unproven.n = entry.n)"
)
NUMBERED = f"{_STORED} WHERE entry.n IN {GIVEN} ORDER BY entry.n"
BRANCH = f"{_STORED} WHERE entry.n IN {GIVEN} ORDER BY entry.seq LIMIT ?"
WHOLE = f"{_STORED} WHERE entry.n IN {GIVEN} AND payload.n IS NOT NULL AND NOT EXISTS {UNPROVEN}"
OFFER = f"{WHOLE} ORDER BY entry.n"


def stored(row: Any) -> Stored:
    """The entry in a row of `STORED`. A payload that the disk garbled reads as missing, until the walk
    finds it and a peer sends it again. Raises Damaged when the header is garbled.
    """
    key, raw, signature, salt, body, received, n = row
    try:
        header = decode_header(raw)
        if body is not None and (type(body) is not bytes or commitment(salt, body) != header.commit):
            salt = body = None
    except GARBLED as error:
        raise Damaged("storage.damaged") from error
    if type(key) is not bytes or type(signature) is not bytes or type(received) is not int:
        raise Damaged("storage.damaged")
    return Stored(key, header, Entry(raw, signature, salt, body), received, n)


def asked(connection: Connection, question: str, *params: object) -> list[Stored]:
    """The entries that answer one of the questions in SQL."""
    return [stored(row) for row in driver_of(connection).execute(question, params)]


def numbered(connection: Connection, orders: Iterable[int]) -> list[Stored]:
    """The entries with these admission numbers, as they came."""
    return asked(connection, NUMBERED, json(orders))


def bounded(connection: Connection, max_bytes: int, question: str, *params: object) -> list[Stored]:
    """The first entries that answer, at least one, as many as stay within `max_bytes` on the wire."""
    found: list[Stored] = []
    room = max_bytes
    with closing(driver_of(connection).execute(question, params)) as rows:
        for one in map(stored, rows):
            room -= len(one.entry.header) + len(one.entry.payload or b"") + 104
            if found and room < 0:
                break
            found.append(one)
    return found


def headers(connection: Connection, feed: int) -> Iterator[Header]:
    """Those of a feed that the disk did not garble."""
    query = select(entry.header).where(entry.feed == feed).order_by(entry.seq)
    for raw in connection.execute(query).scalars():
        with suppress(Damaged):
            yield header_of(raw)


def run(
    connection: Connection, feed: int, after: int, head: Head, limit: int, max_bytes: int
) -> list[Stored]:
    """The entries of the line that leads to `head`, beyond number `after`."""
    if feed not in forked_feeds(connection):
        return bounded(connection, max_bytes, LINE, feed, after, head.seq, limit)
    line = branch(links(connection, feed), head.id)
    return bounded(connection, max_bytes, BRANCH, json(link.n for link in line if link.seq > after), limit)


def json(orders: Iterable[int]) -> str:
    """A list of any length for a question."""
    return msgspec.json.encode(list(orders)).decode()


def meta(connection: Connection, key: str) -> bytes | None:
    return connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == key)).scalar()


def statements(connection: Connection) -> list[bytes]:
    query = select(schema.statement.c.raw).order_by(schema.statement.c.n)
    return list(map(blob, connection.execute(query).scalars()))


def lacking(connection: Connection, limit: int, skip: int) -> list[bytes]:
    """Ids of entries to be mended from a peer, oldest first."""
    query = select(entry.id).join(schema.lacking, schema.lacking.c.n == entry.n).order_by(schema.lacking.c.n)
    return list(map(blob, connection.execute(query.limit(limit).offset(skip)).scalars()))


def unchecked(connection: Connection, limit: int) -> list[Any]:
    """Rows of `STORED`, each with its feed and number, whose own signature nobody has looked at yet."""
    table = schema.unproven.c
    query = STORED.add_columns(table.feed, table.seq).join(schema.unproven, table.n == entry.n)
    return list(connection.execute(query.where(table.bad == 0).limit(limit)))
