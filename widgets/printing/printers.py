"""The printers that this machine knows; a sheet is handed to one, or it is said why not."""

import subprocess
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

translate: Final = QCoreApplication.translate
SECONDS: Final = 60  # that a print service may take to accept a sheet


class NotPrinted(Exception):
    """Why nothing came of it, in words."""


def printers() -> list[str]:
    """By name; empty where none is set up, or the print service does not run."""
    return QPrinterInfo.availablePrinterNames()


def check(name: str) -> None:
    """Raises NotPrinted where the printer is gone or stopped: a sheet would wait there without a word."""
    known = QPrinterInfo.printerInfo(name)
    if known.isNull():
        raise NotPrinted(translate("Sheet", "The printer {0} is no longer there.").format(name))
    if known.state() == QPrinter.PrinterState.Error:
        told = translate("Sheet", "The printer {0} is stopped: nothing was sent to it.")
        raise NotPrinted(told.format(name))


def hand_over(name: str, title: str, pdf: bytes) -> None:
    """Give a sheet to the print service. Waits for it. Raises NotPrinted where it does not take the sheet:
    Qt's own way to a printer never asks.
    """
    try:
        told = subprocess.run(  # noqa: S603 - the print service of this machine
            ["lp", "-d", name, "-t", title, "-"],  # noqa: S607 - wherever it is
            input=pdf,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except FileNotFoundError as none:
        lacking = translate("Sheet", "This machine has no print service: print to a file.")
        raise NotPrinted(lacking) from none
    except subprocess.TimeoutExpired as late:
        raise NotPrinted(translate("Sheet", "The printer {0} does not answer.").format(name)) from late
    if told.returncode:
        refused = translate("Sheet", "The printer {0} did not take the sheet: nothing was printed.")
        raise NotPrinted(refused.format(name))
