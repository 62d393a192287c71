"""The integrity walk: everything that the file says of itself, checked entry by entry."""

from collections.abc import Callable, Iterator
from hashlib import sha256
from itertools import repeat
from typing import Any, NamedTuple

from msgspec import Struct
from sqlalchemy import Connection, Select, select

from db import columns, reading, schema, sums
from db.admission import Place
from db.entry import NO_PREV, Entry, Header, Stored, verify
from db.errors import Damaged
from db.heads import DIGEST_MODULUS
from db.index import START
from db.store import Store, driver_of

PAGE = 500
# What another copy of an entry mends; all else that a walk finds is wrong with the file itself.
OF_ENTRIES = frozenset({"entry.garbled", "entry.payload_lost", "entry.signature"})
OF_FILE = frozenset(
    {"storage.damaged", "record.digest", "record.things", "entry.other_room", "entry.misplaced"}
    | {"entry.gap", "entry.chain"}
)
BEFORE = "SELECT id FROM entry WHERE feed = ? AND seq = ?"
PLACES = "SELECT entry.id, feed.key, entry.seq FROM entry JOIN feed ON feed.n = entry.feed"
LISTED = "SELECT start, n FROM name WHERE n <= ? UNION ALL SELECT thing, n FROM about WHERE n <= ?"
BEFORE_ALL = -(1 << 62)  # numbers begin at 1, but nobody hides an entry below

Progress = Callable[[int, int], None]


class Fault(Struct, frozen=True):
    """Something that does not hold: a code, and the entry it was found at (none: the file itself).

    Faults of a feed name it, and the number from which it is in doubt. Of an entry that is missing: the
    feed of whoever signed that it was held, and when (ms).
    """

    code: str
    id: bytes | None = None
    order: int = 0
    feed: bytes | None = None
    seq: int = 0
    witness: bytes | None = None
    at: int = 0


class Stray(NamedTuple):
    """An entry, and where its predecessor should stand."""

    id: bytes
    order: int
    prev: bytes
    place: Place


def walk(store: Store, room: bytes, progress: Progress) -> Iterator[Fault]:
    """Every fault of the entries now held, in admission order; `progress(done, all)` is told page by page.

    Pages that SQLite cannot read end the walk with `storage.damaged`: only a salvage helps then.
    """
    try:
        with store.read() as connection:
            if _is_broken(connection):
                yield Fault("storage.damaged")
                return
            noted, last, promised = sums.digest(connection)
        adding, strays, done = _Sums(noted), list[Stray](), BEFORE_ALL
        while done < last:
            with store.read() as connection:
                page = list(connection.execute(_page(done, last)))
                judged = [(row, _header(row)) for row in page]
                strays += _strays(connection, judged)
            for row, header in judged:
                yield from _entry(row, header, room)
                adding.add(row, header)
            done = page[-1].n if page else last
            progress(done, last)
        with store.read() as connection:
            yield from _chain(connection, strays)
            yield from adding.faults(connection, promised)
    except Damaged:
        yield Fault("storage.damaged")


def _is_broken(connection: Connection) -> bool:
    """Whether SQLite finds something wrong with its own pages, or the tables are not what they were made."""
    return connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one() != "ok" or any(
        not {column.name for column in table.columns} <= _columns(connection, table.name)
        for table in schema.metadata.sorted_tables
    )


def _columns(connection: Connection, table: str) -> set[str]:
    return {row.name for row in connection.exec_driver_sql(f"PRAGMA table_info({table})")}


def _page(after: int, last: int) -> Select[Any]:
    entry, payload, unproven = reading.entry, reading.payload, schema.unproven.c
    known_unproven = (
        select(unproven.n)
        .where(unproven.feed == entry.feed, unproven.seq == entry.seq, unproven.n == entry.n)
        .exists()
    )
    columns = (
        entry.n,
        entry.id,
        entry.feed,
        entry.seq,
        entry.header,
        entry.signature,
        payload.salt,
        payload.body,
        schema.feed.c.key,
        schema.lacking.c.n.label("lacking"),
        known_unproven.label("unproven"),
    )
    tables = (
        schema.entry.outerjoin(schema.payload, entry.n == payload.n)
        .outerjoin(schema.feed, entry.feed == schema.feed.c.n)
        .outerjoin(schema.lacking, entry.n == schema.lacking.c.n)
    )
    query = select(*columns).select_from(tables).where(entry.n > after, entry.n <= last)
    return query.order_by(entry.n).limit(PAGE)


