#!/usr/bin/env python3
"""Verify a record by docs/record.md alone: one file, nothing of Belfry's, libsodium for the signatures.

    verifier.py FILE [FILE…]

Prints the faults of each record.db as a JSON line; exit status 1 where there are any.
"""

import json
import re
import sqlite3
import struct
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from hashlib import sha256
from typing import Any, NamedTuple

from nacl.exceptions import CryptoError
from nacl.signing import VerifyKey

NONE = bytes(32)
LARGEST = 2**53
NESTING = 16
DEEPEST = 200  # that this program reads
Fault = tuple[str, str]  # code, and in hex what it is about


class Broken(Exception):
    """Bytes that are not what the format says."""


# MessagePack


class Pairs(tuple[tuple[Any, Any], ...]):
    """A map, in the order of its bytes."""

    __slots__ = ()


class Extension(bytes):
    """A value of a type that the format does not use."""

    __slots__ = ()


PLAIN = {0xC0: None, 0xC2: False, 0xC3: True}
NUMBERS = dict(zip(range(0xCA, 0xD4), "fdBHIQbhiq", strict=True))
SIZED = {
    **dict(zip((0xC4, 0xC5, 0xC6), (("raw", form) for form in "BHI"), strict=True)),
    **dict(zip((0xC7, 0xC8, 0xC9), (("extension", form) for form in "BHI"), strict=True)),
    **dict(zip((0xD9, 0xDA, 0xDB), (("text", form) for form in "BHI"), strict=True)),
    **dict(zip((0xDC, 0xDD), (("array", form) for form in "HI"), strict=True)),
    **dict(zip((0xDE, 0xDF), (("map", form) for form in "HI"), strict=True)),
}


class Reader:
    """One value after the other from bytes."""

    def __init__(self, raw: bytes) -> None:
        self._raw, self._at = raw, 0

    @property
    def is_done(self) -> bool:
        return self._at == len(self._raw)

    def _take(self, size: int) -> bytes:
        taken = self._raw[self._at : self._at + size]
        if len(taken) < size:
            raise Broken
        self._at += size
        return taken

    def _number(self, form: str) -> Any:
        return struct.unpack(">" + form, self._take(struct.calcsize(form)))[0]

    def value(self, depth: int = 0) -> Any:
        """The next value: a number, bool, None, bytes, str, list, Pairs or Extension."""
        tag = self._number("B")
        if tag < 0x80 or tag >= 0xE0:
            return tag if tag < 0x80 else tag - 0x100
        if tag in PLAIN:
            return PLAIN[tag]
        if tag in NUMBERS:
            return self._number(NUMBERS[tag])
        what, size = self._size(tag)
        if depth > DEEPEST:
            raise Broken
        match what:
            case "array":
                return [self.value(depth + 1) for _ in range(size)]
            case "map":
                return Pairs((self.value(depth + 1), self.value(depth + 1)) for _ in range(size))
            case "text":
                return self._text(size)
            case "extension":
                return Extension(self._take(size + 1))
        return self._take(size)

    def _size(self, tag: int) -> tuple[str, int]:
        if tag < 0xC0:
            what = "map" if tag < 0x90 else "array" if tag < 0xA0 else "text"
            return what, tag & (31 if what == "text" else 15)
        if 0xD4 <= tag <= 0xD8:
            return "extension", 1 << (tag - 0xD4)
        if tag not in SIZED:
            raise Broken
        what, form = SIZED[tag]
        return what, self._number(form)

    def _text(self, size: int) -> str:
        try:
            return self._take(size).decode()
        except UnicodeDecodeError as wrong:
            raise Broken from wrong


def decoded(raw: bytes) -> list[Any]:
    """The array in these bytes, and nothing after it."""
    reader = Reader(raw)
    value = reader.value()
    if not reader.is_done or type(value) is not list:
        raise Broken
    return value


# What a value must be. Each gives the value back, or raises Broken.

Form = Callable[[Any], Any]


def number(least: int, most: int) -> Form:
    return lambda v: v if type(v) is int and least <= v <= most else fail()


def raw(least: int, most: int) -> Form:
    return lambda v: v if type(v) is bytes and least <= len(v) <= most else fail()


def text(least: int, most: int, pattern: str = r"(?s).*") -> Form:
    return lambda v: v if type(v) is str and least <= len(v) <= most and re.fullmatch(pattern, v) else fail()


def array(most: int, of: Form, least: int = 0) -> Form:
    return lambda v: [of(x) for x in v] if type(v) is list and least <= len(v) <= most else fail()


