"""The head of the desk drops what is least missed; what it shows stands in full."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.conftest import Window
from widgets.panes.header import Header

Open = Callable[..., Window]


def labels(head: Header) -> list[QLabel]:
    return [one for one in head.findChildren(QLabel) if one.isVisible() and one.text()]


def cut(head: Header) -> list[str]:
    return [one.text() for one in labels(head) if one.width() < one.sizeHint().width()]


def headed(desk: QWidget, made: Window, qtbot: QtBot, wide: int) -> Header:
    """The head in a desk so wide."""
    head = Header(made.face)
    qtbot.addWidget(desk)
    head.setParent(desk)
    head.resize(wide, 62)
    desk.resize(wide, 400)
    desk.show()
    qtbot.waitExposed(desk)
    qtbot.waitUntil(lambda: cut(head) == [])
    return head


@pytest.mark.parametrize("wide", [700, 1000, 1366, 1700, 1890, 1920, 1950, 2560])
def test_nothing_in_the_head_is_cut_at_any_width(window: Open, qtbot: QtBot, wide: int) -> None:
    desk = QWidget()
    head = headed(desk, window(me="SIAMU liaison"), qtbot, wide)
    assert "Duty director" in [one.text() for one in labels(head)]


@pytest.mark.usefixtures("inter")
@pytest.mark.parametrize("lang", ["en", "fr", "nl"])
def test_a_small_desk_still_says_phase_threat_and_what_comes_next(
    window: Open, qtbot: QtBot, lang: str
) -> None:
    desk, made = QWidget(), window(me="SIAMU liaison", until=27 * 60)
    made.face.speech.speak(lang)
    head = headed(desk, made, qtbot, 1366)
    head.age()  # time goes on
    pairs = (head.operation, head.phase, head.threat, head.command, head.briefing, head.seat)
    assert [pair.value.text() for pair in pairs if not pair.isVisible()] == []
    assert head.threat.value.text()[0] == "3"
