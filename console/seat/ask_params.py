"""What faces ask with a question: each has its own form."""

from typing import TypeVar

import msgspec

from console.domain.facts import Refused
from console.domain.shapes import misfit
from console.link.protocol import WINDOW, Ask

T = TypeVar("T")


class LogParams(msgspec.Struct, forbid_unknown_fields=True):
    """A page of a log, before a line's `order`."""

    operation: str = ""
    incident: str = ""
    before: tuple[int, str] | None = None
    limit: int = WINDOW


class SearchParams(msgspec.Struct, forbid_unknown_fields=True):
    """Words to find, before the admission number where the last page ended; of one operation, if given."""

    words: str
    operation: str = ""
    limit: int = 50
    before: int | None = None


class ThingParams(msgspec.Struct, forbid_unknown_fields=True):
    """A thing, and for its history a field."""

    thing: str
    field: str = ""


class NoParams(msgspec.Struct, forbid_unknown_fields=True):
    """Nothing to say."""


def params_of(asked: Ask, kind: type[T]) -> T:
    """What was asked, in the form that it has to have. Raises Refused."""
    try:
        return msgspec.convert(asked.params, kind)
    except msgspec.ValidationError as wrong:
        raise Refused("ask.params", what=asked.what[:40], **misfit(wrong)) from wrong
