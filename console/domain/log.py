"""The log: what was said and seen, when, by whom; corrected and withdrawn only by new facts."""

from typing import Any

import msgspec

from console.domain.author import Author
from console.domain.facts import Draft, Fact, Intent, Refused, fact
from console.domain.fields import Field
from console.domain.ids import entry_ids, id_by, thing_id
from console.domain.picture import Picture
from console.domain.powers import check
from console.domain.subjects import Subject, Thing, rule
from console.domain.text import LINE, TEXT, TITLE, choice, clean, clean_line, optional, optional_time

RELIABILITIES = ("", "confirmed", "unconfirmed", "denied")
MAX_TEXT = TEXT  # characters
MOST_REFERENCES = 5
UNSHOWN = "unshown"  # the kind of a line that could not be made
OWN = "room"  # in the place of an operation: the room's own log


@fact("log.written", power="log")
class LogWritten(Fact, frozen=True, array_like=True):
    """about: (line, operation?, incident?, references…). `operation` says which of them is the operation.

    `afterwards`, here as elsewhere: whether who states it saw that the operation was closed; see `closed`.
    """

    text: str
    happened: int = 0  # ms; 0: at record time
    source: str = ""  # agency code or free text
    reliability: str = ""
    key: bool = False
    operation: str = ""
    incident: str = ""
    afterwards: bool | None = None

    def changes(self) -> dict[int, Any]:
        return {1: standing(self.text, self.happened, self.reliability, self.key)}


@fact("log.corrected", power="log")
class LogCorrected(Fact, frozen=True, array_like=True):
    """The line says this from now on; what it said before stays in its history."""

    text: str
    happened: int = 0
    reliability: str = ""
    key: bool = False

    def changes(self) -> dict[int, Any]:
        return {1: standing(self.text, self.happened, self.reliability, self.key)}


@fact("log.withdrawn", power="log")
class LogWithdrawn(Fact, frozen=True, array_like=True):
    """The line no longer stands; it stays visible, struck through."""

    reason: str

    def changes(self) -> dict[int, Any]:
        return {1: {"withdrawn": True, "reason": self.reason}}


class Standing(msgspec.Struct, frozen=True, omit_defaults=True):
    """The value of a line's one register: what stands, or that it was withdrawn."""

    text: str = ""
    happened: int = 0
    reliability: str = ""
    key: bool = False
    withdrawn: bool = False
    reason: str = ""


def standing(text: str, happened: int, reliability: str, key: bool) -> dict[str, Any]:
    """The value of a line's register, as its facts write it."""
    return {"text": text, "happened": happened, "reliability": reliability, "key": key}


LINE_SUBJECT = Subject(
    "line",
    facts=(LogWritten, LogCorrected, LogWithdrawn),
    opens=LogWritten,
    fields=(Field(1, "standing", Standing),),
    slim=True,
)
LINE_SUBJECT.rests = lambda *_: True


class WriteLog(Intent, frozen=True, kw_only=True, tag="log.write"):
    """Without `operation`: the one that is open, or the room's own log; "room": that, whatever is open."""

    text: str
    operation: str = ""
    incident: str = ""
    happened: int = 0
    source: str = ""
    reliability: str = ""
    key: bool = False
    references: tuple[str, ...] = ()


class CorrectLog(Intent, frozen=True, kw_only=True, tag="log.correct"):
    """The whole line as it should read."""

    line: str
    text: str
    happened: int = 0
    reliability: str = ""
    key: bool = False
    seen: tuple[str, ...] = ()


class WithdrawLog(Intent, frozen=True, kw_only=True, tag="log.withdraw"):
    """The line should not have been written."""

    line: str
    reason: str
    seen: tuple[str, ...] = ()


