"""The agencies in columns: whoever reads a name finds its state beside it."""

from collections.abc import Callable

import msgspec
import pytest
from PySide6.QtWidgets import QApplication

from console.domain.agencies import SetState
from tests.widgets.conftest import Window
from widgets import hand
from widgets.ages import MINUTE, now_ms
from widgets.desk import DeskWindow
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


def columns(desk: DeskWindow) -> list[tuple[int, ...]]:
    """Where the columns of the agencies are, however wide the list."""
    painter = desk.agencies.list.itemDelegate()
    assert isinstance(painter, AgencyPainter)
    return [painter.places(0, look.px(wide)) for wide in (350, 420, 500, 560, 640, 760, 900, 1400)]


@pytest.mark.parametrize("lang", ["fr", "nl", "en"])
def test_no_column_moves_whatever_comes_to_be_said_in_it(
    desk: Callable[..., tuple[DeskWindow, Window]], lang: str
) -> None:
    opened, window = desk(until=22 * 60)
    opened.resize(1920, 700)  # a list longer than its room
    window.face.speech.speak(lang)
    seats = window.room.seats
    linked = {key: msgspec.structs.replace(seat, link="linked") for key, seat in seats.items()}
    seats.update(linked)
    window.show_again()
    before = columns(opened)
    for silent in (0, 59 * MINUTE, 23 * 60 * MINUTE):  # nobody answers any more, and for how long
        since = now_ms() - silent
        seats.update({k: msgspec.structs.replace(s, link="gone", since=since) for k, s in linked.items()})
        window.show_again()
        assert columns(opened) == before
    seats.update(linked)
    operation = opened.face.operation_id
    for code in ("STIB", "PF"):  # a state that was noted by phone carries a ring
        window.link.tell(
            SetState(agency=code, state="relieved", operation=operation, means="phone", informant="Peeters")
        )
    window.show_again()
    assert columns(opened) == before
    wide = opened.agencies.list.viewport().width()
    opened.agencies.filter.setText("stib")
    assert columns(opened) == before
    QApplication.processEvents()
    assert opened.agencies.list.viewport().width() == wide


def codes(desk: DeskWindow) -> list[str]:
    return [row.code for row in desk.agencies.list.model().rows]  # type: ignore[attr-defined]


def noted(opened: DeskWindow, window: Window, code: str, state: str) -> None:
    """Somebody notes by phone what an agency does now."""
    operation = opened.face.operation_id
    window.link.tell(
        SetState(agency=code, state=state, operation=operation, means="phone", informant="Peeters")
    )
    window.show_again()


def test_no_agency_leaves_the_list_under_a_hand(
    desk: Callable[..., tuple[DeskWindow, Window]], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened, window = desk(until=22 * 60)
    pane, before = opened.agencies, codes(opened)
    aimed, leaving = before[4], before[2]
    pane.list.select(aimed)
    noted(opened, window, leaving, "relieved")
    assert codes(opened)[: len(before)] == before
    monkeypatch.setattr(hand, "GONE", 0)
    pane.list.hand.look()
    pane.age()
    assert leaving not in codes(opened), "it is one of those who are not here, and folded"


def test_agencies_that_were_looked_for_keep_their_place_under_a_hand(
    desk: Callable[..., tuple[DeskWindow, Window]],
) -> None:
    opened, window = desk(until=22 * 60)
    pane = opened.agencies
    pane.filter.setText("b")
    before = codes(opened)
    assert len(before) > 2
    pane.list.select(before[0])
    noted(opened, window, before[-1], "engaged")
    noted(opened, window, before[0], "standby")
    assert codes(opened) == before
    assert not pane._steady.chip.isHidden()
    pane.filter.setText("br")
    assert set(codes(opened)) < set(before)
