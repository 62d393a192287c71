"""A row of the list of incidents: severity, number, title, age; who is engaged, where, what waits."""

import msgspec
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from widgets.ages import MINUTE, age, now_ms
from widgets.look import SEMIBOLD, look
from widgets.marks import (
    chip,
    disciplines,
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
BAR, SHAPE, GAP = 5, 13, 10
PLACE = 76  # below this a place says nothing any more


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
    """Two lines each; the later ones of many on one line."""

    usual = 66

    def height(self, row: IncidentRow | GroupRow, wide: int) -> int:
        if isinstance(row, GroupRow):
            return look.px(GROUP)
        return look.px(ONE_LINE if row.brief else self.usual)

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, row: IncidentRow | GroupRow) -> None:
        box, px = option.rect, look.px
        if isinstance(row, GroupRow):
            line = box.bottom() - px(8)
            write(painter, QPoint(box.left() + px(EDGE), line), look.font(13, SEMIBOLD), "t3", row.title)
            return
        edge = QRect(box.left(), box.top(), px(BAR), box.height() - 1)
        severity_bar(painter, edge, "" if row.closed else row.severity, waiting=row.waiting)
        inside = QRect(box.left() + px(EDGE), box.top(), box.width() - px(EDGE + 12), box.height())
        if row.brief:
            self._only(painter, row, inside, box.center().y())
        else:
            self._first(painter, row, inside, box.top() + px(21))
            self._second(painter, row, inside, box.top() + px(47))

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

    @staticmethod
    def _title(painter: QPainter, row: IncidentRow, left: int, right: int, middle: int) -> None:
        title = look.font(17, SEMIBOLD)
        line = middle + metrics(title).capHeight() // 2
        box = QRect(left, line - metrics(title).ascent(), right - left, metrics(title).height())
        write_within(painter, box, title, "t2" if row.closed else "t1", row.title)

    def _first(self, painter: QPainter, row: IncidentRow, box: QRect, middle: int) -> None:
        small, px = look.font(14), look.px
        line = middle + metrics(small).capHeight() // 2
        shown_age = age(row.updated if row.closed else row.opened)
        right = write_right(painter, box.right(), line, small, "t2", shown_age) - px(GAP)
        self._title(painter, row, self._begin(painter, row, box, middle), right, middle)

    def _second(self, painter: QPainter, row: IncidentRow, box: QRect, middle: int) -> None:
        small, px = look.font(14), look.px
        right = self._state(painter, row, box.right(), middle)
        left = disciplines(painter, box.left(), middle, look.font(13), row.disciplines) + px(8)
        line = middle + metrics(small).capHeight() // 2
        if left + width(small, row.severity_word) < right and not row.closed:
            left = write(painter, QPoint(left, line), small, "t2", row.severity_word) + px(GAP)
        if right - left >= min(width(small, row.place), px(PLACE)):
            place = QRect(left, line - metrics(small).ascent(), right - left, metrics(small).height())
            write_within(painter, place, small, "t3", row.place)

    @staticmethod
    def _state(painter: QPainter, row: IncidentRow, right: int, middle: int) -> int:
        """News and what waits, never cut; returns where they begin."""
        small, px = look.font(14), look.px
        line = middle + metrics(small).capHeight() // 2
        token = "warning" if row.stale(now_ms()) else "t2"
        right = write_right(painter, right, line, small, token, row.news.format(age(row.updated))) - px(GAP)
        return write_right(painter, right, line, small, "t2", row.waits) - px(GAP) if row.waits else right

    def _only(self, painter: QPainter, row: IncidentRow, box: QRect, middle: int) -> None:
        right = self._state(painter, row, box.right(), middle)
        self._title(painter, row, self._begin(painter, row, box, middle), right, middle)
