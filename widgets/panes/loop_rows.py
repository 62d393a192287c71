"""Rows of orders and requests: number, words, when; below them every addressee with lamps and word."""

import msgspec
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from console.domain.orders import Addressee
from widgets.heads import write_head
from widgets.lines import broken, height, write_lines
from widgets.look import MEDIUM, SEMIBOLD, look
from widgets.marks import lamps, metrics, width, write, write_right
from widgets.panes import EDGE
from widgets.rows import RowPainter

GAP, LAMPS, LAMP_HIGH = 8, 52, 8  # design pixels
SHORT, WHOLE = 3, 40  # lines of an order to others, and of one that this person must have in full


class Lamp(msgspec.Struct, frozen=True):
    """One addressee: name, lamps, word. `hue` is the hue of the lamps, `word_hue` that of the word."""

    name: str
    one: Addressee
    word: str
    hue: str = "t2"
    word_hue: str = "t2"


class LoopRow(msgspec.Struct, frozen=True):
    """An order or a request; or, without a number, the head of what follows."""

    key: str
    number: str
    text: str
    when: str
    when_hue: str = "t2"
    number_hue: str = "command"
    lamps: tuple[Lamp, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()  # token, sentence
    struck: bool = False
    whole: bool = False  # its full text is to be shown
    spoken: str = ""  # by a screen reader
    brief: str = ""  # of a request: who asks whom, and how that stands

    @property
    def head(self) -> bool:
        """Whether it only names what follows."""
        return not self.number


class LoopPainter(RowPainter):
    """Lamps flow over as many lines as they need; no word of a state is ever cut."""

    usual = 58

    def height(self, row: LoopRow, wide: int) -> int:
        px, small = look.px, look.font(14)
        if not row.number:
            return px(34)
        text = height(self._font(), self.text_lines(row, wide))
        flow = len(self._flow(row, wide)) * (metrics(small).height() + px(2))
        notes = sum(height(small, lines) for _, lines in self._notes(row, wide))
        return px(14) + text + flow + notes

    @staticmethod
    def _font() -> QFont:
        return look.font(17, MEDIUM)

    def _begins(self, row: LoopRow) -> int:
        return look.px(EDGE) + width(look.font(15, SEMIBOLD), row.number) + look.px(GAP)

    def text_lines(self, row: LoopRow, wide: int) -> tuple[str, ...]:
        """The order's words as they are painted."""
        ends = wide - look.px(EDGE) - width(look.font(14), row.when) - look.px(GAP + 4)
        most = WHOLE if row.whole else SHORT
        return broken(self._font(), row.text, ends - self._begins(row), most, title=True)

    def cut(self, row: LoopRow, wide: int) -> bool:
        """Whether some of the words are left out."""
        return "".join("".join(self.text_lines(row, wide)).split()) != "".join(row.text.split())

    def _notes(self, row: LoopRow, wide: int) -> list[tuple[str, tuple[str, ...]]]:
        small = look.font(14)
        return [(token, broken(small, text, wide - look.px(2 * EDGE), 3)) for token, text in row.notes]

    def _flow(self, row: LoopRow, wide: int) -> list[list[tuple[int, Lamp]]]:
        """The addressees of each line, and where each begins."""
        small, px = look.font(14), look.px
        lines: list[list[tuple[int, Lamp]]] = []
        left = wide
        for lamp in row.lamps:
            needs = width(small, lamp.name) + px(LAMPS + 12) + width(small, lamp.word)
            if left + needs > wide - px(EDGE):
                lines.append([])
                left = px(EDGE)
            lines[-1].append((left, lamp))
            left += needs + px(16)
        return lines

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, row: LoopRow) -> None:
        px, box, small, font = look.px, option.rect, look.font(14), self._font()
        if not row.number:
            line = box.center().y() + metrics(small).capHeight() // 2
            write_head(painter, QPoint(box.left() + px(EDGE), line), look.font(13, SEMIBOLD), "t2", row.text)
            return
        top = box.top() + px(7)
        line = top + metrics(font).ascent()
        at = QPoint(box.left() + px(EDGE), line)
        write(painter, at, look.font(15, SEMIBOLD), row.number_hue, row.number)
        write_right(painter, box.right() - px(EDGE), line, small, row.when_hue, row.when)
        at = QPoint(box.left() + self._begins(row), top)
        at.setY(write_lines(painter, at, font, "t1", self.text_lines(row, box.width())))
        for lamp_line in self._flow(row, box.width()):
            for left, lamp in lamp_line:
                self._lamp(painter, QPoint(box.left() + left, at.y()), lamp, struck=row.struck)
            at.setY(at.y() + metrics(small).height() + px(2))
        at.setX(box.left() + px(EDGE))
        for token, lines in self._notes(row, box.width()):
            at.setY(write_lines(painter, at, small, token, lines))

    @staticmethod
    def _lamp(painter: QPainter, at: QPoint, lamp: Lamp, *, struck: bool) -> None:
        small, px = look.font(14), look.px
        line = at.y() + metrics(small).ascent() + px(1)
        left = write(painter, QPoint(at.x(), line), small, "t2", lamp.name) + px(6)
        middle = line - metrics(small).capHeight() // 2
        box = QRect(left, middle - px(LAMP_HIGH) // 2, px(LAMPS), px(LAMP_HIGH))
        lamps(painter, box, lamp.one, lamp.hue, struck=struck)
        write(painter, QPoint(box.right() + px(6), line), small, lamp.word_hue, lamp.word)