def group(*of: Form) -> Form:
    """An array of exactly these."""
    return lambda v: (
        tuple(form(x) for form, x in zip(of, v, strict=True))
        if type(v) is list and len(v) == len(of)
        else fail()
    )


def boolean(v: Any) -> bool:
    return v if type(v) is bool else fail()


def fail() -> Any:
    raise Broken


def shaped(values: list[Any], forms: tuple[Form, ...], optional: int = 0) -> list[Any]:
    """The first elements of an array; the last `optional` of them may be missing, later ones are skipped."""
    if len(values) < len(forms) - optional:
        raise Broken
    return [form(value) for form, value in zip(forms, values, strict=False)]


ID, KEY, PROOF = raw(16, 16), raw(32, 32), raw(64, 64)
SEQ, AMOUNT = number(0, 2**63 - 1), number(0, LARGEST)
HEAD = group(KEY, AMOUNT, KEY)


def replaced(value: Any) -> dict[int, list[bytes]]:
    if type(value) is not Pairs:
        raise Broken
    return {SEQ(key): array(2**32, KEY)(ids) for key, ids in value}


def seal(value: Any) -> Any:
    return None if value is None else group(ID, ID)(value)


HEADER = (
    number(1, 255), ID, KEY, number(1, 2**63 - 1), KEY, SEQ, SEQ,
    text(1, 64, r"[a-z0-9_.]+"), array(8, ID, 1), replaced, seal, KEY,
)  # fmt: skip
OPENED = (KEY, PROOF, array(500, HEAD))
SAT = (ID, KEY, PROOF, text(0, 80))
WITNESSED = (array(500, HEAD),)


def is_signed(key: bytes, message: bytes, signature: bytes) -> bool:
    try:
        VerifyKey(key).verify(message, signature)
    except (CryptoError, ValueError, TypeError):
        return False
    return True


# Statements

NAME, CODE, REASON = text(1, 80), text(1, 32, r"[A-Za-z0-9_.:-]+"), text(0, 500)
ROLES, IDS = array(32, CODE), array(200, KEY)
CUT, RANGES = array(180, group(KEY, AMOUNT)), array(150, group(KEY, AMOUNT, AMOUNT))
TAGS: dict[str, tuple[tuple[Form, ...], int]] = {  # tag → fields, and how many of them may be missing
    "genesis": ((number(1, 255), NAME, boolean, raw(16, 32), KEY), 0),
    "person.certified": ((ID, NAME, CODE, ROLES, KEY, IDS), 1),
    "person.changed": ((ID, NAME, CODE, ROLES, IDS, CUT), 1),
    "key.succeeded": ((ID, KEY, KEY), 0),
    "seat.certified": ((ID, AMOUNT, NAME, CODE, CODE, KEY, KEY, IDS), 1),
    "invitation.issued": ((KEY, AMOUNT, NAME, CODE, CODE, AMOUNT), 0),
    "seat.joined": ((ID, KEY, KEY, PROOF), 0),
    "seat.welcomed": ((KEY,), 0),
    "revoked": ((CODE, raw(16, 32), REASON, CUT), 2),
    "cut.continued": ((KEY, CUT), 0),
    "seconded": ((KEY,), 0),
    "released": ((RANGES, IDS, REASON), 3),
}


class Statement(NamedTuple):
    """A statement that is well-formed and signed; `fields` is empty for a tag of a later version."""

    issued: int
    id: bytes
    signer: bytes
    tag: str
    room: bytes
    fields: list[Any]


def statement(stored: bytes) -> Statement:
    """What a stored statement says."""
    if len(stored) > 8192:
        raise Broken
    body, signer, signature = shaped(decoded(stored), (raw(0, 8192), KEY, PROOF))
    values = decoded(body)
    tag, room = shaped(values, (text(0, 8192), ID))
    issued, fields = 0, []
    if tag in TAGS:
        forms, optional = TAGS[tag]
        _, _, issued, *fields = shaped(values, (text(0, 8192), ID, AMOUNT, *forms), optional)
    if not is_signed(signer, b"belfry statement 1\0" + body, signature):
        raise Broken
    return Statement(issued, sha256(signer + body).digest(), signer, tag, room, fields)


