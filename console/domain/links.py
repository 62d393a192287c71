"""Which things are about which, found without a look at all others."""

from typing import TYPE_CHECKING

from console.domain.facts import Event
from console.domain.numbering import Numbering
from console.domain.subjects import Thing

if TYPE_CHECKING:
    from console.domain.picture import Picture


class Links:
    """By what their facts name: things, and those of them that may still ask something of somebody."""

    def __init__(self) -> None:
        self._linked: dict[str, dict[str, Thing]] = {}  # thing → things whose facts name it
        self._unfinished: dict[tuple[str, str], dict[str, Thing]] = {}  # those not seen to be over
        self.numbering = Numbering()

    def to(self, other: str, subject: str) -> list[Thing]:
        """The known things of `subject` whose facts name `other`."""
        return [t for t in self._linked.get(other, {}).values() if t.subject.name == subject and t.known]

    def names(self, thing: Thing, other: str) -> bool:
        """Whether facts about `thing` name `other`."""
        return thing.id in self._linked.get(other, ())

    def unfinished(self, other: str, subject: str, picture: "Picture") -> list[Thing]:
        """Of those that `to` gives the ones that are not over."""
        things = self._unfinished.get((other, subject), {})
        for thing in [thing for thing in things.values() if thing.known and thing.is_over(picture)]:
            del things[thing.id]
        return [thing for thing in things.values() if thing.known]

    def add(self, thing: Thing, event: Event) -> None:
        """Another fact about the thing has come."""
        for other in event.about[1:]:
            self._linked.setdefault(other, {})[thing.id] = thing
        if event.kind in thing.subject.opening:
            self.numbering.note(thing, event)
        self.stir(thing, event.about[1:])
        if thing.subject.sways:
            self.sway(thing.id)

    def stir(self, thing: Thing, about: tuple[str, ...]) -> None:
        """The thing is other than before, and named these in its facts: it may not be over."""
        if thing.subject.over is not None:
            for other in about:
                self._unfinished.setdefault((other, thing.subject.name), {})[thing.id] = thing

    def sway(self, id_: str) -> None:
        """This thing is other than before: what is about it may not be over."""
        for other in self._linked.get(id_, {}).values():
            self.stir(other, (id_,))
