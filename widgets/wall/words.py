"""What the tiles of a wall say: incidents, orders, requests, agencies, key facts, casualties, the agenda."""

from collections.abc import Iterator
from typing import Final

import msgspec
from PySide6.QtCore import QCoreApplication

from console.domain.agenda import StepView
from console.domain.incidents import DISCIPLINES, Casualties, IncidentView
from console.domain.log import LineView
from console.figures import grouped
from console.words import Words
from widgets.ages import age, moment, overdue
from widgets.face import KEY_LOG, MAIN_LOG, Face, value
from widgets.panes.agency_rows import FULL, AgencyRow
from widgets.panes.agency_words import ABSENT, agency_row, in_order
from widgets.panes.casualty_words import by_category, category_word, place_of
from widgets.panes.incident_order import by_attention, waits_in
from widgets.panes.log_rows import LogRow
from widgets.panes.log_words import log_row
from widgets.panes.loop_rows import Lamp, LoopRow
from widgets.panes.loop_words import order_row, request_row
from widgets.text import one_line
from widgets.wall.counts import ATTENTION, CRITICAL, LATE, counts
from widgets.wall.values import Item, Line, Piece, Tile

translate: Final = QCoreApplication.translate
INTENT: Final = 12  # rows: it is never cut
IN_FULL: Final = 8  # rows of what somebody wrote
BEGUN: Final = 3  # rows of a longer line of the log, which stands whole at the desks
LATEST: Final = 40  # lines of the log: more than a wall has room for


def incidents(face: Face, now: int) -> Tile:
    """The open ones, by attention, each with what was counted there, by whom and when."""
    views = [v for v in face.of_operation("incident") if value(v.fields, "state", "open") == "open"]
    items = tuple(_incident(face, view, now) for view in by_attention(views, now))
    none = translate("Wall", "No incident is open.")
    return Tile(translate("Wall", "INCIDENTS"), items, none, str(len(items)))


def _incident(face: Face, view: IncidentView, now: int) -> Item:
    fields, words = view.fields, face.words
    severity = str(value(fields, "severity", "minor"))
    name = msgspec.structs.replace(_named(view), large=True)
    engaged = " ".join(name for name in DISCIPLINES if value(fields, name, False))
    second = [words.word(f"severity.{severity}"), age(view.opened, now), engaged]
    second.append(words.agency(view.opened_agency) if not engaged else "")
    told = [Piece(part) for part in second if part]
    wrong = (("lamp.conflict", view.conflicts), ("lamp.incomplete", view.unread))
    told += [Piece(words.word(code), "warning", strong=True) for code, stands in wrong if stands]
    lines = [name, Line(tuple(told))]
    lines += _counted(face, view)
    grave = CRITICAL if severity == CRITICAL else ""
    waits, by_name = waits_in(face, view, now), _by_name(words, lines, severity)
    return Item(tuple(lines), severity, waits, grave, brief=True, least=2, named=(by_name,))


def _by_name(words: Words, lines: list[Line], severity: str) -> Line:
    """Its number, its title and how grave it is, marked where something is wrong with it."""
    name, second, *_ = lines
    wrong = "warning" if any(piece.hue == "warning" for piece in second.pieces) else ""
    right = Piece(words.word(f"severity.{severity}"), wrong or "t2", mark=wrong)
    return msgspec.structs.replace(name, large=False, right=right)


def _counted(face: Face, view: IncidentView) -> Iterator[Line]:
    """A line per place and source: never added up, always with the time."""
    told: dict[tuple[str, str, str], list[Casualties]] = {}
    for one in sorted(view.casualties, key=by_category):
        if one.shown.value:
            told.setdefault((place_of(face, one), one.source, one.incident), []).append(one)
    for (place, source, _), counted in told.items():
        figures = [Piece(f"{c.shown.value} {category_word(face, c)}", "t1", strong=True) for c in counted]
        at = moment(max(c.shown.at for c in counted))
        whence = " · ".join(part for part in (place, face.words.agency(source)) if part)
        yield Line((*figures, Piece(one_line(f"{whence} {at}"))))