def is_of(said: Statement, room: bytes) -> bool:
    """Whether a statement belongs to the room, and a joiner proves its key."""
    if said.tag == "genesis":
        return said.room == bytes(16) and said.signer == said.fields[4] and said.id[:16] == room
    if said.tag == "seat.joined":
        seat, sign, curve, proof = said.fields
        return said.room == room and is_signed(sign, b"belfry join 1\0" + room + seat + sign + curve, proof)
    return said.room == room


def seat_of(sign_key: bytes) -> bytes:
    return sha256(b"belfry seat\0" + sign_key).digest()[:16]


class Certified:
    """Whose keys are a person's or a seat's."""

    def __init__(self, room_key: bytes, said: Iterable[Statement]) -> None:
        self._room_key = room_key
        self.owners: dict[bytes, set[bytes]] = defaultdict(set)
        self.seats: set[bytes] = set()
        self._people: set[bytes] = set()
        self._admins: set[bytes] = set()
        self._inviting: dict[bytes, int] = {}  # key → expiry
        self._joins: dict[bytes, tuple[bytes, int]] = {}  # statement → sign key, expiry
        waiting = sorted(said)
        while ready := next((each for each in waiting if self._take(each)), None):
            waiting.remove(ready)

    def _governs(self, key: bytes) -> bool:
        return key == self._room_key or bool(self.owners[key] & self._admins)

    def _take(self, said: Statement) -> bool:
        take = getattr(self, "_" + said.tag.replace(".", "_"), None)
        return take is not None and said.tag in TAGS and bool(take(said, *said.fields))

    def _roles(self, person: bytes, roles: list[str]) -> bool:
        self._people.add(person)
        if "administrator" in roles:
            self._admins.add(person)
        return True

    def _person_certified(self, said: Statement, person: bytes, *rest: Any) -> bool:
        _, _, roles, key = rest[:4]
        if not self._governs(said.signer):
            return False
        self.owners[key].add(person)
        return self._roles(person, roles)

    def _person_changed(self, said: Statement, person: bytes, *rest: Any) -> bool:
        return self._governs(said.signer) and person in self._people and self._roles(person, rest[2])

    def _key_succeeded(self, said: Statement, person: bytes, old: bytes, key: bytes) -> bool:
        if person not in self.owners[old] or not (said.signer == old or self._governs(said.signer)):
            return False
        self.owners[key].add(person)
        return True

    def _seat_certified(self, said: Statement, seat: bytes, *rest: Any) -> bool:
        if not self._governs(said.signer) or seat != seat_of(rest[4]):
            return False
        self.seats.add(rest[4])
        return True

    def _invitation_issued(self, said: Statement, key: bytes, *rest: Any) -> bool:
        if not self._governs(said.signer):
            return False
        self._inviting.setdefault(key, rest[4])
        return True

    def _seat_joined(self, said: Statement, seat: bytes, sign: bytes, *_: Any) -> bool:
        if said.signer not in self._inviting or seat != seat_of(sign):
            return False
        self._joins[said.id] = (sign, self._inviting[said.signer])
        return True

    def _seat_welcomed(self, said: Statement, join: bytes) -> bool:
        if said.signer not in self.seats or join not in self._joins:
            return False
        sign, expires = self._joins[join]
        if said.issued <= expires:
            self.seats.add(sign)
        return True


# The file

TABLES = {
    "entry": "n id feed seq header signature received",
    "payload": "n salt body",
    "feed": "n key forked",
    "name": "start n",
    "about": "thing n",
    "unproven": "feed seq n bad",
    "lacking": "n",
    "statement": "n hash raw",
    "meta": "key value",
}
ROWS = """SELECT e.n, e.id, e.feed, f.key, e.seq, e.header, e.signature, p.salt, p.body, l.n IS NOT NULL,
    EXISTS(SELECT 1 FROM unproven u WHERE u.feed = e.feed AND u.seq = e.seq AND u.n = e.n)
    FROM entry e LEFT JOIN feed f ON f.n = e.feed LEFT JOIN payload p ON p.n = e.n
    LEFT JOIN lacking l ON l.n = e.n ORDER BY e.n"""


def columns_of(file: sqlite3.Connection, table: str) -> set[str]:
    return {name for _, name, *_ in file.execute(f"PRAGMA table_info({table})")}


class Entry(NamedTuple):
    """An entry that is not garbled."""

    n: int
    id: bytes
    room: bytes
    feed: bytes
    seq: int
    prev: bytes
    by: int
    kind: str
    about: list[bytes]
    payload: bytes | None


