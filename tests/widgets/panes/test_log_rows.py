"""How a line of the log stands in its row."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from console.templates import LANGUAGES
from tests.widgets.conftest import Window
from widgets.ages import MINUTE
from widgets.face import MAIN_LOG
from widgets.look import look
from widgets.marks import width
from widgets.panes import log_rows
from widgets.panes.log_rows import LogPainter
from widgets.panes.log_words import OF_COMMAND, log_row

CLEAR = 10  # design pixels between words and a mark
BACK = int(datetime(2025, 10, 26, 1, 0, tzinfo=UTC).timestamp() * 1000)  # the clock shows 2:00 again


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


@pytest.fixture
def brussels(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The clock on the wall of the room."""
    monkeypatch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_a_time_that_comes_twice_is_told_apart_and_stands_clear_of_the_agency(
    brussels: None, window: Callable[..., Window], monkeypatch: pytest.MonkeyPatch
) -> None:
    face = window().face
    line = face.picture.log(MAIN_LOG)[0]
    ends, agencies = list[int](), list[int]()

    def write(painter: QPainter, at: QPoint, font: QFont, token: str, text: str) -> int:
        ends.append(at.x() + width(font, text))
        return ends[-1]

    monkeypatch.setattr(log_rows, "write", write)
    monkeypatch.setattr(log_rows, "write_lines", lambda _p, at, *_: agencies.append(at.x()))
    image = QImage(1200, 200, QImage.Format.Format_RGB32)
    painter, option = QPainter(image), QStyleOptionViewItem()
    option.rect = QRect(0, 0, 1200, 200)
    rows = [log_row(face, msgspec.structs.replace(line, happened=BACK + n * MINUTE)) for n in (-30, 30)]
    for row in rows:
        LogPainter().draw(painter, option, row)
    painter.end()
    assert [row.time for row in rows] == ["02:30 CEST", "02:30 CET"]
    assert len(ends) == len(agencies) == 2
    assert all(begins - end >= look.px(CLEAR) for end, begins in zip(ends, agencies, strict=True))
