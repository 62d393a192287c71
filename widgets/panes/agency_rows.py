"""A row of the agencies: name, state, how loaded, who speaks for it, how old its report is."""

import msgspec
from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from widgets.ages import MINUTE, age, now_ms
from widgets.lines import broken, height, write_lines
from widgets.listed import Rows
from widgets.look import SEMIBOLD, colour, look
from widgets.marks import bar, mark, metrics, width, write, write_right, write_within
from widgets.panes import EDGE
from widgets.rows import RowPainter, RowsView

STALE = 15 * MINUTE  # an engaged agency's report is late after this
FULL = 80  # per cent in use that read as a warning
BAR, GAP, NAME = 48, 10, 106  # design pixels: the bar, between columns, the name at least
APART = 60  # design pixels at most between the longest name and its state: the eye must not lose the row
NOTED = 220  # design pixels from which what is left beside the columns says who noted a state

NO_SEAT = "—"
MARK, LINES = 17, 2  # design pixels of the sign below a name; lines of what stands there
NAMED = 3  # lines of a name
SIGN = 12  # design pixels of the sign of a late report


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
    noted_briefly: str = ""  # the same, without who noted it
    conflict: str = ""  # the fields that were set twice
    rank: int = 0

    def late(self, now: int) -> bool:
        """Whether it owes a report for longer than it may."""
        return bool(self.owing) and now - max(self.reported, self.owing) > STALE

    def owes(self, now: int) -> bool:
        """Whether it never reported and should have: before that is due, the same is said of it."""
        return self.late(now) and not self.reported

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
        """What stands below: a late report in words, what was set twice."""
        late = self.report.format(age(self.reported, now)) if self.reported and self.late(now) else ""
        return " · ".join(part for part in (late, self.conflict) if part)


