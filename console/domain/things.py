"""All things by subject and id. Those of a rest page are made when somebody asks for them."""

from collections.abc import Callable, Iterator

from console.domain.causes import is_proven
from console.domain.digest import of_thing
from console.domain.rest_page import EMPTY, Page, Rest
from console.domain.shelf import Shelf
from console.domain.subjects import SUBJECTS, Subject
from console.domain.thing import Thing

_NONE: dict[str, Thing] = {}


class Things:
    """What the picture holds, with the lines on the shelf."""

    def __init__(self, shelf: Shelf, called: Callable[[Thing, Rest, range], None]) -> None:
        """`called` is told each thing of a page that somebody asked for, and where that tells of it."""
        self.shelf, self._called = shelf, called
        self._things: dict[str, dict[str, Thing]] = {}  # subject → id → thing
        self.page = Page(EMPTY)
        self.over: dict[str, dict[str, int]] = {}  # subject → id → ms of the last fact, of what went to rest

    def open(self, page: Page) -> None:
        """What is at rest on a page is at rest here."""
        self.page, self.over = page, page.over
        self.shelf.open(page)

    def note_over(self, thing: Thing) -> None:
        """The thing goes to rest, and may still have to be shown."""
        if thing.subject.over is not None:
            self.over.setdefault(thing.subject.name, {})[thing.id] = thing.latest

    def lately(self, subject: str, since: int) -> list[str]:
        """Of the things of one subject that went to rest those that had their last fact since then (ms)."""
        return [id_ for id_, at in self.over.get(subject, {}).items() if at > since]

    def forget_over(self, before: int) -> None:
        """What had its last fact before then (ms) is not shown any more."""
        self.over = {
            subject: {id_: at for id_, at in ids.items() if at >= before}
            for subject, ids in self.over.items()
        }

    def _call(self, id_: str) -> None:
        if (found := self.page.call(id_)) is not None:
            rest, told = found
            thing = self.make(rest.id, SUBJECTS[rest.subject])
            thing.known, thing.digest, thing.row = True, rest.digest, rest.row
            self._called(thing, rest, told)

    def get(self, id_: str, subject: str) -> Thing | None:
        """The thing, unless it is a line on the shelf."""
        if id_ in self.page.index:
            self._call(id_)
        return self._things.get(subject, _NONE).get(id_)

    def held(self, id_: str, subject: str) -> Thing | None:
        found = self.get(id_, subject)
        at_rest = found is None and subject == self.shelf.subject.name and id_ in self.shelf
        return self.shelf.look(id_) if at_rest else found

    def line(self, id_: str, row: int) -> Thing:
        """The line of this id, listed by this clock."""
        return self.get(id_, self.shelf.subject.name) or self.shelf.look(id_, row)

    def same(self, id_: str) -> list[Thing]:
        """What goes by this id; more than one only where somebody misused it for another subject."""
        self._call(id_)
        found = [things[id_] for things in self._things.values() if id_ in things]
        if id_ in self.shelf:
            found.append(self.shelf.look(id_))
        # The first is taken for what is meant: what the id proves, else by name, never what came first here.
        return sorted(found, key=_meant) if len(found) > 1 else found

    def make(self, id_: str, subject: Subject) -> Thing:
        """The thing, made where there is none yet."""
        thing = self.get(id_, subject.name)
        if thing is None:
            thing = self._things.setdefault(subject.name, {})[id_] = Thing(id_, subject)
        return thing

    def drop(self, thing: Thing) -> None:
        del self._things[thing.subject.name][thing.id]

    def all(self, subject: str) -> list[Thing]:
        """All things of one subject."""
        for id_ in self.page.of(subject):
            self._call(id_)
        resting = self.shelf if subject == self.shelf.subject.name else ()
        return [*self._things.get(subject, _NONE).values(), *resting]

    def made(self, subject: str = "") -> Iterator[Thing]:
        """All things, or those of one subject, but what still lies on a page, where all is at rest."""
        things = [self._things.get(subject, _NONE)] if subject else self._things.values()
        return (thing for each in things for thing in each.values())

    @property
    def digest(self) -> int:
        """What all things add to the picture's."""
        return self.shelf.digest + sum(map(of_thing, self.made())) + self.page.digest


def _meant(thing: Thing) -> tuple[bool, str]:
    opening = thing.opening
    return opening is None or not is_proven(opening), thing.subject.name
