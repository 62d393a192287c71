"""The printers that this machine knows, and why one of them takes nothing."""

from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from widgets.printing.job import NotPrinted

translate: Final = QCoreApplication.translate


def printers() -> list[str]:
    """By name; empty where none is set up, or the print service does not run."""
    return QPrinterInfo.availablePrinterNames()


def ready(name: str) -> QPrinter:
    """The printer, to be painted on. Raises NotPrinted: Qt itself would print into nothing without a word."""
    known = QPrinterInfo.printerInfo(name)
    if known.isNull():
        raise NotPrinted(translate("Sheet", "The printer {0} is no longer there.").format(name))
    if known.state() == QPrinter.PrinterState.Error:
        told = translate("Sheet", "The printer {0} is stopped: nothing was sent to it.")
        raise NotPrinted(told.format(name))
    made = QPrinter(known, QPrinter.PrinterMode.HighResolution)
    if not made.isValid():
        raise NotPrinted(translate("Sheet", "The printer {0} does not answer.").format(name))
    return made
