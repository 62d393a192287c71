"""The feeds of a record: their names, where each ends, and the branches of those that forked."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from sqlalchemy import Connection, Select, func, select

from db import schema
from db.admission import Draft
from db.columns import blob, header_of, number
from db.entry import entry_id
from db.errors import Damaged
from db.heads import Head, Heads, Link, Tips, ends, proven_links
from db.store import driver_of

entry = schema.entry.c
LAST = (
    "SELECT feed.key, feed.forked, entry.feed, entry.seq, entry.id, entry.header FROM feed"
    " JOIN entry ON entry.n ="
    " (SELECT last.n FROM entry AS last WHERE last.feed = feed.n ORDER BY last.seq DESC LIMIT 1)"
)
FORKED = "SELECT n FROM feed WHERE forked = 1"  # asked for each run that is sent


def feeds(connection: Connection) -> dict[bytes, int]:
    return {blob(row.key): row.n for row in connection.execute(select(schema.feed.c.key, schema.feed.c.n))}


def feed(connection: Connection, number: int) -> tuple[bytes, Tips, Tips]:
    """Key of a feed, and its ends as `ends_of` gives them."""
    query = select(schema.feed.c.key, schema.feed.c.forked).where(schema.feed.c.n == number)
    row = connection.execute(query).one()
    return row.key, *ends_of(connection, number, bool(row.forked))


def forked_feeds(connection: Connection) -> set[int]:
    return {n for (n,) in driver_of(connection).execute(FORKED)}


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
    """The ends of every feed. Raises Damaged where one has no entry, or another feed's: what goes by another
    name now would be admitted again.
    """
    heads, last = Heads(), connection.exec_driver_sql(LAST).all()
    if len(last) < len(numbers) or not all(_is_of(row.key, row.id, row.header) for row in last):
        raise Damaged("storage.damaged")
    gaps = set(connection.execute(select(schema.unproven.c.feed).distinct()).scalars())
    for row in last:
        tips = (Head(number(row.seq), blob(row.id)),)
        branched = row.forked or row.feed in gaps
        heads.set(row.key, *(ends_of(connection, row.feed, bool(row.forked)) if branched else (tips, tips)))
    return heads


def _is_of(key: bytes, name: bytes, header: bytes) -> bool:
    """Whether an entry names this feed; where it is itself garbled, a walk finds that."""
    return key in blob(header) or entry_id(header) != name


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
