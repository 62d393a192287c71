"""Requests: what anybody asks of an agency, a role or the holder of command; a task inside one agency."""

from typing import Any

import msgspec

from console.domain.facts import Fact, Intent, Noted, fact
from console.domain.registers import Shown
from console.domain.subjects import Field

STATES = ("asked", "taken", "granted", "refused", "done", "withdrawn")
COMMAND = "command"  # addressee: the holder of command

# {"state", "reason"}
FIELDS = (Field(1, "state", dict[str, Any]),)


@fact("request.made", power="requests")
class RequestMade(Fact, frozen=True, array_like=True):
    """about: (request, operation, incident?). `to`: agency code, "role:<role>", or COMMAND."""

    number: str
    to: str
    text: str
    due: int = 0
    amount: str = ""
    operation: str = ""
    incident: str = ""

    def changes(self) -> dict[int, Any]:
        return {1: {"state": "asked", "reason": ""}}


@fact("request.answered", power="answer")
class RequestAnswered(Fact, frozen=True, array_like=True):
    """taken, granted, refused (with reason) or done, by a person of the addressee or noted for it."""

    agency: str  # in whose name; the author's own where the addressee is a role or the command
    state: str
    reason: str = ""
    noted: Noted | None = None

    def changes(self) -> dict[int, Any]:
        return {1: {"state": self.state, "reason": self.reason}}

    def speaks_for(self) -> str:
        return self.agency

    def note(self) -> Noted | None:
        return self.noted


@fact("request.withdrawn", power="requests")
class RequestWithdrawn(Fact, frozen=True, array_like=True):
    reason: str

    def changes(self) -> dict[int, Any]:
        return {1: {"state": "withdrawn", "reason": self.reason}}


class MakeRequest(Intent, frozen=True, kw_only=True, tag="request.make"):
    to: str
    text: str
    operation: str = ""
    incident: str = ""
    due: int = 0
    amount: str = ""


class AnswerRequest(Intent, frozen=True, kw_only=True, tag="request.answer"):
    """`state`: taken, granted, refused, done. `means` where noted for the addressee."""

    request: str
    state: str
    reason: str = ""
    agency: str = ""
    means: str = ""
    informant: str = ""
    seen: tuple[str, ...] = ()


class WithdrawRequest(Intent, frozen=True, kw_only=True, tag="request.withdraw"):
    request: str
    reason: str


class RequestView(msgspec.Struct, frozen=True):
    """Mirrored as ("request", id) while open, and for some time after."""

    id: str
    operation: str
    incident: str
    number: str
    letters: str
    to: str
    text: str
    due: int
    amount: str
    asked: int
    asked_by: str
    asked_agency: str
    asked_person: str  # id
    state: Shown  # value {"state", "reason"}
    taken_by: str = ""
    task: bool = False  # inside one agency
    order: str = ""  # the order it became
    open: bool = True
