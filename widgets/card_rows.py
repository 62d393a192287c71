"""A row on a card: who or what it is, how it stands, and what belongs to it below."""

import msgspec
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from widgets.lines import broken, height, write_lines
from widgets.look import SEMIBOLD, look
from widgets.marks import mark, metrics, width, write, write_right, write_within
from widgets.rows import RowPainter

LINES = 3  # of what stands below a name


class CardRow(msgspec.Struct, frozen=True):
    """Everything a row shows, in the reader's language."""

    key: str
    icon: str
    name: str
    beside: str = ""
    text: str = ""
    state: str = ""
    hue: str = "t2"
    detail: str = ""
    view: object = None


class CardPainter(RowPainter):
    """Icon and name, its state at the right; below, what belongs to it."""

    usual = 56

    def height(self, row: CardRow, wide: int) -> int:
        px = look.px
        box = QRect(0, 0, wide, 0)
        title = metrics(look.font(17, SEMIBOLD)).height()
        return max(px(self.usual), px(18) + title + height(look.font(14), self._lines(box, row)))

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, row: CardRow) -> None:
        px, box = look.px, option.rect
        strong, small = look.font(17, SEMIBOLD), look.font(14)
        line = box.top() + px(9) + metrics(strong).ascent()
        mark(painter, row.icon, row.hue, QRect(box.left() + px(16), box.top() + px(12), px(16), px(16)))
        right = write_right(painter, box.right() - px(16), line, look.font(15), row.hue, row.state)
        left = box.left() + px(44)
        name = QRect(left, box.top() + px(9), right - px(14) - left, metrics(strong).height())
        write_within(painter, name, strong, "t1", row.name)
        beside = left + width(strong, row.name) + px(10)
        if beside + width(small, row.beside) < right - px(14):
            write(painter, QPoint(beside, line), small, "t2", row.beside)
        below = QPoint(left, name.bottom() + px(3))
        write_lines(painter, below, small, "t2", self._lines(box, row))
        low = below.y() + metrics(small).ascent()
        write_right(painter, box.right() - px(16), low, small, "t3", row.detail)

    @staticmethod
    def _lines(box: QRect, row: CardRow) -> tuple[str, ...]:
        small = look.font(14)
        wide = box.width() - look.px(44 + 16 + 14) - width(small, row.detail)
        return broken(small, row.text, wide, LINES)


def said(row: CardRow) -> str:
    """What a screen reader says of a row."""
    return ", ".join(part for part in (row.name, row.beside, row.state, row.text, row.detail) if part)
