"""What the tile of orders and requests says on a wall: in full, and in few words."""

from collections.abc import Iterator
from typing import Final

import msgspec
from PySide6.QtCore import QCoreApplication

from console.words import Words
from widgets.ages import age, overdue
from widgets.face import Face
from widgets.panes.loop_rows import Lamp, LoopRow
from widgets.panes.loop_words import order_row, request_row
from widgets.text import one_line
from widgets.wall.counts import ATTENTION, LATE, counts
from widgets.wall.values import Item, Line, Piece, Tile

translate: Final = QCoreApplication.translate


def loops(face: Face, now: int) -> Tile:
    """Open orders and requests, what is due first on top; one word per addressee beside its lamps."""
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
