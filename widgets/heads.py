"""Words in two weights on one line: a head and its count, an act and its key, a sentence and its figures."""

import re
from typing import Final

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStyle, QStyleOptionButton, QStylePainter, QWidget

from widgets.look import REGULAR, SEMIBOLD, high, pad, set_role
from widgets.marks import metrics, width, write, write_parts
from widgets.panes import EDGE, HEAD
from widgets.tab import Tab
from widgets.text import Plain

_COUNT: Final = re.compile(r"\s(?=\d)")
_FIGURE: Final = re.compile(r"(\d[\d\s/]*(?<!\s))")
_KEY: Final = re.compile(r"\s(?=\s)")  # two blanks part an act from its key


def counted(text: str) -> tuple[str, str]:
    """The words of a head, and what is counted behind them."""
    return _parted(_COUNT, text)


def _parted(at: re.Pattern[str], text: str) -> tuple[str, str]:
    found = at.search(text)
    return (text[: found.start()], text[found.start() :]) if found else (text, "")


def write_head(painter: QPainter, at: QPoint, font: QFont, token: str, text: str) -> int:
    """A head with its count on the baseline at `at`; returns where it ends."""
    words, count = counted(text)
    ends = write(painter, at, font, token, words)
    return write(painter, QPoint(ends, at.y()), _light(font), token, count) if count else ends


def head_bar(edge: float = EDGE) -> tuple[QWidget, QHBoxLayout]:
    """The bar at the top of a pane, and the row in it for words and acts."""
    bar = QWidget()
    set_role(bar, "bar")
    high(bar, HEAD)
    row = QHBoxLayout(bar)
    pad(row, edge, 0, edge, 0)
    return bar, row


class Head(Plain):
    """The head of a pane."""

    def __init__(self) -> None:
        super().__init__(title=False)
        self.setProperty("role", "head")

    def paintEvent(self, event: QPaintEvent) -> None:
        line = (self.height() + metrics(self.font()).capHeight()) // 2
        write_head(QPainter(self), QPoint(0, line), self.font(), "t2", self.text())


class Figures(Plain):
    """A quiet sentence whose figures carry weight; one that is not quiet is of one hue and weight."""

    def __init__(self) -> None:
        super().__init__(title=False)
        self.setProperty("role", "second")

    def _parts(self) -> list[tuple[str, QFont, str]]:
        quiet, strong = self.property("role") == "second", QFont(self.font())
        strong.setWeight(SEMIBOLD)
        parts = enumerate(_FIGURE.split(self.text()))
        return [(part, strong, "t1") if n % 2 and quiet else (part, self.font(), "t2") for n, part in parts]

    def sizeHint(self) -> QSize:
        wide = sum(width(font, part) for part, font, _ in self._parts())
        return QSize(wide, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.property("role") != "second":
            super().paintEvent(event)
            return
        line = (self.height() + metrics(self.font()).capHeight()) // 2
        write_parts(QPainter(self), 0, line, self._parts())


class HeadTab(Tab):
    """The head of one of several views of a pane."""

    def __init__(self) -> None:
        super().__init__("headtab")

    def paintEvent(self, event: QPaintEvent) -> None:
        hue = "t1" if self.isChecked() else "t2"
        _paint(self, counted(self.text()), (hue, hue))


class KeyedButton(QPushButton):
    """An act, and the key for it behind two blanks."""

    def paintEvent(self, event: QPaintEvent) -> None:
        _paint(self, _parted(_KEY, self.text()), ("t1", "t2") if self.isEnabled() else ("t3", "t3"))


def _paint(button: QPushButton, words: tuple[str, str], hues: tuple[str, str]) -> None:
    """As Qt would, but for the words."""
    painter, option = QStylePainter(button), QStyleOptionButton()
    button.initStyleOption(option)
    option.text = ""
    painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
    strong = button.font()
    wide = width(strong, words[0]) + width(_light(strong), words[1])
    at = QPoint((button.width() - wide) // 2, (button.height() + metrics(strong).capHeight()) // 2)
    at.setX(write(painter, at, strong, hues[0], words[0]))
    write(painter, at, _light(strong), hues[1], words[1])


def _light(font: QFont) -> QFont:
    made = QFont(font)
    made.setWeight(REGULAR)
    return made
