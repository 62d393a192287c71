"""To whom an order goes: a few letters and a space for each, without leaving the keyboard."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.domain.orders import IssueOrder
from tests.widgets.conftest import Window
from tests.widgets.desks import form, press, saying
from widgets.desk import DeskWindow
from widgets.dialogs.agencies import SHARE, Agencies
from widgets.dialogs.compose import ComposeOrder
from widgets.look import look

Desk = Callable[..., tuple[DeskWindow, Window]]
Key = Qt.Key


@pytest.fixture
def order(desk: Desk) -> tuple[ComposeOrder, Window]:
    """The composer before whoever holds command, its text typed."""
    made, opened = desk(me="Duty director", until=27 * 60)
    press(made, "Ctrl+O")
    composer = form(ComposeOrder)
    QTest.keyClicks(composer.what, "Close the road")
    QTest.keyClick(composer.what, Key.Key_Tab)
    return composer, opened


def shown(to: Agencies) -> list[str]:
    """The codes as they stand there, row by row."""
    return [code for code in to._shown if to.boxes[code].isVisible()]


def focused(to: Agencies) -> str:
    return next(code for code, box in to.boxes.items() if box.hasFocus())


def issued(opened: Window) -> list[tuple[str, ...]]:
    return [tuple(told.to) for told in opened.link.told if isinstance(told, IssueOrder)]


def test_letters_and_a_space_tick_one_after_the_other(
    order: tuple[ComposeOrder, Window], qtbot: QtBot
) -> None:
    composer, opened = order
    assert composer.to.line.hasFocus()
    QTest.keyClicks(composer.to.line, "stib sia ")
    assert set(composer.to.chosen()) == {"STIB", "SIAMU"}
    QTest.keyClick(composer.to.line, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(issued(opened)))
    assert set(issued(opened)[0]) == {"STIB", "SIAMU"}


def test_any_language_and_any_code_finds_an_agency_that_is_not_in_the_room(
    order: tuple[ComposeOrder, Window],
) -> None:
    to = order[0].to
    assert "CRB" not in shown(to)
    for typed in ("rode kruis", "croix rouge", "crb"):
        to.line.setText(typed)
        assert shown(to)[0] == "CRB"
    assert "Space ticks" in saying(to)
    QTest.keyClick(to.line, Key.Key_Space)
    assert to.chosen() == ("CRB",)
    assert "CRB" in shown(to)  # what is ticked stays in sight


def test_enter_in_the_line_ticks_and_issues_nothing(order: tuple[ComposeOrder, Window]) -> None:
    composer, opened = order
    QTest.keyClicks(composer.to.line, "stib")
    QTest.keyClick(composer.to.line, Key.Key_Return)
    assert composer.to.chosen() == ("STIB",)
    QTest.keyClicks(composer.to.line, "nobody of that name")
    QTest.keyClick(composer.to.line, Key.Key_Return)
    assert "No agency is known by" in saying(composer.to)
    assert issued(opened) == []


def test_whatever_is_pasted_there_makes_the_form_no_wider(order: tuple[ComposeOrder, Window]) -> None:
    composer, _ = order
    before = composer.minimumSizeHint().width()
    composer.to.line.setText("W" * 32_000)
    QApplication.processEvents()
    assert "No agency is known by “WWW" in saying(composer.to)
    assert composer.to.minimumSizeHint().width() <= composer.width()
    assert composer.minimumSizeHint().width() == before


def test_the_same_letters_untick(order: tuple[ComposeOrder, Window]) -> None:
    to = order[0].to
    QTest.keyClicks(to.line, "stib ")
    QTest.keyClicks(to.line, "stib")
    assert "Space unticks" in saying(to)
    QTest.keyClicks(to.line, " ")
    assert to.chosen() == ()


def test_arrows_go_among_the_boxes_and_tab_past_them_all(order: tuple[ComposeOrder, Window]) -> None:
    composer, to = order[0], order[0].to
    QTest.keyClick(to.line, Key.Key_Down)
    first = focused(to)
    QTest.keyClick(to.boxes[first], Key.Key_Right)
    second = focused(to)
    assert [first, second] == shown(to)[:2]
    QTest.keyClick(to.boxes[second], Key.Key_Space)
    assert to.chosen() == (second,)
    QTest.keyClick(to.boxes[second], Key.Key_Up)
    assert to.line.hasFocus()
    QTest.keyClick(to.line, Key.Key_Tab)
    assert composer.by.hasFocus()


def test_nothing_below_moves_while_letters_are_typed(order: tuple[ComposeOrder, Window]) -> None:
    composer, to = order[0], order[0].to
    before = composer.by.y()
    for letter in "stib":
        QTest.keyClicks(to.line, letter)
        QApplication.processEvents()
        assert composer.by.y() == before


@pytest.mark.parametrize("percent", [80, 100, 150])
def test_agencies_to_tick_stand_beside_each_other_as_far_as_the_screen_is_wide(
    desk: Desk, percent: int
) -> None:
    made, _ = desk(me="Duty director")
    look.scale(percent)
    try:
        made.face.speech.speak("nl")
        composer = ComposeOrder(made.face)
        composer.show()
        (to,) = composer.findChildren(Agencies)
        assert to._grid.minimumSize().width() <= SHARE * composer.screen().availableGeometry().width()
        assert len({box.x() for box in to.boxes.values() if box.isVisible()}) == to.columns
    finally:
        look.scale(100)


BESIDE = """
from PySide6.QtWidgets import QApplication, QWidget
from tests.widgets.conftest import Window
from tests.widgets.rooms import Room
from widgets.dialogs.agencies import SHARE
from widgets.dialogs.compose import ComposeOrder
from widgets.look import dress, look

app = QApplication([])
dress(app)
look.scale(200)
window, small = Window(app, Room("vergote", 60), "Duty director"), app.screens()[1]
desk = QWidget()
desk.setGeometry(small.geometry())
desk.show()
app.processEvents()
composer = ComposeOrder(window.face, parent=desk)
composer.show()
print(composer.to._grid.minimumSize().width() <= SHARE * small.availableGeometry().width())
composer.close()
desk.close()
window.close()
"""


def test_agencies_to_tick_fit_the_screen_of_the_desk_beside_a_larger_one(tmp_path: Path) -> None:
    screens = [
        {"name": f"{x}", "x": x, "y": 0, "width": width, "height": 768, "logicalDpi": 96, "dpr": 1}
        for x, width in ((0, 3840), (3840, 1024))
    ]
    said = tmp_path / "screens.json"
    said.write_text(json.dumps({"screens": screens}), encoding="utf-8")
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": f"offscreen:configfile={said}",
        "XDG_DATA_HOME": str(tmp_path),
    }
    child = [sys.executable, "-c", BESIDE]
    done = subprocess.run(child, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert done.stdout == "True\n", done.stderr
