"""Whether somebody is at this desk: when a key or the pointer was last felt in one of its windows."""

from functools import cache
from typing import Final

from PySide6.QtCore import QElapsedTimer, QEvent, QObject
from PySide6.QtGui import QGuiApplication, QInputEvent, QWindow

INPUT: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)
WATCHED: Final = "watched"  # a window of which we hear when somebody is there


@cache
def presence() -> "Presence":
    """The one of this application."""
    app: QObject = QGuiApplication.instance()  # type: ignore[assignment] # there is one
    return Presence(app)


class Presence(QObject):
    """Feels keys and the pointer in the windows that are watched."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._felt = QElapsedTimer()

    def watch(self, window: QWindow) -> None:
        """Feel what happens in this window from now on."""
        if not window.property(WATCHED):
            window.setProperty(WATCHED, True)
            window.installEventFilter(self)

    def felt_within(self, ms: int) -> bool:
        """Whether somebody was there so short a time ago."""
        return self._felt.isValid() and self._felt.elapsed() < ms

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputEvent) and event.type() in INPUT:
            self._felt.start()
        return False
