"""Lays down what is at rest in the columns of a rest page, which neither reads nor changes the picture."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

import msgspec

from console.domain.digest import of_thing
from console.domain.lines import Lines, Rested, Row, Told
from console.domain.picture import Picture
from console.domain.present_state import Stands, standing
from console.domain.rest_page import BETWEEN, NUMBERS, PLACES, Link, Mention, Number, Page, Rest, Said
from console.domain.thing import NAME, Thing

# At rest: digest, row, ids of its facts, which of them stand, what is told.
Made = tuple[Thing, int, int, bytes, Stands, tuple[Told, ...] | range]


class Layer(NamedTuple):
    """All that is at rest now. Copied in one go; nothing that happens later changes it."""

    page: Page  # under it, with what nobody called from it since
    left: list[int]
    left_logs: dict[str, tuple[int, int]]
    left_links: dict[Link, tuple[int, int]]
    left_numbers: dict[Number, list[int]]
    lines: list[bytes]
    taken: set[bytes]  # those of the page that are at rest no more
    lines_digest: int
    made: list[Made]
    logs: list[tuple[str, Lines]]
    links: dict[Link, list[Thing]]
    numbers: dict[Number, list[Thing]]
    over: dict[str, dict[str, int]]
    awake: list[str]  # the entries about everything else


def layer(picture: Picture) -> Layer:
    """What is at rest, and which entries tell of all else. Settle the picture first."""
    page, awake, made = picture.things.page, list(picture.newer), list[Made]()
    stirred, seen = picture.links.stirred(), set[str]()
    for thing in picture.things.made():
        stands = thing.stands if thing.resting else standing(thing)
        rests = thing.digest is not None if thing.resting else bool(stands)
        if not rests or thing in stirred or thing.id in seen or thing.id in picture.shelf:
            awake += thing.entries
        else:
            seen.add(thing.id)
            told = picture.logs.told_of(thing)
            made.append((thing, of_thing(thing), thing.row, thing.names, stands, told))
    return Layer(
        page=page,
        left=list(page.index.values()),
        left_logs=page.left_logs(),
        left_links=dict(page.links),
        left_numbers=dict(page.numbers),
        lines=list(picture.shelf.added),
        taken=picture.shelf.taken.copy(),
        lines_digest=picture.shelf.digest,
        made=made,
        logs=picture.logs.made(),
        links=picture.links.made(),
        numbers=picture.links.numbering.made(),
        over=picture.things.over,
        awake=awake,
    )


class Laying:
    """The columns of a layer. `entries`: how many of the record it speaks of, those awake among them."""

    def __init__(self, laid: Layer) -> None:
        self._laid, page = laid, laid.page
        self._lines = sorted(chain(laid.lines, (line for line in page if line not in laid.taken)))
        left = ((page.rest(thing), page.told(thing)) for thing in laid.left)
        made = ((_rest(each), each[-1]) for each in laid.made)
        lying = sorted(chain(left, made), key=lambda each: each[0].subject)
        self._rests = [rest for rest, _ in lying]
        self._mentions = [_mentions(told, page) for _, told in lying]  # of each thing at rest
        self._things = {rest.id: place for place, rest in enumerate(self._rests)}
        facts = sum(len(rest.facts) // NAME for rest in self._rests)
        self.entries = len(self._lines) + facts + len(laid.awake)

    def columns(self) -> dict[str, bytes]:
        """By name, for `Page`."""
        rests, keys = self._rests, _Keys()
        logs, listed = self._logged()
        linked, links = array(PLACES), list[tuple[str, str, int, int]]()
        for (subject, other), found in self._by_what_is_named().items():
            links.append((subject, other, len(linked), len(linked) + len(found)))
            linked.extend(found)
        columns = {
            "things": b"".join(bytes.fromhex(rest.id) for rest in rests),
            "digests": array(NUMBERS, (rest.digest for rest in rests)).tobytes(),
            "rows": array(NUMBERS, (rest.row for rest in rests)).tobytes(),
            "facts": b"".join(rest.facts for rest in rests),
            "stands": array(PLACES, self._facts_standing()).tobytes(),
            "stands in": array(NUMBERS, (n for rest in rests for n in rest.stands.values())).tobytes(),
            "stands ends": _ends(len(rest.stands) for rest in rests),
            "fact ends": _ends(len(rest.facts) // NAME for rest in rests),
            "told": array(PLACES, self._facts_told()).tobytes(),
            "told rows": array(NUMBERS, (each.row for each in self._told())).tobytes(),
            "told keys": array(PLACES, (keys.place(each.keys) for each in self._told())).tobytes(),
            **keys.columns(),
            "told ends": _ends(map(len, self._mentions)),
            "lines": b"".join(self._lines),
            **listed,
            "linked": linked.tobytes(),
        }
        numbers = [(subject, text, found) for (subject, text), found in self._by_number().items()]
        digests = self._laid.lines_digest % (1 << 64), sum(rest.digest for rest in rests) % (1 << 64)
        said = Said(self._subjects(), *digests, logs, links, numbers, self._laid.over)
        return {**columns, "said": msgspec.msgpack.encode(said)}

    def _told(self) -> Iterator[Mention]:
        return chain.from_iterable(self._mentions)

    def _subjects(self) -> dict[str, tuple[int, int]]:
        found: dict[str, tuple[int, int]] = {}
        for place, rest in enumerate(self._rests):
            found[rest.subject] = (found.get(rest.subject, (place, 0))[0], place + 1)
        return found

    def _facts_told(self) -> Iterator[int]:
        """The places of the facts that are told, among all facts."""
        for told, (_, places) in zip(self._mentions, self._places_of_facts(), strict=True):
            yield from (places[each.entry] for each in told)

    def _facts_standing(self) -> Iterator[int]:
        """The places of the facts that stand, among all facts."""
        for rest, places in self._places_of_facts():
            yield from (places[bytes.fromhex(entry)] for entry in rest.stands)

    def _places_of_facts(self) -> Iterator[tuple[Rest, dict[bytes, int]]]:
        first = 0
        for rest in self._rests:
            count = len(rest.facts) // NAME
            names = (rest.facts[at * NAME : at * NAME + NAME] for at in range(count))
            yield rest, dict(zip(names, range(first, first + count), strict=True))
            first += count

    def _logged(self) -> tuple[list[str], dict[str, bytes]]:
        """The logs that go by no thing's id; and the rows of all, those of things first, in their order."""
        listed = dict(self._listed())
        others = [key for key in listed if key not in self._things]
        places, clocks, ends = array(PLACES), array(NUMBERS), array(PLACES, [0])
        for key in (*self._things, *others):
            for place, clock in listed.get(key, ()):
                places.append(place)
                clocks.append(clock)
            ends.append(len(places))
        columns = {"places": places, "clocks": clocks, "log ends": ends}
        return others, {name: column.tobytes() for name, column in columns.items()}

    def _listed(self) -> Iterator[tuple[str, Iterator[tuple[int, int]]]]:
        """Of each log the rows that are at rest, by their places, and their clocks."""
        first = len(self._lines) + len(self._rests)
        told = {each.entry: place for place, each in enumerate(self._told(), first)}
        for key, log in self._logs():
            found = ((self._place(_name(row), told), clock) for row, clock in log.rows())
            yield key, ((place, clock) for place, clock in found if place is not None)

    def _place(self, name: bytes, told: dict[bytes, int]) -> int | None:
        """Where a row is: each line looked for, as a table of all of them would take more than the rest."""
        if len(name) == NAME:
            return told.get(name)
        lines, thing = len(self._lines), self._things.get(name.hex())
        if thing is not None:
            return lines + thing
        place = bisect_left(self._lines, name)
        return place if place < lines and self._lines[place] == name else None

    def _logs(self) -> Iterator[tuple[str, Lines]]:
        """Each log whole: of some only what was awake is made, and the rest lies on the page."""
        page = self._laid.page
        left = self._laid.left_logs
        paged = {key: Lines(_nobody, page.rested, *page.log(*between)) for key, between in left.items()}
        for key, log in self._laid.logs:
            whole = paged.pop(key, None)
            if whole is not None:
                whole.join(log)
            yield key, log if whole is None else whole
        yield from paged.items()

    def _by_what_is_named(self) -> dict[Link, list[int]]:
        page = self._laid.page
        left = {link: page.names(*between) for link, between in self._laid.left_links.items()}
        return self._by(left, self._laid.links)

    def _by_number(self) -> dict[Number, list[int]]:
        page = self._laid.page
        left = {number: list(map(page.name, places)) for number, places in self._laid.left_numbers.items()}
        return self._by(left, self._laid.numbers)

    def _by(
        self, left: dict[tuple[str, str], list[str]], made: dict[tuple[str, str], list[Thing]]
    ) -> dict[tuple[str, str], list[int]]:
        """Things at rest, by their places, under what they are found by."""
        found = {
            key: dict.fromkeys([*left.get(key, ()), *(thing.id for thing in made.get(key, ()))])
            for key in {**left, **made}
        }
        resting = {
            key: [self._things[id_] for id_ in ids if id_ in self._things] for key, ids in found.items()
        }
        return {key: things for key, things in resting.items() if things}


