"""The timeline is moved by keys, and leads into the log."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGraphicsView, QWidget
from pytestqt.qtbot import QtBot

from console.domain.agenda import PlanStep
from console.domain.command import OfferCommand, WithdrawCommand
from console.domain.facts import Intent
from console.domain.log import WriteLog
from tests.widgets.conftest import Window
from widgets.ages import MINUTE, now_ms
from widgets.look import look
from widgets.panes.lanes import beside, lanes_of, marks_of
from widgets.panes.timeline import Timeline, drawing

Open = Callable[..., Window]
Key = Qt.Key


def opened(window: Open, qtbot: QtBot) -> Timeline:
    made = Timeline(window(me="SIAMU liaison").face)
    qtbot.addWidget(made)
    made.resize(900, made.height())
    return made


def test_pyqtgraph_comes_after_the_first_painting_and_enter_tells_the_time_read(
    window: Open, qtbot: QtBot
) -> None:
    made = opened(window, qtbot)
    with qtbot.waitSignal(drawing.ready):
        made.show()
    read: list[int] = []
    made.entered.connect(read.append)
    for key in (Key.Key_Left, Key.Key_Left, Key.Key_Right, Key.Key_Return, Key.Key_Home, Key.Key_Return):
        QTest.keyClick(made, key)
    earlier, now = read
    assert abs(now - now_ms()) < MINUTE
    assert abs(now - earlier - 15 * MINUTE) < MINUTE


def test_a_timeline_closed_before_pyqtgraph_has_come_draws_nothing_afterwards(
    window: Open, qtbot: QtBot
) -> None:
    made = opened(window, qtbot)
    made.show()
    made.grab()  # it is painted, and nothing else has happened yet
    came: list[bool] = []
    drawing.ready.connect(lambda: came.append(True))
    made.close()
    qtbot.waitUntil(lambda: bool(came))  # the loop of a signal would end with the last window
    QApplication.processEvents()
    assert made.findChildren(QGraphicsView) == []


def test_a_timeline_that_is_closed_takes_its_graph_apart(window: Open, qtbot: QtBot) -> None:
    made = opened(window, qtbot)
    made.show()
    qtbot.waitUntil(lambda: bool(made.findChildren(QGraphicsView)))
    made.close()
    assert made.findChildren(QGraphicsView) == []
    made.age()  # the last tick of a window that goes
    made.show()
    qtbot.waitUntil(lambda: bool(made.findChildren(QGraphicsView)))


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_lines_are_as_thick_to_the_eye_on_a_screen_of_finer_points(
    window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, ratio: float
) -> None:
    monkeypatch.setattr(QWidget, "devicePixelRatioF", lambda _: ratio)
    made = opened(window, qtbot)
    made.show()
    qtbot.waitUntil(lambda: bool(made.findChildren(QGraphicsView)))
    graph: Any = made.findChildren(QGraphicsView)[0]
    assert graph._now.pen.widthF() == look.px(2) * ratio
    assert graph._read.pen.widthF() == look.px(1) * ratio


def test_calm_lanes_carry_no_hue(window: Open) -> None:
    face = window(me="SIAMU liaison").face
    lanes = lanes_of(face, now_ms())
    assert [lane.name for lane in lanes][:2] == ["Operation", "Command"]
    assert {bar.token for lane in lanes for bar in lane.bars} <= {"bar", "engaged"}
    assert [mark.text for mark in marks_of(face)]


@pytest.mark.parametrize(
    "let_go", [WithdrawCommand(reason="relieved"), OfferCommand(to="Police zone liaison")]
)
def test_nobody_is_shown_in_command_from_when_the_holder_let_go(window: Open, let_go: Intent) -> None:
    room = window(me="Duty director")
    holder = room.room.people["Duty director"]
    begun = lanes_of(room.face, now_ms())[1].bars[-1]
    room.room.seat.tell(let_go, holder)
    room.show_again()
    latest = room.room.seat.now
    bars = lanes_of(room.face, latest + MINUTE)[1].bars
    assert begun.ends > latest
    assert max(bar.ends for bar in bars) <= latest


def test_lines_that_come_one_after_the_other_draw_it_once(
    window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[Timeline] = []
    room = window(me="SIAMU liaison")
    made = Timeline(room.face)
    qtbot.addWidget(made)

    def draw(self: Timeline) -> None:
        drawn.append(self)

    monkeypatch.setattr(Timeline, "refresh", draw)
    for number in range(5):
        written = WriteLog(text=f"line {number}", operation=room.face.operation_id)
        room.room.seat.tell(written, room.room.people["AMU liaison"])
        room.show_again()
    assert drawn == [made]
    qtbot.waitUntil(lambda: drawn == [made, made])  # what came in between
    room.face.look_at(incident=room.face.of_operation("incident")[0].id)
    drawn.clear()
    room.bridge.drain()
    assert drawn == [made]  # the lines of what is looked at now


@pytest.mark.parametrize("gap", range(10, 260, 10))
def test_the_name_of_a_step_touches_neither_the_present_nor_another_step(gap: int) -> None:
    wide, present, ends, air = 90, 400, 640, 8
    steps = [(x, wide) for x in (380, present + gap, present + gap + 30, 630) if x < ends]
    lines, reached = [present, *(x for x, _ in steps)], 0
    for (x, _), (before, room) in zip(steps, beside(steps, present, ends, air), strict=True):
        told = min(wide, room)
        begins, stops = (x - told, x) if before else (x, x + told)
        assert reached <= begins
        assert stops <= ends
        assert [line for line in lines if begins < line < stops] == []
        reached = stops


@pytest.mark.usefixtures("inter")
@pytest.mark.parametrize("minutes", [5, 10, 15, 20, 25])
def test_the_name_of_a_step_is_told_whole_in_two_lines_where_one_has_no_room(
    window: Open, qtbot: QtBot, minutes: int
) -> None:
    room, name = window(until=20, me="Duty director"), "Réunion de coordination multi"
    room.link.tell(PlanStep(title=name, time=now_ms() + minutes * MINUTE))
    room.bridge.drain()
    room.face.look_at(room.face.of_operation("agenda")[0].operation)
    made = Timeline(room.face)
    qtbot.addWidget(made)
    made.resize(900, made.height())
    made.show()
    qtbot.waitUntil(lambda: bool(made.findChildren(QGraphicsView)))
    QApplication.processEvents()
    told = [
        item.toPlainText().split("\n")
        for item in made.findChildren(QGraphicsView)[0].scene().items()
        if hasattr(item, "toPlainText")
    ]
    assert {" ".join(rows) for rows in told if "coordination" in " ".join(rows)} == {name}
    assert max(map(len, told)) <= 2


def test_the_name_of_a_step_stands_whole_where_either_side_has_room_for_it() -> None:
    assert beside([(500, 90)], 400, 640, 8) == [(False, 132)]
    assert beside([(600, 90)], 400, 640, 8) == [(True, 192)]
