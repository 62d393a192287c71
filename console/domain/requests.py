"""Requests: what anybody asks of an agency, a role or the holder of command; a task inside one agency."""

import msgspec

from console.domain.facts import Intent
from console.domain.registers import Shown
from console.domain.request_facts import ANSWERS, COMMAND, ROLE, STATES

__all__ = [
    "ANSWERS",
    "COMMAND",
    "ROLE",
    "STATES",
    "AnswerRequest",
    "MakeRequest",
    "RequestView",
    "WithdrawRequest",
]


class MakeRequest(Intent, frozen=True, kw_only=True, tag="request.make"):
    """`to`: agency code, "role:<role>", or "command"."""

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
    """By who asked."""

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
    answered_by: str = ""
    twin: bool = False
