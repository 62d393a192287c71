"""How far below the top of its field a name stands, so that both stand on one line."""

from typing import Final

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

USUAL: Final = 4
LEVELS: Final = {QLabel: 3, QLineEdit: 9, QComboBox: 9, QSpinBox: 9, QPlainTextEdit: 12}


def level(field: QWidget) -> int:
    """In design pixels."""
    return next((down for kind, down in LEVELS.items() if isinstance(field, kind)), USUAL)
