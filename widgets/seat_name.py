"""How a seat is named to who sits there: its number, and what the room calls it."""

from PySide6.QtCore import QCoreApplication

from console.domain.room import RoomView


def seat_name(room: RoomView | None) -> str:
    """`Seat 07 · SIAMU desk`; the word for it is said once, where a label begins with it as well."""
    if room is None:
        return ""
    said = QCoreApplication.translate("SeatName", "Seat {0:02d}").format(room.number)
    word, own = said.split()[0].casefold(), [*room.label.casefold().split(), ""][0]
    return f"{room.number:02d} · {room.label}" if word == own else f"{said} · {room.label}"
