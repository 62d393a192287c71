"""Qt as every window finds it; and what windows are opened with."""

import logging
import sys
from collections.abc import Callable
from types import TracebackType

from PySide6.QtWidgets import QApplication

from widgets.collecting import Collector
from widgets.look import dress
from widgets.speech import Speech

log = logging.getLogger(__name__)
Missing = Callable[[str, str], None]  # told a screen's name, and those there are
Start = Callable[[], None]  # makes sure that the seat runs; may take its time


class Application:
    """Qt, dressed, and speaking the language of who sits here."""

    def __init__(self, lang: str) -> None:
        self.qt = QApplication(sys.argv[:1])
        self.qt.setApplicationName("Belfry")
        Collector(self.qt)
        dress(self.qt)
        sys.excepthook = _told
        self.speech = Speech(lang)


def _told(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A fault of our own: written down, and the window goes on."""
    log.error("a window's fault", exc_info=(kind, error, trace))
