"""How far below the top of its field a name stands, so that both stand on one line."""

from typing import Final

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

USUAL: Final = 4
LEVELS: Final = {QLabel: 3, QLineEdit: 9, QComboBox: 9, QSpinBox: 9, QPlainTextEdit: 12}


def level(field: QWidget) -> int:
    """In design pixels; of a field of several parts, for the first of them."""
    found = next((down for kind, down in LEVELS.items() if isinstance(field, kind)), 0)
    parts = field.layout()
    first = parts.itemAt(0) if parts is not None else None
    part = first.widget() if first is not None else None
    return found or (level(part) if part is not None else USUAL)
