"""A row of the list of incidents: severity, number, title, age; who is engaged, where, what waits."""

import msgspec
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from console.domain.incidents import DISCIPLINES
from widgets.ages import MINUTE, age, now_ms
from widgets.heads import write_head
from widgets.lines import broken, leading, write_lines
from widgets.look import SEMIBOLD, look
from widgets.marks import (
    chip,
    chip_width,
    disciplines,
    disciplines_width,
    metrics,
    severity_bar,
    severity_mark,
    width,
    write,
    write_right,
    write_within,
)
from widgets.panes import EDGE
from widgets.rows import RowPainter

STALE = 30 * MINUTE  # without news for longer than this reads as a warning
ONE_LINE, GROUP = 36, 30  # design pixels
BAR, SHAPE, GAP = 5, 13, 8
TITLE_LINES = 3
NEWS = "88 min"  # as wide as the age of news usually is
AGE = "88 h 88"  # as wide as an age becomes: a title breaks where it broke before


class GroupRow(msgspec.Struct, frozen=True):
    """The head of a group of incidents."""

    id: str
    title: str
    head: bool = True


class IncidentRow(msgspec.Struct, frozen=True):
    """Everything a row shows, in the reader's language."""

    id: str
    number: str
    title: str
    severity: str
    severity_word: str
    opened: int
    updated: int
    place: str
    waits: str  # 4 orders, 1 conflict
    news: str  # upd {0}, or why it is closed
    disciplines: tuple[str, ...] = ()
    waiting: bool = False
    closed: bool = False
    brief: bool = False  # on one line
    pin: int = 0  # its digit

    def stale(self, now: int) -> bool:
        """Whether nothing was heard of it for too long."""
        return not self.closed and now - self.updated > STALE


class IncidentPainter(RowPainter):
    """Two lines each, more where the title needs them; the later ones of many on one line."""

    usual = 66

    def height(self, row: IncidentRow | GroupRow, wide: int) -> int:
        if isinstance(row, GroupRow):
            return look.px(GROUP)
        if row.brief:
            return look.px(ONE_LINE)
        more = leading(look.font(14)) + look.px(3) if self._shown(row, wide)[1] else 0
        return look.px(self.usual) + (len(self.titled(row, wide)) - 1) * leading(_title_font()) + more

    def titled(self, row: IncidentRow, wide: int) -> tuple[str, ...]:
        """The lines of its title when the row is `wide`."""
        px, small = look.px, look.font(14)
        before = EDGE + SHAPE + 8 + 8 + GAP + 12
        room = wide - px(before) - width(small, row.number) - width(small, AGE)
        if row.pin:
            room -= chip_width(look.font(13), str(row.pin)) + px(6)
        return broken(_title_font(), row.title, room, TITLE_LINES, title=True) or ("",)

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, row: IncidentRow | GroupRow) -> None:
        box, px = option.rect, look.px
        if isinstance(row, GroupRow):
            line = box.bottom() - px(8)
            write_head(painter, QPoint(box.left() + px(EDGE), line), look.font(13, SEMIBOLD), "t3", row.title)
            return
        edge = QRect(box.left(), box.top(), px(BAR), box.height() - 1)
        severity_bar(painter, edge, "" if row.closed else row.severity, waiting=row.waiting)
        inside = QRect(box.left() + px(EDGE), box.top(), box.width() - px(EDGE + 12), box.height())
        if row.brief:
            self._only(painter, row, inside, box.center().y())
        else:
            below = self._first(painter, row, inside, self.titled(row, box.width()))
            self._second(painter, row, inside, below + px(47), box.width())

    @staticmethod
    def _begin(painter: QPainter, row: IncidentRow, box: QRect, middle: int) -> int:
        """Shape and number; where the title begins."""
        px, small = look.px, look.font(14)
        shape = QRect(box.left(), middle - px(SHAPE) // 2, px(SHAPE), px(SHAPE))
        if not row.closed:
            severity_mark(painter, shape, row.severity, waiting=row.waiting)
        line, left = middle + metrics(small).capHeight() // 2, shape.right() + px(8)
        if row.pin:
            left = chip(painter, left, line, look.font(13), str(row.pin), "t2") + px(6)
        return write(painter, QPoint(left, line), small, "t3", row.number) + px(8)

    def _first(self, painter: QPainter, row: IncidentRow, box: QRect, titled: tuple[str, ...]) -> int:
        """Number, title and age; returns how much lower the rest stands."""
        small, title, middle = look.font(14), _title_font(), box.top() + look.px(21)
        shown_age = age(row.updated if row.closed else row.opened)
        line = middle + metrics(small).capHeight() // 2
        write_right(painter, box.right(), line, small, "t2", shown_age)
        left = self._begin(painter, row, box, middle)
        top = middle + metrics(title).capHeight() // 2 - metrics(title).ascent()
        below = write_lines(painter, QPoint(left, top), title, _title_token(row), titled)
        return below - leading(title) + box.top() - top

    @staticmethod
    def _shown(row: IncidentRow, wide: int) -> tuple[tuple[str, ...], bool]:
        """The disciplines of the second line: all, or those engaged where the rest has no room otherwise; and
        whether even then some of it has none, and stands below.
        """
        small, px = look.font(14), look.px
        told = (row.waits, row.news.format(NEWS), "" if row.closed else row.severity_word)
        taken = px(EDGE + 12 + 8) + sum(width(small, text) + px(GAP) for text in told if text)
        place = width(small, row.place) + px(GAP) if row.place else 0
        for below in (False, True):
            for shown in (DISCIPLINES, row.disciplines):
                if taken + (0 if below else place) + disciplines_width(look.font(13), len(shown)) <= wide:
                    return shown, below
        return row.disciplines, True

    def _second(self, painter: QPainter, row: IncidentRow, box: QRect, middle: int, wide: int) -> None:
        small, px = look.font(14), look.px
        discs, under = self._shown(row, wide)
        right = self._state(painter, row, box.right(), middle)
        left = disciplines(painter, box.left(), middle, look.font(13), discs, row.disciplines) + px(8)
        line = middle + metrics(small).capHeight() // 2
        at, below = QPoint(left, line), QPoint(box.left(), line + leading(small) + px(3))
        if not row.closed:
            word = at if left + width(small, row.severity_word) < right else below
            word.setX(write(painter, word, small, "t2", row.severity_word) + px(GAP))
        write(painter, below if under else at, small, "t3", row.place)

    @staticmethod
    def _state(painter: QPainter, row: IncidentRow, right: int, middle: int) -> int:
        """News and what waits, never cut; returns where they begin."""
        small, px = look.font(14), look.px
        line = middle + metrics(small).capHeight() // 2
        token = "warning" if row.stale(now_ms()) else "t2"
        right = write_right(painter, right, line, small, token, row.news.format(age(row.updated))) - px(GAP)
        return write_right(painter, right, line, small, "t2", row.waits) - px(GAP) if row.waits else right

    def _only(self, painter: QPainter, row: IncidentRow, box: QRect, middle: int) -> None:
        right, title = self._state(painter, row, box.right(), middle), _title_font()
        left, high = self._begin(painter, row, box, middle), metrics(title).height()
        top = middle + metrics(title).capHeight() // 2 - metrics(title).ascent()
        write_within(painter, QRect(left, top, right - left, high), title, _title_token(row), row.title)


def _title_font() -> QFont:
    return look.font(17, SEMIBOLD)


def _title_token(row: IncidentRow) -> str:
    return "t2" if row.closed else "t1"
