"""What people typed, shown as it is: Qt detects rich text by itself, so it passes here and nowhere else."""

from html import escape
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from widgets.look import set_role

NO_BREAK: Final = "\u00a0"  # a space at which no line ends


def label(role: str = "", text: str = "", *, wrap: bool = False, parent: QWidget | None = None) -> QLabel:
    """A label that never takes its text for markup."""
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    made.setText(text)
    if role:
        set_role(made, role)
    return made


def tip(widget: QWidget, text: str) -> None:
    """A tool tip, which Qt would otherwise read as markup."""
    widget.setToolTip(f"<p>{escape(text)}</p>" if text else "")


def mnemonic_free(text: str) -> str:
    """For buttons and menus: an ampersand that somebody typed is no shortcut."""
    return text.replace("&", "&&")


def one_line(text: str) -> str:
    """Several lines as one, for rows and titles."""
    return " ".join(text.split())
