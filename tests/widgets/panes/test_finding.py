"""Words looked for in the log and in the palette, answered page by page."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.domain.log import WriteLog
from console.domain.log_view import line_view
from console.link.pages import Hit
from tests.widgets.conftest import Window
from widgets.actions import Actions
from widgets.face import value
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
    hits = [
        Hit(x.entry, x.kind, x.about or x.id, x.at, x.operation, x, order=n) for n, x in enumerate(lines)
    ][::-1]

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
    opened.bridge.drain()
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
    assert len({hit.line.id for hit in search.hits if hit.line}) == len(search.hits)


def test_other_words_give_up_the_search_before(window: Open, qtbot: QtBot) -> None:
    opened = window(me="SIAMU liaison")
    pane = log_of(opened)
    del opened.link.pages["search"]  # the seat takes its time
    pane.finder.begin()
    pane.finder.words.setText("evac")
    qtbot.waitUntil(lambda: any(what == "search" for what, _ in opened.link.asked))
    pane.finder.words.setText("evacuation")
    qtbot.waitUntil(lambda: bool(opened.link.cancelled))


def test_nothing_is_found_before_somebody_looks_again(window: Open, qtbot: QtBot) -> None:
    opened = window(me="SIAMU liaison")
    pane = log_of(opened)
    qtbot.waitUntil(lambda: len(pane.model.rows) > PAGE)
    whole = len(pane.model.rows)
    pane.finder.begin()
    pane.finder.words.setText("évacuation")
    qtbot.waitUntil(lambda: not pane.finder.search.busy and bool(pane.finder.search.hits))
    QTest.keyClick(pane.finder.words, Key.Key_Escape)
    pane.finder.begin()
    pane.refresh()  # as when somebody else logs
    assert len(pane.model.rows) == whole
    assert pane.finder.told.text() == ""


def test_a_line_is_found_in_the_log_of_each_incident_that_it_names(window: Open, qtbot: QtBot) -> None:
    opened = window(me="SIAMU liaison")
    one, other = opened.face.of_operation("incident")[:2]
    opened.link.tell(WriteLog(text="Smoke over both", incident=one.id, references=(other.id,)))
    opened.bridge.drain()
    pane = log_of(opened)
    for incident in (one, other):
        opened.face.look_at(incident=incident.id)
        pane.finder.begin()
        pane.finder.words.setText("smoke")
        qtbot.waitUntil(lambda: not pane.finder.search.busy)
        assert "Smoke over both" in [row.text for row in pane.model.rows]
        pane.finder.end()


def test_who_scrolls_twice_before_the_page_is_there_finds_no_words_of_before(
    window: Open, qtbot: QtBot
) -> None:
    opened = window(me="SIAMU liaison")
    pane = log_of(opened)
    search = pane.finder.search
    pane.finder.begin()
    pane.finder.words.setText("evacuation")
    qtbot.waitUntil(lambda: bool(search.hits) and not search.busy)
    answers = opened.link.pages.pop("search")  # the seat takes its time
    asked = len(opened.link.asked)
    search.fetch()
    search.fetch()
    qtbot.waitUntil(lambda: len(opened.link.asked) > asked)
    pane.finder.words.setText("other words")
    opened.link.pages["search"] = lambda asked: (
        ([], False) if asked["words"] == "other words" else answers(asked)
    )
    opened.link.answer()
    qtbot.waitUntil(lambda: not search.busy)
    assert search.hits == []


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


def test_the_palette_finds_a_thing_beside_every_line_that_tells_of_it(window: Open, qtbot: QtBot) -> None:
    opened = window(me="SIAMU liaison")
    log_of(opened)
    latest, _ = opened.link.pages["search"]({"before": None, "limit": PAGE})
    told = Counter(hit.thing for hit in latest)
    incident = max(opened.face.of_operation("incident"), key=lambda each: told[each.id])
    over = QWidget()
    palette = Palette(opened.face, Actions(over), over)
    palette.rise()
    palette.line.setText(str(value(incident.fields, "title")))
    qtbot.waitUntil(lambda: bool(palette.search.hits) and not palette.search.busy)
    found = [row.key for row in palette.view.model().rows]  # type: ignore[attr-defined]
    assert len(set(found)) == len(found)
    assert incident.id in found
    assert sum(hit.thing == incident.id for hit in palette.search.hits) == told[incident.id] > 1


def test_the_palette_says_that_nothing_was_found(window: Open, qtbot: QtBot) -> None:
    opened = window(me="SIAMU liaison")
    opened.link.pages["search"] = lambda _: ([], False)
    over = QWidget()
    palette = Palette(opened.face, Actions(over), over)
    palette.rise()
    palette.line.setText("zzz")
    qtbot.waitUntil(lambda: palette.told.text() == "Nothing was found.")
    assert palette.view.model().rowCount() == 0