def loops(face: Face, now: int) -> Tile:
    """Orders and requests that are open, the latest due first; one word per addressee beside its lamps."""
    orders = [o for o in face.of_operation("order") if o.open and o.number]
    requests = [r for r in face.of_operation("request") if r.open]
    contested = face.command.state == "contested"  # whose order it is, while two give them
    due = [
        (o.due, o.issued, order_row(face, o, now), (o.acting_for or o.issued_by) if contested else "")
        for o in orders
    ]
    due += [(r.due, r.asked, request_row(face, r, now), "") for r in requests]
    due.sort(key=lambda one: (not one[0], one[0], one[1]))
    items = tuple(_loop(face.words, row, now, whose, due=at) for at, _, row, whose in due)
    late = sum(item.grave == LATE for item in items)
    count = f"{len(due)}, {counts.grave(LATE, late)}" if late else str(len(due))
    none = translate("Wall", "No order and no request is open.")
    return Tile(translate("Wall", "ORDERS, REQUESTS"), items, none, count)


def _loop(words: Words, row: LoopRow, now: int, whose: str, *, due: int) -> Item:
    """Its words, when it is due, each addressee; of a request, who asks whom and what came of it."""
    text = Line(
        (Piece(one_line(row.text), "t1", strong=True),), Piece(row.number, row.number_hue, strong=True)
    )
    lamps = tuple(_lamp(words, lamp, now, struck=row.struck) for lamp in row.lamps)
    way = tuple(Piece(one_line(part), hue) for hue, said in row.notes[:1] for part in said.split(" · "))
    sign = "warning" if row.when_hue == "warning" else ""
    when: tuple[Piece, ...] = (Piece(row.when, row.when_hue, mark=sign),) if row.when else ()
    whence = (Piece(one_line(whose), "command", strong=True),) if whose else ()
    when += whence
    lines = (text, *(Line(pieces) for pieces in (when, lamps or way) if pieces))
    late = overdue(due, now)
    looked_at = any(piece.hue == "warning" for piece in (*lamps, *way))
    grave = LATE if late else ATTENTION if looked_at else ""
    behind = Piece("", "warning", mark="warning") if late else None
    few = (msgspec.structs.replace(text, right=behind, counted=True), Line((*_in_few(words, row), *whence)))
    return Item(lines, grave=grave, least=2 if when else 0, named=few)


def _in_few(words: Words, row: LoopRow) -> Iterator[Piece]:
    """How it stands: the addressees for whom it stands alike together; of a request, who asks whom."""
    alike: dict[tuple[str, str], list[str]] = {}
    for lamp in row.lamps:
        alike.setdefault((lamp.word, lamp.word_hue), []).append(lamp.name)
    for (word, hue), names in alike.items():
        yield Piece(words.pair(", ".join(names), word), hue)
    if not row.lamps:
        yield Piece(one_line(row.brief), row.notes[0][0] if row.notes else "t2")


def _lamp(words: Words, lamp: Lamp, now: int, *, struck: bool) -> Piece:
    """Since when it stands so, unless it is over or the word itself says so."""
    told, steps = words.pair(lamp.name, lamp.word), lamp.one.steps
    if steps and not lamp.one.closed and lamp.word_hue != "warning":
        told = f"{told} {age(steps[-1].at, now)}"
    return Piece(told, lamp.word_hue, one=lamp.one, lit=lamp.hue, struck=struck)


def casualties(face: Face, _now: int) -> Tile:
    """What was counted, incident by incident; what was merged into one, there alone."""
    views = [view for view in face.of_operation("incident") if not view.merged_into]
    views.sort(key=lambda view: view.opened, reverse=True)
    told = ((view, tuple(_counted(face, view))) for view in views)
    items = tuple(Item((_named(view), *lines)) for view, lines in told if lines)
    return Tile(translate("Wall", "CASUALTIES"), items, translate("Wall", "Nobody was counted."))


def _named(view: IncidentView) -> Line:
    number = f"{view.number} {view.letters}" if view.twin else view.number
    title = Piece(one_line(str(value(view.fields, "title"))), "t1", strong=True)
    return Line((title,), Piece(number, "t3"))


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
