"""What the timeline shows, as plain values: lanes of bars and dots, and marks of what is to come."""

from collections import Counter

import msgspec
from PySide6.QtCore import QCoreApplication

from console.domain.log import LineView
from widgets.ages import MINUTE
from widgets.face import MAIN_LOG, Face, value

translate = QCoreApplication.translate
MOST_AGENCIES = 4
AHEAD = 30 * MINUTE


class Bar(msgspec.Struct, frozen=True):
    """From, to (ms), token and how strong."""

    begins: int
    ends: int
    token: str
    alpha: float = 0.85


class Lane(msgspec.Struct, frozen=True):
    """One line across: its name, its bars, its dots."""

    name: str
    bars: tuple[Bar, ...] = ()
    dots: tuple[int, ...] = ()


class Mark(msgspec.Struct, frozen=True):
    """An agenda step."""

    at: int
    text: str


def lanes_of(face: Face, now: int) -> list[Lane]:
    """The lanes, top first."""
    return [_subject(face, now), _command(face, now), *_agencies(face, face.picture.log(MAIN_LOG))]


def marks_of(face: Face) -> list[Mark]:
    """The planned steps, the next first."""
    return [Mark(value(s.fields, "time", 0), str(value(s.fields, "title"))) for s in face.planned()]


def beside(names: list[tuple[int, int]], present: int, ends: int, air: int) -> list[tuple[bool, int]]:
    """For each name, given where its line stands and how wide it is: whether it stands before its line, and
    how much room it has there. It touches no other line, nor the name before it.
    """
    found, taken = list[tuple[bool, int]](), 0
    for n, (x, wide) in enumerate(names):
        later = [other for other, _ in names[n + 1 :] if other > x]
        after = min([*later, present if present > x else ends]) - x - air
        before = x - max(taken, present if present <= x else 0) - air
        stands_before = wide > after and before > after
        found.append((stands_before, max(0, before if stands_before else after)))
        taken = x if stands_before else x + min(wide, max(0, after))
    return found


def _subject(face: Face, now: int) -> Lane:
    incident, operation = face.incident, face.operation
    if incident is not None:
        name, begins = translate("Timeline", "Incident"), incident.opened
        open_ = value(incident.fields, "state", "open") == "open"
        ends = now if open_ else incident.updated
    elif operation is not None:
        name, begins = translate("Timeline", "Operation"), operation.opened
        open_, ends = value(operation.fields, "state", "open") == "open", now
    else:
        return Lane(translate("Timeline", "Operation"))
    bars = [Bar(begins, ends, "bar")]
    if open_:
        bars.append(Bar(now, now + AHEAD, "bar", 0.18))
    return Lane(name, tuple(bars))


def _command(face: Face, now: int) -> Lane:
    grants, let_go = sorted(face.command.grants, key=lambda g: g.at), face.command.let_go
    nexts = [g.at for g in grants[1:]] + [now]
    bars = [
        Bar(g.at, max(g.at, min(next_, let_go.get(g.entry, now))), "engaged", 0.9 if n % 2 else 0.6)
        for n, (g, next_) in enumerate(zip(grants, nexts, strict=False))
    ]
    if face.command.state == "held":
        bars.append(Bar(now, now + AHEAD, "engaged", 0.2))
    return Lane(translate("Timeline", "Command"), tuple(bars))


def _agencies(face: Face, lines: list[LineView]) -> list[Lane]:
    known = {a.code for a in face.picture.all("agency")}
    by: dict[str, list[int]] = {}
    for line in lines:
        code = line.source if line.source in known else line.agency
        if code:
            by.setdefault(code, []).append(line.happened)
    most = [
        code for code, _ in Counter({c: len(times) for c, times in by.items()}).most_common(MOST_AGENCIES)
    ]
    return [Lane(face.words.agency(code), dots=tuple(by[code])) for code in most]
