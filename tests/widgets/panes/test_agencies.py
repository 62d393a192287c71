"""The agencies in columns: whoever reads a name finds its state beside it."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from tests.widgets.conftest import Window
from widgets.ages import now_ms
from widgets.lines import leading
from widgets.look import SEMIBOLD, look
from widgets.marks import width
from widgets.panes.agency_rows import APART, AgencyPainter, AgencyRow
from widgets.panes.agency_words import ABSENT, agency_row

HEADS = ("Agency", "State", "In use", "Seat", "Report")
ROWS = [
    AgencyRow("STIB", "STIB", "engaged", liaison="seat 05", noted="noted by phone by SITCEN operator"),
    AgencyRow("COM21014", "Saint-Josse-ten-Noode", "standby"),
]


@pytest.fixture
def painter(dressed: QApplication) -> AgencyPainter:
    made = AgencyPainter()
    made.measure(ROWS, HEADS, now_ms())
    return made


@pytest.mark.parametrize("wide", [350, 500, 640, 900, 1400, 2100])
def test_a_state_stands_near_the_longest_name_however_wide_the_window(
    painter: AgencyPainter, wide: int
) -> None:
    state, bar, seat, right, name_ends = painter.places(0, look.px(wide))
    assert name_ends <= state <= painter._name + look.px(APART + 40)
    assert state < right <= look.px(wide)
    assert all(at < 0 or state < at < right for at in (bar, seat))


def test_who_noted_a_state_is_told_beside_it_where_there_is_room(painter: AgencyPainter) -> None:
    assert painter.beside(0, look.px(640)) == -1
    beside = painter.beside(0, look.px(1400))
    assert beside > painter.places(0, look.px(1400))[3]


def test_who_was_never_heard_of_is_said_to_be_absent(window: Callable[..., Window]) -> None:
    face = window().face
    rows = [agency_row(face, view, []) for view in face.picture.all("agency")]
    absent = [row for row in rows if row.rank == ABSENT]
    assert absent
    assert {row.state for row in absent} == {"absent"}


@pytest.mark.parametrize("wide", [350, 420, 500, 640, 900])
def test_a_name_is_wrapped_where_it_has_no_room_and_never_cut(painter: AgencyPainter, wide: int) -> None:
    for row in ROWS:
        lines = painter.named(row, look.px(wide))
        assert "".join(lines).replace(" ", "") == row.name.replace(" ", "")
        ends = painter.places(0, look.px(wide))[4]
        assert max(width(look.font(17, SEMIBOLD), line) for line in lines) <= ends
        more = (len(lines) - 1) * leading(look.font(17, SEMIBOLD))
        assert painter.height(row, look.px(wide)) >= look.px(painter.usual) + more
