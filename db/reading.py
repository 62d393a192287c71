"""The questions that a record answers, as queries; the caller brings the connection."""

from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, func, select
from sqlalchemy.dialects import sqlite

from db import schema
from db.admission import Draft, Parsed
from db.entry import Entry, Header, Stored, commitment, decode_header, parse
from db.errors import UNREADABLE, Damaged, Refusal
from db.heads import Head, Heads, Link, Tips, branch, ends, proven_links
from db.store import driver_of

entry, payload = schema.entry.c, schema.payload.c

STORED = select(
    entry.id, entry.header, entry.signature, payload.salt, payload.body, entry.received, entry.n
).select_from(schema.entry.outerjoin(schema.payload, entry.n == payload.n))

# The questions asked for each thing and each page of a start, already put into SQL.
_STORED = str(STORED.compile(dialect=sqlite.dialect()))
SINCE = f"{_STORED} WHERE entry.n > ? ORDER BY entry.n LIMIT ?"
ABOUT = f"{_STORED} JOIN about ON about.n = entry.n WHERE about.thing = ?"
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
    header = header_of(raw)
    if body is not None and (type(body) is not bytes or commitment(blob(salt), body) != header.commit):
        salt = body = None
    if type(key) is not bytes or type(signature) is not bytes or type(received) is not int:
        raise Damaged("storage.damaged")
    return Stored(key, header, Entry(raw, signature, salt, body), received, n)


# What a column must hold: the pages of a damaged file give anything.


def blob(value: Any) -> bytes:
    """Raises Damaged where these are no bytes."""
    if type(value) is not bytes:
        raise Damaged("storage.damaged")
    return value


def number(value: Any) -> int:
    """Raises Damaged where this is no number."""
    if type(value) is not int:
        raise Damaged("storage.damaged")
    return value


def header_of(raw: Any) -> Header:
    """Raises Damaged where this is no header."""
    try:
        return decode_header(raw)
    except (*UNREADABLE, TypeError) as error:
        raise Damaged("storage.damaged") from error


def parsed(*columns: Any) -> Parsed | None:
    """The entry in a header, signature, salt and payload; none where they are no sound one."""
    try:
        found = msgspec.convert(columns, Entry, builtin_types=(bytes,))
        return Parsed(*parse(found), found)
    except (Refusal, msgspec.ValidationError):
        return None


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


def feeds(connection: Connection) -> dict[bytes, int]:
    return {blob(row.key): row.n for row in connection.execute(select(schema.feed.c.key, schema.feed.c.n))}


def feed(connection: Connection, number: int) -> tuple[bytes, Tips, Tips]:
    """Key of a feed, and its ends as `ends_of` gives them."""
    query = select(schema.feed.c.key, schema.feed.c.forked).where(schema.feed.c.n == number)
    row = connection.execute(query).one()
    return row.key, *ends_of(connection, number, bool(row.forked))


def forked_feeds(connection: Connection) -> set[int]:
    return set(connection.execute(select(schema.feed.c.n).where(schema.feed.c.forked == 1)).scalars())


def links(connection: Connection, feed: int) -> list[Link]:
    """The shape of one feed, all branches, in the order of their numbers."""
    unproven = set(
        connection.execute(select(schema.unproven.c.n).where(schema.unproven.c.feed == feed)).scalars()
    )
    query = select(entry.seq, entry.id, entry.header, entry.n).where(entry.feed == feed).order_by(entry.seq)
    return [
        Link(number(seq), blob(key), header_of(header).prev, n not in unproven, n)
        for seq, key, header, n in connection.execute(query)
    ]


def ends_of(connection: Connection, feed: int, forked: bool) -> tuple[Tips, Tips]:
    """The ends of a feed: of all of it, and of its proven part."""
    if forked:
        shape = links(connection, feed)
        return ends(shape), ends(proven_links(shape))
    last = select(entry.seq, entry.id).where(entry.feed == feed).order_by(entry.seq.desc()).limit(1)
    tips = _heads(connection, last)
    unproven = schema.unproven.c
    gap = select(unproven.seq).where(unproven.feed == feed).order_by(unproven.seq).limit(1)
    first = connection.execute(gap).scalar()
    if first is None:
        return tips, tips
    return tips, _heads(connection, last.where(entry.seq < first))


def _heads(connection: Connection, query: Select[Any]) -> Tips:
    return tuple(Head(number(seq), blob(key)) for seq, key in connection.execute(query))


def ended(
    connection: Connection, draft: Draft, numbers: dict[bytes, int], heads: Heads
) -> Iterator[tuple[bytes, Tips, Tips]]:
    """How the feeds of a draft end, each by its key; of those with branches only the file can tell."""
    for key, tips in draft.tips.items():
        ends = key, tips, draft.proven.get(key, heads.proven(key))
        with suppress(Damaged):  # where a header among them is garbled
            ends = feed(connection, numbers[key]) if len(tips) > 1 else ends
        yield ends


def load_heads(connection: Connection, numbers: dict[bytes, int]) -> Heads:
    """The ends of every feed, by one look into the index each. Raises Damaged where one has no entry."""
    heads, forked = Heads(), forked_feeds(connection)
    for key, n in numbers.items():
        heads.set(key, *ends_of(connection, n, n in forked))
    if len(heads.tips) < len(numbers):  # what goes by another number now would be admitted again
        raise Damaged("storage.damaged")
    return heads


def meta(connection: Connection, key: str) -> bytes | None:
    return connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == key)).scalar()


def statements(connection: Connection) -> list[bytes]:
    query = select(schema.statement.c.raw).order_by(schema.statement.c.n)
    return list(map(blob, connection.execute(query).scalars()))


def forks(connection: Connection) -> dict[bytes, int]:
    """The forked feeds, each with the first number that was used twice."""
    twice = (
        select(entry.feed, entry.seq)
        .where(entry.feed.in_(forked_feeds(connection)))
        .group_by(entry.feed, entry.seq)
        .having(func.count() > 1)
        .subquery()
    )
    query = (
        select(schema.feed.c.key, func.min(twice.c.seq))
        .join(twice, twice.c.feed == schema.feed.c.n)
        .group_by(schema.feed.c.key)
        .order_by(schema.feed.c.key)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def lacking(connection: Connection, limit: int, skip: int) -> list[bytes]:
    """Ids of entries to be mended from a peer, oldest first."""
    query = select(entry.id).join(schema.lacking, schema.lacking.c.n == entry.n).order_by(schema.lacking.c.n)
    return list(map(blob, connection.execute(query.limit(limit).offset(skip)).scalars()))


def unchecked(connection: Connection, limit: int) -> list[Any]:
    """Rows of `STORED`, each with its feed and number, whose own signature nobody has looked at yet."""
    table = schema.unproven.c
    query = STORED.add_columns(table.feed, table.seq).join(schema.unproven, table.n == entry.n)
    return list(connection.execute(query.where(table.bad == 0).limit(limit)))