class LineView(msgspec.Struct, frozen=True):
    """A line of the log, mirrored as ("line", id) inside a window.

    Written lines carry `text`; all other facts that the log tells of (orders, command, agencies, trust)
    carry `kind` and `params` and are put into words by `console.words` as kind.<kind>.
    """

    id: str  # of the line; for a fact told of, its entry
    order: tuple[int, str]  # (hlc, or local receipt where the clock was far ahead; id): newest last
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
    doubt: int = 0  # ms by which its clock was ahead on receipt, from 2 s on
    entry: str = ""
    heads: tuple[str, ...] = ()
    about: str = ""  # the thing a told fact is about
    references: tuple[str, ...] = ()
    unread: bool = False  # its payload is missing or needs a newer version
    waits: bool = False  # for its operation, of which no opening that counts has come: in the room's log

    @property
    def of_room(self) -> bool:
        """Whether it stands in the room's own log."""
        return self.waits or not (self.operation or self.incident)


@rule(WriteLog)
def write(picture: Picture, asked: WriteLog, author: Author, now: int) -> list[Draft]:
    """Into the log of its incident's operation, else the one named, the only one open, or the room's own."""
    check(author, "log")
    incident = picture.get(asked.incident, "incident") if asked.incident else None
    operation = _log_of(picture, asked.operation, incident)
    written = LogWritten(
        text=clean(asked.text, MAX_TEXT, "log.empty"),
        happened=optional_time(asked.happened, now),
        source=optional(asked.source, TITLE),
        reliability=choice(asked.reliability, RELIABILITIES, "log.unknown_reliability"),
        key=asked.key,
        operation=operation,
        incident=incident.id if incident else "",
    )
    about = (operation, asked.incident, *_references(picture, asked.references))
    return [Draft(written, (id_by(author.seat, now), *dict.fromkeys(one for one in about if one)))]


@rule(CorrectLog)
def correct(picture: Picture, asked: CorrectLog, author: Author, now: int) -> list[Draft]:
    """Also a line that was withdrawn: then it stands again."""
    check(author, "log")
    line = picture.get(asked.line, "line")
    corrected = LogCorrected(
        text=clean(asked.text, MAX_TEXT, "log.empty"),
        happened=optional_time(asked.happened, now),
        reliability=choice(asked.reliability, RELIABILITIES, "log.unknown_reliability"),
        key=asked.key,
    )
    return [Draft(corrected, about_of(line), entry_ids(asked.seen))]


@rule(WithdrawLog)
def withdraw(picture: Picture, asked: WithdrawLog, author: Author, _: int) -> list[Draft]:
    check(author, "log")
    line = picture.get(asked.line, "line")
    shown = line.shown("standing")
    if shown.value.get("withdrawn") and not shown.conflict:
        raise Refused("log.withdrawn", id=line.id)
    reason = clean_line(asked.reason, LINE, "log.no_reason")
    return [Draft(LogWithdrawn(reason), about_of(line), entry_ids(asked.seen))]


def about_of(thing: Thing) -> tuple[str, ...]:
    """The thing and what its opening named, so that a change is seen wherever the thing is."""
    return thing.opening.about if thing.opening is not None else (thing.id,)


def operation_with(incident: Thing) -> str:
    """The operation that an incident belongs to."""
    return about_of(incident)[1] if len(about_of(incident)) > 1 else ""


def _log_of(picture: Picture, given: str, incident: Thing | None) -> str:
    """The operation in whose log a line goes; empty for the room's own. Raises Refused."""
    if given not in {"", OWN}:
        return picture.get(given, "operation").id
    if incident is not None:
        return operation_with(incident)
    return "" if given == OWN else _only_open(picture)


def _only_open(picture: Picture) -> str:
    opened = (t.id for t in picture.all("operation") if t.value("state") != "closed")
    first, second = next(opened, ""), next(opened, "")
    return "" if second else first


def _references(picture: Picture, references: tuple[str, ...]) -> tuple[str, ...]:
    if len(references) > MOST_REFERENCES:
        raise Refused("log.too_many_references", limit=MOST_REFERENCES)
    for reference in references:
        if picture.find(thing_id(reference, "log.unknown_reference")) is None:
            raise Refused("log.unknown_reference", id=reference)
    return references
