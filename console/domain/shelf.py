"""Log lines at rest: their one fact stays in the record, since a room holds a hundred thousand of them."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from console.domain.digest import of_one
from console.domain.facts import Event
from console.domain.rest_page import EMPTY, Page
from console.domain.resting import Source, facts_of
from console.domain.thing import Thing

if TYPE_CHECKING:
    from console.domain.subjects import Subject


class Shelf:
    """Which lines are at rest: known, each by one fact that has effect and that the source holds."""

    def __init__(self, subject: "Subject", source: Source) -> None:
        self.subject, self._source = subject, source
        self.waking = subject.kinds - subject.opening  # kinds of facts that take their line off
        self.added: set[bytes] = set()
        self._page = Page(EMPTY)
        self._told: dict[str, Event] = {}
        self.taken: set[bytes] = set()  # those of the page that are at rest no more
        self.digest = 0  # what they add to the picture's

    def __contains__(self, line: str) -> bool:
        try:
            id_ = bytes.fromhex(line)
        except ValueError:  # somebody typed it
            return False
        return (id_ in self.added or self._is_on_page(id_)) and id_.hex() == line

    def _is_on_page(self, line: bytes) -> bool:
        return line not in self.taken and line in self._page

    def __iter__(self) -> Iterator[Thing]:
        return (self.look(line.hex()) for line in self.ids())

    def ids(self) -> Iterator[bytes]:
        """Which lines are at rest."""
        yield from self.added
        yield from (line for line in self._page if line not in self.taken)

    def open(self, page: Page) -> None:
        """The lines of a page are at rest too."""
        self._page = page
        self.digest += page.lines_digest

    def look(self, line: str, row: int = 0) -> Thing:
        """The line, of which nothing is read before somebody asks."""
        thing = Thing(line, self.subject)
        thing.known, thing.row = True, row
        thing.lay(b"", self._facts)
        return thing

    def _facts(self, line: Thing, _: Iterable[str]) -> Iterable[Event]:
        told = self._told.get(line.id)
        return facts_of(self._source, line.id, line.subject) if told is None else (told,)

    @contextmanager
    def told(self, events: Iterable[Event]) -> Iterator[None]:
        """Within this, what came to rest by these facts is looked at without reading them again."""
        self._told = {event.about[0]: event for event in events if event.kind in self.subject.opening}
        try:
            yield
        finally:
            self._told = {}

    def at_hand(self, line: str) -> bool:
        """Whether nothing is read to look at this line: it came to rest within `told`."""
        return line in self._told

    def takes(self, event: Event) -> bool:
        """Whether this fact may be all that there is of a line."""
        return event.kind in self.subject.opening and self.subject.gives_effect(event)

    def lacks(self, line: str, kinds: Iterable[str]) -> bool:
        """Whether the fact by which this line is at rest is of none of these kinds."""
        return line in self and self.subject.opening.isdisjoint(kinds)

    def put(self, event: Event) -> bytes | None:
        """Put the line on it whose one fact this is. Gives the one copy of its id; None if it was there."""
        line = bytes.fromhex(event.about[0])
        if line in self.added:
            return None
        if line in self.taken:
            self.taken.discard(line)
        elif self._page.lines and line in self._page:
            return None
        else:
            self.added.add(line)
        self.digest += of_one(self.subject, event, known=True)
        return line

    def take(self, event: Event) -> None:
        """Take the line off whose fact this is."""
        line = bytes.fromhex(event.about[0])
        if line in self.added:
            self.added.discard(line)
        else:
            self.taken.add(line)
        self.digest -= of_one(self.subject, event, known=True)
