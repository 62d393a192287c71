"""A row of the log: time, agency, what sort of thing, the words, and what became of it."""

import msgspec
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from console.domain.log import LineView
from widgets.lines import Weighed, broken, flowed, height, leading, write_lines
from widgets.look import SEMIBOLD, colour, look
from widgets.marks import (
    mark,
    metrics,
    width,
    write,
    write_parts,
    write_right,
)
from widgets.rows import RowPainter

TIME = 56  # design pixels
AGENCY, CLEAR, AGENCY_LINES = 142, 12, 3  # design pixels, of which so many stay clear; lines of its name
LONGEST = "COMMANDEMENT"  # word of a name: where it has no room, in a wider font than ours, the column grows
SINCE = 22
MOST_LINES = 8  # the rest of a long text is read by opening the line


class LogRow(msgspec.Struct, frozen=True):
    """Everything a line shows, in the reader's language."""

    id: str
    time: str
    agency: str
    icon: str
    token: str  # of the icon
    text: str
    bold: str  # the beginning of the text that carries weight
    state: str
    state_token: str
    ground: str
    struck: bool
    line: LineView
    day: str = ""  # the date, where it is not today's
    since: str = ""  # above it, how many came since this log was last looked at

    @property
    def aside(self) -> str:
        """What stands at its end."""
        return " · ".join(part for part in (self.day, self.state) if part)


class LogPainter(RowPainter):
    """One line each; long texts wrap."""

    usual = 36

    def background(self, row: LogRow) -> str:
        return row.ground

    @staticmethod
    def _agency_at(row: LogRow, left: int) -> int:
        """Where the agency begins: behind the time, which is longer where the clock shows it twice."""
        return left + look.px(18) + max(look.px(TIME), width(look.font(), row.time)) + look.px(10)

    def _places(self, row: LogRow, left: int, wide: int) -> tuple[int, int, int]:
        """Where the icon begins, where the text begins, and where it must end."""
        px = look.px
        icon = self._agency_at(row, left) + _agency_room() + px(CLEAR)
        ends = left + wide - px(18)
        if row.aside:
            ends -= width(look.font(14), row.aside) + px(14)
        return icon, icon + px(22 + 12), ends

    def height(self, row: LogRow, wide: int) -> int:
        return self._own_height(row, wide) + (look.px(SINCE) if row.since else 0)

    def _own_height(self, row: LogRow, wide: int) -> int:
        words = len(self._lines(row, 0, wide)) * leading(look.font())
        return look.px(self.usual) - leading(look.font()) + max(words, height(_agency_font(), _agency(row)))

    def _lines(self, row: LogRow, left: int, wide: int) -> tuple[Weighed, ...]:
        _, begins, ends = self._places(row, left, wide)
        fonts = (look.font(), look.font(17, SEMIBOLD))
        return flowed(fonts, row.text, row.bold, ends - begins, MOST_LINES) or (Weighed("", ""),)

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, row: LogRow) -> None:
        px, font = look.px, look.font()
        box = self._below_since(painter, option.rect, row)
        icon, begins, _ = self._places(row, box.left(), box.width())
        pad = (px(self.usual) - metrics(font).height()) // 2
        line = box.top() + pad + metrics(font).ascent()
        write(painter, QPoint(box.left() + px(18), line), font, "t2", row.time)
        agency = QPoint(self._agency_at(row, box.left()), line - metrics(_agency_font()).ascent())
        write_lines(painter, agency, _agency_font(), "t2", _agency(row))
        mark(painter, row.icon, row.token, QRect(icon, box.top() + pad + px(3), px(15), px(15)))
        if row.aside:
            write_right(painter, box.right() - px(18), line, look.font(14), row.state_token, row.aside)
        for told in self._lines(row, box.left(), box.width()):
            self._text(painter, QPoint(begins, line), row, told)
            line += leading(font)

    @staticmethod
    def _below_since(painter: QPainter, box: QRect, row: LogRow) -> QRect:
        """Draw what parts the new lines from those that were read; returns what is left for the line."""
        if not row.since:
            return box
        px, small = look.px, look.font(14)
        middle = box.top() + px(SINCE) // 2
        ends = write(
            painter, QPoint(box.left() + px(18), middle + metrics(small).capHeight() // 2), small, "notice",
            row.since,
        )  # fmt: skip
        painter.setPen(colour("notice"))
        painter.drawLine(ends + px(10), middle, box.right() - px(18), middle)
        return box.adjusted(0, px(SINCE), 0, 0)

    @staticmethod
    def _text(painter: QPainter, at: QPoint, row: LogRow, told: Weighed) -> None:
        """One line of the words; the number of an order in its hue."""
        font, strong, token = look.font(), look.font(17, SEMIBOLD), "t3" if row.struck else "t1"
        words, number = told.strong, ""
        if row.icon == "order" and not row.struck:
            words, _, number = told.strong.rpartition(" ")
            words = f"{words} " if words else ""
        parts = ((words, strong, token), (number, strong, "command"), (told.rest, font, token))
        left = write_parts(painter, at.x(), at.y(), parts)
        if row.struck:
            middle = at.y() - metrics(font).xHeight() // 2
            painter.drawLine(at.x(), middle, left, middle)


def _agency_font() -> QFont:
    return look.font(14, SEMIBOLD)


def _agency(row: LogRow) -> tuple[str, ...]:
    """The lines of its name."""
    return broken(_agency_font(), row.agency, _agency_room(), AGENCY_LINES)


def _agency_room() -> int:
    return max(look.px(AGENCY - CLEAR), width(_agency_font(), LONGEST) + 2)  # a layout rounds up
