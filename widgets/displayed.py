"""Displayed: when an order's full text has stood before a person long enough to say so.

Limits, stated: Qt knows whether a window is exposed, not whether another window lies over part of it, nor
whether anybody looks. An application that is active, or met a key or the pointer within the last minute,
stands for somebody present.
"""

from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtCore import QElapsedTimer, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QRegion, QWindow
from PySide6.QtWidgets import QAbstractItemView, QWidget

from console.domain.orders import DisplayOrder, OrderView
from console.domain.powers import POWERS
from console.link.client import RefusedAnswer
from widgets.face import Face
from widgets.presence import presence

LONG_ENOUGH: Final = 1000  # ms
LOOK_EVERY: Final = 250
PRESENT: Final = 60_000  # ms since the application was last active
Active = Qt.ApplicationState.ApplicationActive


Showing = Callable[[], Iterable[str]]


def displayed(face: Face) -> "Displayed":
    """The one watch of a face, whatever shows orders there."""
    return face.findChild(Displayed) or Displayed(face)


class Displayed(QObject):
    """Tells the seat which orders to this person's agency stand in full view somewhere; once per person."""

    def __init__(self, face: Face) -> None:
        super().__init__(face)
        self._face = face
        self._shown_by: dict[int, tuple[QWidget, Showing]] = {}
        self._since: dict[str, int] = {}  # order → when its full text came into view, on our clock
        self._told: set[tuple[str, str]] = set()  # person, order
        self._clock, self._active = QElapsedTimer(), -PRESENT
        self._clock.start()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self.look)
        QGuiApplication.instance().applicationStateChanged.connect(self._state_changed)  # type: ignore[union-attr]

    def look_in(self, where: QWidget, showing: Showing) -> None:
        """`showing` gives the orders whose full text `where` has in its viewport, as long as it lives."""
        key = id(where)
        self._shown_by[key] = (where, showing)
        where.destroyed.connect(lambda *_: self._shown_by.pop(key, None))
        self.watch()

    def watch(self) -> None:
        """Begin to look where an order waits to be displayed to this person; else rest."""
        if self._waiting():
            self._timer.start()
        else:
            self._timer.stop()
            self._since.clear()

    def look(self) -> None:
        """Note what is in view, and tell what has been there long enough."""
        waiting, now = self._waiting(), self._clock.elapsed()
        before = [s for where, s in tuple(self._shown_by.values()) if self._before_a_person(where, now)]
        shown = {order for showing in before for order in showing()} & waiting
        self._since = {order: self._since.get(order, now) for order in shown}
        for order, since in self._since.items():
            if now - since >= LONG_ENOUGH:
                self._tell(order)

    def _waiting(self) -> set[str]:
        """Orders to this person's agency of which nobody said that they were displayed to this person."""
        me = self._face.me
        if me is None or POWERS["receive"].roles.isdisjoint(me.roles):
            return set()
        orders: list[OrderView] = self._face.picture.all("order")
        return {
            order.id
            for order in orders
            if order.number and (me.person, order.id) not in self._told and self._owed(order)
        }

    def _owed(self, order: OrderView) -> bool:
        me = self._face.me
        mine = next((a for a in order.addressees if me is not None and a.agency == me.agency), None)
        if mine is None or me is None or not order.open:
            return False
        return all(step.step != "displayed" or step.by != me.name for step in mine.steps)

    def _before_a_person(self, where: QWidget, now: int) -> bool:
        """Whether `where` stands before the person signed in. The one place that decides it."""
        window: QWindow | None = where.window().windowHandle()
        exposed = window is not None and window.isExposed() and where.isVisible()
        if window is not None:
            presence().watch(window)
        if QGuiApplication.applicationState() == Active:
            self._active = now
        there = now - self._active < PRESENT or presence().felt_within(PRESENT)
        return exposed and self._face.me is not None and there

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state != Active:
            self._active = self._clock.elapsed()

    def _tell(self, order: str) -> None:
        if self._face.me is not None:
            self._told.add((self._face.me.person, order))
            self._face.bridge.start(self._say(self._face.me.person, order))

    async def _say(self, person: str, order: str) -> None:
        reply = await self._face.bridge.tell(DisplayOrder(order=order))
        if isinstance(reply, RefusedAnswer) and reply.code.startswith(("link.", "storage.")):
            self._told.discard((person, order))  # it was never recorded: say it again


def wholly_visible(view: QAbstractItemView, rect: QRect) -> bool:
    """Whether a row stands in the viewport with nothing of it cut off."""
    return not rect.isEmpty() and QRegion(rect).subtracted(view.viewport().visibleRegion()).isEmpty()
