"""How a line of the log stands in its row."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from console.words import LANGUAGES
from tests.widgets.conftest import Window
from widgets.face import MAIN_LOG
from widgets.look import look
from widgets.marks import width
from widgets.panes import log_rows
from widgets.panes.log_rows import LogPainter
from widgets.panes.log_words import OF_COMMAND, log_row

CLEAR = 10  # design pixels between words and a mark


@pytest.mark.parametrize("lang", LANGUAGES)
def test_whose_line_it_is_stands_whole_and_clear_of_its_mark(
    window: Callable[..., Window], monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    face = window(until=27 * 60).face
    face.speech.speak(lang)
    ends, marks = list[int](), list[int]()

    def lines(painter: QPainter, at: QPoint, font: QFont, token: str, told: tuple[str, ...]) -> None:
        ends.extend(at.x() + width(font, one) for one in told)

    def mark(painter: QPainter, name: str, token: str, box: QRect, **more: Any) -> None:
        marks.append(box.left())

    monkeypatch.setattr(log_rows, "write_lines", lines)
    monkeypatch.setattr(log_rows, "mark", mark)
    shown = [line for line in face.picture.log(MAIN_LOG) if line.kind.startswith(OF_COMMAND)]
    assert shown
    image = QImage(1200, 200, QImage.Format.Format_RGB32)
    painter, option = QPainter(image), QStyleOptionViewItem()
    option.rect = QRect(0, 0, 1200, 200)
    for line in shown:
        LogPainter().draw(painter, option, log_row(face, line))
    painter.end()
    assert len(ends) == len(marks), "on one line"
    assert all(left - end >= look.px(CLEAR) for end, left in zip(ends, marks, strict=True))
