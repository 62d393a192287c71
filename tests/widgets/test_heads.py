"""Two weights on one line: neither a word nor a figure is lost, and the words can still be asked for."""

import pytest
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from widgets import heads
from widgets.heads import Figures, Head, HeadTab, KeyedButton
from widgets.look import REGULAR

Made = Head | HeadTab | KeyedButton | Figures


@pytest.mark.parametrize(
    ("made", "text", "light", "heavy"),
    [
        (Head, "LOG OF THE INCIDENT 55 · as of 14:05", "55 · as of 14:05", "LOG OF THE INCIDENT"),
        (Head, "SINGLE COMMAND", "", "SINGLE COMMAND"),
        (HeadTab, "INCIDENTS 4", "4", "INCIDENTS"),
        (KeyedButton, "New order  Ctrl+O", "Ctrl+O", "New order"),
        (Figures, "In step with 31 of 32 seats", "In step with of seats", "31 32"),
    ],
)
def test_what_matters_carries_weight(
    dressed: QApplication,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    made: type[Made],
    text: str,
    light: str,
    heavy: str,
) -> None:
    told: list[tuple[str, bool]] = []

    def write(painter: QPainter, at: object, font: QFont, token: str, words: str) -> int:
        told.append((words, font.weight() > REGULAR))
        return 0

    def write_parts(painter: QPainter, left: int, line: int, parts: list[tuple[str, QFont, str]]) -> None:
        told.extend((words, font.weight() > REGULAR) for words, font, _ in parts)

    monkeypatch.setattr(heads, "write", write)
    monkeypatch.setattr(heads, "write_parts", write_parts)
    shown = made()
    qtbot.addWidget(shown)
    shown.setText(text)
    shown.show()
    shown.grab()
    for weight, words in ((False, light), (True, heavy)):
        assert " ".join(" ".join(part for part, strong in told if strong is weight).split()) == words
    assert shown.text() == text
