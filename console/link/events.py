"""What a face hears from its link, and how opening one can fail."""

from typing import Any, Final

import msgspec

from console.link import protocol

SILENT: Final = "link.silent"  # why a seat is gone whose connection stands
Reply = protocol.Answer | protocol.Refusal | protocol.Page


class LinkRefused(Exception):
    """The link could not be opened. `code` and `params` are put into words by `console.words`."""

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code, params)
        self.code, self.params = code, params


class SeatGone(LinkRefused):
    """No seat answers in this folder."""


class TooOld(LinkRefused):
    """This face and its seat do not speak the same version: restart this window."""


class Answered(msgspec.Struct, frozen=True):
    """Done, and on disk."""

    n: int
    entry: str = ""
    about: str = ""


class RefusedAnswer(msgspec.Struct, frozen=True):
    """Refused; `console.words` says why. link.gone: the seat went before it answered."""

    n: int
    code: str
    params: dict[str, Any] = {}


class Paged(msgspec.Struct, frozen=True):
    """The page asked for."""

    n: int
    items: tuple[Any, ...]
    more: bool = False


class Changed(msgspec.Struct, frozen=True):
    """These (kind, key) of the mirrored picture are new; after `reset`, everything is."""

    keys: set[tuple[str, str]]
    reset: bool = False


class Gone(msgspec.Struct, frozen=True):
    """The seat is gone, or will not talk to this face: link.gone, link.too_old, link.stopping; or SILENT."""

    reason: str


class Silent(msgspec.Struct, frozen=True):
    """The connection stands, and the seat says nothing: what it showed is not live. Back follows, or Gone."""


class Back(msgspec.Struct, frozen=True):
    """The seat is there again, or speaks again."""


class SessionChanged(msgspec.Struct, frozen=True):
    """`Link.session` is another."""


Event = Answered | RefusedAnswer | Paged | Changed | Gone | Silent | Back | SessionChanged
