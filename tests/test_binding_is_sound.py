"""PySide6 6.12 below Python 3.12 drops references to True and None until the process dies."""

import sys

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

ROUNDS = 200
SLACK = 5


class Bell(QObject):
    rang = Signal(int)


class Empty(QAbstractListModel):
    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> None:
        return None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 1


def test_a_signal_costs_no_reference() -> None:
    bell = Bell()
    bell.rang.connect(lambda _: None)
    before = sys.getrefcount(True)
    for n in range(ROUNDS):
        bell.rang.emit(n)
    assert sys.getrefcount(True) >= before - SLACK


def test_an_override_costs_no_reference() -> None:
    model = Empty()
    before = sys.getrefcount(None)
    for _ in range(ROUNDS):
        assert model.itemData(model.index(0, 0)) == {}
    assert sys.getrefcount(None) >= before - SLACK
