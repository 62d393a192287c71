"""A rest page: what is at rest, in columns, of which nothing is made before somebody asks."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

import msgspec

from console.domain.lines import Rested
from console.domain.present_state import Stands
from console.domain.thing import NAME

ID = 16  # bytes of a thing's id
BETWEEN = " "  # the keys of the logs in which something is told: none of them has it
NUMBERS: Literal["Q"] = "Q"  # the two kinds of columns of numbers
PLACES: Literal["I"] = "I"
Link = tuple[str, str]  # a subject, and the thing that things of it name in their facts
Number = tuple[str, str]  # a subject, and a number under which things of it were opened
Log = tuple["array[int]", "array[int]"]
Columns = Mapping[str, bytes]


class Mention(NamedTuple):
    """A fact about a thing at rest that the log tells of."""

    row: int
    entry: bytes
    keys: tuple[str, ...]


class Rest(NamedTuple):
    """A thing at rest: no text, no value."""

    id: str
    subject: str
    digest: int
    row: int
    facts: bytes  # the ids of its facts
    stands: Stands


class Page:
    """What was at rest when the columns were made. What is called from it is no longer its own."""

    def __init__(self, columns: Columns) -> None:
        self._lines, self._names = columns["lines"], columns["things"]
        self._facts, self._entries = _places(columns["fact ends"]), columns["facts"]
        self._stands_ends, self._stands = _places(columns["stands ends"]), _places(columns["stands"])
        self._stands_in = _numbers(columns["stands in"])
        self._digests, self._rows = _numbers(columns["digests"]), _numbers(columns["rows"])
        self._told_ends, self._told = _places(columns["told ends"]), _places(columns["told"])
        self._told_rows, self._told_keys = _numbers(columns["told rows"]), _places(columns["told keys"])
        self._places, self._clocks = _places(columns["places"]), _numbers(columns["clocks"])
        self._log_ends, self._linked = _places(columns["log ends"]), _places(columns["linked"])
        said = msgspec.msgpack.decode(columns["said"], type=Said)
        self._subjects = said.subjects
        self._key_ends, self._keys = _places(columns["key ends"]), columns["keys"]
        self.lines = len(self._lines) // ID
        self.digest, self.lines_digest = said.things_digest, said.digest
        names = self._names.hex(BETWEEN, ID).split()
        self.index = dict(zip(names, range(len(self._digests)), strict=True))
        # Logs that go by the id of nothing that lies here; and which of the others were given away.
        self.logs = {key: log for log, key in enumerate(said.logs, len(self.index))}
        self._given: set[int] = set()
        self.links: dict[Link, tuple[int, int]] = {(s, other): (at, to) for s, other, at, to in said.links}
        self.numbers: dict[Number, list[int]] = {(s, text): things for s, text, things in said.numbers}
        self.over = said.over

    # Lines, of each of which all that is kept is its id.

    def __contains__(self, line: bytes) -> bool:
        if not self.lines or line > self._line(self.lines - 1):  # as what was written since is
            return False
        return self._line(bisect_left(range(self.lines), line, key=self._line)) == line

    def __iter__(self) -> Iterator[bytes]:
        return map(self._line, range(self.lines))

    def _line(self, at: int) -> bytes:
        return self._lines[at * ID : at * ID + ID]

    # Things.

    def name(self, thing: int) -> str:
        """The id of the thing at this place."""
        return self._names[thing * ID : thing * ID + ID].hex()

    def of(self, subject: str) -> Iterable[str]:
        """The things of one subject that were not called yet."""
        first, end = self._subjects.get(subject, (0, 0))
        return [name for name in map(self.name, range(first, end)) if name in self.index]

    def call(self, name: str) -> tuple[Rest, range] | None:
        """The thing, the first time somebody asks for it; and the places of what is told of it."""
        thing = self.index.pop(name, None)
        if thing is None:
            return None
        rest = self.rest(thing)
        self.digest -= rest.digest
        if thing not in self._given:
            self.logs[name] = thing
        return rest, self.told(thing)

    def rest(self, thing: int) -> Rest:
        """The thing at this place."""
        first, end = self._facts[thing], self._facts[thing + 1]
        return Rest(
            id=self.name(thing),
            subject=self._subject(thing),
            digest=self._digests[thing],
            row=self._rows[thing],
            facts=self._entries[first * NAME : end * NAME],
            stands=dict(map(self._standing, range(self._stands_ends[thing], self._stands_ends[thing + 1]))),
        )

    def told(self, thing: int) -> range:
        """The places of what is told of it."""
        return range(self._told_ends[thing], self._told_ends[thing + 1])

    def _standing(self, place: int) -> tuple[str, int]:
        return self._fact(self._stands[place]).hex(), self._stands_in[place]

    def mention(self, told: int) -> Mention:
        """What is told at this place."""
        place = self._told_keys[told]
        keys = self._keys[self._key_ends[place] : self._key_ends[place + 1]].decode("ascii")
        return Mention(self._told_rows[told], self._entry(told), tuple(keys.split(BETWEEN)))

    def _entry(self, told: int) -> bytes:
        return self._fact(self._told[told])

    def _fact(self, fact: int) -> bytes:
        return self._entries[fact * NAME : fact * NAME + NAME]

    def _subject(self, thing: int) -> str:
        return next(s for s, (at, to) in self._subjects.items() if at <= thing < to)

    def teller(self, told: int) -> tuple[str, str]:
        """The thing of which this is told, and its subject."""
        thing = bisect_right(self._told_ends, told) - 1
        return self.name(thing), self._subject(thing)

    # What is found by something else than its id.

    def numbered(self, number: Number) -> list[str]:
        """The things that were opened under a number, the first time somebody asks."""
        return list(map(self.name, self.numbers.pop(number, ())))

    def linked(self, link: Link) -> list[str]:
        """The things of a link, the first time somebody asks."""
        return self.names(*self.links.pop(link, (0, 0)))

    def names(self, first: int, end: int) -> list[str]:
        """The things between two places among those that are linked."""
        return [self.name(thing) for thing in self._linked[first:end]]

    def take_log(self, key: str) -> Log | None:
        """The log that goes by this key, the first time somebody asks, where there is one."""
        log = self.logs.pop(key, None)
        if log is None:
            log = self.index.get(key)
            if log is None or log in self._given:
                return None
            self._given.add(log)
        return self.log(*self._between(log))

    def left_logs(self) -> dict[str, tuple[int, int]]:
        """Between which places the logs are that nobody asked for."""
        things = {self.name(thing): thing for thing in self.index.values() if thing not in self._given}
        return {key: self._between(log) for key, log in {**things, **self.logs}.items()}

    def _between(self, log: int) -> tuple[int, int]:
        return self._log_ends[log], self._log_ends[log + 1]

    def log(self, first: int, end: int) -> Log:
        """Where the rows of a log are, and the clocks by which they are listed."""
        places, clocks = array(PLACES), array(NUMBERS)
        places.frombytes(self._places[first:end].cast("B"))
        clocks.frombytes(self._clocks[first:end].cast("B"))
        return places, clocks

    def rested(self, place: int) -> Rested:
        """The row at this place."""
        if place < self.lines:
            return self._line(place)
        place -= self.lines
        if place < len(self._digests):
            return self._names[place * ID : place * ID + ID]
        told = place - len(self._digests)
        return self._entry(told) + told.to_bytes(4)


class Said(msgspec.Struct, array_like=True):
    """What is no column: by what things are found, and where in a column they stand."""

    subjects: dict[str, tuple[int, int]]
    digest: int  # what the lines add to the picture's
    things_digest: int
    logs: list[str]  # that go by no thing's id, behind those that do
    links: list[tuple[str, str, int, int]]
    numbers: list[tuple[str, str, list[int]]]
    over: dict[str, dict[str, int]]  # subject → id → ms of its last fact, of what may still be shown


def _numbers(column: bytes) -> "memoryview[int]":
    return memoryview(column).cast(NUMBERS)


def _places(column: bytes) -> "memoryview[int]":
    return memoryview(column).cast(PLACES)


_BYTES = ("lines", "things", "facts", "keys")
_NUMBERS = ("digests", "rows", "stands in", "told rows", "clocks")
_PLACES = ("stands", "told", "told keys", "places", "linked")
_ENDS = dict.fromkeys(
    ("fact ends", "stands ends", "told ends", "log ends", "key ends"), array(PLACES, [0]).tobytes()
)
_NOTHING = msgspec.msgpack.encode(Said({}, 0, 0, [], [], [], {}))
EMPTY = {**dict.fromkeys((*_BYTES, *_NUMBERS, *_PLACES), b""), **_ENDS, "said": _NOTHING}
