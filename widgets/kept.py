"""What windows keep here between runs: how screens are read, how each person arranged the panes."""

from PySide6.QtCore import QSettings

from console.paths import data_dir

FILE = "windows.ini"


def kept() -> QSettings:
    """The store; it belongs to this OS user, and holds nothing of the record."""
    return QSettings(str(data_dir() / FILE), QSettings.Format.IniFormat)
