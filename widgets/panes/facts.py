"""The facts of an incident in a grid."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from widgets.look import colour
from widgets.panes.fact import Cell, Fact, Half

STRETCH = (4, 5, 3, 5, 5)  # how the columns share the width
COLUMNS = len(STRETCH)
HAIR = 1


class Facts(QWidget):
    """The grid."""

    edited = Signal(str, object, object)
    typed = Signal()
    pressed = Signal(str)

    def __init__(self, lang: Callable[[], str]) -> None:
        super().__init__()
        self._lang = lang
        self.cells: dict[str, Cell] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(HAIR, HAIR, HAIR, HAIR)
        self._grid.setSpacing(HAIR)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_facts(self, facts: list[Fact], *, editable: bool) -> None:
        for place, fact in enumerate(facts):
            cell = self.cells.get(fact.field)
            if cell is None:
                cell = self.cells[fact.field] = Cell(self._lang)
                cell.edited.connect(self.edited)
                cell.asked.connect(self.pressed)
                cell.typed.connect(self.typed)
                self._grid.addWidget(cell, place // COLUMNS, place % COLUMNS)
                self._grid.setColumnStretch(place % COLUMNS, STRETCH[place % COLUMNS])
            cell.show_fact(fact)
            cell.setEnabled(editable or cell.fact.shown is None)

    def paintEvent(self, event: QPaintEvent) -> None:
        """What shows between the cells is their grid."""
        QPainter(self).fillRect(event.rect(), colour("line"))

    def recorded(self, field: str, given: Any) -> None:
        """What was typed for a field is on disk."""
        if field in self.cells:
            self.cells[field].recorded(given)

    def halves(self) -> list[Half]:
        """What is typed in the cells that is nowhere else."""
        return [half for cell in self.cells.values() if (half := cell.half()) is not None]

    def go_on(self, halves: list[Half]) -> None:
        """Let them be typed on."""
        for half in halves:
            self.cells[half.field].go_on(half)

    def close_editors(self) -> None:
        """Another incident is looked at."""
        for cell in self.cells.values():
            cell.close_editor()
