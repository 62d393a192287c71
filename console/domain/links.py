"""Which things are about which, found without a look at all others."""

from typing import TYPE_CHECKING

from console.domain.facts import Event
from console.domain.numbering import Numbering
from console.domain.rest_page import Link
from console.domain.subjects import SUBJECTS, Thing
from console.domain.things import Things

if TYPE_CHECKING:
    from console.domain.picture import Picture


class Links:
    """By what their facts name: things, and those of them that may still ask something of somebody."""

    def __init__(self, things: Things) -> None:
        self._things = things
        self._linked: dict[Link, dict[str, Thing]] = {}  # things whose facts name another
        self._unfinished: dict[Link, dict[str, Thing]] = {}  # those not seen to be over
        self.numbering = Numbering(things)

    def _of(self, link: Link) -> dict[str, Thing]:
        if link in self._things.page.links:
            called = [self._things.get(id_, link[0]) for id_ in self._things.page.linked(link)]
            self._linked.setdefault(link, {}).update({t.id: t for t in called if t is not None})
        return self._linked.get(link, {})

    def to(self, other: str, subject: str) -> list[Thing]:
        """The known things of `subject` whose facts name `other`."""
        return [thing for thing in self._of((subject, other)).values() if thing.known]

    def awake(self, other: str, subject: str) -> list[Thing]:
        """Of those that `to` gives the ones that are not at rest; of a page nothing is made for that."""
        page, link = self._things.page, (subject, other)
        made = [id_ for id_ in page.names(*page.links.get(link, (0, 0))) if id_ not in page.index]
        called = (self._things.get(id_, subject) for id_ in made)
        things = dict.fromkeys((*self._linked.get(link, {}).values(), *called))
        return [thing for thing in things if thing is not None and thing.known and not thing.resting]

    def names(self, thing: Thing, other: str) -> bool:
        """Whether facts about `thing` name `other`."""
        return thing.id in self._of((thing.subject.name, other))

    def unfinished(self, other: str, subject: str, picture: "Picture") -> list[Thing]:
        """Of those that `to` gives the ones that are not over."""
        things = self._unfinished.get((subject, other), {})
        for thing in [thing for thing in things.values() if thing.known and thing.is_over(picture)]:
            del things[thing.id]
        return [thing for thing in things.values() if thing.known]

    def add(self, thing: Thing, event: Event) -> None:
        """Another fact about the thing has come."""
        for other in event.about[1:]:
            self._linked.setdefault((thing.subject.name, other), {})[thing.id] = thing
        if event.kind in thing.subject.opening:
            self.numbering.note(thing, event)
        self.stir(thing, event.about[1:])
        if thing.subject.sways:
            self.sway(thing.id)

    def stir(self, thing: Thing, about: tuple[str, ...]) -> None:
        """The thing is other than before, and named these in its facts: it may not be over."""
        if thing.subject.over is not None:
            for other in about:
                self._unfinished.setdefault((thing.subject.name, other), {})[thing.id] = thing

    def finish(self, thing: Thing) -> None:
        """The thing was seen to be over."""
        if thing.subject.over is not None:
            for other in {other for event in thing.events for other in event.about[1:]}:
                self._unfinished.get((thing.subject.name, other), {}).pop(thing.id, None)

    def sway(self, id_: str) -> None:
        """This thing is other than before: what is about it may not be over."""
        for subject in SUBJECTS.values():
            if subject.over is not None:
                for other in self._of((subject.name, id_)).values():
                    self.stir(other, (id_,))

    def stirred(self) -> set[Thing]:
        """What is at rest, and not seen to be over any more."""
        return {t for things in self._unfinished.values() for t in things.values() if t.resting}

    def made(self) -> dict[Link, list[Thing]]:
        """All links but those that still lie on a page alone."""
        return {link: list(things.values()) for link, things in self._linked.items()}
