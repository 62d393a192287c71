"""What the tiles of a wall say of incidents, and of who was counted there."""

from collections.abc import Iterator
from typing import Final

import msgspec
from PySide6.QtCore import QCoreApplication

from console.domain.incidents import DISCIPLINES, Casualties, IncidentView
from console.words import Words
from widgets.ages import age, moment
from widgets.face import Face, value
from widgets.panes.casualty_words import by_category, category_word, place_of
from widgets.panes.incident_order import by_attention, waits_in
from widgets.text import one_line
from widgets.wall.counts import CRITICAL
from widgets.wall.values import Item, Line, Piece, Tile

translate: Final = QCoreApplication.translate


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
