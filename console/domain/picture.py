"""The picture: everything the recorded facts add up to. Same facts, same picture, in whatever order they come."""

import hashlib
from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from console.domain.author import Author
from console.domain.facts import Draft, Event, Intent, Refused
from console.domain.powers import has_effect
from console.domain.registers import Register, Write
from console.domain.subjects import RULES, SUBJECT_OF, Subject, Thing

FOLD_VERSION = 1
Source = Callable[[str], Iterable[Event]]


class Picture:
    """All things of the room. `source` gives a thing's events from the record, causes first."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.things: dict[str, Thing] = {}
        self._of_subject: dict[str, dict[str, Thing]] = {}
        self._linked: dict[str, dict[str, None]] = {}  # thing → things whose facts name it
        self._digests: dict[str, int] = {}
        self._stale: set[str] = set()
        self.unknown = 0  # facts of kinds this version does not know

    def all(self, subject: str) -> Iterable[Thing]:
        """The known things of one subject."""
        return [t for t in self._of_subject.get(subject, {}).values() if self._known(t)]

    def linked(self, thing: str, subject: str) -> list[Thing]:
        """The known things of `subject` whose facts name `thing`."""
        named = (self.things[i] for i in self._linked.get(thing, ()))
        return [t for t in named if t.subject.name == subject and self._known(t)]

    def get(self, thing: str, subject: str) -> Thing:
        """The thing. Raises Refused where the room does not know it."""
        found = self.things.get(thing)
        if found is None or found.subject.name != subject or not self._known(found):
            raise Refused(f"{subject}.unknown", id=thing[:32])
        return found

    def find(self, thing: str) -> Thing | None:
        """The thing, or None."""
        found = self.things.get(thing)
        return found if found is not None and self._known(found) else None

    @staticmethod
    def _known(thing: Thing) -> bool:
        return thing.subject.opens is None or thing.opening is not None

    @property
    def waiting(self) -> int:
        """How many facts wait for the opening of their thing."""
        return sum(t.count for t in self.things.values() if not self._known(t))

    def rule(self, intent: Intent, author: Author, now: int) -> list[Draft]:
        """The facts that `intent` asks for. Raises Refused; nothing is written before."""
        return RULES[type(intent)](self, intent, author, now)

    def replaces(self, draft: Draft) -> dict[int, tuple[str, ...]]:
        """The heads that `draft` supersedes: those the person saw, else all that stand."""
        thing = self.things.get(draft.about[0])
        found: dict[int, tuple[str, ...]] = {}
        for number in draft.fact.changes():
            register = thing.registers.get(number) if thing else None
            heads = [w.entry for w in register.heads] if register else []
            found[number] = tuple(h for h in heads if h in draft.seen) if draft.seen else tuple(heads)
        return {number: heads for number, heads in found.items() if heads}

    def fold(self, event: Event) -> set[str]:
        """Take one event in; returns the ids of all things whose views may have changed."""
        subject = SUBJECT_OF.get(event.kind)
        if subject is None:
            self.unknown += 1
            return set()
        thing = self._thing(event.about[0], subject)
        for other in event.about[1:]:
            self._linked.setdefault(other, {})[thing.id] = None
        if event.key > thing.last and event.id not in thing.awaited:
            _apply(thing, event)
        else:
            self.refold(thing.id)
        self._stale.add(thing.id)
        changed = set(event.about)
        if subject.stirs is not None:
            changed.update(subject.stirs(event, self))
        return changed

    def refold(self, thing_id: str) -> None:
        """Fold a thing again from the record: after a late fact, or a change of who may do what."""
        thing = self.things[thing_id]
        fresh = Thing(thing_id, thing.subject)
        for event in self._source(thing_id):
            if event.about[0] == thing_id and SUBJECT_OF.get(event.kind) is thing.subject:
                _apply(fresh, event)
        self.things[thing_id] = self._of_subject[thing.subject.name][thing_id] = fresh
        self._stale.add(thing_id)

    def _thing(self, id_: str, subject: Subject) -> Thing:
        thing = self.things.get(id_)
        if thing is None:
            thing = self.things[id_] = Thing(id_, subject)
            self._of_subject.setdefault(subject.name, {})[id_] = thing
        return thing

    def view(self, thing: Thing) -> Any:
        """What faces see of a thing; None where its subject has no view of its own."""
        return thing.subject.view(thing, self) if thing.subject.view else None

    def digest(self) -> str:
        """Fold version and sum over all things, hex: equal on two seats that hold the same facts."""
        for id_ in self._stale:
            self._digests[id_] = _digest(self.things[id_])
        self._stale.clear()
        total = sum(self._digests.values()) % (1 << 128)
        return f"{FOLD_VERSION}-{total:032x}"


def _apply(thing: Thing, event: Event) -> None:
    """Fold `event` on top of `thing`."""
    thing.last = max(thing.last, event.key)
    thing.count += 1
    if event.fact is None:
        thing.unread += 1
        return
    effective = has_effect(event.author, event.fact)
    for number, value in event.fact.changes().items():
        write = Write(
            entry=event.id,
            hlc=event.hlc,
            value=value,
            author=event.author,
            replaces=event.replaces.get(number, ()),
            noted=event.fact.note(),
            effective=effective,
        )
        register = thing.registers.setdefault(number, Register())
        register.add(write)
        thing.awaited.update(r for r in write.replaces if r not in register.writes)
    if not effective:
        thing.void = (*thing.void, event)
        return
    if thing.subject.opens is not None and isinstance(event.fact, thing.subject.opens):
        thing.opening = thing.opening or event
    if thing.subject.fold is not None:
        thing.state = thing.subject.fold(thing.state, event)


def _digest(thing: Thing) -> int:
    fields = {n: [(w.entry, w.value) for w in r.heads] for n, r in sorted(thing.registers.items())}
    parts = (thing.id, thing.count, fields, thing.state, sorted(e.id for e in thing.void))
    encoded = msgspec.msgpack.encode(parts, order="deterministic")
    return int.from_bytes(hashlib.sha256(encoded).digest()[:16])
