"""What is over goes to rest: its facts stay in the record, and are folded again when somebody looks."""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from console.domain.digest import of_thing
from console.domain.facts import Event
from console.domain.rest_page import Rest
from console.domain.thing import Thing

if TYPE_CHECKING:
    from console.domain.picture import Picture
    from console.domain.subjects import Subject

Source = Callable[[str], Iterable[Event]]
Named = Callable[[Sequence[str]], Iterable[Event]]
LINGERS = 6 * 3_600_000  # ms after its last fact that what is over is still shown; a seat keeps it at hand
LOOKED_AT = 64  # things whose facts stay in memory after a look


class Awake:
    """The things in memory of which some may go to rest."""

    def __init__(self, named: Named | None) -> None:
        self._named = named
        self._things: dict[int, Thing] = {}
        self._looked: dict[int, Thing] = {}  # those whose facts are in memory for a look alone
        self._read: dict[str, Event] = {}  # facts that were read before they are asked for
        self._facts = self._woken  # one for all that rest

    def note(self, thing: Thing) -> None:
        """Facts about the thing are in memory."""
        self._looked.pop(id(thing), None)
        if self._named is not None and thing.subject.rests is not None:
            self._things[id(thing)] = thing

    def forget(self, thing: Thing) -> None:
        """The thing is none any more."""
        self._things.pop(id(thing), None)
        self._looked.pop(id(thing), None)

    def doze(self) -> None:
        """Put to rest again what was only looked at, once it is many: not while anything is being folded."""
        if len(self._looked) <= LOOKED_AT:
            return
        for key, thing in self._looked.items():
            if not thing.resting:
                self._things.pop(key, None)
                thing.rest(self._facts)
        self._looked.clear()

    def settle(self, picture: "Picture", before: int, but: Container[int]) -> None:
        """Put to rest what is over and had its last fact before this time (ms), `but` some by their `id`."""
        for key, thing in list(self._things.items()):
            rests = thing.subject.rests
            if key in but or rests is None or not thing.known:
                continue
            # What lacks a payload stays awake: nobody would see from its id that it came.
            if thing.latest < before and not thing.unread and rests(thing, picture):
                self.forget(thing)
                picture.things.note_over(thing)
                picture.links.finish(thing)
                of_thing(thing)  # while its facts are at hand: a digest of all need not read them again
                thing.rest(self._facts)

    def lay(self, thing: Thing, rest: Rest) -> None:
        """The thing rests, as a page tells of it."""
        thing.lay(rest.facts, self._facts, rest.stands)

    @contextmanager
    def together(self, things: Iterable[Thing], facts: Iterable[str] = ()) -> Iterator[None]:
        """Within this, what a look at these things needs and these facts, was read by one question."""
        before, wanted = self._read, dict.fromkeys(facts)
        for thing in things:
            if thing.resting:
                wanted |= dict.fromkeys(thing.stands or thing.entries)
        lacking = [entry for entry in wanted if entry not in before]
        self._read = before | {event.id: event for event in self._given(lacking)} if lacking else before
        try:
            yield
        finally:
            self._read = before

    def _woken(self, thing: Thing, entries: Sequence[str]) -> Iterable[Event]:
        looked = thing.resting or id(thing) in self._looked
        self.note(thing)
        if looked:
            self._looked[id(thing)] = thing
        if self._read.keys() >= set(entries):
            return [self._read[entry] for entry in entries]
        return self._given(entries)

    def _given(self, entries: Sequence[str]) -> Iterable[Event]:
        return self._named(entries) if self._named is not None else ()


def facts_of(source: Source, thing: str, subject: "Subject") -> Iterator[Event]:
    """What the source holds of a thing, which other things may name too."""
    return (e for e in source(thing) if e.about[0] == thing and e.kind in subject.kinds)


def rests_with(subject: str, place: int) -> "Callable[[Thing, Picture], bool]":
    """For things that are over once what stands at this place of their opening's `about` is."""

    def rests(thing: Thing, picture: "Picture") -> bool:
        about = thing.opening.about if thing.opening is not None else ()
        other = picture.things.get(about[place], subject) if len(about) > place else None
        if other is None or not other.known or other.subject.rests is None:
            return False
        return other.resting or other.subject.rests(other, picture)

    return rests
