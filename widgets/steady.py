"""Nothing moves under the hand: rows keep their place while a hand is on their list."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Final

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QTimer
from PySide6.QtGui import QCursor, QMouseEvent, QMoveEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QWidget

from widgets.chip import Chip
from widgets.hand import Hand

SETTLING: Final = 400  # ms after a move in which a click is taken for one that aimed at something else
CLICKS: Final = {
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.MouseButtonRelease,
}
MOVES: Final = (QMoveEvent, QShowEvent)  # an event's class is known at once, its type takes Python a while


class Steady(QObject):
    """Keeps the order of a list's rows while it is in use; its chip offers the right order."""

    def __init__(self, hand: Hand, key: Callable[[Any], Hashable], again: Callable[[], None]) -> None:
        super().__init__(hand)
        self._hand, self._key, self._again = hand, key, again
        self._order: list[Hashable] = []
        self._came: set[Hashable] = set()
        self.chip = Chip()
        self.chip.setObjectName("re-order")
        self.chip.clicked.connect(lambda _checked: self.reorder())
        hand.let_go.connect(self._let_go)

    def ordered(self, rows: Sequence[Any]) -> list[Any]:
        """`rows` in the order to show: as given, unless the list is in use; then new ones come last."""
        fresh = {self._key(row): row for row in rows}
        order = list(fresh)
        if self._hand.holds():
            held = [key for key in self._order if key in fresh]
            known = set(held)
            self._came |= {key for key in order if key not in known}
            order = held + [key for key in order if key not in known]
        self._order = order
        self._offer(order != list(fresh), len(self._came & fresh.keys()))
        return [fresh[key] for key in order]

    def _offer(self, stirred: bool, new: int) -> None:
        if not stirred:
            self._came.clear()
        one, more, none = self.tr("1 new · re-order"), self.tr("{0} new · re-order"), self.tr("re-order")
        self.chip.say(one if new == 1 else more.format(new) if new else none, none)
        self.chip.setVisible(stirred)

    def forget(self) -> None:
        """Another list begins."""
        self._order = []
        self._came.clear()

    def reorder(self) -> None:
        """Somebody wants the rows in their order now."""
        self.forget()
        self._again()

    def _let_go(self) -> None:
        """Nobody is there to be confused."""
        if not self.chip.isHidden():
            self.reorder()


class Aim(QObject):
    """Swallows clicks on a list for a moment after another row came under the pointer."""

    def __init__(self, view: QAbstractItemView, key: Callable[[int], Hashable]) -> None:
        super().__init__(view)
        self._view, self._key = view, key
        self._under: Hashable = None
        self._moved = QElapsedTimer()
        view.viewport().installEventFilter(self)

    def take(self) -> None:
        """Rows are about to change: note which one the pointer is on."""
        self._under = self._row()

    def check(self) -> None:
        """Rows have changed."""
        if self._row() != self._under:
            self._moved.start()

    def _row(self) -> Hashable:
        view = self._view
        if not view.underMouse():
            return None
        return self._key(view.indexAt(view.viewport().mapFromGlobal(QCursor.pos())).row())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return isinstance(event, QMouseEvent) and event.type() in CLICKS and lately(self._moved)


class Still(QObject):
    """Swallows clicks on the buttons of a window for a moment after they moved under the pointer."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._moved: dict[QAbstractButton, QElapsedTimer] = {}
        self._stirred: set[QWidget] = set()  # parts that moved since the pointer was asked where it is
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._look)
        watched = {window}
        for button in window.findChildren(QAbstractButton):
            self._moved[button] = QElapsedTimer()
            part: QWidget | None = button
            while part is not None and part not in watched:
                watched.add(part)
                part.installEventFilter(self)
                part = part.parentWidget()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, MOVES) and isinstance(watched, QWidget):
            if not self._stirred:
                self._soon.start()
            self._stirred.add(watched)
        clicked = isinstance(event, QMouseEvent) and event.type() in CLICKS
        return clicked and isinstance(watched, QAbstractButton) and self.moved_lately(watched)

    def moved_lately(self, button: QAbstractButton) -> bool:
        """Whether a click on this button now cannot have been meant for it."""
        if self._stirred:
            self._look()
        return button in self._moved and lately(self._moved[button])

    def _look(self) -> None:
        """Once for all that moved in a turn: a layout moves a hundred parts, each asked the display."""
        stirred, self._stirred = self._stirred, set()
        pointer = QCursor.pos()
        for button, moved in self._moved.items():
            if button.isVisible() and button.rect().contains(button.mapFromGlobal(pointer)):
                part: QWidget | None = button
                while part is not None and part not in stirred:
                    part = part.parentWidget()
                if part is not None:
                    moved.start()


def lately(moved: QElapsedTimer) -> bool:
    """Whether that moved too short a time ago for anybody to have seen it."""
    return moved.isValid() and moved.elapsed() <= SETTLING