def entry(row: tuple[Any, ...]) -> Entry:
    n, name, _, _, _, header, signature, salt, body, *_ = row
    if len(header) > 2048 or len(signature) != 64 or sha256(header).digest() != name:
        raise Broken
    values = decoded(header)
    _, room, feed, seq, prev, by, _, kind, about, _, _, commit = shaped(values, HEADER)
    if (seq == 1) != (prev == NONE) or (salt is None) != (body is None) or is_deep(values):
        raise Broken
    if body is not None and (len(salt) != 32 or len(body) > 65536 or sha256(salt + body).digest() != commit):
        raise Broken
    return Entry(n, name, room, feed, seq, prev, by, kind, about, body)


def is_deep(values: list[Any]) -> bool:
    """Whether a value lies inside more arrays and maps than the format allows."""
    level: list[Any] = [values]
    for _ in range(NESTING + 1):
        level = [x for each in level if isinstance(each, list | tuple) for x in each]
        level = [x for each in level for x in (each if isinstance(each, tuple) else (each,))]
    return bool(level)


class File:
    """A record.db, read whole."""

    def __init__(self, file: sqlite3.Connection) -> None:
        if file.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
            raise sqlite3.DatabaseError
        former = file.execute("PRAGMA user_version").fetchone() == (1,)
        tables = {
            table: set(columns.split()) for table, columns in TABLES.items() if former <= (table != "name")
        }
        if any(not columns <= columns_of(file, table) for table, columns in tables.items()):
            raise sqlite3.DatabaseError
        meta = "SELECT value FROM meta WHERE key = ?"
        self.room: bytes = (file.execute(meta, ("record.room",)).fetchone() or (b"",))[0]
        note: bytes = (file.execute(meta, ("record.digest",)).fetchone() or (bytes(40),))[0]
        self.noted, self.total = int.from_bytes(note[:8], "big"), int.from_bytes(note[8:], "big")
        self.rows = file.execute(ROWS).fetchall()
        self.last = max((row[0] for row in self.rows), default=0) if former else self.noted
        self.names = None if former else Counter(file.execute("SELECT start, n FROM name"))
        self.about = Counter(file.execute("SELECT thing, n FROM about"))
        self.statements = [raw for (raw,) in file.execute("SELECT raw FROM statement ORDER BY n")]


