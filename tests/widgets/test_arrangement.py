"""Columns by the room there is for text; what somebody moved stays so for them."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.conftest import Window
from widgets.desk import DeskWindow
from widgets.kept import kept
from widgets.look import PRIMARY, look

Open = Callable[..., Window]
Desk = Callable[..., DeskWindow]


@pytest.fixture
def desk(window: Open, qtbot: QtBot) -> Desk:
    def open_one(em: float, me: str = "SIAMU liaison") -> DeskWindow:
        made = DeskWindow(window(me=me).face)
        made.resize(round(em * look.px(PRIMARY)), round(52 * look.px(PRIMARY)))
        made.show()
        qtbot.waitExposed(made)
        return made

    return open_one


def shown(desk: DeskWindow) -> set[str]:
    named = ("incidents", "needs", "log", "agencies", "command")
    return {name for name in named if getattr(desk, name).isVisible()}


def test_a_wide_desk_shows_everything_and_needs_no_key(desk: Desk) -> None:
    made = desk(107)
    assert shown(made) == {"incidents", "needs", "log", "agencies", "command"}
    assert made.side.isHidden()


def test_a_middling_desk_keeps_agencies_and_command_behind_one_key_that_counts_them(desk: Desk) -> None:
    made = desk(76)
    assert shown(made) == {"incidents", "needs", "log"}
    assert made.agencies.counted.text() in made.side.text()
    made.acts.registry.run("side")
    assert shown(made) == {"log", "agencies", "command"}
    assert f"Incidents {made.incidents.open_count}" in made.side.text()
    made.acts.registry.run("side")
    assert shown(made) == {"incidents", "needs", "log"}


def test_a_narrow_desk_shows_one_column_and_always_what_it_needs_of_you(desk: Desk) -> None:
    made = desk(64)
    seen = []
    for _ in range(3):
        seen.append(shown(made))
        assert made.side.isVisible()
        made.acts.registry.run("side")
    assert seen == [{"needs", "log"}, {"needs", "incidents"}, {"needs", "agencies", "command"}]


@pytest.mark.parametrize("high", [24, 52])
def test_the_keys_go_with_what_is_brought_up_and_come_back_to_the_entry_line(
    desk: Desk, qtbot: QtBot, high: int
) -> None:
    made = desk(64)
    made.resize(made.width(), round(high * look.px(PRIMARY)))
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.log.entry.setFocus()
    turns: list[QWidget] = [made.incidents, made.agencies, made.command]
    turns = turns if high < 44 else turns[:2]
    for pane in turns:
        made.acts.registry.run("side")
        assert pane.isAncestorOf(made.focusWidget())
    made.acts.registry.run("side")
    assert made.focusWidget() is made.log.entry


def test_growing_text_folds_the_columns_and_shrinking_it_unfolds_them(desk: Desk) -> None:
    made = desk(107)
    look.scale(125)
    assert made.panes.columns == 2
    look.scale(100)
    assert shown(made) == {"incidents", "needs", "log", "agencies", "command"}


@pytest.fixture
def usual_afterwards() -> Iterator[None]:
    yield
    look.scale(100)


@pytest.mark.usefixtures("usual_afterwards")
def test_whoever_reads_a_side_reads_it_on_when_text_shrinks(desk: Desk, qtbot: QtBot) -> None:
    made = active(desk(80), qtbot)
    look.scale(200)
    made.acts.registry.run("side")
    made.incidents.incidents.setFocus()
    assert (made.panes.columns, made.incidents.isVisible()) == (1, True)
    look.scale(100)
    assert (made.panes.columns, made.incidents.isVisible()) == (2, True)
    assert made.focusWidget() is made.incidents.incidents


@pytest.mark.usefixtures("usual_afterwards")
def test_what_folds_away_leaves_the_keys_to_the_entry_line(desk: Desk, qtbot: QtBot) -> None:
    made = active(desk(80), qtbot)
    made.acts.registry.run("side")
    made.agencies.list.setFocus()
    look.scale(200)
    assert shown(made) & {"log", "agencies"} == {"log"}
    assert made.focusWidget() is made.log.entry
    look.scale(100)
    made.incidents.incidents.setFocus()
    made.resize(made.width() // 2, made.height())
    assert made.focusWidget() is made.log.entry


def active(made: DeskWindow, qtbot: QtBot) -> DeskWindow:
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    assert made.panes.columns == 2
    return made


def test_more_width_goes_to_the_log_then_to_the_agencies(desk: Desk) -> None:
    made = desk(100)
    usual = made.panes.left.width(), made.log.width(), made.panes.right.width()
    made.resize(round(110 * look.px(PRIMARY)), made.height())
    assert (made.panes.left.width(), made.panes.right.width()) == (usual[0], usual[2])
    assert made.log.width() > usual[1]
    made.resize(round(122 * look.px(PRIMARY)), made.height())
    assert made.panes.left.width() == usual[0]
    assert made.panes.right.width() > usual[2]


def test_a_very_wide_desk_sets_agencies_and_command_beside_each_other(desk: Desk) -> None:
    made = desk(210)
    assert made.agencies.y() == made.command.y()
    assert made.agencies.width() == pytest.approx(made.command.width(), rel=0.05)
    made.panes.right.moveSplitter(made.agencies.width() + 70, 1)
    moved = made.agencies.width()
    made.resize(round(110 * look.px(PRIMARY)), made.height())
    assert made.agencies.x() == made.command.x()
    made.resize(round(210 * look.px(PRIMARY)), made.height())
    assert made.agencies.width() == pytest.approx(moved, abs=3)


def test_who_moved_an_edge_finds_it_there_again_and_nobody_else_does(desk: Desk) -> None:
    made = desk(120)
    usual = made.panes.left.width()
    made.panes.across.moveSplitter(usual + 90, 1)
    assert made.panes.left.width() == pytest.approx(usual + 90, abs=2)
    assert desk(120).panes.left.width() == pytest.approx(usual + 90, abs=2)
    assert desk(120, "AMU liaison").panes.left.width() == pytest.approx(usual, abs=2)


@pytest.mark.parametrize("garbled", ['{"left": 31', '{"left": "wide"}', "\ufffd", "[" * 9_000])
def test_an_arrangement_that_cannot_be_read_is_the_usual_one(desk: Desk, garbled: str) -> None:
    kept().remove("people")
    usual = desk(120).panes.left.width()
    desk(120).panes.across.moveSplitter(usual + 90, 1)
    for key in [each for each in kept().allKeys() if each.startswith("people/")]:
        kept().setValue(key, garbled)
    assert desk(120).panes.left.width() == pytest.approx(usual, abs=2)
