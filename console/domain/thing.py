"""One thing of the picture: its facts in their one order, folded when somebody looks."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from console.domain.causes import causes_first
from console.domain.facts import Event
from console.domain.folded import Folded
from console.domain.present_state import Stands, standing
from console.domain.registers import Register, Shown

if TYPE_CHECKING:
    from console.domain.picture import Picture
    from console.domain.subjects import Subject

NAME = 32  # bytes of an entry's id
Giving = Callable[["Thing", Sequence[str]], Iterable[Event]]  # some of its facts


class Thing:
    """One thing of the picture: the fold of its effective facts."""

    __slots__ = ("_events", "_folded", "_source", "digest", "id", "known", "left", "row", "stands", "subject")

    def __init__(self, id_: str, subject: "Subject") -> None:
        self.id = id_
        self.subject = subject
        self.known = subject.opens is None  # whether an effective opening has arrived
        self.digest: int | None = None  # its part of the picture's, until its facts are others
        self.row = 0  # where the log lists it, if it is a line
        self._events: tuple[Event, ...] = ()
        self._folded: Folded | None = None
        self._source: Giving | None = None  # of its facts, while some are left to the record
        self.left = b""  # ids of all its facts, while some are left to the record
        self.stands: Stands = {}  # which of these are read for its present state, if not all are

    @property
    def events(self) -> tuple[Event, ...]:
        """All facts about this thing that have arrived, in the order of the fold."""
        if self._source is not None:
            at_hand = {event.id: event for event in self._events}
            left = self._source(self, [entry for entry in self.entries if entry not in at_hand])
            self._events = causes_first((*left, *self._events), self.subject.opening)
            self._folded = self._source = None  # only now: a disk may fail to give them
            self.left, self.stands = b"", {}
        return self._events

    def rest(self, source: "Giving") -> None:
        """Forget all of the facts but which they are, until somebody looks."""
        if self._source is not None:
            self._events, self._folded = (), None
            return
        self.lay(self.names, source, standing(self))

    def lay(self, left: bytes, source: "Giving", stands: Stands | None = None) -> None:
        """Leave the facts that have these ids to the record."""
        self.left, self.stands, self._source = left, stands or {}, source
        self._events, self._folded = (), None

    @property
    def entries(self) -> list[str]:
        """Which facts have arrived, in the order of the fold."""
        if self._source is None:
            return [event.id for event in self._events]
        return [self.left[at : at + NAME].hex() for at in range(0, len(self.left), NAME)]

    @property
    def names(self) -> bytes:
        """The ids of all its facts in that order."""
        return self.left or b"".join(map(bytes.fromhex, self.entries))

    @property
    def resting(self) -> bool:
        """Whether its facts are left to the record: nothing about it is in conflict, and nobody looked."""
        return self._source is not None and self._folded is None

    @property
    def latest(self) -> int:
        """Time of its last fact, in ms."""
        if self._folded is not None and self._source is None:
            return self._folded.last[0] >> 16
        return max((event.at for event in self.events), default=0)

    def take(self, event: Event) -> bool:
        """Fold one event in; False where it was known already."""
        if not self._events and self._source is None:
            self.fold_anew((event,))
            return True
        folded = self._folded or self.folded
        if folded.goes_on(event, self.subject) and (self._source is None or folded.holds(event)):
            self._events = (*self._events, event)
            if self._source is not None:
                self.left += bytes.fromhex(event.id)
            folded.apply(event, self.subject)
            self.known = self.known or folded.opening is not None
            return True
        events = self.events
        held = next((e for e in events if e.id == event.id), None)
        if held is not None and (event.fact is None or held.fact is not None) and held.author == event.author:
            return False
        self.fold_anew((*(e for e in events if e is not held), event))
        return True

    def fold_anew(self, events: Iterable[Event]) -> None:
        """Hold these events and no others."""
        subject = self.subject
        ordered = causes_first(events, subject.opening)
        self._folded = self._source = None
        self.left, self.stands = b"", {}
        self.known = subject.opens is None or any(
            e.kind in subject.opening and subject.gives_effect(e) for e in ordered
        )
        self._events = ordered

    @property
    def folded(self) -> Folded:
        """What the facts add up to, folded at the first look."""
        if self._folded is not None:
            return self._folded
        if self._source is not None and self.stands:
            events = causes_first(self._source(self, list(self.stands)), self.subject.opening)
            if all(map(self.subject.gives_effect, events)):  # a disk may have garbled one since
                self._events, self._folded = events, Folded.of(events, self.subject, self.stands)
                return self._folded
        self._folded = Folded.of(self.events, self.subject)
        return self._folded

    @property
    def opening(self) -> Event | None:
        """The first effective fact that opened it: before all others in the order of the fold."""
        if self._folded is not None or self.stands:
            return self.folded.opening
        opening, subject = self.subject.opening, self.subject
        return next((e for e in self.events if e.kind in opening and subject.gives_effect(e)), None)

    @property
    def top(self) -> Event:
        """The fact that was folded last, once any was."""
        return self._events[-1]

    def event(self, entry: str) -> Event:
        """One of its facts. Where not all are read for its present state, no other is."""
        if self._source is None or not self.stands:
            return next(event for event in self.events if event.id == entry)
        at_hand = next((event for event in self._events if event.id == entry), None)
        return at_hand or next(iter(self._source(self, [entry])))

    @property
    def registers(self) -> dict[int, Register]:
        """Its fields by number."""
        return self.folded.registers

    @property
    def state(self) -> Any:
        """What the subject's own fold made of it."""
        return self.folded.state

    @property
    def void(self) -> tuple[Event, ...]:
        """Facts that are kept and shown as such, without effect."""
        return self.folded.void

    @property
    def unread(self) -> int:
        """How many facts are missing their payload or need a newer version."""
        return self.folded.unread

    @property
    def count(self) -> int:
        """How many facts about it have arrived."""
        if self.left:
            return len(self.left) // NAME
        return len(self._events) if self._source is None else len(self.events)

    @property
    def updated(self) -> int:
        """Time of its last effective fact, in ms."""
        return max((e.at for e in self.events if e.fact is not None and e not in self.void), default=0)

    def is_over(self, picture: "Picture") -> bool:
        """Whether nobody owes it anything any more, as far as its subject can tell."""
        return self.subject.over is not None and self.subject.over(self, picture)

    def shown(self, name: str) -> Shown:
        """The field `name` as faces show it."""
        field = self.subject.field(name)
        register = self.registers.get(field.number)
        if register is None:
            return Shown()
        shown = register.shown(field.caution)
        return msgspec.structs.replace(shown, conflict=False) if field.gathers and shown.conflict else shown

    def value(self, name: str) -> Any:
        """The provisional value of the field `name`; None where nothing was written."""
        return self.shown(name).value

    def conflicts(self) -> list[str]:
        """The names of the fields whose values nobody has settled."""
        if self.resting:
            return []
        several = ((n, register) for n, register in self.registers.items() if len(register.writes) > 1)
        numbers = (n for n, register in several if len(register.heads) > 1)
        fields = (self.subject.by_number[n] for n in numbers if n in self.subject.by_number)
        return [field.name for field in fields if self.shown(field.name).conflict]

    def fields(self) -> dict[str, Shown]:
        """All fields that hold something, by name."""
        return {f.name: self.shown(f.name) for f in self.subject.fields if f.number in self.registers}
