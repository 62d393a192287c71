"""Where entries stand, by id and by thing: the file lists all but the latest, which memory lists meanwhile.

Rows of the two lists scatter over many pages. Sorted, a thousand at once, they touch each page once.
"""

from collections.abc import Collection, Iterable
from itertools import chain

from sqlalchemy import Connection

from db import reading
from db.admission import Place
from db.entry import Stored
from db.errors import Damaged
from db.store import driver_of
from db.writing import insert

NAME = "INSERT OR IGNORE INTO name(start, n) VALUES(?,?)"
ABOUT = "INSERT OR IGNORE INTO about(thing, n) VALUES(?,?)"
LATEST = "SELECT n, id, header FROM entry WHERE n > ?"
STANDS = "SELECT entry.n FROM name JOIN entry ON entry.n = name.n WHERE name.start = ? AND entry.id = ?"
PLACE = "SELECT feed.key, entry.seq FROM entry JOIN feed ON feed.n = entry.feed WHERE entry.n = ?"
START = 8  # bytes of an id that the list holds


class Latest:
    """The entries beyond number `after`, which the file does not list yet."""

    def __init__(self, after: int) -> None:
        self.after = after
        self.names: dict[bytes, int] = {}
        self.things: dict[bytes, list[int]] = {}

    def add(self, entries: Iterable[Stored]) -> None:
        """Note entries that were committed."""
        for one in entries:
            self.note(one.id, one.header.about, one.order)

    def note(self, name: bytes, things: Iterable[bytes], order: int) -> None:
        self.names[name] = order
        for thing in things:
            self.things.setdefault(thing, []).append(order)


def recall(connection: Connection, found: reading.Sum) -> Latest:
    """What the file does not list; of a garbled header at least the id. Raises Damaged where it says that it
    lists more than it holds: nothing that comes would be listed.
    """
    if found.noted > found.entries:
        raise Damaged("storage.damaged")
    latest = Latest(found.noted)
    for order, name, header in driver_of(connection).execute(LATEST, (found.noted,)):
        try:
            things = reading.header_of(header).about
        except Damaged:
            things = ()
        latest.note(reading.blob(name), things, order)
    return latest


def write(connection: Connection, latest: Latest, new: Iterable[Stored] = ()) -> None:
    """List what memory lists, and these."""
    later = list(new)
    names = chain(latest.names.items(), ((one.id, one.order) for one in later))
    insert(connection, NAME, sorted((name[:START], order) for name, order in names))
    known = ((thing, order) for thing, orders in latest.things.items() for order in orders)
    told = ((thing, one.order) for one in later for thing in one.header.about)
    insert(connection, ABOUT, sorted(chain(known, told)))


def orders(connection: Connection, latest: Latest, ids: Iterable[bytes]) -> dict[bytes, int]:
    """The admission numbers of those of the entries that are held."""
    found: dict[bytes, int] = {}
    for name in ids:
        order = latest.names.get(name)
        if order is None:
            row = driver_of(connection).execute(STANDS, (name[:START], name)).fetchone()
            order = reading.number(row[0]) if row else None
        if order is not None:
            found[name] = order
    return found


def named(connection: Connection, latest: Latest, ids: Iterable[bytes]) -> list[Stored]:
    """Those of these entries that are held."""
    held = orders(connection, latest, ids).values()
    return [one for order in held for one in reading.asked(connection, reading.ONE, order)]


def about(connection: Connection, latest: Latest, thing: bytes) -> list[Stored]:
    """All entries about a thing."""
    later = tuple(latest.things.get(thing, ()))  # before the file is read: it may list them any moment
    listed = reading.asked(connection, reading.ABOUT, thing)
    known = {one.order for one in listed}
    fresh = dict.fromkeys(order for order in later if order not in known)
    return listed + [one for order in fresh for one in reading.asked(connection, reading.ONE, order)]


def places(connection: Connection, latest: Latest, ids: Collection[bytes]) -> dict[bytes, Place]:
    """Where those of the ids stand that are held."""
    held = orders(connection, latest, ids).items()
    rows = ((name, driver_of(connection).execute(PLACE, (order,)).fetchone()) for name, order in held)
    return {name: Place(*row) for name, row in rows if row}
