"""What the head of a wall says: operation, command, what comes next, the room; and what stands in its way."""

from collections.abc import Iterator
from typing import Final

import msgspec
from PySide6.QtCore import QCoreApplication

from console.figures import clock_time
from console.link.events import SILENT
from widgets.ages import MINUTE, age, moment
from widgets.completeness import behind_since
from widgets.face import Face, value
from widgets.panes.notice_words import notices
from widgets.refusing import closed
from widgets.text import one_line
from widgets.wall.values import Line, Piece, Told

translate: Final = QCoreApplication.translate
WRONG: Final = {"clock.distrusted": "critical", "clock.ahead": "warning", "clock.behind": "warning"}
STATED: Final = 8  # rows of an intent across the wall, where other sentences have fewer


def head(face: Face, now: int) -> list[Told]:
    """Operation, phase, threat, command, what comes next, the room.

    Where not all fit, these go first: whether the room is in step, what comes next, threat, phase, conflicts.
    """
    operation = face.operation
    fields = operation.fields if operation else {}
    title = str(value(fields, "title")) or translate("Header", "none open")
    told = [Told(translate("Header", "Operation"), one_line(title), rank=1, large=True)]
    phase = value(fields, "phase", {}).get("phase", "")
    if phase:
        name, word = translate("Header", "Phase"), face.words.word(f"phase_brief.{phase}")
        told.append(Told(name, word[:1].upper() + word[1:], name, rank=3))
    if operation and operation.threats:
        threat = operation.threats[0].shown.value
        others = f" + {len(operation.threats) - 1}" if len(operation.threats) > 1 else ""
        level, where = str(threat["level"]), one_line(str(threat["area"]))
        name = translate("Header", "Threat")
        told.append(Told(name, f"{level} · {where}{others}", name, rank=4, brief=f"{level}{others}"))
    if operation is not None and not (face.command.state == "nobody" and closed(face)):
        told.append(_command(face))
    told += _next_step(face, now)
    unsettled, name = len(face.of_operation("conflict")), translate("Wall", "Conflicts")
    conflicts = [Told(name, str(unsettled), name, "warning", rank=2)] if unsettled else []
    if face.bridge.lost:
        return [*map(_past, (*told, *conflicts)), _room(face)]
    return [*told, _room(face), *conflicts]


def _past(one: Told) -> Told:
    """What may be otherwise by now is not told as if it were so."""
    return msgspec.structs.replace(one, hue="t3")


def _command(face: Face) -> Told:
    command, name, short = face.command, translate("Header", "Single command"), translate("Wall", "Cmd")
    if command.state == "contested":
        return Told(name, translate("Header", "CONTESTED"), short, "critical", large=True)
    if not command.name and face.unsure_of_command:
        return Told(name, "…", short)
    if not command.name:
        return Told(name, translate("Header", "NOBODY IN COMMAND"), hue="critical", large=True)
    if command.state == "offered":
        return Told(name, one_line(f"{command.name} → {command.offered_name}"), short, "warning", large=True)
    return Told(name, one_line(command.name), short, "command", large=True)


def _next_step(face: Face, now: int) -> list[Told]:
    step = next((step for step in face.planned() if value(step.fields, "time", 0) > now), None)
    if step is None:
        return []
    at = value(step.fields, "time", 0)
    when = translate("Header", "{0} in {1}").format(clock_time(at), age(2 * now - at, now))
    sort = face.words.word(f"agenda.{step.sort}")
    return [Told(translate("Header", "Next on the agenda"), when, sort[:1].upper() + sort[1:], rank=5)]


def _room(face: Face) -> Told:
    """The one word on the room's health; what stands in the way has a tile of its own."""
    status, words, name = face.status, face.words, translate("Wall", "Room")
    if face.bridge.lost:
        silent, at = face.bridge.lost == SILENT, moment(face.bridge.lost_at)
        brief = (
            translate("Wall", "no answer since {0}") if silent else translate("Wall", "seat gone since {0}")
        )
        value = words.word("lamp.silent" if silent else "lamp.gone")
        name = translate("Wall", "Picture of {0}").format(at)
        return Told(name, value, hue="critical", brief=brief.format(at))
    if status.alone_since:
        return Told(name, words.word("lamp.alone", since=status.alone_since), hue="warning")
    in_step = translate("Wall", "in step {0}/{1}").format(status.in_step, status.seats)
    if behind_since(face):
        return Told(name, in_step, name, "warning")
    return Told(name, in_step, name, rank=6)


def clock_hue(face: Face) -> str:
    """Of the time: it is this machine's, and the room may know that it is wrong."""
    room = face.room
    if room is None:
        return "t1"
    return next((hue for code, hue in WRONG.items() if f"{code}:{room.seat}" in room.alarms), "t1")


def intent_line(face: Face) -> Line | None:
    """The commander's intent in one sentence behind its name, for pages on which it has no tile."""
    stated = face.command.intent
    if not stated.value:
        return None
    said = Piece(one_line(str(stated.value)), "t1", strong=True)
    return Line((said,), lead=Piece(translate("Holder", "Intent"), "t3"), most=STATED)


def _lost(face: Face, now: int, reviving: str) -> Iterator[Piece]:
    why, since = face.bridge.lost, face.bridge.lost_at
    older = face.words.refusal("link.seat_too_old", {})
    said = {
        SILENT: translate("Wall", "The seat does not answer for now."),
        "link.too_old": translate("Wall", "The seat runs a newer version of Belfry."),
        "link.seat_too_old": older,
    }.get(why, translate("Wall", "The seat is gone."))
    last = translate("Wall", "This is its last picture, of {0}, {1} old.")
    yield Piece(f"{said} {last.format(moment(since), age(since, now))}", "critical", strong=True)
    if why == SILENT and now - since >= MINUTE:
        reviving = translate(
            "Wall", "Its process is still there and may go on. Once it has ended, this wall starts it again."
        )
    elif why == "link.too_old":
        reviving = translate("Wall", "This wall begins again by itself once that version is on this machine.")
    if reviving:
        yield Piece(one_line(reviving), "t2")


def health(face: Face, now: int, reviving: str = "") -> Iterator[Piece]:
    """What stands in the way of the room as a whole, gravest first. `reviving`: how its seat starts again."""
    if face.bridge.lost:
        yield from _lost(face, now, reviving)
        return
    for notice in notices(face):
        yield Piece(one_line(notice.text), notice.hue if notice.hue != "notice" else "t2", strong=True)
