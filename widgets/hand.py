"""Whether a hand is on a list: it points, types or has chosen something there, and somebody is at the desk.

A pointer that rests is no hand: it may lie there since yesterday. Nor is a choice before an empty chair.
"""

from typing import Final

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QInputEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView

from widgets.presence import presence

RESTS: Final = 8_000  # ms without a move, after which a pointer or the keyboard is no hand
GONE: Final = 120_000  # ms without a key or a move in the whole desk, after which nobody reads what is chosen
LOOK_EVERY: Final = 1000
TOUCHES: Final = frozenset(
    {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.Wheel, QEvent.Type.KeyPress}
)


class Hand(QObject):
    """Feels the hand on a list. Who asked and was told that it holds is told when it lets go."""

    let_go = Signal()

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self._touched, self._opened = QElapsedTimer(), QElapsedTimer()
        self._opened.start()
        self._pointer: QPoint | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self.look)
        view.viewport().setMouseTracking(True)
        for part in (view, view.viewport(), view.verticalScrollBar()):
            part.installEventFilter(self)

    def holds(self) -> bool:
        """Whether rows must keep their place."""
        held = self._here()
        if held and not self._timer.isActive():
            self._timer.start()
        return held

    def look(self) -> None:
        """Tell when it is gone."""
        if not self._here():
            self._timer.stop()
            self.let_go.emit()

    def _here(self) -> bool:
        view = self._view
        window = view.window().windowHandle()
        if window is not None:
            presence().watch(window)
        there = presence().felt_within(GONE) or self._opened.elapsed() < GONE
        if there and view.selectionModel().hasSelection():
            return True
        lately = self._touched.isValid() and self._touched.elapsed() < RESTS
        return lately and (view.underMouse() or view.hasFocus())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        touched = isinstance(event, QInputEvent) and (event.type() in TOUCHES or self._moved(event))
        if touched or _came(event):
            self._touched.start()
        return False

    def _moved(self, event: QEvent) -> bool:
        """Whether the pointer is elsewhere than it was: a list that opens under it was not pointed at."""
        if not isinstance(event, QMouseEvent) or event.type() != QEvent.Type.MouseMove:
            return False
        before, self._pointer = self._pointer, event.globalPosition().toPoint()
        return before is not None and before != self._pointer


def _came(event: QEvent) -> bool:
    """Whether somebody went to the list with a key."""
    return (
        isinstance(event, QFocusEvent)
        and event.gotFocus()
        and event.reason() != Qt.FocusReason.ActiveWindowFocusReason
    )
