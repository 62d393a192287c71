"""Which things were opened under which number, so that a twin is found without a look at all others."""

from collections.abc import Iterable

from console.domain.facts import Event
from console.domain.subjects import Thing
from console.domain.text import readable


def said(number: str | int) -> str:
    """A number as people say it."""
    return readable(str(number))[:20]


class Numbering:
    """By subject and number the things that any fact opened under it, whether or not it had effect."""

    def __init__(self) -> None:
        self._things: dict[tuple[str, str], dict[str, Thing]] = {}
        self._numbers: dict[str, dict[str, None]] = {}

    def note(self, thing: Thing, event: Event) -> None:
        """An opening of the thing has come."""
        number = getattr(event.fact, "number", None)
        if isinstance(number, str | int):
            subject, text = thing.subject.name, said(number)
            self._things.setdefault((subject, text), {})[thing.id] = thing
            self._numbers.setdefault(subject, {})[text] = None

    def under(self, subject: str, number: str) -> list[Thing]:
        """The known things that may have this number."""
        return [thing for thing in self._things.get((subject, number), {}).values() if thing.known]

    def numbers(self, subject: str) -> Iterable[str]:
        """All numbers that were ever given."""
        return self._numbers.get(subject, ())