class AgencyPainter(RowPainter):
    """Columns as wide as the widest value in them; the name takes what is left."""

    usual = 32

    def __init__(self) -> None:
        super().__init__()
        self._wide: tuple[int, ...] = (0, 0, 0)  # of state with its ring, seat, report
        self._name = 0

    def measure(self, rows: list[AgencyRow], heads: tuple[str, ...], now: int) -> None:
        """Make the columns as wide as these rows need them, and their heads."""
        self._name = max((width(_name_font(), row.name) for row in rows), default=0)
        font = look.font()
        texts = [(row.state, row.seat(now), row.told(now)) for row in rows]
        state, seat, report = zip((heads[1], heads[3], heads[4]), *texts, strict=True)
        self._wide = tuple(max(width(font, text) for text in column) for column in (state, seat, report))
        owing = (width(font, row.told(now)) + look.px(SIGN + 5) for row in rows if row.owes(now))
        self._wide = (*self._wide[:2], max(self._wide[2], *owing, 0))
        if any(row.noted for row in rows):
            self._wide = (self._wide[0] + look.px(MARK), *self._wide[1:])

    def places(self, left: int, wide: int) -> tuple[int, int, int, int, int]:
        """Where state, bar (-1: below the state), seat (-1: below the name) begin; report and name end."""
        px = look.px
        state, seat, report = self._wide
        least = max(px(NAME), min(self._name, px(2 * NAME)))
        right, over = left + wide - px(EDGE), max(0, wide - px(EDGE) - self._widest())
        if self.beside(left, wide) >= 0:
            right, over = right - over, 0
        seat_at = right - over - report - px(GAP) - seat
        bar_at = seat_at - px(GAP) - px(BAR)
        state_at = bar_at - px(GAP) - state
        if state_at - px(GAP) - left - px(EDGE) < least:
            bar_at, state_at = -1, seat_at - px(GAP) - state
        if state_at - px(GAP) - left - px(EDGE) < px(NAME):
            seat_at, state_at = -1, right - report - px(GAP) - state
        return state_at, bar_at, seat_at, right, state_at - px(GAP)

    def _widest(self) -> int:
        """Where the columns end however much room there is."""
        px, columns = look.px, sum(self._wide) + look.px(BAR + 4 * GAP)
        return px(EDGE) + max(px(NAME), self._name) + px(APART) + columns

    def beside(self, left: int, wide: int) -> int:
        """Where it begins who noted a state, right of the columns; -1 if there is no room."""
        begins = left + self._widest() + look.px(2 * GAP)
        return begins if left + wide - look.px(EDGE) - begins >= look.px(NOTED) else -1

    def height(self, row: AgencyRow, wide: int) -> int:
        lines = self._below(row, wide, now_ms())
        below = height(look.font(14), lines) + look.px(5) if lines else 0
        return look.px(self.usual) + self._taller(row, wide) + below

    def named(self, row: AgencyRow, wide: int) -> tuple[str, ...]:
        """The lines of its name when the row is `wide`."""
        room = self.places(0, wide)[4] - look.px(EDGE) if row.code else wide - 2 * look.px(EDGE)
        return broken(_name_font() if row.code else look.font(), row.name, room, NAMED) or ("",)

    def _taller(self, row: AgencyRow, wide: int) -> int:
        """What a name of several lines adds."""
        return height(_name_font(), self.named(row, wide)[1:])

    def _below(self, row: AgencyRow, wide: int, now: int) -> tuple[str, ...]:
        seat = row.seat(now) if self.places(0, wide)[2] < 0 and row.seat(now) != NO_SEAT else ""
        text = " · ".join(part for part in (seat, row.second(now)) if part)
        return broken(look.font(14), text, wide - look.px(2 * EDGE + MARK), LINES) if text else ()

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, row: AgencyRow) -> None:
        px, now, box, font = look.px, now_ms(), option.rect, look.font()
        line = box.top() + px(self.usual) // 2 + metrics(font).capHeight() // 2
        left = box.left() + px(EDGE)
        if not row.code:
            write(painter, QPoint(left, line), font, "t2", row.name)
            return
        state, bar_at, seat, right, _ = self.places(box.left(), box.width())
        top = line - metrics(_name_font()).ascent()
        write_lines(painter, QPoint(left, top), _name_font(), "t1", self.named(row, box.width()))
        ends = write(painter, QPoint(state, line), font, "t1" if row.engaged else "t2", row.state)
        if row.noted:
            self._ring(painter, QRect(ends + px(5), line - px(10), px(10), px(10)))
        if row.capacity >= 0:
            place = QRect(bar_at, line - px(9), px(BAR), px(8))
            if bar_at < 0:
                place = QRect(state, line + px(6), self._wide[0], px(3))
            bar(painter, place, row.capacity / 100, "warning" if row.capacity >= FULL else "bar")
        if seat >= 0:
            write(painter, QPoint(seat, line), font, "warning" if row.silent else "t2", row.seat(now))
        begins = write_right(painter, right, line, font, "warning" if row.late(now) else "t3", row.told(now))
        if row.owes(now):
            sign = QRect(
                begins - px(SIGN + 5),
                line - metrics(font).capHeight() // 2 - px(SIGN) // 2,
                px(SIGN),
                px(SIGN),
            )
            mark(painter, "warning", "warning", sign)
        beside = self.beside(box.left(), box.width())
        if row.noted and beside >= 0:
            room = QRect(beside, top, box.right() - px(EDGE) - beside, metrics(font).height())
            whole = width(look.font(14), row.noted) <= room.width()
            write_within(painter, room, look.font(14), "t3", row.noted if whole else row.noted_briefly)
        self._second(painter, row, box, now)

    @staticmethod
    def _ring(painter: QPainter, box: QRect) -> None:
        """Noted by somebody else, as its word came: the card says by whom."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("t2"), max(1.0, look.px(3) / 2)))
        painter.drawEllipse(box)
        painter.restore()

    def _second(self, painter: QPainter, row: AgencyRow, box: QRect, now: int) -> None:
        """A conflict stands behind its sign."""
        lines, px = self._below(row, box.width(), now), look.px
        if not lines:
            return
        at = QPoint(box.left() + px(EDGE), box.top() + px(self.usual) + self._taller(row, box.width()))
        if row.conflict:
            mark(painter, "conflict", "warning", QRect(at.x(), at.y() + px(4), px(11), px(11)))
            at.setX(at.x() + px(MARK))
        token = "warning" if row.silent or row.second(now) else "t2"
        write_lines(painter, at, look.font(14), token, lines)


def _name_font() -> QFont:
    return look.font(17, SEMIBOLD)


class AgenciesView(RowsView):
    """Typing in it filters."""

    typed = Signal(str)

    def __init__(self, model: Rows, painter: AgencyPainter) -> None:
        super().__init__(model, painter)
        self.painter_ = painter
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # columns keep their place
        self.verticalScrollBar().rangeChanged.connect(self._needed)
        self._needed(0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        if plain and event.text().isprintable() and event.text().strip():
            self.typed.emit(event.text())
            return
        super().keyPressEvent(event)

    def _needed(self, _least: int, most: int) -> None:
        """A bar without anything to scroll is not drawn."""
        self.verticalScrollBar().setEnabled(most > 0)
