"""A row of the agencies: name, state, how loaded, who speaks for it, how old its report is."""

import msgspec
from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from widgets.ages import MINUTE, age, now_ms
from widgets.look import REGULAR, SEMIBOLD, colour, look
from widgets.marks import bar, mark, metrics, width, write, write_right, write_within
from widgets.rows import RowPainter, Rows, RowsView

STALE = 15 * MINUTE  # an engaged agency's report is late after this
FULL = 80  # per cent in use that read as a warning
BAR, GAP, EDGE, NAME = (
    74,
    12,
    14,
    120,
)  # design pixels: the bar, between columns, at the sides, the name at least


class AgencyRow(msgspec.Struct, frozen=True):
    """Everything a row shows, in the reader's language. No `code`: the row of the absent."""

    code: str
    name: str
    state: str = ""
    engaged: bool = False
    capacity: int = -1
    liaison: str = ""
    silent: int = 0  # ms since its seats have no link
    no_link: str = ""  # no link {0}
    reported: int = 0  # ms; 0: never
    owing: int = 0  # ms from which it owes a report; 0: it owes none
    report: str = ""  # report {0} old
    never: str = ""  # no report
    noted: str = ""  # noted by phone, …
    conflict: str = ""  # the fields that were set twice
    rank: int = 0

    def late(self, now: int) -> bool:
        """Whether it owes a report for longer than it may."""
        return bool(self.owing) and now - max(self.reported, self.owing) > STALE

    def attention(self, now: int) -> bool:
        """Whether somebody should look here."""
        return bool(self.silent or self.conflict) or self.late(now)

    def seat(self, now: int) -> str:
        """Its seat, or since when it has no link."""
        return self.no_link.format(age(self.silent, now)) if self.silent else self.liaison

    def told(self, now: int) -> str:
        """The age of its report."""
        if self.reported:
            return age(self.reported, now)
        return self.never if self.owing else ""

    def second(self, now: int) -> str:
        """What stands below: a late report in words, who noted its state, what was set twice."""
        late = self.report.format(age(self.reported, now)) if self.reported and self.late(now) else ""
        return " · ".join(part for part in (late, self.conflict, self.noted) if part)


class AgencyPainter(RowPainter):
    """Columns as wide as the widest value in them; the name takes what is left."""

    usual = 32

    def __init__(self) -> None:
        super().__init__()
        self._wide: tuple[int, ...] = (0, 0, 0)  # of state, seat, report

    def measure(self, rows: list[AgencyRow], heads: tuple[str, ...], now: int) -> None:
        """Make the columns as wide as these rows need them, and their heads."""
        font = look.font(16)
        texts = [(row.state, row.seat(now), row.told(now)) for row in rows]
        state, seat, report = zip((heads[1], heads[3], heads[4]), *texts, strict=True)
        self._wide = tuple(max(width(font, text) for text in column) for column in (state, seat, report))

    def places(self, left: int, wide: int) -> tuple[int, int, int, int, int]:
        """Where state, bar (-1: no room for it), seat begin; where report ends; where the name ends."""
        px = look.px
        state, seat, report = self._wide
        right = left + wide - px(EDGE)
        seat_at = right - report - px(GAP) - seat
        bar_at = seat_at - px(GAP) - px(BAR)
        state_at = bar_at - px(GAP) - state
        if state_at - px(GAP) - left - px(EDGE) < px(NAME):
            bar_at, state_at = -1, seat_at - px(GAP) - state
        return state_at, bar_at, seat_at, right, state_at - px(GAP)

    def height(self, row: AgencyRow, wide: int) -> int:
        second = row.second(now_ms())
        return look.px(self.usual) + (metrics(look.font(14)).height() if second else 0)

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, row: AgencyRow) -> None:
        px, now, box, font = look.px, now_ms(), option.rect, look.font(16)
        line = box.top() + px(self.usual) // 2 + metrics(font).capHeight() // 2
        left = box.left() + px(EDGE)
        if not row.code:
            write(painter, QPoint(left, line), font, "t2", row.name)
            return
        state, bar_at, seat, right, name_ends = self.places(box.left(), box.width())
        name = QRect(left, line - metrics(font).ascent(), name_ends - left, metrics(font).height())
        write_within(painter, name, look.font(16, SEMIBOLD), "t1", row.name)
        write(painter, QPoint(state, line), font, "t1" if row.engaged else "t2", row.state)
        if bar_at >= 0 and row.capacity >= 0:
            token = "warning" if row.capacity >= FULL else "bar"
            bar(painter, QRect(bar_at, line - px(9), px(BAR), px(8)), row.capacity / 100, token)
        write(painter, QPoint(seat, line), font, "warning" if row.silent else "t2", row.seat(now))
        write_right(painter, right, line, font, "warning" if row.late(now) else "t3", row.told(now))
        self._second(painter, row, left, box.top() + px(self.usual), now)

    @staticmethod
    def _second(painter: QPainter, row: AgencyRow, left: int, top: int, now: int) -> None:
        """A noted word stands behind a ring, a conflict behind its sign."""
        small, px = look.font(14, REGULAR), look.px
        text = row.second(now)
        if not text:
            return
        line = top + metrics(small).ascent() - px(4)
        side = px(10)
        if row.conflict:
            mark(painter, "conflict", "warning", QRect(left, line - side, side, side))
            left += side + px(6)
        elif row.noted:
            painter.setPen(QPen(colour("t2"), max(1.0, px(3) / 2)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRect(left, line - side + 1, side - 2, side - 2))
            left += side + px(6)
        write(painter, QPoint(left, line), small, "warning" if row.late(now) or row.conflict else "t2", text)


class AgenciesView(RowsView):
    """Typing in it filters."""

    typed = Signal(str)

    def __init__(self, model: Rows, painter: AgencyPainter) -> None:
        super().__init__(model, painter)
        self.painter_ = painter

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        if plain and event.text().isprintable() and event.text().strip():
            self.typed.emit(event.text())
            return
        super().keyPressEvent(event)
