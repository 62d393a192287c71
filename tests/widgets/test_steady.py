"""Nothing moves under the hand."""

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QStyleOptionViewItem, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from widgets import hand, steady
from widgets.ages import HOUR
from widgets.listed import Rows
from widgets.rows import RowPainter, RowsView
from widgets.steady import Steady, Still


class Row(msgspec.Struct, frozen=True):
    id: str


class Plain(RowPainter):
    def draw(self, painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
        painter.drawText(option.rect, 0, row.id)


class Listed:
    """A list whose rows come in some order."""

    def __init__(self, qtbot: QtBot) -> None:
        self.view = RowsView(Rows(lambda row: row.id, lambda row: row.id), Plain())
        self.steady = Steady(self.view.hand, lambda row: row.id, self.refresh)
        self.clicked: list[str] = []
        self.view.clicked.connect(lambda index: self.clicked.append(self.ids[index.row()]))
        self.wanted = ""
        qtbot.addWidget(self.view)
        self.view.resize(300, 300)
        self.view.show()
        qtbot.waitExposed(self.view)

    def show(self, wanted: str) -> None:
        self.wanted = wanted
        self.refresh()

    def refresh(self) -> None:
        self.view.show_rows(self.steady.ordered([Row(one) for one in self.wanted]))

    @property
    def ids(self) -> str:
        model = self.view.model()
        assert isinstance(model, Rows)
        return "".join(row.id for row in model.rows)

    def middle_of(self, place: int) -> QPoint:
        return self.view.visualRect(self.view.model().index(place, 0)).center()


def test_rows_keep_their_place_while_one_is_chosen_and_a_chip_offers_the_order(
    dressed: QApplication, qtbot: QtBot
) -> None:
    listed = Listed(qtbot)
    listed.show("abc")
    listed.view.select("b")
    listed.show("xcba")
    assert listed.ids == "abcx"
    assert listed.steady.chip.text() == "1 new · re-order"
    listed.show("yxcba")
    assert listed.steady.chip.text() == "2 new · re-order"
    listed.steady.chip.click()
    assert listed.ids == "yxcba"
    assert listed.steady.chip.isHidden()


def test_rows_nobody_uses_move_at_once(dressed: QApplication, qtbot: QtBot) -> None:
    listed = Listed(qtbot)
    listed.view.clearFocus()
    listed.show("abc")
    listed.show("xcba")
    assert listed.ids == "xcba"
    assert listed.steady.chip.isHidden()


def test_what_is_read_at_the_top_stays_where_it_is(dressed: QApplication, qtbot: QtBot) -> None:
    listed = Listed(qtbot)
    listed.show("abcdefghijklmnop")
    listed.view.select("a")
    before = listed.middle_of(0)
    listed.view.show_rows([Row(one) for one in "xyabcdefghijklmnop"])
    assert listed.middle_of(2) == before


def test_a_click_on_a_row_that_just_came_under_the_pointer_is_ignored(
    dressed: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steady, "SETTLING", HOUR)
    listed = Listed(qtbot)
    listed.show("abc")
    viewport = listed.view.viewport()
    QCursor.setPos(viewport.mapToGlobal(listed.middle_of(0)))
    QTest.mouseMove(viewport, listed.middle_of(0))
    qtbot.waitUntil(listed.view.underMouse)
    listed.view.show_rows([Row(one) for one in "bc"])
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=listed.middle_of(0))
    assert listed.clicked == []
    monkeypatch.setattr(steady, "SETTLING", 0)
    qtbot.waitUntil(lambda: not steady.lately(listed.view._aim._moved))
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=listed.middle_of(0))
    assert listed.clicked == ["b"]


def test_a_button_that_moved_under_the_pointer_is_not_pressed(
    dressed: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steady, "SETTLING", HOUR)
    window, above, button = QWidget(), QWidget(), QPushButton("Close")
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(above)
    column.addWidget(button)
    pressed: list[str] = []
    button.clicked.connect(lambda _checked: pressed.append(button.text()))
    still = Still(window)
    above.setFixedHeight(60)
    window.show()
    qtbot.waitExposed(window)
    QCursor.setPos(button.mapToGlobal(button.rect().center()) + QPoint(0, 60))
    above.setFixedHeight(120)
    qtbot.waitUntil(lambda: still.moved_lately(button))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pressed == []
    monkeypatch.setattr(steady, "SETTLING", 0)
    qtbot.waitUntil(lambda: not still.moved_lately(button))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pressed == ["Close"]


def test_a_pointer_that_lies_on_a_list_is_no_hand(
    dressed: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = Listed(qtbot)
    listed.show("abc")
    listed.view.clearFocus()
    viewport = listed.view.viewport()
    point_at(qtbot, listed, 0)
    listed.show("xcba")
    assert listed.ids == "xcba"  # it was there when the list came, and has not moved since
    QTest.mouseMove(viewport, listed.middle_of(1))
    listed.show("abcx")
    assert listed.ids == "xcba"
    monkeypatch.setattr(hand, "RESTS", 0)
    listed.view.hand.look()
    assert listed.ids == "abcx"
    assert listed.steady.chip.isHidden()


def test_keys_hold_the_rows_while_they_are_struck(
    dressed: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = Listed(qtbot)
    listed.show("abc")
    listed.view.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(listed.view.hasFocus)
    QTest.keyClick(listed.view, Qt.Key.Key_Shift)
    listed.view.clearSelection()
    listed.show("xcba")
    assert listed.ids == "abcx"
    monkeypatch.setattr(hand, "RESTS", 0)
    listed.view.hand.look()
    assert listed.ids == "xcba"


def test_a_choice_holds_until_nobody_is_at_the_desk_and_stays(
    dressed: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = Listed(qtbot)
    listed.show("abc")
    listed.view.select("b")
    monkeypatch.setattr(hand, "RESTS", 0)
    listed.show("xcba")
    assert listed.ids == "abcx"
    monkeypatch.setattr(hand, "GONE", 0)
    listed.view.hand.look()
    assert listed.ids == "xcba"
    assert listed.view.current() == Row("b")


def point_at(qtbot: QtBot, listed: Listed, place: int) -> None:
    """Lay the pointer on a row."""
    viewport = listed.view.viewport()
    QCursor.setPos(viewport.mapToGlobal(listed.middle_of(place)))
    QTest.mouseMove(viewport, listed.middle_of(place))
    qtbot.waitUntil(listed.view.underMouse)
