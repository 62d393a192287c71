"""One thing of the picture: its facts in their one order, folded when somebody looks."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import msgspec

from console.domain.facts import Event, Fact, Noted
from console.domain.fields import Field, Void
from console.domain.order import causes_first
from console.domain.registers import Register, Shown, Write
from console.domain.text import readable

if TYPE_CHECKING:
    from console.domain.picture import Picture
    from console.domain.subjects import Subject


class Folded:
    """What the facts of a thing add up to."""

    __slots__ = ("awaited", "last", "memo", "opening", "registers", "state", "unread", "void")

    def __init__(self) -> None:
        self.registers: dict[int, Register] = {}
        self.opening: Event | None = None
        self.state: Any = None
        self.last: tuple[int, str] = (0, "")
        self.awaited: set[str] = set()  # entries named as replaced by facts folded before them
        self.void: tuple[Event, ...] = ()  # kept, shown as such, without effect
        self.unread = 0  # facts whose payload is missing or needs a newer version
        self.memo: Any = None  # what the subject's view last derived from all this

    def apply(self, event: Event, subject: "Subject") -> None:
        """Fold `event` on top."""
        self.memo = None
        self.last = max(self.last, event.key)
        effective = subject.gives_effect(event)
        self._write(event, subject, effective)
        if event.fact is None:
            self.unread += 1
            return
        if not effective:
            self.void = (*self.void, event)
            return
        if self.opening is None and event.kind in subject.opening:
            self.opening = event
        if subject.fold is not None:
            self.state = subject.fold(self.state, event)

    def _write(self, event: Event, subject: "Subject", effective: bool) -> None:
        fact = event.fact
        changes = fact.changes() if fact is not None else dict.fromkeys(event.replaces)
        for number, value in changes.items():
            sound, plain = _read(subject.by_number.get(number), fact, value)
            sound = sound and effective
            replaces = event.replaces.get(number, ())
            write = Write(
                entry=event.id,
                hlc=event.hlc,
                value=plain if sound else None,
                author=event.author,
                replaces=replaces,
                noted=_heard(fact),
                effective=sound,
                unread=fact is None,
            )
            self.registers.setdefault(number, Register()).add(write)
            self.awaited.update(replaces)


def _heard(fact: Fact | None) -> Noted | None:
    note = fact.note() if fact is not None else None
    if note is None or note.informant.isprintable():
        return note
    return msgspec.structs.replace(note, informant=readable(note.informant))


def _read(field: Field | None, fact: Fact | None, value: Any) -> tuple[bool, Any]:
    """Whether `fact` may write `value` to the field, and the value as it is kept."""
    if field is None or fact is None:
        return fact is not None, None  # a field of a newer version: its facts are kept, and nobody shows it
    try:
        return field.admits(fact), field.read(value)
    except Void:
        return False, None


class Thing:
    """One thing of the picture: the fold of its effective facts."""

    __slots__ = ("_events", "_folded", "_source", "digest", "id", "known", "left", "row", "subject")

    def __init__(self, id_: str, subject: "Subject") -> None:
        self.id = id_
        self.subject = subject
        self.known = subject.opens is None  # whether an effective opening has arrived
        self.digest: int | None = None  # its part of the picture's, until its facts are others
        self.row = 0  # where the log lists it, if it is a line
        self._events: tuple[Event, ...] = ()
        self._folded: Folded | None = None
        self._source: Callable[[Thing], Iterable[Event]] | None = None  # of its facts, while it is at rest
        self.left = b""  # ids of the facts that are left to the record

    @property
    def events(self) -> tuple[Event, ...]:
        """All facts about this thing that have arrived, in the order of the fold."""
        if self._source is not None:
            self._events = causes_first(self._source(self), self.subject.opening)
            self._source, self.left = None, b""  # only now: a disk may fail to give them
        return self._events

    def rest(self, source: "Callable[[Thing], Iterable[Event]]") -> None:
        """Forget all of the facts but which they are, until somebody looks."""
        self.lay(b"".join(bytes.fromhex(event.id) for event in self.events), source)

    def lay(self, left: bytes, source: "Callable[[Thing], Iterable[Event]]") -> None:
        """Leave the facts that have these ids to the record."""
        self.left, self._events, self._folded, self._source = left, (), None, source

    @property
    def entries(self) -> list[str]:
        """Which facts are at rest."""
        return [self.left[at : at + 32].hex() for at in range(0, len(self.left), 32)]

    @property
    def resting(self) -> bool:
        """Whether its facts are left to the record: it is over, and nothing about it is in conflict."""
        return self._source is not None

    @property
    def latest(self) -> int:
        """Time of its last fact, in ms."""
        return max((event.at for event in self.events), default=0)

    def take(self, event: Event) -> bool:
        """Fold one event in; False where it was known already."""
        events = self.events
        if not events:
            self.fold_anew((event,))
            return True
        folded = self.folded
        if event.key > folded.last and event.id not in folded.awaited and self._comes_after(events, event):
            self._events = (*events, event)
            folded.apply(event, self.subject)
            self._folded = folded
            self.known = self.known or folded.opening is not None
            return True
        held = next((e for e in events if e.id == event.id), None)
        if held is not None and (event.fact is None or held.fact is not None) and held.author == event.author:
            return False
        self.fold_anew((*(e for e in events if e is not held), event))
        return True

    def _comes_after(self, events: tuple[Event, ...], event: Event) -> bool:
        opening = self.subject.opening
        return event.kind not in opening or all(e.kind in opening for e in events)

    def fold_anew(self, events: Iterable[Event]) -> None:
        """Hold these events and no others."""
        subject = self.subject
        ordered = causes_first(events, subject.opening)
        self._folded = self._source = None
        self.left = b""
        self.known = subject.opens is None or any(
            e.kind in subject.opening and subject.gives_effect(e) for e in ordered
        )
        self._events = ordered

    @property
    def folded(self) -> Folded:
        """What the facts add up to, folded at the first look."""
        if self._folded is not None:
            return self._folded
        folded = Folded()
        for event in self.events:
            folded.apply(event, self.subject)
        self._folded = folded
        return folded

    @property
    def opening(self) -> Event | None:
        """The first effective fact that opened it: before all others in the order of the fold."""
        if self._folded is not None:
            return self._folded.opening
        opening, subject = self.subject.opening, self.subject
        return next((e for e in self.events if e.kind in opening and subject.gives_effect(e)), None)

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
        return len(self.events)

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
        numbers = (n for n, register in self.registers.items() if len(register.heads) > 1)
        fields = (self.subject.by_number[n] for n in numbers if n in self.subject.by_number)
        return [field.name for field in fields if self.shown(field.name).conflict]

    def fields(self) -> dict[str, Shown]:
        """All fields that hold something, by name."""
        return {f.name: self.shown(f.name) for f in self.subject.fields if f.number in self.registers}
