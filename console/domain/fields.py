"""A register field of a subject: its number in the record, its type, and who may write it."""

from collections.abc import Callable
from typing import Any

import msgspec

from console.domain.facts import Fact
from console.domain.text import readable, readable_all

_ENCODER = msgspec.msgpack.Encoder(order="deterministic")


class Void(Exception):
    """A recorded value is none of its field's type."""


class Field(msgspec.Struct, frozen=True):
    """One register field: its number in the record never changes.

    `caution` ranks safety values: of several that stand, the highest is shown.
    """

    number: int
    name: str
    type: Any
    caution: Callable[[Any], Any] | None = None
    power: str = ""  # empty: the subject's own power
    gathers: bool = False  # add-wins: concurrent values are no conflict
    writers: tuple[str, ...] = ()  # kinds that may write it; empty: all that have its power

    def admits(self, fact: Fact) -> bool:
        """Whether `fact` may write this field at all, whoever its author is."""
        if self.writers and fact.kind not in self.writers:
            return False
        return not self.power or self.power == fact.power

    def read(self, value: Any, fact: Fact) -> Any:
        """What `fact` wrote, as plain data of the field's type. Raises Void for what is none, or not its to
        write.
        """
        if not self.admits(fact):
            raise Void(self.name)
        try:
            made = value if type(value) is self.type else msgspec.convert(value, self.type)
        except msgspec.ValidationError as wrong:
            raise Void(self.name) from wrong
        if isinstance(made, str):
            return readable(made)
        if isinstance(made, int):
            return made
        plain = readable_all(msgspec.to_builtins(made))
        try:
            _ENCODER.encode(plain)
        except TypeError as mixed:
            raise Void(self.name) from mixed
        return plain
