"""Long lists the Qt way: a paging table model, and a view that measures only the rows it shows."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, ClassVar

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from widgets.look import colour, look
from widgets.steady import Aim, in_use

ROW = Qt.ItemDataRole.UserRole
CHOSEN = "bg2"  # the ground of the chosen row: every hue of text stands out from it
Index = QModelIndex | QPersistentModelIndex
Key = Callable[[Any], Hashable]


class Rows(QAbstractTableModel):
    """Rows of ready values, each found by its id. `words` gives what a screen reader says of a row."""

    more = Signal()  # somebody came to the end, and there is more to fetch

    def __init__(self, key: Key, words: Callable[[Any], str]) -> None:
        super().__init__()
        self._key, self._words = key, words
        self.rows: list[Any] = []
        self._place: dict[Hashable, int] = {}
        self.lacks = False  # whether more could be fetched

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt asks for a default
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == ROW:
            return row
        return self._words(row) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The head of a group can be neither chosen nor acted on."""
        usual = super().flags(index)
        return Qt.ItemFlag.NoItemFlags if getattr(self.at(index.row()), "head", False) else usual

    def canFetchMore(self, parent: Index) -> bool:
        return self.lacks and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        self.more.emit()

    def place(self, key: Hashable) -> int:
        """The row of an id, or -1."""
        return self._place.get(key, -1)

    def at(self, place: int) -> Any:
        """The row in a place, or None."""
        return self.rows[place] if 0 <= place < len(self.rows) else None

    def key_at(self, place: int) -> Hashable:
        """The id of the row in a place, or None."""
        return self._key(self.rows[place]) if 0 <= place < len(self.rows) else None

    def show(self, rows: Sequence[Any]) -> int:
        """Show these rows, touching only what changed; returns how many came in above the first one kept."""
        fresh = {self._key(row): row for row in rows}
        self._remove([n for n, row in enumerate(self.rows) if self._key(row) not in fresh])
        kept = [self._key(row) for row in self.rows]
        held = set(kept)
        if kept != [key for key in fresh if key in held]:
            self.beginResetModel()
            self.rows = list(fresh.values())
            self.endResetModel()
            above = 0
        else:
            above = self._insert(list(fresh.items()), held)
            self._replace(list(fresh.values()))
        self._place = {key: n for n, key in enumerate(fresh)}
        return above

    def _remove(self, places: list[int]) -> None:
        for first, last in reversed(_runs(places)):
            self.beginRemoveRows(QModelIndex(), first, last)
            del self.rows[first : last + 1]
            self.endRemoveRows()

    def _insert(self, fresh: list[tuple[Hashable, Any]], held: set[Hashable]) -> int:
        runs = _runs([n for n, (key, _) in enumerate(fresh) if key not in held])
        for first, last in runs:
            self.beginInsertRows(QModelIndex(), first, last)
            self.rows[first:first] = [row for _, row in fresh[first : last + 1]]
            self.endInsertRows()
        return runs[0][1] + 1 if runs and runs[0][0] == 0 and held else 0

    def _replace(self, fresh: list[Any]) -> None:
        changed = [n for n, row in enumerate(fresh) if row is not self.rows[n] and row != self.rows[n]]
        self.rows = fresh
        for first, last in _runs(changed):
            self.dataChanged.emit(self.index(first, 0), self.index(last, 0))


def _runs(places: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and runs[-1][1] == place - 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs


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
        row = index.data(ROW)
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = CHOSEN if selected else self.background(row)
        if ground:
            painter.fillRect(option.rect, colour(ground))
        self.draw(painter, option, row)
        painter.setPen(colour("hair"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
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
        self._rows, self._painter = model, painter
        self._aim = Aim(self, model.key_at)
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
        look.changed.connect(self.resize_rows)
        self.resize_rows()

    def resize_rows(self) -> None:
        """Text grew or shrank: measure anew."""
        self.verticalHeader().setDefaultSectionSize(look.px(self._painter.usual))
        self.fit()

    def show_rows(self, rows: Sequence[Any]) -> int:
        """Show these rows; what is read stays where it is. Returns how many came in above."""
        bar = self.verticalScrollBar()
        reading = bar.value() > 0 or in_use(self)
        before = self.verticalHeader().length()
        self._aim.take()
        above = self._rows.show(rows)
        self.fit()
        self.updateGeometries()
        if reading and above:
            bar.setValue(bar.value() + self.verticalHeader().length() - before)
        self._aim.check()
        return above

    def fit(self) -> None:
        """Set the heights of the rows in view."""
        place = max(self.rowAt(0), 0)
        top, bottom, wide = self.rowViewportPosition(place), self.viewport().height(), self.viewport().width()
        while place < len(self._rows.rows) and top < bottom:
            high = self._painter.height(self._rows.rows[place], wide)
            if self.rowHeight(place) != high:
                self.setRowHeight(place, high)
            top += high
            place += 1

    def wanted_height(self) -> int:
        """The height of all rows together."""
        wide = self.viewport().width()
        return sum(self._painter.height(row, wide) for row in self._rows.rows)

    def current(self) -> Any:
        """The current row, or None."""
        return self._rows.at(self.currentIndex().row())

    def select(self, key: Hashable) -> None:
        """Make the row of an id the current one, if it is there."""
        place = self._rows.place(key)
        if place >= 0 and place != self.currentIndex().row():
            self.setCurrentIndex(self._rows.index(place, 0))
        elif place < 0:
            self.clearSelection()

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
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.fit()
