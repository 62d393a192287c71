"""Where entries stand, by id and by thing: the file lists all but the latest, which memory lists meanwhile.

Rows of the two lists scatter over many pages. Sorted, a thousand at once, they touch each page once.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress

from sqlalchemy import Connection

from db import columns, reading
from db.admission import Place
from db.entry import Stored
from db.errors import Damaged
from db.store import driver_of
from db.sums import Sum
from db.writing import insert

NAME = "INSERT OR IGNORE INTO name(start, n) VALUES(?,?)"
ABOUT = "INSERT OR IGNORE INTO about(thing, n) VALUES(?,?)"
LATEST = "SELECT n, id, header FROM entry WHERE n > ?"
STANDS = "SELECT entry.n FROM name JOIN entry ON entry.n = name.n WHERE name.start = ? AND entry.id = ?"
PLACE = "SELECT feed.key, entry.seq FROM entry JOIN feed ON feed.n = entry.feed WHERE entry.n = ?"
START = 8  # bytes of an id that the list holds
MANY = 100  # ids of one question


class Latest:
    """The entries beyond number `after`, which the file does not list yet."""

    def __init__(self, after: int) -> None:
        self.after = after
        self.names: dict[bytes, int] = {}
        self.things: defaultdict[bytes, list[int]] = defaultdict(list)

    def add(self, entries: Iterable[Stored]) -> None:
        """Note entries that were committed."""
        for one in entries:
            self.names[one.id] = one.order
            for thing in one.header.about:
                self.things[thing].append(one.order)


def recall(connection: Connection, found: Sum) -> Latest:
    """What the file does not list; of a garbled header at least the id. Raises Damaged where it says that it
    lists more than it holds: nothing that comes would be listed.
    """
    if found.noted > found.entries:
        raise Damaged("storage.damaged")
    latest = Latest(found.noted)
    for order, name, header in driver_of(connection).execute(LATEST, (found.noted,)):
        latest.names[columns.blob(name)] = order
        with suppress(Damaged):
            for thing in columns.header_of(header).about:
                latest.things[thing].append(order)
    return latest


def write(connection: Connection, latest: Latest) -> None:
    """List what memory lists."""
    names: list[object] = []
    for name in sorted(latest.names):
        names += (name[:START], latest.names[name])
    insert(connection, NAME, names)
    things: list[object] = []
    for thing in sorted(latest.things):
        for order in latest.things[thing]:
            things += (thing, order)
    insert(connection, ABOUT, things)


def orders(connection: Connection, latest: Latest, ids: Iterable[bytes]) -> dict[bytes, int]:
    """The admission numbers of those of the entries that are held."""
    found: dict[bytes, int] = {}
    for name in ids:
        order = latest.names.get(name)
        if order is None:
            row = driver_of(connection).execute(STANDS, (name[:START], name)).fetchone()
            order = columns.number(row[0]) if row else None
        if order is not None:
            found[name] = order
    return found


def named(connection: Connection, latest: Latest, ids: Iterable[bytes]) -> list[Stored]:
    """Those of these entries that are held."""
    wanted = dict.fromkeys(ids)
    later = [latest.names[name] for name in wanted if name in latest.names]
    listed = [name[:START] for name in wanted if name not in latest.names]
    found = [one for order in later for one in reading.asked(connection, reading.ONE, order)]
    for at in range(0, len(listed), MANY):
        found += _listed(connection, reading.NAMED, listed[at : at + MANY])
    held = {one.id: one for one in found}
    return [held[name] for name in wanted if name in held]


def about(connection: Connection, latest: Latest, things: Sequence[bytes]) -> list[Stored]:
    """All entries about any of these things."""
    # Before the file is read: it may list them any moment.
    later = [order for thing in things for order in latest.things.get(thing, ())]
    found: dict[int, Stored] = {}
    for at in range(0, len(things), MANY):
        found.update((one.order, one) for one in _listed(connection, reading.ABOUT, things[at : at + MANY]))
    for order in later:
        if order not in found:
            found.update((one.order, one) for one in reading.asked(connection, reading.ONE, order))
    return list(found.values())


def _listed(connection: Connection, question: str, by: Sequence[bytes]) -> list[Stored]:
    return reading.asked(connection, f"{question}({','.join('?' * len(by))})", *by)


def places(connection: Connection, latest: Latest, ids: Collection[bytes]) -> dict[bytes, Place]:
    """Where those of the ids stand that are held."""
    held = orders(connection, latest, ids).items()
    rows = ((name, driver_of(connection).execute(PLACE, (order,)).fetchone()) for name, order in held)
    return {name: Place(*row) for name, row in rows if row}
