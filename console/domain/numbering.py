"""Which things were opened under which number, so that a twin is found without a look at all others."""

from collections.abc import Callable, Iterable
from itertools import count

from console.domain.facts import Event
from console.domain.rest_page import Number, Page
from console.domain.subjects import Thing
from console.domain.text import readable
from console.domain.things import Things

UNSPOKEN = 1_000_000  # a peer may have written anything: nobody shall be made to say twenty digits aloud


def said(number: str | int) -> str:
    """A number as people say it."""
    return readable(str(number))[:20]


def following(highest: int, taken: Callable[[int], bool]) -> int:
    """One above the highest; where nobody would say that aloud, the first that nothing has."""
    return highest + 1 if highest + 1 < UNSPOKEN else next(n for n in count(1) if not taken(n))


class Numbering:
    """By subject and number the things that any fact opened under it, whether or not it had effect."""

    def __init__(self, things: Things) -> None:
        self._things = things
        self._by_number: dict[Number, dict[str, Thing]] = {}
        self._numbers: dict[str, dict[str, None]] = {}

    def open(self, page: Page) -> None:
        """Things of a page have numbers too."""
        for subject, text in page.numbers:
            self._numbers.setdefault(subject, {})[text] = None

    def note(self, thing: Thing, event: Event) -> None:
        """An opening of the thing has come."""
        number = getattr(event.fact, "number", None)
        if isinstance(number, str | int):
            subject, text = thing.subject.name, said(number)
            self._by_number.setdefault((subject, text), {})[thing.id] = thing
            self._numbers.setdefault(subject, {})[text] = None

    def under(self, subject: str, number: str) -> list[Thing]:
        """The known things that may have this number."""
        called = [self._things.get(id_, subject) for id_ in self._things.page.numbered((subject, number))]
        self._by_number.setdefault((subject, number), {}).update({t.id: t for t in called if t is not None})
        return [thing for thing in self._by_number[subject, number].values() if thing.known]

    def numbers(self, subject: str) -> Iterable[str]:
        """All numbers that were ever given."""
        return self._numbers.get(subject, ())

    def made(self) -> dict[Number, list[Thing]]:
        """All numbers and what has them, but what still lies on a page alone."""
        return {number: list(things.values()) for number, things in self._by_number.items()}
