"""The picture: what all recorded facts add up to. Same facts, same picture, in whatever order they come."""

from collections.abc import Container, Sequence
from typing import Any

from console.domain.author import Author
from console.domain.changing import changed
from console.domain.closed import knowingly
from console.domain.facts import Draft, Event, Intent, Refused
from console.domain.lines import Lines
from console.domain.links import Links
from console.domain.logs import Logs
from console.domain.newer import Newer
from console.domain.reference import Reference
from console.domain.rest_page import Page, Rest
from console.domain.resting import LINGERS, Awake, Named, Source, facts_of
from console.domain.room import PersonView
from console.domain.shelf import Shelf
from console.domain.subjects import RULES, SUBJECT_OF, SUBJECTS, Subject, Thing
from console.domain.text import readable
from console.domain.things import Things

# 1 knew no boards, 2 not what one who lets go of command names as done before, 3 not what is so of aides,
# 4 not which seat made an id.
FOLD_VERSION = 5


class Picture:
    """All things of the room. `source` gives the events about a thing, of those that were folded; `named`
    those of some entries, and without it nothing that has several goes to rest.
    """

    def __init__(
        self, source: Source, reference: Reference | None = None, named: Named | None = None
    ) -> None:
        self._source = source
        self.reference = reference or Reference()
        self.people: dict[str, PersonView] = {}  # by id; the seat keeps it up to date
        self.shelf = Shelf(next(s for s in SUBJECTS.values() if s.slim), source)
        self.things = Things(self.shelf, self._called)
        self.logs = Logs(self.things)
        self.newer = Newer(self.logs)
        self.awake, self.links = Awake(named), Links(self.things)
        self._unlisted: dict[int, Thing] = {}  # to be listed anew when somebody reads a log
        self._unsettled: dict[int, Thing] = {}  # to be looked at when somebody asks for conflicts
        self._conflicted: dict[int, Thing] = {}
        for subject in SUBJECTS.values():
            for id_ in subject.seeds(self.reference) if subject.seeds is not None else ():
                self.things.make(id_, subject)

    def open(self, page: Page) -> None:
        """What is at rest on this page is at rest here; all that was awake beside it is folded."""
        self._list_anew()
        for each in (self.things, self.links.numbering, self.logs):
            each.open(page)

    def _called(self, thing: Thing, rest: Rest, told: range) -> None:
        self.awake.lay(thing, rest)
        self.logs.call(thing, told)

    def all(self, subject: str, *, doubtful: bool = False) -> list[Thing]:
        """The known things of one subject; `doubtful`: and those that nothing with effect has opened."""
        return [thing for thing in self.things.all(subject) if thing.known or doubtful]

    def at_hand(self, subject: str) -> list[Thing]:
        """Those of them that are not at rest."""
        return [thing for thing in self.things.made(subject) if thing.known and not thing.resting]

    def linked(self, thing: str, subject: str) -> list[Thing]:
        """The known things of `subject` whose facts name `thing`; log lines are found by `lines`."""
        return self.links.to(thing, subject)

    def unfinished(self, thing: str, subject: str) -> list[Thing]:
        """Of `linked` those that are not over."""
        return self.links.unfinished(thing, subject, self)

    def lines(self, operation: str, incident: str = "") -> Lines:
        """The log of an incident, else of an operation; without either the room's own."""
        self._list_anew()
        return self.logs.of(incident or operation)

    def waiting_lines(self) -> list[str]:
        """The logs of lines whose operation nothing with effect has opened."""
        self._list_anew()
        return self.logs.waiting

    def _list_anew(self) -> None:
        for key, thing in list(self._unlisted.items()):
            self.logs.list_anew(thing)  # a disk may fail to give its facts
            del self._unlisted[key]

    def settle(self, now: int, *, at_once: bool = False) -> None:
        """Leave to the record what is over, and has been for some time; all that was folded is on disk."""
        self._list_anew()
        self.awake.settle(self, now - (0 if at_once else LINGERS), {id(thing) for thing in self.conflicted()})

    def get(self, thing: str, subject: str) -> Thing:
        """The thing. Raises Refused where the room does not know it."""
        found = self.things.held(thing, subject)
        if found is None or not found.known:
            raise Refused(f"{subject}.unknown", id=readable(thing[:32]))
        return found

    def conflicted(self) -> list[Thing]:
        """The things with fields whose values nobody has settled."""
        for key, thing in list(self._unsettled.items()):
            if thing.count > 1 and thing.known and thing.conflicts():
                self._conflicted[key] = thing
            else:
                self._conflicted.pop(key, None)
            del self._unsettled[key]
        return list(self._conflicted.values())

    def find(self, thing: str) -> Thing | None:
        """The thing, or None."""
        return next((t for t in self.things.same(thing) if t.known), None)

    @property
    def waiting(self) -> int:
        """How many facts wait for the opening of their thing."""
        return sum(thing.count - len(thing.void) for thing in self.things.made() if not thing.known)

    def rule(self, intent: Intent, author: Author, now: int) -> list[Draft]:
        """The facts that `intent` asks for. Raises Refused; nothing is written before."""
        return [knowingly(draft, self.things) for draft in RULES[type(intent)](self, intent, author, now)]

    def replaces(self, draft: Draft) -> dict[int, tuple[str, ...]]:
        """The heads that `draft` supersedes: those the person saw, else all that stand."""
        thing = self.things.held(draft.about[0], SUBJECT_OF[draft.fact.kind].name)
        found: dict[int, tuple[str, ...]] = {}
        for number in draft.fact.changes():
            register = thing.registers.get(number) if thing else None
            heads = [w.entry for w in register.heads] if register else []
            found[number] = tuple(h for h in heads if h in draft.seen) if draft.seen else tuple(heads)
        return {number: heads for number, heads in found.items() if heads}

    def fold(self, event: Event, *, lasting: bool = False) -> set[str]:
        """`take`, and tell the ids of all things whose views may have changed, and of logs."""
        return changed((event,), self) if self.take(event, lasting=lasting) else set()

    def take(self, event: Event, *, lasting: bool = False) -> bool:
        """Take one event in; False where it was known. `lasting`: the source holds it from now on."""
        subject = SUBJECT_OF.get(event.kind)
        if subject is None:
            return self.newer.fold(event)
        if subject.slim:
            if lasting and self._rests(event, subject):
                return True
            if not self._wake(event.about[0], event.id):
                return False
        thing = self.things.make(event.about[0], subject)
        was_known, was_new, key = thing.known, thing.count == 0, id(thing)
        if not thing.take(event):
            return False
        if not subject.slim:
            self.links.add(thing, event)
        on_top = was_new or (thing.known == was_known and thing.top is event)
        if on_top and key not in self._unlisted:
            self.logs.add(thing, event)
        else:
            self._unlisted[key] = thing
        thing.digest = None
        self.awake.note(thing)
        if not was_new:
            self._unsettled[key] = thing
        return True

    def _rests(self, event: Event, subject: Subject) -> bool:
        """Put a new line on the shelf, if this fact is all there is of it."""
        held = self.things.get(event.about[0], subject.name) is not None
        if held or not self.shelf.takes(event) or (line := self.shelf.put(event)) is None:
            return False
        self.logs.rest(line, event)
        return True

    def rest(self, line: str) -> None:
        """Put a line on the shelf whose facts have come to last."""
        thing = self.things.get(line, self.shelf.subject.name)
        if thing is None or thing.resting or id(thing) in self._conflicted:
            return
        if thing.count != 1 or not self.shelf.takes(thing.events[0]):
            return
        self.awake.forget(thing)
        if self._unlisted.pop(id(thing), None) is not None:
            self.logs.forget(thing)
        self._unsettled.pop(id(thing), None)
        self.things.drop(thing)
        self._rests(thing.events[0], thing.subject)

    def _wake(self, line: str, but: str = "") -> bool:
        """Take a line from the shelf, where it is there by another fact than `but`; False if by this one."""
        if line not in self.shelf:
            return True
        facts = [e for e in facts_of(self._source, line, self.shelf.subject) if e.id != but]
        if facts:
            thing = self.things.make(line, self.shelf.subject)
            thing.fold_anew(facts)
            self.shelf.take(thing.events[0])
            self.logs.wake(thing, thing.events[0])
        return bool(facts)

    def refold(self, thing_id: str) -> set[str]:
        """Fold what goes by this id again from the record; gives what `fold` does."""
        return self._anew(thing_id, [e for e in self._source(thing_id) if e.about[0] == thing_id])

    def take_back(self, thing_id: str, entries: Container[str]) -> set[str]:
        """Fold it again without these facts, which came to nothing. Of what is awake no disk is asked."""
        held = [event for thing in self.things.same(thing_id) for event in thing.events]
        return self._anew(thing_id, [event for event in held if event.id not in entries])

    def _anew(self, thing_id: str, events: Sequence[Event]) -> set[str]:
        self._wake(thing_id)
        for thing in self.things.same(thing_id):
            self.logs.forget(thing)
            thing.fold_anew(e for e in events if SUBJECT_OF.get(e.kind) is thing.subject)
            self._unsettled[id(thing)] = self._unlisted[id(thing)] = thing
            thing.digest = None
            self.awake.note(thing)
            for event in thing.events:
                self.links.stir(thing, event.about[1:])
        self.links.sway(thing_id)
        for event in (e for e in events if e.kind not in SUBJECT_OF):
            self.newer.fold(event)
        return {thing_id} | changed(events, self)

    def unread(self, thing: Thing) -> int:
        """How many facts about a thing need a newer version, or lack their payload."""
        return thing.unread + self.newer.about(thing.id)

    def view(self, thing: Thing) -> Any:
        """What faces see of a thing; None where its subject has no view of its own."""
        return thing.subject.view(thing, self) if thing.subject.view else None

    def digest(self) -> str:
        """Fold version and sum over all things, hex: equal on two seats that hold the same facts."""
        return f"{FOLD_VERSION}-{self.things.digest % (1 << 64):016x}"
