"""A count of people in words: where it was made, what was counted, in which order counts are told."""

from console.domain.incidents import Casualties, IncidentView
from widgets.face import Face


def place_of(face: Face, one: Casualties) -> str:
    """Where somebody counted; with its number where that was at an incident that was merged into this one."""
    merged: IncidentView | None = face.picture.get("incident", one.incident) if one.incident else None
    return f"{one.place} ({merged.number})" if merged is not None else one.place


def by_category(one: Casualties) -> str:
    """T1 to T3, then the others."""
    return {"t1": "0", "t2": "1", "t3": "2"}.get(one.category, one.category)


def category_word(face: Face, one: Casualties) -> str:
    """As people say it aloud."""
    short = {"t1": "T1", "t2": "T2", "t3": "T3"}.get(one.category)
    return short or face.words.word(f"casualty.{one.category}", n=one.shown.value)
