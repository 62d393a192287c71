"""Facts, intents, refusals: what every subject is made of, and the tables that find them by name."""

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

import msgspec

from console.domain.author import Author

MEANS = ("phone", "radio", "person")  # how somebody's word reached the one who noted it


class Noted(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The mark of a word that its author noted for somebody else."""

    agency: str
    means: str  # one of MEANS
    informant: str = ""


class Fact(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What happened; its payload is this array. Subclasses only grow, with defaults."""

    kind: ClassVar[str] = ""
    power: ClassVar[str] = ""
    plain: ClassVar[bool] = False  # whether its author's powers alone decide upon its effect

    def changes(self) -> dict[int, Any]:
        """The register fields that this fact writes: field number → value."""
        return {}

    def speaks_for(self) -> str:
        """The agency in whose name this fact speaks; empty where it speaks for its author alone."""
        return ""

    def note(self) -> Noted | None:
        """How an author who is not of the agency learnt its word."""
        return None

    def befits(self, author: Author) -> bool:  # noqa: ARG002 - most facts befit whoever has the power
        """Whether `author` may state it, beyond having its power: nobody takes command as another."""
        return True

    def fits(self, about: tuple[str, ...]) -> bool:  # noqa: ARG002 - most things have an id of their own
        """Whether it is about the thing that its own words determine, where they do."""
        return True


class Intent(msgspec.Struct, frozen=True, kw_only=True, tag_field="intent", forbid_unknown_fields=True):
    """What somebody asks for. Not stored. As JSON: {"intent": tag, …}."""


Named = tuple[str, int | str, str]  # a thing in words: its subject, its number, its text


class Refused(Exception):
    """A rule said no. `code` and `params` are put into words by `console.words`."""

    def __init__(self, code: str, **params: str | int | list[Named]) -> None:
        super().__init__(code, params)
        self.code = code
        self.params: dict[str, Any] = {**params}


class Draft(msgspec.Struct, frozen=True):
    """A fact about to be recorded: `about` names 1 to 8 things, the subject first."""

    fact: Fact
    about: tuple[str, ...]
    seen: tuple[str, ...] = ()  # heads the person saw; empty: all that stand now are replaced


class Event(msgspec.Struct, frozen=True, gc=False):
    """A recorded fact as the fold meets it; ids are hex, times ms since the epoch."""

    id: str
    hlc: int
    kind: str
    about: tuple[str, ...]
    author: Author
    fact: Fact | None  # None: erased, missing, or needs a newer version
    replaces: dict[int, tuple[str, ...]] = {}
    received: int = 0
    feed: str = ""
    seq: int = 0

    @property
    def at(self) -> int:
        """Record time by the author's hybrid clock, in ms."""
        return self.hlc >> 16

    @property
    def key(self) -> tuple[int, str]:
        """Where it sorts among facts that do not cause one another."""
        return (self.hlc, self.id)


FACTS: dict[str, type[Fact]] = {}
_WEIGHED = ("speaks_for", "note", "befits", "fits")
_DECODERS: dict[str, Callable[[bytes], Fact]] = {}
F = TypeVar("F", bound=type[Fact])


def fact(kind: str, power: str) -> Callable[[F], F]:
    """Register a fact type under `kind`; `power` names the row of the powers table its author needs."""

    def enter(cls: F) -> F:
        cls.kind, cls.power = kind, power
        cls.plain = all(getattr(cls, name) is getattr(Fact, name) for name in _WEIGHED)
        FACTS[kind] = cls
        _DECODERS[kind] = msgspec.msgpack.Decoder(cls).decode
        return cls

    return enter


def decode(kind: str, payload: bytes | None) -> Fact | None:
    """The fact in `payload`; None where it is gone or this version cannot read it."""
    decoder = _DECODERS.get(kind)
    try:
        return None if decoder is None or payload is None else decoder(payload)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None


def encode(fact: Fact) -> bytes:
    """The payload of an entry that records `fact`."""
    return msgspec.msgpack.encode(fact)
