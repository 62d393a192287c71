"""Fields that forms share: times as people type them, agencies and how they are reached."""

import re

from console.domain.agencies import AgencyView
from widgets.ages import MINUTE, now_ms, today_at
from widgets.face import Face, value

_CLOCK = re.compile(r"(\d{1,2})[:h.](\d{2})")
_IN = re.compile(r"\+(\d{1,4})")


class BadTime(ValueError):
    """What was typed is no time of day and no number of minutes."""


def typed_time(text: str) -> int:
    """14:50, 14h50 or +20 (minutes) as ms; 0 where nothing was typed. Raises BadTime."""
    text = text.strip()
    if not text:
        return 0
    if found := _IN.fullmatch(text):
        return now_ms() + int(found[1]) * MINUTE
    found = _CLOCK.fullmatch(text)
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        raise BadTime(text)
    return today_at(int(found[1]), int(found[2]), now_ms())


def live(face: Face, agency: str) -> bool:
    """Whether a seat of the agency is here or linked, so that an order can reach it."""
    return any(
        s.agency == agency and s.link in {"here", "linked"} and not s.revoked
        for s in face.picture.all("seat")
    )


def phone(face: Face, agency: str) -> str:
    """The agency's phone number; empty where none is known."""
    view = face.agency(agency)
    return str(value(view.fields, "phone")) if view else ""


def by_weight(face: Face) -> list[AgencyView]:
    """All agencies, those of the room first, each by its short name."""
    return sorted(face.picture.all("agency"), key=lambda a: (not a.in_room, face.words.agency(a.code)))