def faults(path: str) -> list[Fault]:
    """All that is wrong with a record."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            file = File(connection)
    except (sqlite3.DatabaseError, UnicodeDecodeError):  # SQLite quotes its damaged schema
        return [("storage.damaged", "")]
    sound: list[Entry] = []
    return [*of_file(file, sound), *of_words(file, [each for each in sound if each.room == file.room])]


def of_file(file: File, sound: list[Entry]) -> Iterator[Fault]:
    """Section 7; gives the entries that are not garbled to `sound`."""
    places: dict[bytes, set[tuple[bytes, int]]] = defaultdict(set)
    for _, name, _, feed, seq, *_ in file.rows:
        if feed is not None:
            places[name].add((feed, seq))
    for row in file.rows:
        try:
            held = entry(row)
        except Broken:
            yield "entry.garbled", row[1].hex()
            continue
        sound.append(held)
        yield from ((code, held.id.hex()) for code in of_row(file, row, held, places))
    if (
        sum(int.from_bytes(row[1], "big") for row in file.rows if row[0] <= file.noted) % 2**256
        != file.total % 2**256
    ):
        yield "record.digest", ""
    if len(sound) == len(file.rows) and not is_listed(file, sound):
        yield "record.things", ""


def is_listed(file: File, entries: list[Entry]) -> bool:
    """Whether the lists hold just what the headers say, as far as they have to."""

    def due(pairs: Iterable[tuple[bytes, int]]) -> Counter[tuple[bytes, int]]:
        return Counter(pair for pair in pairs if pair[1] <= file.last)

    things = due((thing, held.n) for held in entries for thing in set(held.about))
    starts = due((held.id[:8], held.n) for held in entries)
    return things == due(file.about) and (file.names is None or starts == due(file.names))


def of_row(
    file: File, row: tuple[Any, ...], held: Entry, places: dict[bytes, set[tuple[bytes, int]]]
) -> Iterator[str]:
    _, _, _, feed, seq, header, signature, _, body, lacking, unproven = row
    if held.room != file.room:
        yield "entry.other_room"
    if (held.feed, held.seq) != (feed, seq):
        yield "entry.misplaced"
    if body is None and not lacking:
        yield "entry.payload_lost"
    if not unproven and not is_signed(held.feed, header, signature):
        yield "entry.signature"
    if held.prev != NONE:
        before = places.get(held.prev)
        if before is None:
            yield "entry.gap"
        elif (held.feed, held.seq - 1) not in before:
            yield "entry.chain"


# What entries and statements say


def of_words(file: File, entries: list[Entry]) -> Iterator[Fault]:
    """Section 8."""
    said: dict[bytes, Statement] = {}
    for stored in file.statements:
        try:
            one = statement(stored)
            if not is_of(one, file.room):
                fail()
            said.setdefault(one.id, one)
        except Broken:
            yield "statement.bad", sha256(stored).hexdigest()
    genesis = next((each for each in said.values() if each.tag == "genesis"), None)
    if genesis is None:
        yield "record.genesis", ""
    known = Certified(genesis.signer if genesis else b"", said.values())
    openings: dict[bytes, list[tuple[bytes, list[Any]]]] = {each.feed: [] for each in entries}
    sittings: Counter[tuple[bytes, int]] = Counter()
    for each in entries:
        if each.kind == "feed.opened" and (opened := opening(each)):
            openings[each.feed].append(opened)
        if each.kind == "sitting.opened":
            if is_sitting(each, known):
                sittings[each.feed, each.seq] += 1
            else:
                yield "sitting.bad", each.id.hex()
    certified = {feed for feed, found in openings.items() if any(key in known.seats for key, _ in found)}
    yield from of_feeds(entries, openings, certified)
    yield from of_people(entries, sittings)
    yield from of_tails(entries, openings, certified)


def payload(each: Entry, forms: tuple[Form, ...], optional: int = 0) -> list[Any] | None:
    try:
        return shaped(decoded(each.payload or b""), forms, optional)
    except Broken:
        return None


def opening(each: Entry) -> tuple[bytes, list[Any]] | None:
    """The seat key and the earlier heads of a good opening."""
    found = payload(each, OPENED, 1)
    if found is None or each.seq != 1:
        return None
    key, proof, earlier = (*found, [])[:3]
    heads = b"".join(feed + seq.to_bytes(8, "big") + name for feed, seq, name in earlier)
    message = b"belfry feed 1\0" + each.room + each.feed + heads
    return (key, earlier) if is_signed(key, message, proof) else None


def is_sitting(each: Entry, known: Certified) -> bool:
    found = payload(each, SAT, 1)
    if found is None or each.by != 0:
        return False
    person, key, proof = found[:3]
    message = b"belfry sitting 1\0" + each.room + each.feed + each.prev + person
    return person in known.owners[key] and is_signed(key, message, proof)


def of_feeds(
    entries: list[Entry], openings: dict[bytes, list[tuple[bytes, list[Any]]]], certified: set[bytes]
) -> Iterator[Fault]:
    for feed in openings.keys() - certified:
        yield ("feed.stranger" if openings[feed] else "feed.unopened"), feed.hex()
    numbers = Counter((each.feed, each.seq) for each in entries)
    for feed in {feed for (feed, _), count in numbers.items() if count > 1}:
        yield "feed.forked", f"{feed.hex()} {min(n for (f, n), c in numbers.items() if f == feed and c > 1)}"


def of_people(entries: list[Entry], sittings: Counter[tuple[bytes, int]]) -> Iterator[Fault]:
    closed: dict[tuple[bytes, int], int] = {}
    for each in entries:
        if each.kind == "sitting.closed":
            place = (each.feed, each.by)
            closed[place] = min(each.seq, closed.get(place, each.seq))
    for each in entries:
        place = (each.feed, each.by)
        late = each.seq > closed.get(place, each.seq)
        if each.by and (late or each.by >= each.seq or sittings[place] != 1):
            yield "entry.nobody", each.id.hex()


def of_tails(
    entries: list[Entry], openings: dict[bytes, list[tuple[bytes, list[Any]]]], certified: set[bytes]
) -> Iterator[Fault]:
    held = {(each.feed, each.seq, each.id) for each in entries}
    named = {head for feed in certified for _, earlier in openings[feed] for head in earlier}
    for each in entries:
        if each.kind == "heads.witnessed" and each.by == 0 and each.feed in certified:
            named.update((payload(each, WITNESSED) or [[]])[0])
    for _, _, name in named - held:
        yield "feed.tail", name.hex()


def main(paths: list[str]) -> int:
    """Print what is wrong with each record."""
    found = {path: sorted(faults(path)) for path in paths}
    for path, wrong in found.items():
        print(json.dumps({"record": path, "faults": wrong}))
    return int(any(found.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
