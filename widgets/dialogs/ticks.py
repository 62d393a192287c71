"""A row of things to tick."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from widgets.text import mnemonic_free


class Ticks(QWidget):
    """`items`: (code, words)."""

    def __init__(self, items: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self._boxes: dict[str, QCheckBox] = {}
        for code, words in items:
            self._boxes[code] = box = QCheckBox(mnemonic_free(words))
            row.addWidget(box)
        row.addStretch(1)

    def choose(self, codes: Sequence[str]) -> None:
        """Tick these and no others."""
        for code, box in self._boxes.items():
            box.setChecked(code in codes)

    def chosen(self) -> tuple[str, ...]:
        """The codes of those that are ticked."""
        return tuple(code for code, box in self._boxes.items() if box.isChecked())
