"""What the head of a wall says: operation, command, what comes next, the room; and what stands in its way."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QCoreApplication

from widgets.ages import age, clock_time
from widgets.face import Face, value
from widgets.panes.notice_words import notices
from widgets.text import one_line
from widgets.wall.values import Piece, Told

translate: Final = QCoreApplication.translate


def head(face: Face, now: int) -> list[Told]:
    """Operation, phase, threat, command, what comes next, the room."""
    operation = face.operation
    fields = operation.fields if operation else {}
    title = str(value(fields, "title")) or translate("Header", "none open")
    told = [Told(translate("Header", "Operation"), one_line(title), rank=1)]
    phase = value(fields, "phase", {}).get("phase", "")
    if phase:
        word = face.words.word(f"phase.{phase}")
        told.append(Told(translate("Header", "Phase"), word[:1].upper() + word[1:], rank=3))
    if operation and operation.threats:
        threat = operation.threats[0].shown.value
        others = f" + {len(operation.threats) - 1}" if len(operation.threats) > 1 else ""
        highest = f"{threat['level']} · {one_line(str(threat['area']))}{others}"
        told.append(Told(translate("Header", "Threat"), highest, rank=4))
    if operation is not None:
        told.append(_command(face))
    step = _next_step(face, now)
    if step is not None:
        told.append(Told(translate("Header", "Next on the agenda"), step, rank=5))
    told.append(_room(face))
    unsettled = len(face.of_operation("conflict"))
    if unsettled:
        told.append(Told(translate("Wall", "Conflicts"), str(unsettled), "warning", 2))
    return told


def _command(face: Face) -> Told:
    command, name = face.command, translate("Header", "Single command")
    if command.state == "contested":
        return Told(name, translate("Header", "CONTESTED"), "critical")
    if not command.name:
        return Told(name, translate("Header", "NOBODY IN COMMAND"), "critical")
    return Told(name, one_line(command.name), "command")


def _next_step(face: Face, now: int) -> str | None:
    planned = [s for s in face.of_operation("agenda") if value(s.fields, "state", s.state) == "planned"]
    coming = sorted((value(s.fields, "time", 0), str(value(s.fields, "title"))) for s in planned)
    step = next(((at, title) for at, title in coming if at > now), None)
    if step is None:
        return None
    return translate("Header", "{0} in {1}").format(clock_time(step[0]), age(2 * now - step[0], now))


def _room(face: Face) -> Told:
    """The one word on the room's health; what stands in the way has a tile of its own."""
    status, words, name = face.status, face.words, translate("Wall", "Room")
    if face.bridge.lost:
        return Told(name, words.word("lamp.gone"), "critical")
    if status.alone_since:
        return Told(name, words.word("lamp.alone", since=status.alone_since), "warning")
    in_step = translate("Wall", "in step {0}/{1}").format(status.in_step, status.seats)
    return Told(name, in_step, "t1", 2)


def intent_line(face: Face) -> Piece | None:
    """The commander's intent in one sentence, for pages on which it has no tile."""
    stated = face.command.intent
    if not stated.value:
        return None
    return Piece(f"{translate('Holder', 'Intent')} · {one_line(str(stated.value))}", "t1")


def health(face: Face, lost_at: int) -> Iterator[Piece]:
    """What stands in the way of the room as a whole, gravest first."""
    for notice in notices(face, lost_at):
        yield Piece(one_line(notice.text), notice.hue if notice.hue != "notice" else "t2", strong=True)