def _header(row: Any) -> Header | None:
    """The header of an entry that is what its id says; nothing where it is not."""
    found = columns.parsed(row.header, row.signature, row.salt, row.body)
    return found.header if found is not None and found.id == row.id else None


def _entry(row: Any, header: Header | None, room: bytes) -> Iterator[Fault]:
    if header is None:
        yield Fault("entry.garbled", row.id, row.n)
        return
    if header.room != room:
        yield Fault("entry.other_room", row.id, row.n)
    if (header.feed, header.seq) != (row.key, row.seq):
        yield Fault("entry.misplaced", row.id, row.n)
    if row.body is None and row.lacking is None:
        yield Fault("entry.payload_lost", row.id, row.n)
    if not row.unproven and not verify(Entry(row.header, row.signature), header):
        yield Fault("entry.signature", row.id, row.n)


def _strays(connection: Connection, judged: list[tuple[Any, Header | None]]) -> Iterator[Stray]:
    """Entries that do not follow the one with the number before theirs, by their rows."""
    driver = driver_of(connection)
    for row, header in judged:
        if header is None or header.prev == NO_PREV:
            continue
        before = driver.execute(BEFORE, (row.feed, header.seq - 1)) if row.key == header.feed else ()
        if (header.prev,) not in before:
            yield Stray(row.id, row.n, header.prev, Place(header.feed, header.seq - 1))


def _chain(connection: Connection, strays: list[Stray]) -> Iterator[Fault]:
    """Whether the predecessors of these stand elsewhere, or nowhere."""
    places: dict[bytes, set[Place]] = {stray.prev: set() for stray in strays}
    for name, *place in driver_of(connection).execute(PLACES) if strays else ():
        if name in places:
            places[name].add(Place(*place))
    for stray in strays:
        if not places[stray.prev]:
            yield Fault("entry.gap", stray.id, stray.order)
        elif stray.place not in places[stray.prev]:
            yield Fault("entry.chain", stray.id, stray.order)


class _Sums:
    """What all entries add up to, and what `name` and `about` should list of those up to a number."""

    def __init__(self, noted: int) -> None:
        self._noted = noted
        self._total = self._weight = 0
        self._whole = True  # whether of every entry it is known what should be listed

    def add(self, row: Any, header: Header | None) -> None:
        self._total += int.from_bytes(columns.blob(row.id))
        if header is None:
            self._whole = False
        elif row.n <= self._noted:
            self._weight += sum(map(_weight, {row.id[:START], *header.about}, repeat(row.n)))

    def faults(self, connection: Connection, promised: int) -> Iterator[Fault]:
        """What is otherwise in the file."""
        if promised != self._total % DIGEST_MODULUS:
            yield Fault("record.digest")
        if self._whole and self._weight != self._listed(connection):
            yield Fault("record.things")

    def _listed(self, connection: Connection) -> int:
        pairs = driver_of(connection).execute(LISTED, (self._noted, self._noted))
        return sum(_weight(columns.blob(key), columns.number(n)) for key, n in pairs)


def _weight(key: bytes, n: int) -> int:
    """What a pair of the lists adds to a sum that tells whether any of them is wrong."""
    return int.from_bytes(sha256(key + n.to_bytes(8, signed=True)).digest())


def sound(store: Store, room: bytes) -> Iterator[Stored]:
    """The entries of the room that are what their ids say, in order of admission. Raises Damaged."""
    done: int | None = BEFORE_ALL
    while done is not None:
        with store.read() as connection:
            page = list(connection.execute(_SOUND.where(reading.entry.n > done).limit(PAGE)))
        for row in page:
            header = _header(row)
            if header is not None and header.room == room:
                entry = Entry(row.header, row.signature, row.salt, row.body)
                yield Stored(row.id, header, entry, columns.number(row.received), row.n)
        done = page[-1].n if page else None


_SOUND = reading.STORED.order_by(reading.entry.n)
