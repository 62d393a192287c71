"""Blocks on pages, step by step, so that windows go on meanwhile. Black on white, plain text only."""

from collections.abc import Iterator
from typing import Final

import msgspec
from PySide6.QtCore import QMarginsF, QPoint, QRect, Qt
from PySide6.QtGui import QFont, QPagedPaintDevice, QPageLayout, QPageSize, QPainter

from widgets.frame import WORDS
from widgets.lines import broken
from widgets.look import REGULAR, SEMIBOLD, paper_font
from widgets.marks import metrics, width
from widgets.printing.blocks import DETAIL, HEADING, Block, Sheet

MARGIN_MM: Final = 14.0
SIZES: Final = {HEADING: 11.0, DETAIL: 8.5}  # points
USUAL, SMALL, TITLE = 9.5, 7.5, 13.0
WIDEST_LEFT: Final = 124.0
GAP, AIR = 8.0, 2.5
BAND: Final = 15.0  # of an exercise, above and below
MOST_LINES: Final = 10_000  # of one block
LEFT, RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight


class Laid(msgspec.Struct, frozen=True):
    """A block, or a part of one that goes over the page, and where it begins."""

    block: Block
    top: int
    lines: tuple[str, ...]
    beside: tuple[str, ...] = ()  # the lines of its left column
    right: str = ""


