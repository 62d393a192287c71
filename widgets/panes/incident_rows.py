"""A row of the list of incidents: severity, number, title, age; who is engaged, where, what waits."""

import msgspec
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from widgets.ages import MINUTE, age, now_ms
from widgets.look import SEMIBOLD, look
from widgets.marks import disciplines, metrics, severity_bar, width, write, write_right, write_within
from widgets.rows import RowPainter

STALE = 30 * MINUTE  # without news for longer than this reads as a warning


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
    waits: str  # 4 orders, ≠ 1
    news: str  # upd {0}, or why it is closed
    disciplines: tuple[str, ...] = ()
    waiting: bool = False
    closed: bool = False


class IncidentPainter(RowPainter):
    """Two lines each."""

    usual = 66

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, row: IncidentRow) -> None:
        box, px = option.rect, look.px
        edge = QRect(box.left(), box.top(), px(5), box.height() - 1)
        severity_bar(painter, edge, "" if row.closed else row.severity, waiting=row.waiting)
        left, right = box.left() + px(17), box.right() - px(12)
        self._first(painter, row, left, right, box.top() + px(28))
        self._second(painter, row, left, right, box.top() + px(47))

    def _first(self, painter: QPainter, row: IncidentRow, left: int, right: int, line: int) -> None:
        small, title, px = look.font(14), look.font(17, SEMIBOLD), look.px
        shown_age = age(row.updated if row.closed else row.opened)
        right = write_right(painter, right, line, small, "t2", shown_age) - px(10)
        left = write(painter, QPoint(left, line), small, "t3", row.number) + px(8)
        high = metrics(title).height()
        box = QRect(left, line - metrics(title).ascent(), right - left, high)
        write_within(painter, box, title, "t2" if row.closed else "t1", row.title)

    def _second(self, painter: QPainter, row: IncidentRow, left: int, right: int, middle: int) -> None:
        small, px = look.font(14), look.px
        line = middle + metrics(small).capHeight() // 2
        stale = not row.closed and now_ms() - row.updated > STALE
        news = row.news.format(age(row.updated))
        right = write_right(painter, right, line, small, "warning" if stale else "t2", news) - px(10)
        if row.waits:
            right = write_right(painter, right, line, small, "t2", row.waits) - px(10)
        left = disciplines(painter, left, middle, look.font(13), row.disciplines) + px(6)
        if right - left > width(small, "MMM"):
            box = QRect(left, line - metrics(small).ascent(), right - left, metrics(small).height())
            write_within(painter, box, small, "t2", row.place)
