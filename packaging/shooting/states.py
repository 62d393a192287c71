"""Empty and broken states of the desk, each by its name."""

import time
from collections.abc import Callable
from typing import Any, Final

import msgspec
from PySide6.QtWidgets import QTableView, QWidget

from tests.widgets.conftest import Window
from widgets.desk import DeskWindow

LONELY: Final = 14 * 60_000
State = Callable[[DeskWindow, Window], None]
AnyState = Callable[[QWidget, Window], None]  # a desk or a wall can be in it


def status(**changed: Any) -> AnyState:
    """What the seat says of itself."""

    def show(_shown: QWidget, window: Window) -> None:
        window.room.status = msgspec.structs.replace(window.room.status, **changed)
        window.show_again()

    return show


def _now() -> int:
    return time.time_ns() // 1_000_000


def alone(shown: QWidget, window: Window) -> None:
    """No other seat answers."""
    for seat in window.room.seats.values():
        if seat.link == "linked":
            window.room.seats[seat.id] = msgspec.structs.replace(seat, link="gone", since=_now() - LONELY)
    status(alone_since=_now() - LONELY, nowhere_else=14, in_step=0, linked=0)(shown, window)


def copied(_desk: DeskWindow, window: Window) -> None:
    """One seat runs twice."""
    stib = next(seat for seat in window.room.seats.values() if seat.agency == "STIB")
    window.room.room = msgspec.structs.replace(window.room.room, alarms=(f"seat.copied:{stib.id}",))
    window.show_again()


def gone(desk: DeskWindow, window: Window) -> None:
    """The seat has stopped; somebody was typing."""
    desk.log.entry.setText("wind now 220°, 4 m/s, plume toward Laeken")
    window.link.lose()
    window.bridge.drain()


def too_old(_desk: DeskWindow, window: Window) -> None:
    """The seat was brought up to a newer version."""
    window.link.lose("link.too_old")
    window.bridge.drain()


def contested(_shown: QWidget, window: Window) -> None:
    """Two people hold command."""
    window.room.contest("Duty director", "Police zone liaison")
    window.show_again()


def refused(desk: DeskWindow, _window: Window) -> None:
    """A line that is too long stays as it was typed."""
    desk.log.entry.setText("wind now 220°, 4 m/s " * 260)
    desk.log.entry.returnPressed.emit()


def absent(desk: DeskWindow, _window: Window) -> None:
    """The absent agencies are unfolded."""
    rows = desk.agencies.list.model()
    place = next(n for n, row in enumerate(rows.rows) if not row.code)  # type: ignore[attr-defined]
    desk.agencies.list.acted.emit(rows.rows[place])  # type: ignore[attr-defined]
    desk.other_side()
    desk.agencies.list.scrollTo(rows.index(place, 0), QTableView.ScrollHint.PositionAtTop)


def locked(desk: DeskWindow, window: Window) -> None:
    """Somebody left the desk for a moment."""
    desk.acts.registry.run("lock")
    window.bridge.drain()


def nothing_selected(desk: DeskWindow, _window: Window) -> None:
    """The operation as a whole is looked at."""
    desk.face.look_at(desk.face.operation_id, "")


def nothing(_desk: DeskWindow, _window: Window) -> None:
    """As it opens."""


# name → what is played until which second, who sits there, and what happens then
STATES: dict[str, tuple[int, str, State]] = {
    "no-operation": (-1, "SITCEN operator", nothing),
    "no-incident": (15, "SITCEN operator", nothing),
    "nobody-in-command": (20, "Duty director", nothing),
    "nothing-selected": (22 * 60, "SIAMU liaison", nothing_selected),
    "needs-you": (27 * 60, "Duty director", nothing),
    "agency-absent": (22 * 60, "SIAMU liaison", absent),
    "alone": (22 * 60, "SIAMU liaison", alone),
    "gone": (22 * 60, "SIAMU liaison", gone),
    "newer-version": (22 * 60, "SIAMU liaison", too_old),
    "catching-up": (22 * 60, "SIAMU liaison", status(catching_up=True, coming=4812, in_step=3)),
    "contested": (22 * 60, "SIAMU liaison", contested),
    "copied": (22 * 60, "SIAMU liaison", copied),
    "disk-full": (22 * 60, "SIAMU liaison", status(storage="full")),
    "locked": (22 * 60, "SIAMU liaison", locked),
    "signed-out": (22 * 60, "", nothing),
    "refused": (22 * 60, "SIAMU liaison", refused),
}
