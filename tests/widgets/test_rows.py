"""Long lists keep their place, and touch only what changed."""

import msgspec
from PySide6.QtCore import QEvent, QModelIndex
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from widgets.listed import ROW, Rows
from widgets.look import colour
from widgets.rows import RowPainter, RowsView


class Row(msgspec.Struct, frozen=True):
    id: int
    text: str = ""


class Plain(RowPainter):
    def draw(self, painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
        painter.drawText(option.rect, 0, row.text)


class Measured(Plain):
    """Notes at which widths it was asked for a height: 40 and the row's number."""

    def __init__(self) -> None:
        super().__init__()
        self.widths: list[int] = []

    def height(self, row: Row, wide: int) -> int:
        self.widths.append(wide)
        return 40 + row.id


class Counting(Plain):
    """Counts the rows it paints."""

    painted = 0

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
        self.painted += 1


def rows(*ids: int) -> list[Row]:
    return [Row(n) for n in ids]


def model() -> Rows:
    return Rows(lambda row: row.id, lambda row: row.text)


def test_new_rows_above_are_counted_and_the_rest_keeps_its_order(qapp: QApplication) -> None:
    shown = model()
    shown.show(rows(3, 2, 1))
    assert shown.show(rows(5, 4, 3, 2, 1)) == 2
    assert [row.id for row in shown.rows] == [5, 4, 3, 2, 1]
    assert shown.place(2) == 3


def test_only_the_rows_that_changed_are_painted_again(qapp: QApplication) -> None:
    shown = model()
    shown.show(rows(*range(100)))
    touched: list[tuple[int, int]] = []
    shown.dataChanged.connect(lambda first, last: touched.append((first.row(), last.row())))
    shown.show([Row(n, "new" if n in {7, 8, 50} else "") for n in range(100)])
    assert touched == [(7, 8), (50, 50)]


def test_rows_go_come_and_move_as_told(qapp: QApplication) -> None:
    shown = model()
    for wanted in ((1, 2, 3), (), (4, 2, 9), (9, 2, 4), (2,), (1, 2, 3, 4)):
        shown.show(rows(*wanted))
        assert tuple(row.id for row in shown.rows) == wanted
        assert [shown.place(n) for n in wanted] == list(range(len(wanted)))
        assert shown.rowCount(QModelIndex()) == len(wanted)


def test_rows_are_measured_once_their_list_is_seen_at_the_width_that_it_has_then(
    dressed: QApplication, qtbot: QtBot
) -> None:
    painter = Measured()
    view = RowsView(model(), painter)
    qtbot.addWidget(view)
    view.show_rows(rows(1, 2))
    view.resize(200, 300)
    assert painter.widths == []
    view.resize(400, 300)
    view.show()
    qtbot.waitExposed(view)
    assert set(painter.widths) == {view.viewport().width()}
    assert [view.rowHeight(n) for n in range(2)] == [41, 42]


def read_on(qtbot: QtBot) -> RowsView:
    """A list of a hundred rows in which somebody has gone on to older ones."""
    view = RowsView(model(), Plain())
    qtbot.addWidget(view)
    view.resize(300, 200)
    view.show()
    view.show_rows(rows(*range(100, 0, -1)))
    view.verticalScrollBar().setValue(500)
    return view


def test_what_is_read_stays_where_it_is(dressed: QApplication, qtbot: QtBot) -> None:
    view = read_on(qtbot)
    before = view.indexAt(view.rect().center()).row()
    view.show_rows(rows(*range(103, 0, -1)))
    assert view.indexAt(view.rect().center()).row() == before + 3


def test_what_is_read_stays_where_it_is_while_the_oldest_rows_go(dressed: QApplication, qtbot: QtBot) -> None:
    view = read_on(qtbot)
    before = view.indexAt(view.rect().center()).data(ROW)
    view.show_rows(rows(*range(103, 3, -1)))
    assert view.indexAt(view.rect().center()).data(ROW) == before


def test_a_list_is_not_painted_anew_when_its_window_is_left_or_come_back_to(
    dressed: QApplication, qtbot: QtBot
) -> None:
    painter = Counting()
    view = RowsView(model(), painter)
    qtbot.addWidget(view)
    view.show_rows(rows(*range(20)))
    view.show()
    qtbot.waitUntil(lambda: painter.painted > 0)
    QApplication.processEvents()
    painter.painted = 0
    for left in (QEvent.Type.WindowDeactivate, QEvent.Type.WindowActivate):
        QApplication.sendEvent(view, QEvent(left))
        QApplication.sendEvent(view.viewport(), QEvent(left))
        QApplication.processEvents()
    assert painter.painted == 0
    view.viewport().update()
    qtbot.waitUntil(lambda: painter.painted > 0)


class Filled(Plain):
    """Two lines high, the first filled."""

    usual = 66

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
        painter.fillRect(option.rect, colour("critical"))


def ends(view: RowsView) -> int:
    """How far down anything of a row is painted."""
    picture = view.viewport().grab().toImage()
    filled = (y for y in range(picture.height()) if picture.pixelColor(9, y) == colour("critical"))
    return max(filled, default=-1) + 1


def test_a_list_ends_in_no_sliver_of_a_row(dressed: QApplication, qtbot: QtBot) -> None:
    shown = model()
    view = RowsView(shown, Filled())
    qtbot.addWidget(view)
    shown.show(rows(*range(9)))
    view.show()
    high = view.rowHeight(0)
    for sliver in (1, 10, high // 3):
        view.resize(300, 2 * high + sliver)
        assert ends(view) == 2 * high - 1, "and the line below it"
    view.resize(300, 2 * high + high // 3)
    view.verticalScrollBar().setValue(high // 2)
    qtbot.waitExposed(view)
    assert ends(view) == view.viewport().height()
    view.resize(300, high // 3)
    view.verticalScrollBar().setValue(0)
    assert ends(view) == view.viewport().height(), "of one that has no room for a row as much as there is"
