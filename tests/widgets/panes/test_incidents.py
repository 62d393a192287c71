"""Many incidents stay readable, and keep their places."""

from collections.abc import Callable

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from console.domain.incidents import OpenIncident, SetIncident
from console.templates import LANGUAGES
from tests.widgets.conftest import Window
from widgets.ages import HOUR, now_ms
from widgets.desk import DeskWindow
from widgets.listed import Rows
from widgets.marks import write
from widgets.panes.incident_order import FULL
from widgets.panes.incident_rows import GroupRow, IncidentPainter, IncidentRow
from widgets.panes.incidents import IncidentsPane

Open = Callable[..., Window]
Desk = Callable[..., tuple[DeskWindow, Window]]
WHO = "SITCEN operator"


def crowded(window: Open, qtbot: QtBot, count: int = 40) -> tuple[IncidentsPane, Window]:
    opened = window(me="SIAMU liaison")
    person = opened.room.people[WHO]
    for n in range(count - 4):
        severity = ("minor", "notice", "serious", "critical")[n % 4]
        asked = OpenIncident(title=f"Incident {n}", operation=opened.face.operation_id, severity=severity)
        opened.room.seat.tell(asked, person)
    opened.show_again()
    pane = IncidentsPane(opened.face)
    qtbot.addWidget(pane)
    pane.resize(430, 700)
    pane.show()
    return pane, opened


def rows(pane: IncidentsPane) -> list[IncidentRow | GroupRow]:
    model = pane.incidents.model()
    assert isinstance(model, Rows)
    return model.rows


def test_forty_incidents_stand_in_groups_the_first_eight_in_full(window: Open, qtbot: QtBot) -> None:
    pane, _ = crowded(window, qtbot)
    heads = [row.title for row in rows(pane) if isinstance(row, GroupRow)]
    assert [head.split()[0] for head in heads] == ["CRITICAL", "OPEN"]
    told = [row for row in rows(pane) if isinstance(row, IncidentRow)]
    assert len(told) == 40
    assert [row.brief for row in told] == [n >= FULL for n in range(40)]
    assert sum(int(head.split()[1]) for head in heads) == 40


def test_few_incidents_need_no_heads(window: Open, qtbot: QtBot) -> None:
    pane, _ = crowded(window, qtbot, 8)
    assert not any(isinstance(row, GroupRow) or row.brief for row in rows(pane))


def test_a_new_critical_incident_comes_last_while_one_is_chosen_until_somebody_wants_the_order(
    window: Open, qtbot: QtBot
) -> None:
    pane, opened = crowded(window, qtbot)
    pane.step(1)
    before = [row.id for row in rows(pane)]
    asked = OpenIncident(title="Explosion", operation=opened.face.operation_id, severity="critical")
    made = opened.room.seat.tell(asked, opened.room.people[WHO])
    opened.show_again()
    assert [row.id for row in rows(pane)] == [*before, made]
    chip = pane.findChild(QPushButton, "re-order")
    assert chip is not None
    chip.click()
    assert made in [row.id for row in rows(pane)][:3]


def test_hue_fills_only_where_something_waits(window: Open, qtbot: QtBot) -> None:
    pane, opened = crowded(window, qtbot, 5)
    calm = {row.id for row in rows(pane) if isinstance(row, IncidentRow) and not row.waiting}
    chosen = next(iter(calm))
    told = SetIncident(incident=chosen, field="access", value="by the north gate")
    opened.room.seat.tell(told, opened.room.people[WHO])
    opened.show_again()
    assert next(row for row in rows(pane) if row.id == chosen).waiting  # type: ignore[union-attr]


def test_going_by_with_keys_looks_at_no_incident_until_one_is_chosen(desk: Desk, qtbot: QtBot) -> None:
    made, _ = desk()
    listed = made.incidents.incidents
    listed.setFocus(Qt.FocusReason.TabFocusReason)
    assert made.face.incident_id == ""
    QTest.keyClick(listed, Qt.Key.Key_Return)
    first = next(row.id for row in rows(made.incidents) if isinstance(row, IncidentRow))
    assert made.face.incident_id == first
    assert made.log.entry.hasFocus()
    listed.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(listed, Qt.Key.Key_Down)
    assert made.face.incident_id not in {"", first}


@pytest.mark.usefixtures("inter")
def test_a_long_title_takes_more_lines_and_moves_nothing_as_it_ages(window: Open, qtbot: QtBot) -> None:
    pane, _ = crowded(window, qtbot, 4)
    painter, wide = IncidentPainter(), pane.incidents.viewport().width()
    title = "Warehouse of plant protection products on fire, yellow smoke towards the canal"
    row = next(row for row in rows(pane) if isinstance(row, IncidentRow))
    short, long = (msgspec.structs.replace(row, title=one) for one in ("Fire", title))
    assert " ".join(painter.titled(long, wide)) == title
    assert len(painter.titled(long, wide)) > 1
    assert painter.height(long, wide) > painter.height(short, wide)
    old = msgspec.structs.replace(long, opened=now_ms() - 23 * HOUR)
    assert painter.titled(old, wide) == painter.titled(long, wide)
    assert painter.height(msgspec.structs.replace(long, brief=True), wide) < painter.height(short, wide)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_place_of_an_incident_stands_whole_beside_or_below(
    window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    pane, opened = crowded(window, qtbot, 4)
    opened.face.speech.speak(lang)
    told: list[str] = []

    def noted(painter: QPainter, at: QPoint, font: QFont, token: str, text: str) -> int:
        told.append(text)
        return write(painter, at, font, token, text)

    monkeypatch.setattr("widgets.panes.incident_rows.write", noted)
    pane.resize(430, 700)
    pane.incidents.viewport().grab()
    places = [row.place for row in rows(pane) if isinstance(row, IncidentRow)]
    assert max(map(len, places)) > len("Saint-Josse")
    assert set(filter(None, places)) <= set(told)
