"""What is new since somebody last looked: per log and per incident, for as long as they are signed in."""

from collections.abc import Iterable, Sequence

import msgspec

from console.domain.facts import Intent
from console.domain.incidents import IncidentView
from console.domain.log import CorrectLog, LineView, WithdrawLog
from console.domain.orders import DisplayOrder
from widgets.ages import now_ms
from widgets.face import Face

Log = tuple[str, str]  # operation, incident
Order = tuple[int, str]
UNTOLD = (CorrectLog, WithdrawLog, DisplayOrder)  # acts that add no line
NAMING = ("incident", "into", "other")  # fields of an act that name incidents


class Left(msgspec.Struct, frozen=True):
    """When a log was looked at last, and its newest line then."""

    at: int
    newest: Order


class LogNews:
    """Per log: the line down to which it was read when it was left."""

    def __init__(self, face: Face) -> None:
        self._face, self._person = face, ""
        self._left: dict[Log, Left] = {}

    def leave(self, log: Log, lines: Sequence[LineView]) -> None:
        """Another log is looked at, or the screen is locked. `lines`: newest last."""
        if lines:
            self._left[log] = Left(now_ms(), lines[-1].order)

    def since(self, log: Log) -> Left | None:
        """When the person here left this log; None where they did not, or nothing came since."""
        self._follow()
        return self._left.get(log)

    def _follow(self) -> None:
        if self._face.person != self._person:
            self._person = self._face.person
            self._left.clear()


class IncidentNews:
    """Per incident: how many lines it has more than when it was looked at last."""

    def __init__(self, face: Face) -> None:
        self._face, self._person = face, ""
        self._read: dict[str, int] | None = None

    def follow(self, incidents: Iterable[IncidentView]) -> None:
        """Take in the picture as it is now: whoever signs in begins with nothing new."""
        known = {one.id: one.lines for one in incidents}
        if self._read is None or self._face.person != self._person:
            self._person, self._read = self._face.person, known
        elif self._face.incident_id in known and self._face.me is not None:
            self._read[self._face.incident_id] = known[self._face.incident_id]

    def did(self, intent: Intent, about: str) -> None:
        """The person here did this: the line that tells of it is not new to them."""
        for incident in () if isinstance(intent, UNTOLD) else self._incidents(intent, about):
            if self._read is not None and incident != self._face.incident_id:
                self._read[incident] = self._read.get(incident, 0) + 1

    def _incidents(self, intent: Intent, about: str) -> set[str]:
        """The incidents that an act names, or that the order or request belongs to which it is about."""
        picture = self._face.picture
        thing = picture.get("order", about) or picture.get("request", about)
        named = [getattr(intent, field, "") for field in NAMING]
        named += [thing.incident] if thing is not None else []
        return {one for one in (*named, *getattr(intent, "references", ())) if one}

    def count(self, incident: IncidentView) -> int:
        """How many lines are new to the person here."""
        return max(0, incident.lines - (self._read or {}).get(incident.id, 0))
