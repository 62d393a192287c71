"""What the facts of a thing add up to."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self

import msgspec

from console.domain.causes import is_proven
from console.domain.facts import Event, Fact, Noted
from console.domain.fields import Void
from console.domain.present_state import Stands
from console.domain.registers import Register, Write
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
        return later and not (event.kind in subject.opening and (self.begun or is_proven(event)))

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
        opens = event.kind in subject.opening
        self.begun = self.begun or not opens
        self.last = max(self.last, event.key)
        effective = subject.gives_effect(event)
        self._write(event, subject, effective)
        if event.fact is None:
            self.unread += 1
            return
        if not effective:
            self.void = (*self.void, event)
            return
        if opens and self.opening is None:
            self.opening = event
        if subject.fold is not None:
            self.state = subject.fold(self.state, event)

    def _write(self, event: Event, subject: "Subject", effective: bool) -> None:
        fact = event.fact
        changes = fact.changes() if fact is not None else dict.fromkeys(event.replaces)
        last = event.id not in self.awaited
        for number, value in changes.items():
            replaces, plain, sound = event.replaces.get(number, ()), None, effective
            if fact is not None and number in subject.by_number:  # else of a newer version: nobody shows it
                try:
                    plain = subject.by_number[number].read(value, fact)
                except Void:
                    sound = False
            write = Write(
                entry=event.id,
                hlc=event.hlc,
                value=plain if sound else None,
                author=event.author,
                replaces=replaces,
                noted=None if fact is None or fact.plain else _heard(fact),
                effective=sound,
                unread=fact is None,
            )
            register = self.registers.get(number)
            if register is None:
                register = self.registers[number] = Register()
            register.add(write, last=last)
            if replaces:
                self.awaited.update(replaces)


def _heard(fact: Fact) -> Noted | None:
    note = fact.note()
    if note is None or note.informant.isprintable():
        return note
    return msgspec.structs.replace(note, informant=readable(note.informant))
