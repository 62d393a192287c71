"""Words looked for in the log and in the palette, answered page by page."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.domain.telling import line_view
from console.link.pages import Hit
from tests.widgets.conftest import Window
from widgets.actions import Actions
from widgets.palette import Palette
from widgets.panes.log import LogPane
from widgets.searching import PAGE

Open = Callable[..., Window]
Key = Qt.Key


def log_of(window: Window) -> LogPane:
    """A log whose seat finds every line there is, by pages of what was asked for."""
    picture = window.room.seat.picture
    rows = picture.lines(window.face.operation_id, "").latest(10_000, None)
    lines = [line_view(row, picture) for row in rows]
    hits = [Hit(x.entry, x.kind, x.id, x.at, x.operation, x, order=n) for n, x in enumerate(lines)][::-1]

    def search(asked: dict[str, Any]) -> tuple[list[Hit], bool]:
        before = len(hits) if asked["before"] is None else asked["before"]
        found = [h for h in hits if h.order < before][: asked["limit"]]
        return found, len(found) == asked["limit"]

    window.link.pages["search"] = search
    pane = LogPane(window.face)
    pane.resize(900, 500)
    pane.show()
    return pane


def test_what_is_found_replaces_the_log_until_escape(window: Open, qtbot: QtBot) -> None:
    opened = window(me="SIAMU liaison")
    pane = log_of(opened)
    whole = len(pane.model.rows)
    incident = opened.face.of_operation("incident")[0].id
    pane.finder.begin()
    pane.finder.words.setText("évacuation")
    qtbot.waitUntil(lambda: not pane.finder.search.busy and bool(pane.finder.search.hits))
    assert pane.finder.told.text().startswith(f"{len(pane.model.rows)} ")
    opened.face.look_at(incident=incident)
    qtbot.waitUntil(lambda: not pane.finder.search.busy and bool(pane.finder.search.hits))
    assert pane.model.rows
    assert all(row.line.incident == incident for row in pane.model.rows)
    opened.face.look_at(opened.face.operation_id, "")
    QTest.keyClick(pane.finder.words, Key.Key_Escape)
    assert pane.finder.isHidden()
    assert len(pane.model.rows) == whole


def test_a_search_goes_back_page_by_page_until_there_is_enough_to_read(window: Open, qtbot: QtBot) -> None:
    opened = window(me="SIAMU liaison")
    pane = log_of(opened)
    search = pane.finder.search
    pane.finder.begin()
    pane.finder.words.setText("evacuation")
    qtbot.waitUntil(lambda: bool(search.hits) and not search.busy)
    first = len(search.hits)
    assert search.more
    search.fetch()
    qtbot.waitUntil(lambda: not search.busy)
    assert len(search.hits) > first
    asked = [params["limit"] for what, params in opened.link.asked if what == "search"]
    assert set(asked) == {PAGE}
    assert len({hit.thing for hit in search.hits}) == len(search.hits)


def test_other_words_give_up_the_search_before(window: Open, qtbot: QtBot) -> None:
    opened = window(me="SIAMU liaison")
    pane = log_of(opened)
    del opened.link.pages["search"]  # the seat takes its time
    pane.finder.begin()
    pane.finder.words.setText("evac")
    qtbot.waitUntil(lambda: any(what == "search" for what, _ in opened.link.asked))
    pane.finder.words.setText("evacuation")
    qtbot.waitUntil(lambda: bool(opened.link.cancelled))


def test_one_letter_finds_nothing_and_nothing_found_is_said(window: Open, qtbot: QtBot) -> None:
    opened = window(me="SIAMU liaison")
    pane = log_of(opened)
    opened.link.pages["search"] = lambda _: ([], False)
    pane.finder.begin()
    pane.finder.words.setText("e")
    assert pane.finder.lines is None
    pane.finder.words.setText("zzz")
    qtbot.waitUntil(lambda: not pane.empty.isHidden())
    assert pane.model.rows == []


def test_the_palette_finds_lines_and_goes_to_where_they_stand(window: Open, qtbot: QtBot) -> None:
    opened = window(me="SIAMU liaison")
    log_of(opened)
    over = QWidget()
    palette = Palette(opened.face, Actions(over), over)
    palette.rise()
    palette.line.setText("zz any words")
    qtbot.waitUntil(lambda: palette.view.model().rowCount() > 0)
    row = next(r for r in palette.view.model().rows if r.sort == "line")  # type: ignore[attr-defined]
    palette.view.acted.emit(row)
    qtbot.waitUntil(lambda: not palette.isVisible())
