"""A line of the log as its row: the engine's words, an icon for its sort, what became of it."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from PySide6.QtCore import QCoreApplication

from console.domain.log import LineView
from console.domain.orders import OrderView
from console.domain.room import StatusView
from console.figures import clock_time
from widgets.ages import MINUTE, day, days_from_today, moment, now_ms
from widgets.face import Face, value
from widgets.panes.log_rows import LogRow

translate: Final = QCoreApplication.translate
ICONS: Final = {
    "order": ("order", "t2"),
    "command": ("order", "t2"),
    "request": ("request", "t2"),
    "incident": ("incident", "t2"),
    "operation": ("operation", "t2"),
    "threat": ("operation", "t2"),
    "casualties": ("people", "t2"),
    "units": ("people", "t2"),
    "engagement": ("agency", "t3"),
    "agency": ("agency", "t3"),
    "agenda": ("agenda", "t2"),
}
OF_COMMAND: Final = ("order.issued", "order.cancelled", "order.replaced", "command.")


class LogLines:
    """The rows of lines, each made again only when what it shows is another: a log is refreshed twenty times
    a second, and to put 500 lines into words takes longer than that leaves.
    """

    def __init__(self, face: Face) -> None:
        self._face = face
        self._made: dict[str, tuple[tuple[Any, ...], LogRow]] = {}

    def rows(self, lines: Iterable[LineView]) -> list[LogRow]:
        made: dict[str, tuple[tuple[Any, ...], LogRow]] = {}
        here, face, status = self._here(), self._face, self._face.status
        for line in lines:
            shown = (line, *here, *_around(face, line, status))
            held = self._made.get(line.id)
            same = held is not None and held[0] == shown
            made[line.id] = held if held is not None and same else (shown, log_row(face, line))
        self._made = made
        return [row for _, row in made.values()]

    def are_new(self, lines: Iterable[LineView]) -> bool:
        """Whether none of them was put into words the last time."""
        return self._made.keys().isdisjoint(line.id for line in lines)

    def _here(self) -> tuple[Any, ...]:
        incident = self._face.incident
        here = (incident.id, incident.number) if incident is not None else None
        return self._face.words, here, days_from_today(0, now_ms())


def _around(face: Face, line: LineView, status: StatusView) -> tuple[Any, ...]:
    """What else a row shows than its line says."""
    order = face.picture.get("order", line.about) if line.kind == "order.issued" else None
    last = bool(line.entry) and line.entry == status.last_entry
    return order, (status.last_reached, status.seats) if last else None


def log_row(face: Face, line: LineView) -> LogRow:
    """The row of one line."""
    text = _text(face, line)
    icon, token = _icon(line)
    state, state_token = _state(face, line)
    return LogRow(
        id=line.id,
        time=clock_time(line.happened),
        agency=_agency(face, line),
        icon=icon,
        token=token,
        text=text,
        bold=_bold(line, text),
        state=state,
        state_token=state_token,
        ground="conflicting" if line.conflict else "",
        struck=line.withdrawn or bool(line.void),
        line=line,
        day=day(line.happened),
    )


def _text(face: Face, line: LineView) -> str:
    if line.unread:
        return face.words.unread(line.kind)
    if line.kind == "log.written":
        return line.text
    params = dict(line.params)
    incident = face.incident
    if (
        incident is not None
        and line.incident == incident.id
        and line.kind.startswith(("incident.set", "casualties.", "units."))
    ):
        params["label"] = incident.number
    return face.words.kind(line.kind, params, line.at)


def _agency(face: Face, line: LineView) -> str:
    if line.kind.startswith(OF_COMMAND):
        return translate("LogPane", "COMMAND")
    code = line.source or line.agency
    return face.words.agency(code)


def _icon(line: LineView) -> tuple[str, str]:
    if line.void:
        return "alone", "warning"
    if line.conflict:
        return "conflict", "warning"
    if line.withdrawn:
        return "withdrawn", "t3"
    if line.key:
        return "key", "t1"
    if line.corrected:
        return "corrected", "t3"
    return ICONS.get(line.kind.partition(".")[0], ("line", "t3"))


def _bold(line: LineView, text: str) -> str:
    """Order 23: its name carries the weight. A key fact does as a whole."""
    if line.key:
        return text
    number = str(line.params.get("number", ""))
    place = text.find(number) if number and line.kind in {"order.issued", "request.made"} else -1
    return text[: place + len(number)] if 0 <= place < len(text) // 2 else ""


def _state(face: Face, line: LineView) -> tuple[str, str]:
    told, token = _became(face, line)
    if line.corrected and not line.withdrawn and not line.void:
        told = " · ".join(part for part in (told, translate("LogPane", "corrected")) if part)
    return told, token


def _became(face: Face, line: LineView) -> tuple[str, str]:
    words, status = face.words, face.status
    if line.void:
        return words.word(f"standing.{line.void}"), "warning"
    if line.waits:
        return words.word("standing.waits"), "warning"
    if line.withdrawn:
        return translate("LogPane", "withdrawn: {0}").format(line.reason), "t3"
    if line.kind == "order.issued" and (order := face.picture.get("order", line.about)) is not None:
        return order_state(face, order), "t3"
    told = list(_said_of(face, line))
    if line.entry and line.entry == status.last_entry and status.seats:
        told.append(translate("LogPane", "reached {0}/{1}").format(status.last_reached, status.seats))
    token = "warning" if line.doubt else "t2" if line.reliability else "t3"
    return " · ".join(told), token


def _said_of(face: Face, line: LineView) -> Iterator[str]:
    """How sure it is, and when it was written: none of these hides another."""
    if line.reliability:
        yield face.words.word(f"reliability.{line.reliability}")
    if abs(line.happened - line.at) > MINUTE:
        said = clock_time if day(line.at) == day(line.happened) else moment
        yield translate("LogPane", "logged {0}").format(said(line.at))
    if line.doubt:
        yield translate("LogPane", "its clock was {0} s ahead").format(line.doubt // 1000)


def order_state(face: Face, order: OrderView) -> str:
    """How far an order is with all its addressees: the least that any of them did."""
    words = face.words
    state = value({"state": order.state}, "state", {}).get("state", "issued")
    if state != "issued":
        return words.word(f"state.order.{state}")
    steps = [one.answer or (one.steps[-1].step if one.steps else "recorded") for one in order.addressees]
    if len(set(steps)) == 1:
        last = max((s.at for one in order.addressees for s in one.steps), default=0)
        word = words.word(f"step.{steps[0]}")
        return f"{word} {moment(last)}" if steps[0] == "done" else word
    done = sum(step == "done" for step in steps)
    return translate("LogPane", "{0} of {1} done").format(done, len(steps)) if done else ""
