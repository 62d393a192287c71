"""The rows of a long list as Qt asks for them: ready values, each found by its id."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

ROW = Qt.ItemDataRole.UserRole
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
        if rows == self.rows:
            return 0
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
