"""A subject of the picture: its fields, its fold and its view, in one table each module fills for itself."""

import hashlib
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from console.domain.author import Author
from console.domain.facts import FACTS, Draft, Event, Fact, Intent, Refused
from console.domain.registers import Register, Shown

if TYPE_CHECKING:
    from console.domain.picture import Picture


class Field(msgspec.Struct, frozen=True):
    """One register field: its number in the record never changes. `caution` ranks safety values, highest shown."""

    number: int
    name: str
    type: Any
    caution: Callable[[Any], Any] | None = None
    power: str = ""  # empty: the subject's own power
    gathers: bool = False  # add-wins: concurrent values are no conflict


class Thing:
    """One thing of the picture: the fold of its effective facts."""

    __slots__ = ("awaited", "count", "id", "last", "opening", "registers", "state", "subject", "unread", "void")

    def __init__(self, id_: str, subject: "Subject") -> None:
        self.id = id_
        self.subject = subject
        self.opening: Event | None = None
        self.registers: dict[int, Register] = {}
        self.state: Any = None
        self.last: tuple[int, str] = (0, "")
        self.count = 0
        self.awaited: set[str] = set()  # entries that folded facts name as replaced and that have not arrived
        self.void: tuple[Event, ...] = ()  # kept, shown as such, without effect
        self.unread = 0  # facts whose payload is missing or needs a newer version

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

    def fields(self) -> dict[str, Shown]:
        """All fields that hold something, by name."""
        return {f.name: self.shown(f.name) for f in self.subject.fields if f.number in self.registers}


class Subject:
    """What the picture must know of one kind of thing."""

    def __init__(
        self,
        name: str,
        facts: tuple[type[Fact], ...],
        opens: type[Fact] | tuple[type[Fact], ...] | None = None,
        fields: tuple[Field, ...] = (),
        fold: Callable[[Any, Event], Any] | None = None,
        view: "Callable[[Thing, Picture], Any] | None" = None,
        stirs: "Callable[[Event, Picture], Iterable[str]] | None" = None,
    ) -> None:
        """`opens` is the fact without which the thing waits; None: the thing is known by its id alone.

        `stirs` names the further things whose views an event changes: the orders under a new holder of command.
        """
        self.name, self.opens, self.fields, self.fold, self.view = name, opens, fields, fold, view
        self.stirs = stirs
        self._by_name = {field.name: field for field in fields}
        self.by_number = {field.number: field for field in fields}
        for cls in facts:
            if FACTS[cls.kind] is not cls:
                raise ValueError(cls.kind)
            SUBJECT_OF[cls.kind] = self
        SUBJECTS[name] = self

    def field(self, name: str) -> Field:
        """The field `name`. Raises Refused for a name this subject does not have."""
        if name not in self._by_name:
            raise Refused("field.unknown", field=name[:40], subject=self.name)
        return self._by_name[name]

    def valid(self, name: str, value: Any) -> Any:
        """`value` converted to the field's type. Raises Refused."""
        field = self.field(name)
        try:
            return msgspec.convert(value, field.type)
        except msgspec.ValidationError as wrong:
            raise Refused("field.invalid", field=name, detail=str(wrong)[:200]) from wrong


SUBJECTS: dict[str, Subject] = {}
SUBJECT_OF: dict[str, Subject] = {}  # fact kind → subject

Rule = Callable[["Picture", Any, Author, int], list[Draft]]
RULES: dict[type[Intent], Rule] = {}
INTENTS: dict[str, type[Intent]] = {}
R = TypeVar("R", bound=Rule)


def rule(intent: type[Intent]) -> Callable[[R], R]:
    """Register the function that turns `intent` into drafts: (picture, intent, author, now in ms) → drafts, or Refused."""

    def enter(function: R) -> R:
        RULES[intent] = function
        INTENTS[str(intent.__struct_config__.tag)] = intent
        return function

    return enter


def derived_id(*parts: str) -> str:
    """The id of a thing that its name determines, such as an agency or a casualty register."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]
