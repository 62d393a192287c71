"""What the tiles of a wall say of all else: the agenda, the intent, agencies, key facts and the log."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from console.domain.agenda import StepView
from console.domain.log import LineView
from console.figures import grouped
from widgets.ages import age, moment, overdue
from widgets.face import KEY_LOG, MAIN_LOG, Face, value
from widgets.panes.agency_rows import FULL, AgencyRow
from widgets.panes.agency_words import ABSENT, agency_row, in_order
from widgets.panes.log_rows import LogRow
from widgets.panes.log_words import log_row
from widgets.text import one_line
from widgets.wall.counts import ATTENTION, LATE, counts
from widgets.wall.values import Item, Line, Piece, Tile

translate: Final = QCoreApplication.translate
INTENT: Final = 12  # rows: it is never cut
IN_FULL: Final = 8  # rows of what somebody wrote
BEGUN: Final = 3  # rows of a longer line of the log, which stands whole at the desks
LATEST: Final = 40  # lines of the log: more than a wall has room for


def agenda(face: Face, now: int) -> Tile:
    """The planned steps, the next first; those whose time has passed are late."""
    items = tuple(_step(face, step, now) for step in face.planned())
    none = translate("Wall", "No step is planned.")
    return Tile(translate("Wall", "AGENDA"), items, none, str(len(items)))


def _step(face: Face, step: StepView, now: int) -> Item:
    at, owner = value(step.fields, "time", 0), str(value(step.fields, "owner"))
    late = overdue(at, now)
    hue = "warning" if late else "t2"
    title = Piece(one_line(str(value(step.fields, "title"))), "t1", strong=True)
    told = [
        face.words.word(f"agenda.{step.sort}"),
        step.owned_by or (face.words.agency(owner) if owner else ""),
    ]
    told += [translate("CommandPane", "{0} late").format(age(at, now))] if late else []
    pieces = tuple(Piece(one_line(part), hue) for part in told if part)
    return Item((Line((title,), Piece(moment(at), hue)), Line(pieces)), grave=LATE if late else "")


def intent(face: Face, _now: int) -> Tile | None:
    """The commander's intent, where one was stated."""
    stated = face.command.intent
    if not stated.value:
        return None
    line = Line((Piece(one_line(str(stated.value)), "t1"),), most=INTENT)
    said = f"{moment(stated.at)} · {one_line(stated.by)}"
    return Tile(translate("Holder", "Intent").upper(), (Item((line,)),), count=said)


def agencies(face: Face, now: int) -> Tile:
    """Those that need attention first; the absent are not listed."""
    seats = face.picture.all("seat")
    views = face.picture.all("agency")
    rows = [agency_row(face, v, [s for s in seats if s.agency == v.code and not s.revoked]) for v in views]
    here = [row for row in in_order(rows, now) if row.attention(now) or row.rank < ABSENT]
    present = sum(row.rank < ABSENT for row in rows)
    items = tuple(_agency(row, now) for row in here)
    none = translate("Wall", "Nobody is here.")
    return Tile(translate("Wall", "AGENCIES"), items, none, counts.agencies(present))


def _agency(row: AgencyRow, now: int) -> Item:
    never = translate("Wall", "no report") if row.late(now) and not row.reported else ""
    alarm = " · ".join(part for part in (row.seat(now) if row.silent else "", never, row.second(now)) if part)
    state = f"{row.state} {row.capacity} %" if row.engaged and row.capacity >= 0 else row.state
    full = row.engaged and row.capacity >= FULL
    right = Piece(state, "warning", mark="warning") if full else Piece(state)
    lines = [Line((Piece(row.name, "t1", strong=True),), right=right)]
    below = [Piece(alarm, "warning", mark="warning")] if alarm else []
    below += [Piece(row.noted_briefly, "t3")] if row.noted else []
    if below:
        lines.append(Line(tuple(below)))
    return Item(tuple(lines), grave=ATTENTION if alarm else "")


def key_facts(face: Face, _now: int) -> Tile:
    """The newest first."""
    told = [_fact(face, line) for line in reversed(key_lines(face))]
    none = translate("Wall", "No line was marked as a key fact.")
    return Tile(translate("Wall", "KEY FACTS"), tuple(told), none, str(len(told)))


def key_lines(face: Face) -> list[LineView]:
    """The lines that were marked and still stand, oldest first."""
    lines = [li for li in face.picture.log(KEY_LOG) if li.key and not li.withdrawn and not li.void]
    return sorted(lines, key=lambda line: line.happened)


def _fact(face: Face, line: LineView) -> Item:
    source = face.words.agency(line.source or line.agency)
    pieces = (Piece(one_line(line.text), "t1"), Piece(source, "t3"))
    return Item((Line(pieces, Piece(moment(line.happened), "t2"), most=IN_FULL),))


def latest(face: Face, _now: int) -> Tile | None:
    """The newest lines of the log, without the key facts, which have a tile; nothing while it is empty."""
    lines = [li for li in reversed(face.picture.log(MAIN_LOG)) if not (li.key or li.withdrawn or li.void)]
    rows = [log_row(face, line) for line in lines[:LATEST]]
    items = tuple(map(_logged, rows))
    count = grouped(face.picture.count(MAIN_LOG))
    return Tile(translate("Wall", "LOG"), items, count=count, endless=True) if items else None


def _logged(row: LogRow) -> Item:
    pieces = (Piece(one_line(row.text), "t2"), Piece(row.agency, "t3"))
    return Item((Line(pieces, Piece(moment(row.line.happened), "t3"), most=IN_FULL, begun=BEGUN),))


def planned(face: Face, now: int) -> Tile | None:
    """The agenda, where a step is planned."""
    tile = agenda(face, now)
    return tile if tile.items else None
