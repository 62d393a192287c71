"""Whoever reads far back in a long log reads every line of it, however much is written meanwhile."""

from collections.abc import Callable
from typing import Any

import msgspec
from pytestqt.qtbot import QtBot

from console.domain.log import CorrectLog, LineView, WriteLog
from console.domain.log_view import line_view
from tests.widgets.conftest import Window
from tests.widgets.panes.test_reading import OTHER, pane, tell
from widgets.panes.log import LogPane

Open = Callable[..., Window]
MANY = 600  # more than a window of the log holds


def written(window: Window, *texts: str) -> None:
    """Somebody writes all of these before this seat hears of any."""
    operation, other = window.face.operation_id, window.room.people[OTHER]
    for text in texts:
        window.room.seat.tell(WriteLog(text=text, operation=operation), other)
    window.show_again()


def page_of(window: Window, asked: dict[str, Any]) -> tuple[list[LineView], bool]:
    """What the seat answers: a page of the log."""
    picture = window.room.seat.picture
    log = picture.lines(asked["operation"], asked["incident"])
    rows = log.latest(asked["limit"], tuple(asked["before"]))
    return [line_view(row, picture) for row in rows], len(rows) == asked["limit"]


def reading_far_back(window: Open, qtbot: QtBot) -> tuple[LogPane, Window]:
    """A log of which somebody has read a page of older lines."""
    log, opened = pane(window, qtbot, 22 * 60)
    written(opened, *(f"line {n}" for n in range(MANY)))
    opened.link.pages["log"] = lambda asked: page_of(opened, asked)
    qtbot.waitUntil(lambda: len(log.model.rows) == 500)
    fetched(log, qtbot)
    assert lacking(log) == []
    return log, opened


def fetched(log: LogPane, qtbot: QtBot) -> None:
    """Somebody scrolls to the end of what is there, until there is more."""
    before = len(log.model.rows)

    def more() -> bool:
        log.model.fetchMore(log.view.rootIndex())
        return len(log.model.rows) > before

    qtbot.waitUntil(more)


def lacking(log: LogPane) -> list[int]:
    """Which of the many lines do not stand there, below the first that does."""
    shown = {row.text for row in log.model.rows}
    return [n for n in range(MANY) if f"line {n}" not in shown]


def test_what_falls_out_of_the_latest_lines_stays_above_the_older_ones(window: Open, qtbot: QtBot) -> None:
    log, opened = reading_far_back(window, qtbot)
    for n in range(3):
        tell(opened, f"new {n}")
    assert lacking(log) == []
    orders = [row.line.order for row in log.model.rows]
    assert orders == sorted(set(orders), reverse=True)


def test_after_so_many_new_lines_that_none_of_the_latest_is_left_older_ones_are_asked_for_again(
    window: Open, qtbot: QtBot
) -> None:
    log, opened = reading_far_back(window, qtbot)
    written(opened, *(f"later {n}" for n in range(MANY)))
    qtbot.waitUntil(lambda: len(log.model.rows) == 500)  # with none of the older lines behind the gap
    while log.model.canFetchMore(log.view.rootIndex()):
        fetched(log, qtbot)
    shown = {row.text for row in log.model.rows}
    assert {f"later {n}" for n in range(MANY)} <= shown
    assert lacking(log) == []


def test_a_page_that_comes_when_the_log_was_left_and_is_read_again_leaves_no_gap(
    window: Open, qtbot: QtBot
) -> None:
    log, opened = reading_far_back(window, qtbot)
    answers = opened.link.pages.pop("log")  # the seat takes its time
    asked = len(opened.link.asked)
    log.model.fetchMore(log.view.rootIndex())
    qtbot.waitUntil(lambda: len(opened.link.asked) > asked)
    opened.face.look_at(incident=opened.face.of_operation("incident")[0].id)
    opened.face.look_at(opened.face.operation_id, "")
    opened.link.pages["log"] = answers
    opened.link.answer()
    opened.bridge.drain()
    qtbot.waitUntil(lambda: len(log.model.rows) == 500)
    while log.model.canFetchMore(log.view.rootIndex()):
        fetched(log, qtbot)
    assert lacking(log) == []


def test_an_older_line_in_sight_that_is_corrected_says_so(window: Open, qtbot: QtBot) -> None:
    log, opened = reading_far_back(window, qtbot)
    log.view.verticalScrollBar().setValue(log.view.verticalScrollBar().maximum())
    first = log.view.rowAt(0)
    old = next(row for row in log.model.rows[first + 1 :] if row.line.kind == "log.written")
    place = log.model.place(old.id)
    corrected = CorrectLog(line=old.id, text="it was the north gate", seen=old.line.heads)
    opened.room.seat.tell(corrected, opened.room.people[old.line.by])
    opened.room.status = msgspec.structs.replace(opened.room.status, entries=opened.room.status.entries + 1)
    opened.show_again()
    opened.face.ages.aged.emit()
    qtbot.waitUntil(lambda: "it was the north gate" in log.model.rows[place].text)
    asked = len(opened.link.asked)
    opened.face.ages.aged.emit()
    assert len(opened.link.asked) == asked, "nothing more was recorded"
