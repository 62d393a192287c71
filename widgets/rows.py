"""Long lists the Qt way: a view that measures only the rows it shows, and paints them from ready values."""

from collections.abc import Hashable, Sequence
from typing import Any, ClassVar, cast

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from widgets.hand import Hand
from widgets.listed import ROW, Index, Rows
from widgets.look import colour, look
from widgets.steady import Aim

SELECTED, FOCUSED = QStyle.StateFlag.State_Selected.value, QStyle.StateFlag.State_HasFocus.value
ACTIVATION = {QEvent.Type.WindowActivate, QEvent.Type.WindowDeactivate}
FIRST = 36  # design pixels within which the first line of any row stands whole
CHOSEN = "bg2"  # the ground of the chosen row: every hue of text stands out from it


class RowPainter(QStyledItemDelegate):
    """Paints one row from its ready value."""

    usual: ClassVar[int] = 32  # design pixels

    def height(self, row: Any, wide: int) -> int:
        """How high `row` is in pixels when it may be `wide`."""
        return look.px(self.usual)

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, row: Any) -> None:
        """Paint `row` into option.rect."""
        raise NotImplementedError

    def background(self, row: Any) -> str:
        """The token of the row's ground."""
        return ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Nothing of a row at the end of the view of which not even the first line stands whole."""
        box, view = option.rect, cast("QWidget | None", option.widget)  # which is not always given
        seen = view.height() if view is not None else 0
        if box.top() > 0 and 0 < seen - box.top() < min(box.height(), look.px(FIRST)):
            return
        row = index.data(ROW)
        painter.save()
        state = option.state.value  # a number, since each row asks twice: flags take Python a while
        selected, focused = state & SELECTED, state & FOCUSED
        ground = CHOSEN if selected else self.background(row)
        if ground:
            painter.fillRect(option.rect, colour(ground))
        self.draw(painter, option, row)
        painter.setPen(colour("hair"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if selected or focused:
            painter.setPen(colour("t1" if focused else "edge"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(option.rect.width(), self.height(index.data(ROW), option.rect.width()))


class RowsView(QTableView):
    """A list of rows. Enter or a double click acts on the current one; keys move."""

    acted = Signal(object)  # the row

    def __init__(self, model: Rows, painter: RowPainter) -> None:
        super().__init__()
        self.findChildren(QWidget)  # known by then, no part has all classes of Qt loaded to be recognised
        self._rows, self._painter = model, painter
        self._aim, self.hand = Aim(self, model.key_at), Hand(self)
        self._kept = 0  # where the hand left the list: further down than it was by what came in above
        self.setModel(model)
        self.setItemDelegate(painter)
        self.setShowGrid(False)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.verticalScrollBar().valueChanged.connect(self.fit)
        self.doubleClicked.connect(lambda index: self.acted.emit(index.data(ROW)))
        self.hand.let_go.connect(self._to_top)
        look.changed.connect(self.resize_rows)
        self.resize_rows()

    def resize_rows(self) -> None:
        """Text grew or shrank: measure anew."""
        self.verticalHeader().setDefaultSectionSize(look.px(self._painter.usual))
        self.fit()

    def show_rows(self, rows: Sequence[Any]) -> int:
        """Show these rows; what is read stays where it is. Returns how many came in above."""
        bar = self.verticalScrollBar()
        reading = bar.value() > 0 or self.hand.holds()
        at_top, chosen = bar.value() in {0, self._kept}, self._chosen()
        self._aim.take()
        above = self._rows.show(rows)
        self.fit()
        self.updateGeometries()
        if reading and above:
            bar.setValue(bar.value() + self.verticalHeader().sectionPosition(above))
            self._kept = bar.value() if at_top else 0
        if chosen is not None and not self.currentIndex().isValid():
            self._choose_again(chosen)
        self._aim.check()
        return above

    def fit(self) -> None:
        """Set the heights of the rows in view; of a hidden list, once it is shown and has its width."""
        if not self.isVisible():
            return
        place = max(self.rowAt(0), 0)
        top, bottom, wide = self.rowViewportPosition(place), self.viewport().height(), self.viewport().width()
        while place < len(self._rows.rows) and top < bottom:
            high = self._painter.height(self._rows.rows[place], wide)
            if self.rowHeight(place) != high:
                self.setRowHeight(place, high)
            top += high
            place += 1

    def _chosen(self) -> Hashable:
        """The id of the chosen row, or None."""
        chosen = self.selectionModel().hasSelection()
        return self._rows.key_at(self.currentIndex().row()) if chosen else None

    def _choose_again(self, key: Hashable) -> None:
        """The rows have another order now: choose the same one, wherever it stands."""
        self.setAutoScroll(False)
        self.select(key)
        self.setAutoScroll(True)

    def _to_top(self) -> None:
        """Nobody reads any longer what new rows have been kept away from."""
        if self._kept and self.verticalScrollBar().value() == self._kept:
            self.verticalScrollBar().setValue(0)

    def height_of(self, rows: Sequence[Any]) -> int:
        """How high these rows would stand together."""
        wide = self.viewport().width()
        return sum(self._painter.height(row, wide) for row in rows)

    def current(self) -> Any:
        """The current row, or None."""
        return self._rows.at(self.currentIndex().row())

    def select(self, key: Hashable) -> None:
        """Make the row of an id the current one, if it is there."""
        place = self._rows.place(key)
        if place >= 0 and (place != self.currentIndex().row() or self._chosen() is None):
            self.setCurrentIndex(self._rows.index(place, 0))
        elif place < 0:
            self.clearSelection()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """What was no more than the beginning of a row may be more of it now."""
        super().scrollContentsBy(dx, dy)
        below = look.px(FIRST) + abs(dy)
        self.viewport().update(0, self.viewport().height() - below, self.viewport().width(), below)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.current() is not None:
            self.acted.emit(self.current())
            return
        if event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            event.ignore()
            return
        if event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End}:  # a list has one column: of the list, then
            held = Qt.KeyboardModifier.ControlModifier
            event = QKeyEvent(event.type(), event.key(), event.modifiers() | held)
        super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Rows look the same in a window that is not the active one: Qt would paint all of them anew."""
        if type(event) is QEvent and event.type() in ACTIVATION:
            return False
        return super().viewportEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.fit()
