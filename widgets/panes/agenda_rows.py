"""A row of the agenda: when, what, whose."""

import msgspec
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from widgets.ages import now_ms
from widgets.look import SEMIBOLD, look
from widgets.marks import metrics, write, write_within
from widgets.rows import RowPainter


class StepRow(msgspec.Struct, frozen=True):
    """A planned step."""

    id: str
    time: str
    at: int
    title: str
    sort: str
    owner: str


class StepPainter(RowPainter):
    """Time and title; below them its kind and owner."""

    usual = 58

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, row: StepRow) -> None:
        box, px = option.rect, look.px
        title, small = look.font(17, SEMIBOLD), look.font(14)
        line = box.top() + px(25)
        late = row.at < now_ms()
        left = write(painter, QPoint(box.left() + px(17), line), title, "warning" if late else "t1", row.time)
        left += px(10)
        top = line - metrics(title).ascent()
        high = metrics(title).height()
        write_within(painter, QRect(left, top, box.right() - px(12) - left, high), title, "t1", row.title)
        told = " · ".join(part for part in (row.sort, row.owner) if part)
        write(painter, QPoint(left, box.top() + px(46)), small, "t2", told)
