"""What windows keep here between runs: how screens are read, how each person arranged the panes."""

from math import isfinite
from typing import Final

from PySide6.QtCore import QSettings

from console.paths import data_dir

FILE = "windows.ini"
GARBLED: Final = (ValueError, RecursionError)  # raised by reading what a disk did not keep as it was


def kept() -> QSettings:
    """The store; it belongs to this OS user, and holds nothing of the record."""
    return QSettings(str(data_dir() / FILE), QSettings.Format.IniFormat)


def number(key: str, usual: float) -> float:
    """The number that is kept there; `usual` where it is none."""
    try:
        found = float(str(kept().value(key, usual)))
    except ValueError:
        return usual
    return found if isfinite(found) else usual