class Paper:
    """Lays a sheet into the pages of a device, then paints them. The device is A4, whoever prints."""

    def __init__(self, device: QPagedPaintDevice, sheet: Sheet) -> None:
        self._device, self._sheet = device, sheet
        margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
        page = QPageSize(QPageSize.PageSizeId.A4)
        layout = QPageLayout(page, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter)
        device.setPageLayout(layout)
        self._dpi = device.logicalDpiY()
        self._page = layout.paintRectPixels(self._dpi)
        band = self._pt(BAND + GAP) if sheet.exercise else 0
        head = self._pt(TITLE * 1.3 + SMALL * 1.5 + GAP * 1.5)
        foot = self._pt(SMALL * 1.5 + GAP)
        self._body = QRect(0, band + head, self._page.width(), self._page.height() - 2 * band - head - foot)
        lefts = {block.left: self._font(block) for block in sheet.blocks}
        wide = max((width(font, left) for left, font in lefts.items()), default=0)
        self._left = min(wide, self._pt(WIDEST_LEFT))
        self.pages: list[list[Laid]] = []

    def _pt(self, points: float) -> int:
        return round(points * self._dpi / 72)

    def _font(self, block: Block) -> QFont:
        return paper_font(self._pt(SIZES.get(block.sort, USUAL)), SEMIBOLD if block.bold else REGULAR)

    # Laying out

    def lay(self) -> Iterator[None]:
        """One block a step."""
        self._begin()
        for block in self._sheet.blocks:
            self._place(block)
            yield

    def _begin(self) -> None:
        self.pages.append([])
        self._top = self._body.top()

    def _place(self, block: Block) -> None:
        """On this page, on the next, or over both. No heading stands alone at the foot."""
        font = self._font(block)
        high = metrics(font).lineSpacing()
        lines, beside = self._broken(block, font)
        self._top += self._pt(GAP if block.sort == HEADING else AIR) if self.pages[-1] else 0
        least = high * (3 if block.sort == HEADING else 1)
        if self._top + least > self._body.bottom():
            self._begin()
        right = block.right
        while lines or beside or right:
            fit = max(1, (self._body.bottom() - self._top) // high)
            self.pages[-1].append(Laid(block, self._top, lines[:fit], beside[:fit], right))
            self._top += high * max(len(lines[:fit]), len(beside[:fit]), 1)
            lines, beside, right = lines[fit:], beside[fit:], ""
            if lines or beside:
                self._begin()

    def _broken(self, block: Block, font: QFont) -> tuple[tuple[str, ...], tuple[str, ...]]:
        wide = self._page.width() - self._indent(block)
        wide -= width(font, block.right) + self._pt(GAP) if block.right else 0
        paragraphs = [part for part in block.text.splitlines() if part.strip()]
        lines = tuple(line for part in paragraphs for line in broken(font, part, wide, MOST_LINES))
        return lines, broken(font, block.left, self._left, MOST_LINES) if block.left else ()

    def _indent(self, block: Block) -> int:
        return 0 if block.sort == HEADING else self._left + self._pt(GAP)

    # Painting

    def paint(self, painter: QPainter) -> Iterator[None]:
        """One page a step."""
        painter.setPen(Qt.GlobalColor.black)
        for number, page in enumerate(self.pages, 1):
            if number > 1:
                self._device.newPage()
            self._frame(painter, number)
            for laid in page:
                self._write(painter, laid)
            yield

    def _write(self, painter: QPainter, laid: Laid) -> None:
        font, block = self._font(laid.block), laid.block
        measured = metrics(font)
        painter.setFont(font)
        baseline = laid.top + measured.ascent()
        if block.sort == HEADING:
            self._rule(painter, laid.top - self._pt(2.5))
        for texts, left in ((laid.beside, 0), (laid.lines, self._indent(block))):
            for n, line in enumerate(texts):
                painter.drawText(QPoint(left, baseline + n * measured.lineSpacing()), line)
        if laid.right:
            painter.drawText(QPoint(self._page.width() - width(font, laid.right), baseline), laid.right)

    def _frame(self, painter: QPainter, number: int) -> None:
        """What stands on every page."""
        sheet, wide, high = self._sheet, self._page.width(), self._page.height()
        band = self._pt(BAND)
        top = 0
        if sheet.exercise:
            self._band(painter, QRect(0, 0, wide, band))
            self._band(painter, QRect(0, high - band, wide, band))
            top = band + self._pt(GAP)
        title, small = paper_font(self._pt(TITLE), SEMIBOLD), paper_font(self._pt(SMALL))
        line = metrics(title).height()
        room = width(title, sheet.room) + self._pt(GAP)
        name = metrics(title).elidedText(sheet.title, Qt.TextElideMode.ElideRight, wide - room)
        self._text(painter, QRect(0, top, wide, line), title, name, LEFT)
        self._text(painter, QRect(0, top, wide, line), title, sheet.room, RIGHT)
        below = QRect(0, top + line, wide, metrics(small).height())
        self._text(painter, below, small, sheet.valid, LEFT)
        self._rule(painter, below.bottom() + self._pt(2))
        foot = QRect(0, self._body.bottom() + self._pt(GAP), wide, metrics(small).height())
        self._rule(painter, foot.top() - self._pt(2))
        self._text(painter, foot, small, sheet.digest, LEFT)
        self._text(painter, foot, small, sheet.page.format(number, len(self.pages)), RIGHT)

    @staticmethod
    def _text(painter: QPainter, box: QRect, font: QFont, text: str, side: Qt.AlignmentFlag) -> None:
        painter.setFont(font)
        painter.drawText(box, side | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextSingleLine, text)

    def _rule(self, painter: QPainter, at: int) -> None:
        painter.fillRect(QRect(0, at, self._page.width(), max(1, self._pt(0.5))), Qt.GlobalColor.black)

    def _band(self, painter: QPainter, box: QRect) -> None:
        """The stripes of an exercise, which a copier keeps."""
        side = box.height()
        painter.save()
        painter.setClipRect(box)
        for left in range(box.left() - side, box.right(), side):
            foot = [QPoint(left, box.bottom()), QPoint(left + side // 2, box.bottom())]
            head = [QPoint(left + side // 2 + side, box.top()), QPoint(left + side, box.top())]
            painter.setBrush(Qt.GlobalColor.black)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawPolygon([*foot, *head])
        painter.restore()
        font = paper_font(box.height() * 7 // 10, SEMIBOLD)
        plate = QRect(0, box.top(), width(font, WORDS) + 2 * side, side)
        plate.moveCenter(box.center())
        painter.fillRect(plate, Qt.GlobalColor.white)
        painter.setFont(font)
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, WORDS)
