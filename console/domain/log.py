"""The log: what was said and seen, when, by whom; corrected and withdrawn only by new facts."""

from typing import Any

import msgspec

from console.domain.facts import Fact, Intent, fact
from console.domain.subjects import Field

RELIABILITIES = ("", "confirmed", "unconfirmed", "denied")
MAX_TEXT = 4000  # characters

# One register: what stands. {"text", "happened", "reliability", "key", "withdrawn", "reason"}; the opening writes the first.
FIELDS = (Field(1, "standing", dict[str, Any]),)


@fact("log.written", power="log")
class LogWritten(Fact, frozen=True, array_like=True):
    """about: (line, operation?, incident?, references…); `operation` names which of them is the operation, if any."""

    text: str
    happened: int = 0  # ms; 0: at record time
    source: str = ""  # agency code or free text
    reliability: str = ""
    key: bool = False
    operation: str = ""
    incident: str = ""

    def changes(self) -> dict[int, Any]:
        return {1: standing(self.text, self.happened, self.reliability, self.key)}


@fact("log.corrected", power="log")
class LogCorrected(Fact, frozen=True, array_like=True):
    text: str
    happened: int = 0
    reliability: str = ""
    key: bool = False

    def changes(self) -> dict[int, Any]:
        return {1: standing(self.text, self.happened, self.reliability, self.key)}


@fact("log.withdrawn", power="log")
class LogWithdrawn(Fact, frozen=True, array_like=True):
    reason: str

    def changes(self) -> dict[int, Any]:
        return {1: {"withdrawn": True, "reason": self.reason}}


def standing(text: str, happened: int, reliability: str, key: bool) -> dict[str, Any]:
    """The value of a line's register."""
    return {"text": text, "happened": happened, "reliability": reliability, "key": key}


class WriteLog(Intent, frozen=True, kw_only=True, tag="log.write"):
    """Without `operation`: the one that is open, or the room's own log."""

    text: str
    operation: str = ""
    incident: str = ""
    happened: int = 0
    source: str = ""
    reliability: str = ""
    key: bool = False
    references: tuple[str, ...] = ()


class CorrectLog(Intent, frozen=True, kw_only=True, tag="log.correct"):
    line: str
    text: str
    happened: int = 0
    reliability: str = ""
    key: bool = False
    seen: tuple[str, ...] = ()


class WithdrawLog(Intent, frozen=True, kw_only=True, tag="log.withdraw"):
    line: str
    reason: str
    seen: tuple[str, ...] = ()


class LineView(msgspec.Struct, frozen=True):
    """A line of the log, mirrored as ("line", id) inside a window.

    Written lines carry `text`; all other facts that the log tells of (orders, command, agencies, trust)
    carry `kind` and `params` and are put into words by `console.words` as kind.<kind>.
    """

    id: str
    order: tuple[int, str]  # (hlc or local receipt where the clock was far ahead, entry id): newest last
    at: int  # record time, ms
    happened: int  # event time, ms; equals `at` where none was given
    kind: str
    operation: str = ""
    incident: str = ""
    by: str = ""
    agency: str = ""  # of the author
    source: str = ""
    text: str = ""
    params: dict[str, Any] = {}
    reliability: str = ""
    key: bool = False
    corrected: bool = False
    withdrawn: bool = False
    reason: str = ""
    conflict: bool = False
    void: str = ""  # why without effect: a standing, or "power"
    late: bool = False  # its clock was over 60 s ahead on receipt: listed by local receipt
    entry: str = ""
    heads: tuple[str, ...] = ()
