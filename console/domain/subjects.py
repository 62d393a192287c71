"""A subject of the picture: its fields, its fold and its view, in one table each module fills for itself."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from console.domain.author import Author
from console.domain.facts import FACTS, Draft, Event, Fact, Intent, Refused
from console.domain.fields import Field
from console.domain.ids import derived_id
from console.domain.powers import has_effect, may
from console.domain.reference import Reference
from console.domain.shapes import misfit
from console.domain.text import readable
from console.domain.thing import Thing

if TYPE_CHECKING:
    from console.domain.picture import Picture

__all__ = [
    "INTENTS",
    "RULES",
    "SUBJECTS",
    "SUBJECT_OF",
    "TOLD",
    "Field",
    "Subject",
    "Thing",
    "derived_id",
    "rule",
]

Kinds = tuple[type[Fact], ...]


class Subject:
    """What the picture must know of one kind of thing."""

    def __init__(
        self,
        name: str,
        facts: Kinds,
        opens: type[Fact] | Kinds | None = None,
        fields: tuple[Field, ...] = (),
        fold: Callable[[Any, Event], Any] | None = None,
        view: "Callable[[Thing, Picture], Any] | None" = None,
        stirs: "Callable[[Event, Picture], Iterable[str]] | None" = None,
        slim: bool = False,
    ) -> None:
        """`opens`: the facts without one of which the thing waits; None: the thing is known by its id alone.

        `fold` gets effective events only; its state must not hold `received`, which is each seat's own.
        `stirs` names the further things whose views an event changes: orders, under a new holder of command.
        `slim` things are many and small: listed in the log, not among what is linked to a thing, and put on
        the shelf where one fact is all there is.
        """
        self.name, self.opens, self.fields, self.fold, self.view = name, opens, fields, fold, view
        self.stirs, self.slim = stirs, slim
        self.seeds: Callable[[Reference], Iterable[str]] | None = None  # things known from the start
        self.sways = False  # whether what is about it stands otherwise once it changes
        self.recurs = False  # each of its facts opens it, and counts while its value stands in a register
        self.over: Callable[[Thing, Picture], bool] | None = None  # whether nobody owes it anything any more
        self.rests: Callable[[Thing, Picture], bool] | None = None  # whether it is over, and may go to rest
        self.shown_at: Callable[[Thing, Picture], Iterable[str]] | None = None  # where else it is seen
        openers = opens if isinstance(opens, tuple) else (opens,) if opens is not None else ()
        self.opening = frozenset(cls.kind for cls in openers)
        self.kinds = frozenset(cls.kind for cls in facts)
        self.numbered = any("number" in cls.__struct_fields__ for cls in openers)
        self._by_name = {field.name: field for field in fields}
        self.by_number = {field.number: field for field in fields}
        for cls in facts:
            if FACTS[cls.kind] is not cls:
                raise ValueError(cls.kind)
            SUBJECT_OF[cls.kind] = self
        SUBJECTS[name] = self

    def gives_effect(self, event: Event) -> bool:
        """Whether the fold gives `event` effect, from the trust statements and its own words alone."""
        fact = event.fact
        if fact is None or fact.plain:
            return fact is not None and may(event.author, fact.power)
        return has_effect(event.author, fact) and fact.fits(event.about)

    def field(self, name: str) -> Field:
        """The field `name`. Raises Refused for a name this subject does not have."""
        if name not in self._by_name:
            raise Refused("field.unknown", field=readable(name[:40]), subject=self.name)
        return self._by_name[name]

    def valid(self, name: str, value: Any) -> Any:
        """`value` converted to the field's type. Raises Refused."""
        field = self.field(name)
        try:
            return msgspec.convert(value, field.type)
        except msgspec.ValidationError as wrong:
            raise Refused("field.invalid", **{**misfit(wrong), "field": name}) from wrong


SUBJECTS: dict[str, Subject] = {}
SUBJECT_OF: dict[str, Subject] = {}  # fact kind → subject

Rule = Callable[["Picture", Any, Author, int], list[Draft]]
TOLD: set[str] = set()  # kinds, beside written lines, that the log tells of
RULES: dict[type[Intent], Rule] = {}
INTENTS: dict[str, type[Intent]] = {}
R = TypeVar("R", bound=Rule)


def rule(intent: type[Intent]) -> Callable[[R], R]:
    """Register the function that turns `intent` into drafts: (picture, intent, author, now in ms) → drafts.

    It raises Refused before anything is written.
    """

    def enter(function: R) -> R:
        RULES[intent] = function
        INTENTS[str(intent.__struct_config__.tag)] = intent
        return function

    return enter