class _Keys:
    """The logs in which something is told: most of what is told of a thing stands in the same."""

    def __init__(self) -> None:
        self._places: dict[tuple[str, ...], int] = {}

    def place(self, keys: tuple[str, ...]) -> int:
        return self._places.setdefault(keys, len(self._places))

    def columns(self) -> dict[str, bytes]:
        said = [BETWEEN.join(keys).encode("ascii") for keys in self._places]
        return {"keys": b"".join(said), "key ends": _ends(map(len, said))}


def _rest(made: Made) -> Rest:
    thing, digest, row, facts, stands, _ = made
    return Rest(thing.id, thing.subject.name, digest, row, facts, stands)


def _mentions(told: tuple[Told, ...] | range, page: Page) -> tuple[Mention, ...]:
    if isinstance(told, range):
        return tuple(map(page.mention, told))
    return tuple(Mention(each.row, bytes.fromhex(each.id), each.keys) for each in told)


def _nobody(row: Rested, clock: int) -> Row:
    raise AssertionError(row, clock)  # nothing is looked at here


def _name(row: Row | Rested) -> bytes:
    return row[:NAME] if isinstance(row, bytes) else bytes.fromhex(row.id)


def _ends(counts: Iterable[int]) -> bytes:
    """Where each of several runs ends, and the first begins."""
    ends = array(PLACES, [0])
    for count in counts:
        ends.append(ends[-1] + count)
    return ends.tobytes()
