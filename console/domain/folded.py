"""What the facts of a thing add up to."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self

import msgspec

from console.domain.facts import Event, Fact, Noted
from console.domain.fields import Field, Void
from console.domain.registers import Register, Write
from console.domain.standing import Stands
from console.domain.text import readable

if TYPE_CHECKING:
    from console.domain.subjects import Subject


class Folded:
    """What the facts of a thing add up to."""

    __slots__ = (
        *("awaited", "begun", "came", "last", "memo", "opening", "registers", "state", "unread", "void"),
    )

    def __init__(self) -> None:
        self.registers: dict[int, Register] = {}
        self.opening: Event | None = None
        self.begun = False  # a fact that opens nothing is among them
        self.state: Any = None
        self.last: tuple[int, str] = (0, "")
        self.awaited: set[str] = set()  # entries named as replaced by facts folded before them
        self.void: tuple[Event, ...] = ()  # kept, shown as such, without effect
        self.unread = 0  # facts whose payload is missing or needs a newer version
        self.memo: Any = None  # what the subject's view last derived from all this
        self.came: Any = None  # into a closed operation, and how far its log went then

    @classmethod
    def of(cls, events: Iterable[Event], subject: "Subject", stands: Stands | None = None) -> Self:
        """All of the facts; or those that stand, as if what they replaced had been folded before."""
        folded = cls()
        for event in events:
            folded.apply(event, subject)
        if stands:
            for number, register in folded.registers.items():
                register.keep(entry for entry, fields in stands.items() if fields >> number & 1)
        return folded

    def goes_on(self, event: Event, subject: "Subject") -> bool:
        """Whether the event comes after all of them."""
        later = event.key > self.last and event.id not in self.awaited
        return later and not (self.begun and event.kind in subject.opening)

    def holds(self, event: Event) -> bool:
        """Whether all that the event replaces is among them."""
        none = Register()
        return all(
            self.registers.get(number, none).writes.keys() >= set(replaced)
            for number, replaced in event.replaces.items()
        )

    def apply(self, event: Event, subject: "Subject") -> None:
        """Fold `event` on top."""
        self.memo = self.came = None
        self.begun = self.begun or event.kind not in subject.opening
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
